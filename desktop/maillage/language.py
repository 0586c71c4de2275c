"""Words, numbers and dates in the language of the person: French first, English complete."""

from __future__ import annotations

import gettext
import io
import locale
import logging
import os
import plistlib
import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import ClassVar, Final, Literal

from babel import Locale, dates, lists, numbers, units

from maillage.assets import resource

DateStyle = Literal["day", "short", "medium", "long", "full"]

CODES: Final = ("fr", "en")
"""The languages Maillage speaks. Messages in the code are the English ones."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

_LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}
_SIZES: Final = (
    (10**9, "digital-gigabyte"),
    (10**6, "digital-megabyte"),
    (10**3, "digital-kilobyte"),
)
_FIELD: Final = re.compile(r"\{(\w*)[^{}]*\}")

log = logging.getLogger(__name__)


class Language:
    """One language: translates messages and writes dates, times, numbers and lists in it."""

    strict: ClassVar[bool] = False
    """Whether a message with a field nobody filled raises (tests) or shows "…" (a screen)."""

    def __init__(self, code: str) -> None:
        """Speak `code`, one of CODES. Raises ValueError for any other."""
        if code not in CODES:
            raise ValueError(code)
        self.code = code
        self.locale = Locale.parse(_LOCALES[code])
        self._catalogue = _catalogue(code)

    def __repr__(self) -> str:
        """Return the constructor's call."""
        return f"Language({self.code!r})"

    def text(self, message: str, /, **fields: object) -> str:
        """Return the translation of an English message, its {fields} filled in."""
        return self._fill(self.unfilled(message), fields)

    def unfilled(self, message: str, /) -> str:
        """Return the translation of a message whose {fields} somebody else fills in."""
        # The empty message is the catalogue's own header.
        return self._catalogue.gettext(message) if message else ""

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return the form that fits `n`, which is also a field, written as a number."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": self.number(n), **fields})

    def date(self, day: date, style: DateStyle = "long") -> str:
        """Return a date: day «1er déc.», short «01/12/2021», long «1er décembre 2021»..."""
        pattern = "d MMM" if style == "day" else style
        text = dates.format_date(day, pattern, locale=self.locale)
        if self.code == "fr" and day.day == 1 and style != "short":
            return re.sub(r"(?<!\d)1 ", "1er ", text, count=1)
        return text

    def time(self, moment: time | datetime) -> str:
        """Return hours and minutes: «13 h 52», with no-break spaces, or "13:52"."""
        if self.code == "fr":
            return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02d}"
        return f"{moment.hour:02d}:{moment.minute:02d}"

    def moment(self, moment: datetime, style: DateStyle = "long") -> str:
        """Return date and time; a moment with a time zone is shown in this machine's own."""
        here = moment.astimezone() if moment.tzinfo else moment
        between = " à " if self.code == "fr" and style != "short" else " "
        if self.code == "en":
            between = ", "
        return self.date(here, style) + between + self.time(here)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """Return a number with this language's separators, to `digits` decimals if given."""
        pattern = None if digits is None else _with_decimals("#,##0", digits)
        return numbers.format_decimal(value, pattern, locale=self.locale)

    def percent(self, ratio: float | Decimal, digits: int = 0) -> str:
        """Return a ratio, 0.45, as a percentage: «45 %» with its no-break space, "45%"."""
        pattern = _with_decimals(self.locale.percent_formats[None].pattern, digits)
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

    def _fill(self, text: str, fields: Mapping[str, object]) -> str:
        """Return `text` with its fields; raises for a missing one only when strict."""
        try:
            return text.format(**fields)
        except (LookupError, ValueError, AttributeError, TypeError):
            if self.strict:
                raise
            log.exception("message not filled: %r", text)
            return _FIELD.sub(lambda found: str(fields.get(found[1], "…")), text)


def use(code: str) -> Language:
    """Make `code` ("fr", "en", or "auto" for the system's) the current language, and return it.

    Raises ValueError for another code.
    """
    global _current  # noqa: PLW0603 - what every screen speaks is one fact of the process
    _current = Language(system_code() if code == "auto" else code)
    return _current


def current() -> Language:
    """Return the language in use; French until `use` was called."""
    return _current or use("fr")


def _(message: str, /, **fields: object) -> str:
    """Return an English message in the current language, its {fields} filled in."""
    return current().text(message, **fields)


def ngettext_(one: str, many: str, n: int, /, **fields: object) -> str:
    """Return the form that fits `n`, in the current language; {n} is the number, written."""
    return current().plural(one, many, n, **fields)


def N_(message: str, /) -> str:  # noqa: N802 - gettext's own name
    """Return the message as it is: marks what is to be translated later."""
    return message


def system_code() -> str:
    """Return "en" when the system clearly says English, else "fr"."""
    said = next(filter(None, _said_by_system()), "")
    return "en" if re.match(r"en([_\-.@]|$)", said, re.IGNORECASE) else "fr"


def _said_by_system() -> Iterable[str]:
    """Yield what environment and system say of the person's language, the strongest first."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        yield os.environ.get(name, "").split(":")[0]
    if sys.platform == "win32":
        import ctypes

        yield locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    elif sys.platform == "darwin":
        # A program started from the Finder has no LANG.
        preferences = Path.home() / "Library/Preferences/.GlobalPreferences.plist"
        try:
            yield from plistlib.loads(preferences.read_bytes()).get("AppleLanguages", [])
        except (OSError, plistlib.InvalidFileException):
            return


def _with_decimals(pattern: str, digits: int) -> str:
    return pattern.replace("##0", "##0." + "0" * digits) if digits else pattern


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the messages of a language: compiled in a package, read from source in a checkout."""
    if code == "en":
        return gettext.NullTranslations()
    folder = resource("translations", code, "LC_MESSAGES")
    compiled, source = folder / "maillage.mo", folder / "maillage.po"
    if compiled.is_file():
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    # Imported here because a package never needs them.
    from babel.messages import mofile, pofile

    with source.open("rb") as file:
        catalogue = pofile.read_po(file, locale=code)
    compiled_here = io.BytesIO()
    mofile.write_mo(compiled_here, catalogue)
    compiled_here.seek(0)
    return gettext.GNUTranslations(compiled_here)


_current: Language | None = None
