"""People who seem to be recorded twice, side by side, and what was decided about such pairs."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from maillage.actions import outliving, same_people
from maillage.actions.duplicate_cards import Card, cards_of
from maillage.actions.organisations import spelling
from maillage.domain import duplicates
from maillage.domain.contacts import reached
from maillage.domain.duplicates import Likely, Recorded
from maillage.domain.likeness import name_of
from maillage.domain.records import (
    DuplicateDecision,
    Membership,
    Organisation,
    Person,
    Record,
    Registration,
)
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from maillage.domain.same_people import SamePeople
    from maillage.exchange.store import Store

R = TypeVar("R", bound=Record)

SLICE = 500
"""Records that are read at a time: whoever waits for the store waits no longer than for these."""
MOST_SHOWN = 300
"""Pairs that are shown at once, the likeliest; the others follow as these are decided."""


class Pair(Struct, frozen=True):
    """Two records that may be one person's."""

    one: Card
    other: Card
    like: Likely
    contrary: bool = False
    """Laptops have decided both ways: nothing is joined until somebody decides again."""


class Outlived(Struct, frozen=True):
    """Somebody whose other record was erased on a laptop that did not know of this one."""

    card: Card
    by_ticket: bool
    """Whether the ticket of a list says so: nobody has joined the two."""


class Joined(Struct, frozen=True):
    """A decision that was made, to look at and to take back."""

    decision: str
    shown: str
    """Name of the record that is shown."""
    other: str
    """Name of the other record; empty once that is erased."""
    verdict: OnePerson
    cards: tuple[Card, Card] | None = None
    """What both say today, of one person: the record behind may have been corrected since."""


class Review(Struct, frozen=True):
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


def nothing(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""


def review(store: Store, *, progress: Callable[[int, int], None] = nothing) -> Review:
    """Return what there is to decide, and what was decided; of a store of any size.

    ``progress`` is called for each part with its own numbers, often enough to stop there.
    """
    same = same_people.read(store)
    people = {one.id: one for one in _all(store, Person, progress)}
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
    decided = _decided(store)
    joined = [one for one in decided[:MOST_SHOWN] if one.verdict is OnePerson.ONE]
    wanted |= {id_ for one in joined for id_ in (one.person, one.other)}
    cards = cards_of(store, wanted, people, same)
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
        tuple(_joined(one, people, cards if one in joined else {}) for one in decided),
        tuple(Outlived(cards[one.person], one.by_ticket) for one in outlived),
    )


def waiting(store: Store, *, progress: Callable[[int, int], None] = nothing) -> int:
    """Return how many pairs there are to decide; ``progress`` as ``review`` calls it."""
    people = {one.id: one for one in _all(store, Person, progress)}
    return len(_likely(store, same_people.read(store), people, progress))


def _likely(
    store: Store,
    same: SamePeople,
    people: Mapping[str, Person],
    progress: Callable[[int, int], None],
) -> list[Likely]:
    names = {one.id: spelling(one.name) for one in _all(store, Organisation, progress)}
    member_of: dict[str, set[str]] = defaultdict(set)
    for member in _all(store, Membership, progress):
        if name := names.get(member.organisation):
            member_of[member.person].add(name)
    tickets: dict[str, set[str]] = defaultdict(set)
    for registration in _all(store, Registration, progress):
        if registration.ticket:
            tickets[registration.person].add(f"{registration.event} {registration.ticket}")
    records = [
        Recorded(
            one.id,
            name_of(one.given_name, one.family_name),
            reached(one.email),
            reached(one.phone),
            frozenset(member_of.get(one.id, ())),
            frozenset(tickets.get(one.id, ())),
        )
        for one in _slowly(list(people.values()), progress)
    ]

    def settled(one: str, other: str) -> bool:
        return same.are_one(one, other) or bool(_between(same, one, other) & same.apart)

    found = duplicates.likely(records, told_apart=settled, progress=progress)
    return _once(found, same, people)


def _all(store: Store, type_: type[R], progress: Callable[[int, int], None]) -> Iterator[R]:
    """Yield the records of a kind, oldest first, as ``store.all`` has them."""
    ids = sorted(store.ids(type_))
    for start in range(0, len(ids), SLICE):
        progress(start, len(ids))
        yield from store.among(type_, "id", ids[start : start + SLICE])


def _slowly(records: Sequence[R], progress: Callable[[int, int], None]) -> Iterator[R]:
    for place, one in enumerate(records):
        if not place % SLICE:
            progress(place, len(records))
        yield one


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


def _joined(
    one: DuplicateDecision, people: Mapping[str, Person], cards: Mapping[str, Card]
) -> Joined:
    other = people[one.other].name if one.other in people else ""
    sides = (cards[one.person], cards[one.other]) if cards else None
    return Joined(one.id, people[one.person].name, other, one.verdict or OnePerson.TWO, sides)


def _decided(store: Store) -> list[DuplicateDecision]:
    """Return the decisions about people who are here, the latest first.

    Of somebody erased nothing is left to tell but that others are not them.
    """
    decisions = [one for one in reversed(store.all(DuplicateDecision)) if one.verdict]
    ids = {id_ for one in decisions for id_ in (one.person, one.other)}
    here = {one.id for one in store.among(Person, "id", ids)}
    gone = ids & store.erased()
    return [
        one
        for one in decisions
        if one.person in here
        and (one.other in here or (one.other in gone and one.verdict is OnePerson.TWO))
    ]
