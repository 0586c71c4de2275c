"""Table plans: propose, keep, move somebody; all of it undone at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import same_people, seat_records, seating_quality
from maillage.actions.organisations import spelling
from maillage.actions.reception import Arrival, arrivals
from maillage.actions.seat_records import Sitting
from maillage.domain import mixing, seating, wishes
from maillage.domain.errors import NotFound, SeatedSince
from maillage.domain.mixing import Guest, Quality
from maillage.domain.records import (
    Membership,
    Organisation,
    Person,
    SeatingRule,
)
from maillage.domain.wishes import Unkept, Wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.domain.annealing import Going
    from maillage.exchange.store import Store


class Tour(Struct, frozen=True):
    """One round and who sits where in it."""

    id: str
    number: int
    title: str
    sitting: Sitting

    @property
    def tables(self) -> int:
        """The highest number of a table where somebody sits."""
        return max(self.sitting.values(), default=0)


class Hall(Struct, frozen=True):
    """What the screen of tables shows of a meeting, and what paper prints."""

    event: str
    people: dict[str, Arrival]
    """Everybody expected or come, by registration, in the order of their names."""
    names: dict[str, tuple[str, str]]
    """First and last name of each."""
    guests: dict[str, Guest]
    rounds: tuple[Tour, ...]
    rules: tuple[tuple[str, Wish], ...]
    """Each wish, with the id of its record."""
    quality: Quality
    unkept: tuple[Unkept, ...]

    @property
    def wishes(self) -> list[Wish]:
        """The wishes alone."""
        return [wish for _id, wish in self.rules]

    @property
    def sittings(self) -> list[Sitting]:
        """Who sits where, round by round."""
        return [tour.sitting for tour in self.rounds]

    @property
    def tours(self) -> tuple[str, ...]:
        """The ids of the rounds, in their order."""
        return tuple(tour.id for tour in self.rounds)

    @property
    def present(self) -> list[str]:
        """Who has come and not left."""
        return [one for one, row in self.people.items() if row.is_here]

    @property
    def expected(self) -> int:
        """How many were expected, as the door counts them; the others came besides."""
        return sum(row.is_expected for row in self.people.values())

    def tables(self) -> int:
        """Return how many tables the plan has."""
        return max((tour.tables for tour in self.rounds), default=0)

    def seats(self) -> int:
        """Return how many people sit at the fullest table of the plan; 0 without one."""
        sizes = (Counter(tour.sitting.values()) for tour in self.rounds)
        return max((max(size.values(), default=0) for size in sizes), default=0)

    def not_met_yet(self, until: int) -> list[Arrival]:
        """Return who meets nobody of another world in the rounds up to number ``until``.

        Once somebody has arrived, only those who are here are looked for.
        """
        here = set(self.present or self.people)
        held = [tour.sitting for tour in self.rounds if tour.number <= until]
        came = [{one: table for one, table in each.items() if one in here} for each in held]
        found = mixing.not_met_yet([self.guests[one] for one in self.people if one in here], came)
        return [self.people[guest.id] for guest in found]


class Deed(Struct, frozen=True):
    """How everybody sat before a change and after it, round by round, for whoever undoes."""

    before: tuple[Sitting, ...] = ()
    after: tuple[Sitting, ...] = ()
    tours: tuple[str, ...] = ()
    """The ids of the rounds after it."""

    @property
    def undone(self) -> Deed:
        """What undoing it does; to undo that does it again."""
        return Deed(self.after, self.before, self.tours)


def hall(store: Store, *, event: str) -> Hall:
    """Return the rounds of an event, who sits where, the wishes, and how good it all is."""
    people = {row.registration: row for row in arrivals(store, event=event)}
    stands_for = seat_records.stands_for(store, event)
    guests = _guests(store, people)
    rounds = tuple(
        Tour(one.id, number, one.title, seat_records.sitting(store, one.id, people, stands_for))
        for number, one in enumerate(seat_records.rounds(store, event), 1)
    )
    rules = tuple(_rules(store, event, people, stands_for))
    asked = [wish for _id, wish in rules]
    sittings = [tour.sitting for tour in rounds]
    return Hall(
        event,
        people,
        _names(store, people),
        guests,
        rounds,
        rules,
        seating_quality.quality(people, guests, sittings, asked),
        wishes.unkept(asked, sittings),
    )


def propose(
    seen: Hall,
    *,
    seats: int,
    rounds: int,
    standing: int | None = None,
    first: int = 1,
    only_present: bool = False,
    seed: int = 1,
    going: Going = lambda _done, _of: True,
) -> seating.Plan:
    """Return a plan of rounds ``first`` to ``rounds`` at tables of ``seats``; nothing is kept yet.

    ``standing`` is how many tables there are, if that is known.
    Rounds before ``first`` stay as they are, and whoever met there should not meet again.
    """
    who = seen.present if only_present else list(seen.people)
    guests = [seen.guests[one] for one in who]
    return seating.propose(
        guests,
        tables=seating.tables_for(len(guests), seats, standing),
        rounds=max(0, rounds - first + 1),
        wishes=seen.wishes,
        before=seen.sittings[: first - 1],
        seed=seed,
        going=going,
    )


def save(
    store: Store, *, event: str, sittings: Sequence[Mapping[str, int]], first: int = 1
) -> Deed:
    """Keep these rounds as round ``first`` and following, and no round after; return the deed.

    All or nothing. ``put_back`` undoes it.
    """
    with store.action():
        before = _sittings(store, event)
        known = seat_records.rounds(store, event)
        for number, sitting in enumerate(sittings, first):
            while len(known) < number:
                known.append(seat_records.new_round(store, event, len(known) + 1))
            seat_records.seat(store, known[number - 1].id, sitting)
        seat_records.drop_rounds(store, event, known[: first - 1 + len(sittings)])
        tours = tuple(one.id for one in seat_records.rounds(store, event))
        return Deed(before, _sittings(store, event), tours)


def put_back(store: Store, *, event: str, deed: Deed) -> None:
    """Seat again as before whom the deed seated elsewhere, and nobody else.

    Raises SeatedSince, and changes nothing, if one of them, or somebody in a round that would
    go, no longer sits as the deed left them. Whoever takes no part any more is passed over.
    """
    with store.action():
        people = {row.registration for row in arrivals(store, event=event)}
        same = seat_records.stands_for(store, event)
        before = [seat_records.known(each, people, same) for each in deed.before]
        after = [seat_records.known(each, people, same) for each in deed.after]
        moved = seat_records.moved_between(before, after)
        known = seat_records.rounds(store, event)
        if not seat_records.as_left(_sittings(store, event), before, after, moved) or any(
            who and tour.id != left
            for tour, left, who in zip(known, deed.tours, moved, strict=False)
        ):
            raise SeatedSince
        while len(known) < len(before):
            known.append(seat_records.new_round(store, event, len(known) + 1))
        for tour, sitting, who in zip(known, before, moved, strict=False):
            seats = {one: table for one, table in sitting.items() if one in who}
            seat_records.seat(store, tour.id, seats, only=seat_records.records(who, same))
        if len(before) < len(after):
            seat_records.drop_rounds(store, event, known[: len(before)])


def move(store: Store, *, event: str, tour: str, registration: str, table: int) -> Deed:
    """Seat one person at a table of one round; return the deed. Raises NotFound."""
    return _changed(store, event, tour, {registration: table})


def swap(store: Store, *, event: str, tour: str, one: str, other: str) -> Deed:
    """Have two people of one round change places; return the deed. Raises NotFound."""
    sitting = _tour(hall(store, event=event), tour).sitting
    if one not in sitting or other not in sitting:
        raise NotFound(one if one not in sitting else other, "seat")
    return _changed(store, event, tour, {one: sitting[other], other: sitting[one]})


def _changed(store: Store, event: str, tour: str, moved: Mapping[str, int]) -> Deed:
    seen = hall(store, event=event)
    found = _tour(seen, tour)
    with store.action():
        same = seat_records.stands_for(store, event)
        seat_records.seat(store, tour, moved, only=seat_records.records(moved, same))
    after = [{**one.sitting, **moved} if one is found else one.sitting for one in seen.rounds]
    return Deed(tuple(seen.sittings), tuple(after), seen.tours)


def _sittings(store: Store, event: str) -> tuple[Sitting, ...]:
    people = {row.registration for row in arrivals(store, event=event)}
    same = seat_records.stands_for(store, event)
    return tuple(
        seat_records.sitting(store, one.id, people, same)
        for one in seat_records.rounds(store, event)
    )


def _tour(seen: Hall, id_: str) -> Tour:
    for tour in seen.rounds:
        if tour.id == id_:
            return tour
    raise NotFound(id_, "round")


def _rules(
    store: Store, event: str, people: Mapping[str, Arrival], stands_for: Mapping[str, str]
) -> Iterable[tuple[str, Wish]]:
    for rule in store.all(SeatingRule, event=event):
        one = stands_for.get(rule.registration, "")
        other = stands_for.get(rule.other, "")
        if rule.rule and one in people and (not rule.other or other in people):
            yield rule.id, Wish(rule.rule, one, other, rule.table)


def _names(store: Store, people: Mapping[str, Arrival]) -> dict[str, tuple[str, str]]:
    found = {one.id: (one.given_name, one.family_name) for one in store.all(Person)}
    return {registration: found[row.person] for registration, row in people.items()}


def _guests(store: Store, people: Mapping[str, Arrival]) -> dict[str, Guest]:
    """Return everybody as a plan sees them; one structure written twice is one by its name."""
    names = {one.id: spelling(one.name) for one in store.all(Organisation)}
    same = same_people.read(store)
    member_of: dict[str, set[str]] = defaultdict(set)
    for one in store.all(Membership):
        if name := names.get(one.organisation):
            member_of[same.of(one.person)].add(name)
    return {
        registration: Guest(
            registration,
            row.category.world if row.category else None,
            frozenset(member_of[row.person]),
        )
        for registration, row in people.items()
    }
