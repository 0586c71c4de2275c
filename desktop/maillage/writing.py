"""Dates, times, numbers, lists and sizes as French and English people write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Final, Literal

from babel import Locale, dates, lists, numbers, units

from maillage.language import NO_BREAK

DateStyle = Literal["day", "brief", "short", "medium", "long", "full"]
Day = date
"""A date, where `date` is the method."""
_OWN: Final = {"day": "d MMM", "brief": "EEE d MMM y"}
"""Patterns that Babel has no name for."""

_AS_PEOPLE_ROUND: Final = Context(rounding=ROUND_HALF_UP)
"""One pledge of 40 people is 0,03 and not 0,02: readers count on what they learned at school."""
_LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}
_SIZES: Final = (
    (10**9, "digital-gigabyte"),
    (10**6, "digital-megabyte"),
    (10**3, "digital-kilobyte"),
)


class Writing:
    """How one language writes what is no word; ``Language`` has the same methods.

    Apart from it because Babel takes longer to import than a window to show its first screen.
    """

    def __init__(self, code: str) -> None:
        """Write as in `code`, "fr" or "en"."""
        self.code = code
        self.locale = Locale.parse(_LOCALES[code])

    def date(self, day: date, style: DateStyle = "long") -> str:
        """Return a date: day «1er déc.», short «01/12/2021», long «1er décembre 2021»..."""
        text = dates.format_date(day, _OWN.get(style, style), locale=self.locale)
        return self._first_of_month(text, day, style)

    def days(self, first: Day, last: Day, style: DateStyle = "long") -> str:
        """Return «du jeudi 14 au vendredi 15 janvier 2021»; for one day, its date.

        The first day says neither month nor year where the last one says the same.
        """
        if first == last:
            return self.date(first, style)
        whole = _OWN.get(style) or self.locale.date_formats[style].pattern
        whole = whole.replace(",", "")
        begun = whole
        if first.year == last.year:
            begun = re.sub(r"\W*y+", "", begun)
            if first.month == last.month and style != "short":
                begun = re.sub(r"\W*M+", "", begun)
        from_, to = (
            self._first_of_month(dates.format_date(day, pattern, locale=self.locale), day, style)
            for day, pattern in ((first, begun), (last, whole))
        )
        return f"du {from_} au {to}" if self.code == "fr" else f"{from_} to {to}"

    def _first_of_month(self, text: str, day: Day, style: DateStyle) -> str:
        if self.code == "fr" and day.day == 1 and style != "short":
            return re.sub(r"(?<!\d)1\b", "1er", text, count=1)
        return text

    def time(self, moment: time | datetime) -> str:
        """Return hours and minutes: «13 h 52», with no-break spaces, or "13:52"."""
        if self.code == "fr":
            return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02d}"
        return f"{moment.hour:02d}:{moment.minute:02d}"

    def moment(self, moment: datetime, style: DateStyle = "long") -> str:
        """Return date and time as they stand there, in whatever zone it is: nothing is converted.

        The zone of the meetings is not that of this machine.
        """
        between = " à " if self.code == "fr" and style != "short" else " "
        if self.code == "en":
            between = ", "
        return self.date(moment, style) + between + self.time(moment)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """Return a number with this language's separators, to `digits` decimals if given."""
        pattern = None if digits is None else _with_decimals("#,##0", digits)
        with localcontext(_AS_PEOPLE_ROUND):
            return numbers.format_decimal(value, pattern, locale=self.locale)

    def percent(self, ratio: float | Decimal, digits: int = 0) -> str:
        """Return a ratio, 0.45, as a percentage: «45 %» with its no-break space, "45%"."""
        pattern = _with_decimals(self.locale.percent_formats[None].pattern, digits)
        with localcontext(_AS_PEOPLE_ROUND):
            return numbers.format_percent(ratio, pattern, locale=self.locale)

    def list(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """Return «a, b et c», or «a, b ou c»; empty for no items."""
        return lists.format_list([*items], style, locale=self.locale)

    def size(self, octets: int) -> str:
        """Return a size in decimal units, as file managers do: «12 Mo», «1,2 Go», "12 MB"."""
        for unit, name in _SIZES:
            # From 999.5 on, the smaller unit would read "1,000 MB".
            if octets >= unit - unit // 2000:
                value = octets / unit
                shown = round(value) if value >= 9.95 else round(value, 1)  # noqa: PLR2004
                text = units.format_unit(shown, name, "short", locale=self.locale)
                return text.replace(" ", NO_BREAK)
        text = units.format_unit(octets, "digital-byte", "long", locale=self.locale)
        return text.replace(" ", NO_BREAK)


def _with_decimals(pattern: str, digits: int) -> str:
    return pattern.replace("##0", "##0." + "0" * digits) if digits else pattern
