"""Erasing a person for ever, and telling where their name still occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import drafts, parting, same_people
from maillage.actions.registrations import twins
from maillage.actions.texts import Mention, ever_called, mentions, names
from maillage.domain.errors import NotFound
from maillage.domain.records import Person, Registration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.same_people import SamePeople
    from maillage.exchange.store import Store


class Forgotten(Struct, frozen=True):
    """What erasing somebody did."""

    records: int
    """How many records went, the person included."""
    mentions: tuple[Mention, ...]


def erase(store: Store, *, person: str) -> Forgotten:
    """Erase a person for ever; it holds on every device their files reach.

    Whoever bears the same ticket of the same list is the same person, recorded twice, and
    goes too, unless somebody told them apart; so does every record that was joined to theirs.
    Raises NotFound or Erased.
    """
    somebody = store.get(Person, person)
    again = _recorded_again(store, somebody)
    people = [somebody, *store.among(Person, "id", again, deleted=True)]
    # A text in which two spellings occur is told once.
    named = dict.fromkeys(mention for one in people for mention in mentions(store, one))
    with store.action():
        bearers = [one for several in ever_called(store, people).values() for one in several]
        gone: set[str] = set()
        either = parting.said_by_either(store, {one.id for one in people})
        for id_ in (*(one.id for one in people), *sorted(either)):
            gone |= store.erase(id_)
        _forget_drafts(store, gone, bearers)
    return Forgotten(len(gone), tuple(named))


class Drafted:
    """Who is here before others' erasures arrive: afterwards nobody knows their names."""

    def __init__(self, store: Store) -> None:
        """Look at everybody, if something half typed may name them."""
        self._store = store
        self._some = drafts.any_kept(store)
        self._people = store.all(Person, deleted=True) if self._some else []
        self._erased = store.erased() if self._some else set()

    def forget(self) -> None:
        """Drop each draft in which somebody erased since then is named."""
        if self._some and (gone := self._store.erased() - self._erased):
            people = [one for one in self._people if one.id in gone]
            _forget_drafts(self._store, gone, people)


def _forget_drafts(store: Store, gone: set[str], people: Iterable[Person]) -> None:
    drafts.forget(store, lambda text: text in gone or any(names(one, text) for one in people))


def _recorded_again(store: Store, person: Person) -> set[str]:
    """Return the other records of somebody, by tickets and decisions, however many lead there."""
    known = {one.id for one in store.all(Person, deleted=True)}
    same, found, more = same_people.read(store), set[str](), {person.id}
    while more - found:
        found |= more
        joined = {id_ for one in found for id_ in same.records(one)}
        theirs = store.among(Registration, "person", joined, deleted=True)
        bearers = {twin.person for one in theirs for twin in twins(store, one, same=same)}
        bearers = {one for one in bearers if not _told_apart(same, one, joined)}
        # A registration of somebody erased names nobody: nothing leads on from there.
        more = joined.union(bearers) & known
    return found - {person.id}


def _told_apart(same: SamePeople, one: str, others: Iterable[str]) -> bool:
    """Tell whether everybody who decided said that somebody is none of the others."""
    pairs = {frozenset((mine, other)) for mine in same.records(one) for other in others}
    return not pairs.isdisjoint(same.apart)


def person_of(store: Store, id_: str) -> Person:
    """Return a person by their id or that of one of their registrations; raises NotFound."""
    try:
        return store.get(Person, id_)
    except NotFound:
        return store.get(Person, store.get(Registration, id_).person)
