"""Words, numbers and dates in the language of the person: French first, English complete."""

from __future__ import annotations

import gettext
import io
import logging
import os
import re
import sys
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from maillage.assets import resource
from maillage.direction import apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime, time
    from decimal import Decimal

    from babel import Locale

    from maillage.writing import DateStyle, Day, Writing

CODES: Final = ("fr", "en")
"""The languages Maillage speaks. Messages in the code are the English ones."""

NO_BREAK: Final = "\N{NO-BREAK SPACE}"

ISOLATE: Final = "\N{FIRST STRONG ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"
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

    def unfilled_plural(self, one: str, many: str, n: int, /) -> str:
        """Return the form that fits `n` of a message whose {fields} somebody else fills in."""
        return self._catalogue.ngettext(one, many, n)

    def plural(self, one: str, many: str, n: int, /, **fields: object) -> str:
        """Return the form that fits `n`, which is also a field, written as a number."""
        return self._fill(self._catalogue.ngettext(one, many, n), {"n": self.number(n), **fields})

    @cached_property
    def _catalogue(self) -> gettext.NullTranslations:
        # With the first word: the window's first paint says none.
        return _catalogue(self.code)

    @cached_property
    def _writing(self) -> Writing:
        from maillage.writing import Writing

        return Writing(self.code)

    @property
    def locale(self) -> Locale:
        """Babel's locale, for a pattern that nobody else needs."""
        return self._writing.locale

    def date(self, day: date, style: DateStyle = "long") -> str:
        """Return a date: day «1er déc.», short «01/12/2021», long «1er décembre 2021»..."""
        return self._writing.date(day, style)

    def days(self, first: Day, last: Day, style: DateStyle = "long") -> str:
        """Return «du 14 au 15 janvier 2021», "14 to 15 January 2021"; for one day, its date."""
        return self._writing.days(first, last, style)

    def time(self, moment: time | datetime) -> str:
        """Return hours and minutes: «13 h 52», with no-break spaces, or "13:52"."""
        return self._writing.time(moment)

    def moment(self, moment: datetime, style: DateStyle = "long") -> str:
        """Return date and time in the zone that the moment has: nothing is converted."""
        return self._writing.moment(moment, style)

    def number(self, value: float | Decimal, digits: int | None = None) -> str:
        """Return a number with this language's separators, to `digits` decimals if given."""
        return self._writing.number(value, digits)

    def percent(self, ratio: float | Decimal, digits: int = 0) -> str:
        """Return a ratio, 0.45, as a percentage: «45 %» with its no-break space, "45%"."""
        return self._writing.percent(ratio, digits)

    def list(self, items: Iterable[str], style: Literal["standard", "or"] = "standard") -> str:
        """Return «a, b et c», or «a, b ou c»; empty for no items."""
        return self._writing.list([apart(one) for one in items], style)

    def size(self, octets: int) -> str:
        """Return a size in decimal units, as file managers do: «12 Mo», «1,2 Go», "12 MB"."""
        return self._writing.size(octets)

    def _fill(self, text: str, fields: Mapping[str, object]) -> str:
        """Return `text` with its fields; raises for a missing one only when strict."""
        fields = {
            name: apart(value) if isinstance(value, str) else value
            for name, value in fields.items()
        }
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
        import locale

        yield locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
    elif sys.platform == "darwin":
        import plistlib

        # A program started from the Finder has no LANG.
        preferences = Path.home() / "Library/Preferences/.GlobalPreferences.plist"
        try:
            yield from plistlib.loads(preferences.read_bytes()).get("AppleLanguages", [])
        except (OSError, plistlib.InvalidFileException):
            return


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Return the messages of a language: compiled in a package, from their source in a checkout."""
    if code == "en":
        return gettext.NullTranslations()
    folder = resource("translations", code, "LC_MESSAGES")
    packed = folder / "maillage.mo"
    compiled = packed.read_bytes() if packed.is_file() else _compiled(folder / "maillage.po", code)
    return gettext.GNUTranslations(io.BytesIO(compiled))


def _compiled(source: Path, code: str) -> bytes:
    """Return a source catalogue compiled; kept beside it for the next start."""
    kept, as_of = source.with_suffix(".kept.mo"), source.stat().st_mtime_ns
    try:
        # Only of this very source: a checkout may go back to an older one.
        if kept.stat().st_mtime_ns == as_of:
            return kept.read_bytes()
    except OSError:
        pass
    from babel.messages import mofile, pofile

    compiled = io.BytesIO()
    with source.open("rb") as file:
        mofile.write_mo(compiled, pofile.read_po(file, locale=code))
    new = kept.with_name(f"{kept.name}.{os.getpid()}")
    try:
        new.write_bytes(compiled.getvalue())
        os.utime(new, ns=(as_of, as_of))
        new.replace(kept)
    except OSError:
        new.unlink(missing_ok=True)  # a checkout that cannot be written serves all the same
    return compiled.getvalue()


_current: Language | None = None
