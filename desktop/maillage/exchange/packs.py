"""What the other laptops of a meeting need to know of it, and nothing of other meetings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.records import (
    Consent,
    Device,
    DuplicateDecision,
    Event,
    Invitation,
    ListMapping,
    Membership,
    Notice,
    Organisation,
    Partner,
    Person,
    Programme,
    Record,
    Registration,
    Revocation,
    Round,
    Seat,
    SeatingRule,
    TakenList,
    Territory,
    Theme,
    Workshop,
)
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.store.local import LocalStore

ALWAYS: tuple[type[Record], ...] = (
    Programme, Device, Invitation, Revocation, Territory, Notice, ListMapping,
)  # fmt: skip
"""What any laptop needs, whatever the meeting."""
OF_THE_EVENT: tuple[type[Record], ...] = (
    Partner, Registration, SeatingRule, Round, Theme, Workshop, TakenList,
)  # fmt: skip
"""What names its meeting."""


def records_of(store: LocalStore, event: str) -> set[str]:
    """Return the ids of all that a pack of an event holds, deleted records too.

    That is who is expected, where they come from, what they agreed to and where they sit;
    no note, vote, pledge or follow-up, and nobody who is only at other events. Raises
    NotFound or Erased for an event that is not there.
    """
    found: list[Record] = [store.get(Event, event)]
    for type_ in ALWAYS:
        found += store.all(type_, deleted=True)
    for type_ in OF_THE_EVENT:
        found += store.all(type_, deleted=True, event=event)
    people = {one.person for one in found if isinstance(one, Registration)}
    # Who stands for whom comes along whole, so that the other laptops show the same names.
    decided = store.all(DuplicateDecision, deleted=True)
    while more := {
        id_
        for one in decided
        if people & {one.person, one.other}
        for id_ in (one.person, one.other)
        if id_ not in people and one.verdict is OnePerson.ONE and not one.deleted
    }:
        people |= more
    # That somebody here is not whom another laptop has erased is told as well.
    known = people | store.erased()
    found += [one for one in decided if {one.person, one.other} <= known and one.person in people]
    rounds = {one.id for one in found if isinstance(one, Round)}
    members = [one for one in store.all(Membership, deleted=True) if one.person in people]
    found += members
    found += [one for one in store.all(Person, deleted=True) if one.id in people]
    found += [one for one in store.all(Seat, deleted=True) if one.round in rounds]
    found += [
        one
        for one in store.all(Consent, deleted=True)
        if one.person in people and one.event in {"", event}
    ]
    structures = {one.organisation for one in members} | _partners(found)
    found += [one for one in store.all(Organisation, deleted=True) if one.id in structures]
    return {one.id for one in found}


def _partners(found: Iterable[Record]) -> set[str]:
    return {one.organisation for one in found if isinstance(one, Partner)}
