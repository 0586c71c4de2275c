"""People who seem to be recorded twice, side by side, and what was decided about such pairs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.actions import outliving, same_people
from maillage.actions.acquaintances import reached
from maillage.actions.organisations import organisations_of, spelling
from maillage.domain import duplicates
from maillage.domain.duplicates import Likely, Recorded
from maillage.domain.likeness import name_of
from maillage.domain.records import (
    Device,
    DuplicateDecision,
    Event,
    Membership,
    Organisation,
    Person,
    Registration,
)
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from maillage.domain.same_people import SamePeople
    from maillage.domain.vocabulary import Category
    from maillage.exchange.store import Store

MOST_SHOWN = 300
"""Pairs that are shown at once, the likeliest; the others follow as these are decided."""


@dataclass(frozen=True, slots=True)
class Card:
    """One record of somebody, as it is put beside another."""

    person: str
    given_name: str
    family_name: str
    email: str
    phone: str
    category: Category | None
    profession: str
    postcode: str
    organisations: str
    meetings: tuple[tuple[str, datetime | None], ...]
    """Title of each meeting they are registered for, and when they arrived."""
    recorded_by: str = ""
    """Name of the laptop that recorded them first."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one person's."""

    one: Card
    other: Card
    like: Likely
    contrary: bool = False
    """Laptops have decided both ways: nothing is joined until somebody decides again."""


@dataclass(frozen=True, slots=True)
class Outlived:
    """Somebody whose other record was erased on a laptop that did not know of this one."""

    card: Card
    by_ticket: bool
    """Whether the ticket of a list says so: nobody has joined the two."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A decision that was made, to look at and to take back."""

    decision: str
    shown: str
    """Name of the record that is shown."""
    other: str
    """Name of the other record; empty once that is erased."""
    verdict: OnePerson


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to decide, and what was decided."""

    pairs: tuple[Pair, ...]
    """The likeliest first, ``MOST_SHOWN`` at most."""
    waiting: int
    """How many there are in all."""
    certain: tuple[Likely, ...]
    """Those that one list named once: they can be joined all at once.

    Not those of whom a laptop said that they are two: somebody looks at these.
    """
    decided: tuple[Joined, ...]
    """The latest first."""
    outlived: tuple[Outlived, ...] = ()
    """Who is here still although another record of theirs was erased."""


def _nothing(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def review(store: Store, *, progress: Callable[[int, int], None] = _nothing) -> Review:
    """Return what there is to decide, and what was decided; of a store of any size."""
    same = same_people.read(store)
    people = {one.id: one for one in store.all(Person)}
    found = _likely(store, same, people, progress)
    shown = found[:MOST_SHOWN]
    contrary = {
        (like.one, like.other)
        for like in found
        if _between(same, like.one, like.other) & same.contrary
    }
    outlived = outliving.read(store)
    left = {one.person for one in outlived}
    people |= {one.id: one for one in store.among(Person, "id", left, deleted=True)}
    wanted = {id_ for like in shown for id_ in (like.one, like.other)} | left
    cards = _cards(store, wanted, people, same)
    return Review(
        tuple(
            Pair(
                cards[like.one],
                cards[like.other],
                like,
                contrary=(like.one, like.other) in contrary,
            )
            for like in shown
        ),
        len(found),
        tuple(like for like in found if like.certain and (like.one, like.other) not in contrary),
        tuple(_decided(store)),
        tuple(Outlived(cards[one.person], one.by_ticket) for one in outlived),
    )


def waiting(store: Store, *, progress: Callable[[int, int], None] = _nothing) -> int:
    """Return how many pairs there are to decide."""
    people = {one.id: one for one in store.all(Person)}
    return len(_likely(store, same_people.read(store), people, progress))


def _likely(
    store: Store,
    same: SamePeople,
    people: Mapping[str, Person],
    progress: Callable[[int, int], None],
) -> list[Likely]:
    names = {one.id: spelling(one.name) for one in store.all(Organisation)}
    member_of: dict[str, set[str]] = defaultdict(set)
    for member in store.all(Membership):
        if name := names.get(member.organisation):
            member_of[member.person].add(name)
    tickets: dict[str, set[str]] = defaultdict(set)
    for one in store.all(Registration):
        if one.ticket:
            tickets[one.person].add(f"{one.event} {one.ticket}")
    records = [
        Recorded(
            one.id,
            name_of(one.given_name, one.family_name),
            reached(one.email),
            reached(one.phone),
            frozenset(member_of.get(one.id, ())),
            frozenset(tickets.get(one.id, ())),
        )
        for one in people.values()
    ]

    def settled(one: str, other: str) -> bool:
        return same.are_one(one, other) or bool(_between(same, one, other) & same.apart)

    found = duplicates.likely(records, told_apart=settled, progress=progress)
    return _once(found, same, people)


def _once(found: Iterable[Likely], same: SamePeople, people: Mapping[str, Person]) -> list[Likely]:
    """Return each two people once, by the records that are shown; laptops at odds come first."""
    kept: dict[frozenset[str], Likely] = {}
    for like in found:
        one, other = sorted((same.of(like.one), same.of(like.other)))
        kept.setdefault(frozenset((one, other)), Likely(one, other, like.likeness, like.shared))
    for pair in same.contrary:
        one, other = sorted(pair)
        if one in people and other in people and not same.are_one(one, other):
            kept.setdefault(pair, Likely(one, other, 0, ()))
    return sorted(
        kept.values(),
        key=lambda like: (frozenset((like.one, like.other)) not in same.contrary, -like.likeness),
    )


def _between(same: SamePeople, one: str, other: str) -> set[frozenset[str]]:
    """Return every pair of a record of one person and a record of the other."""
    return {
        frozenset((mine, theirs)) for mine in same.records(one) for theirs in same.records(other)
    }


def _cards(
    store: Store, ids: set[str], people: Mapping[str, Person], same: SamePeople
) -> dict[str, Card]:
    structures = organisations_of(store, ids)
    titles = {one.id: one.title for one in store.all(Event)}
    recorded = store.added_by(ids)
    devices = {one.id: one.name for one in store.all(Device)}
    meetings: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    every = {id_ for one in ids for id_ in same.records(one)}
    for one in store.among(Registration, "person", every):
        of = meetings[same.of(one.person)]
        if one.event in titles:
            of[one.event] = of.get(one.event) or one.arrived
    return {
        id_: Card(
            person=id_,
            given_name=people[id_].given_name,
            family_name=people[id_].family_name,
            email=people[id_].email,
            phone=people[id_].phone,
            category=people[id_].category,
            profession=people[id_].profession,
            postcode=people[id_].postcode,
            organisations=structures.get(id_, ""),
            meetings=tuple((titles[event], came) for event, came in meetings[id_].items()),
            recorded_by=devices.get(recorded.get(id_, ""), ""),
        )
        for id_ in ids
    }


def _decided(store: Store) -> list[Joined]:
    decisions = store.all(DuplicateDecision)
    ids = {id_ for one in decisions for id_ in (one.person, one.other)}
    people = {one.id: one.name for one in store.among(Person, "id", ids)}
    # Of somebody erased nothing is left to tell but that others are not them.
    gone = ids & store.erased()
    return [
        Joined(one.id, people[one.person], people.get(one.other, ""), one.verdict)
        for one in reversed(decisions)
        if one.verdict
        and one.person in people
        and (one.other in people or (one.other in gone and one.verdict is OnePerson.TWO))
    ]
