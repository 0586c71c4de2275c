"""Where somebody is reached, by all records of theirs; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.records import Person


_EXTENSION: Final = re.compile(
    r"(?P<number>.*[\d)])[\s,;]*(?:poste|p\.|ext(?:ension|\.|=)?|x|\#)[\s:°]*(?P<line>\d{1,6})",
    re.IGNORECASE,
)
"""A number with the one of a telephone behind a switchboard, «poste 12»."""


class OtherContacts(Struct, frozen=True):
    """What the records behind the one that is shown say otherwise, as it was noted there."""

    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.phones or self.emails)


NOWHERE_ELSE = OtherContacts()


def other_contacts(shown: Person, behind: Iterable[Person]) -> OtherContacts:
    """Return numbers and addresses of the records behind that differ from those shown.

    A laptop that goes on with such a record corrects them there; nobody would ever see it.
    """
    records = list(behind)
    return OtherContacts(
        _others(shown.phone, [one.phone for one in records]),
        _others(shown.email, [one.email for one in records]),
    )


def parted(phone: str) -> tuple[str, str]:
    """Return a number as it is written, and the extension behind it; that is mostly empty."""
    found = _EXTENSION.fullmatch(phone.strip())
    return (found["number"].strip(), found["line"]) if found else (phone, "")


def reached(contact: str) -> str:
    """Return an address in small letters, or the last nine digits of a number; else nothing.

    An extension is part of it: two who share a switchboard are not one.
    """
    text = contact.strip().lower()
    if "@" in text:
        return text
    number, extension = parted(text)
    digits = "".join(letter for letter in number if letter.isdigit())
    if len(digits) < 9:  # noqa: PLR2004 - as `06 12 34 56 78` has after its 0
        return ""
    return f"{digits[-9:]}#{extension}" if extension else digits[-9:]


def _others(shown: str, contacts: Iterable[str]) -> tuple[str, ...]:
    found = {_compared(shown): ""}
    for one in contacts:
        if said := one.strip():
            found.setdefault(_compared(said), said)
    return tuple(said for said in found.values() if said)


def _compared(contact: str) -> str:
    return reached(contact) or contact.strip().lower()
