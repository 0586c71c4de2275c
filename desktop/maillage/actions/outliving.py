"""Whose other record was erased on another laptop: found, erased as well, or kept knowingly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.actions import same_people
from maillage.domain import outliving
from maillage.domain.records import Person, Registration

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.domain.outliving import Outliving
    from maillage.domain.same_people import Two
    from maillage.exchange.store import Store


def read(store: Store) -> list[Outliving]:
    """Return who is here still although a record of theirs was erased, by the ids shown."""
    if not (erased := store.erased()):
        return []
    same = same_people.read(store)
    tickets = _of_one_ticket(store, erased)
    named = {id_ for pair in (*same.linked, *tickets) for id_ in pair}
    known = {one.id for one in store.among(Person, "id", named - erased, deleted=True)}
    return outliving.outliving(same, known=known, erased=erased, of_one_ticket=tickets)


def of_person(store: Store, person: str) -> Outliving | None:
    """Return what says that somebody was erased under another record; None if nothing does."""
    shown = same_people.read(store).of(person)
    return next((one for one in read(store) if one.person == shown), None)


def _of_one_ticket(store: Store, erased: Collection[str]) -> set[Two]:
    """Return who bears the same ticket of the same list as somebody erased, with them.

    A registration outlives whom it names: the meeting still counts one more.
    """
    gone: dict[tuple[str, str], set[str]] = defaultdict(set)
    for one in store.among(Registration, "person", erased, deleted=True):
        if one.ticket:
            gone[one.event, one.ticket].add(one.person)
    bearers = store.among(Registration, "ticket", {ticket for _event, ticket in gone}, deleted=True)
    return {
        frozenset((person, one.person))
        for one in bearers
        for person in gone.get((one.event, one.ticket), ())
        if one.person and one.person not in erased
    }
