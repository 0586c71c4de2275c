"""Whose badge was scanned: the code on it is found again in the registrations of the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import same_people
from maillage.actions.registrations import each_once, twins
from maillage.domain import badges
from maillage.domain.errors import NoBadgeInPicture
from maillage.domain.records import Event, Person, Registration

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from maillage.exchange.store import Store


class Holder(Struct, frozen=True):
    """Who wears a badge."""

    registration: str
    name: str
    """Empty for somebody who was erased."""
    meeting: str = ""
    """Title of the meeting it was printed for, if that is another one."""


def readings(typed: str) -> tuple[str, ...]:
    """Return the codes that a scanner, or a person, may have typed; none for a name."""
    return badges.readings(typed)


def is_other_code(typed: str) -> bool:
    """Tell whether what was typed is a code, though no badge of ours has such a one."""
    return badges.is_other_code(typed)


def in_picture(path: Path) -> tuple[str, ...]:
    """Return the codes of the badges in a picture; raises NotAPicture or NoBadgeInPicture."""
    from maillage.intake import badge_picture  # needed at few doors, and slow to load

    found = (badges.readings(text) for text in badge_picture.texts(path))
    codes = tuple(code for readings in found for code in readings)
    if not codes:
        raise NoBadgeInPicture(str(path))
    return codes


def holder(store: Store, *, event: str, codes: Sequence[str]) -> Holder | None:
    """Return whose badge has one of these codes, at this meeting first; None for nobody's.

    Registrations that several laptops made of one ticket, or of one person, have a code each:
    all of them count.
    """
    found = [one for one in store.all(Registration, deleted=True) if _has(one, codes)]
    found.sort(key=lambda one: (one.event != event, one.deleted, one.id))
    if not found:
        return None
    one = found[0]
    if one.deleted and not one.ticket:
        return None  # somebody welcomed by mistake, and sent away again
    here = [twin for twin in twins(store, one) if not twin.deleted]
    shown = next(iter(each_once(here, same_people.read(store))), one)
    people = [person for person in store.all(Person) if person.id == shown.person]
    meetings = [known for known in store.all(Event) if known.id == one.event != event]
    return Holder(
        shown.id,
        people[0].name if people else "",
        meetings[0].title if meetings else "",
    )


def _has(registration: Registration, codes: Sequence[str]) -> bool:
    return badges.code(registration.id) in codes
