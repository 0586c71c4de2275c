"""Late arrivals and no-shows: a sitting put right by moving the fewest people."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.annealing import UNEVEN
from maillage.domain.mixing import Guest, share
from maillage.domain.seating import Seats, costs_of_pairs
from maillage.domain.vocabulary import SeatingWish, World
from maillage.domain.wishes import Wish, speaks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

PASSES = 4
"""Times that everybody who moves is tried elsewhere."""


class Move(Struct, frozen=True):
    """One person changes tables: from none who arrives, to none who has not come."""

    guest: str
    from_: int | None
    to: int | None


def reseat(
    guests: Sequence[Guest],
    sitting: Mapping[str, int],
    *,
    tables: int,
    wishes: Sequence[Wish] = (),
    others: Sequence[Mapping[str, int]] = (),
) -> tuple[dict[str, int], tuple[Move, ...]]:
    """Return a sitting of exactly these guests, and the moves from ``sitting`` to it.

    Tables again differ by one person at most, and no plan that is so moves fewer of those
    who are seated: only from a table that has too many does somebody leave, never its host;
    a host who arrives takes their own table. Who moves, and where newcomers sit, is chosen by
    the wishes, the worlds, the organisations, and whom they meet in the ``others`` rounds.
    Moves of newcomers come first, then of those who change tables, then of the absent.
    """
    room = _Room(guests, sitting, tables, wishes, others)
    room.welcome_hosts()
    moving = [*room.newcomers(), *room.leave_full_tables()]
    room.seat(moving)
    room.improve(moving)
    return room.at, moves(sitting, room.at)


def moves(before: Mapping[str, int], after: Mapping[str, int]) -> tuple[Move, ...]:
    """Return what changes from one sitting to another."""
    arrive = [Move(one, None, after[one]) for one in sorted(after) if one not in before]
    change = [
        Move(one, before[one], after[one])
        for one in sorted(before)
        if one in after and before[one] != after[one]
    ]
    leave = [Move(one, before[one], None) for one in sorted(before) if one not in after]
    return (*arrive, *change, *leave)


class _Room:
    """One round while people are moved; tables are counted from 1."""

    def __init__(
        self,
        guests: Sequence[Guest],
        sitting: Mapping[str, int],
        tables: int,
        wishes: Sequence[Wish],
        others: Sequence[Mapping[str, int]],
    ) -> None:
        people = sorted(guests, key=lambda guest: guest.id)
        self._guests = {guest.id: guest for guest in people}
        self._place = {guest.id: number for number, guest in enumerate(people)}
        self._tables = max([tables, *sitting.values()])
        asked = [wish for wish in wishes if speaks_of(self._guests, wish)]
        self._pairs = costs_of_pairs(people, self._place, asked, others)
        self._hosts = {
            wish.guest: wish.table
            for wish in reversed(asked)
            if wish.kind is SeatingWish.HOST and wish.table and wish.table <= self._tables
        }
        worlds = Counter(guest.world for guest in people)
        self._shares = {world: share(worlds[world], self._tables) for world in World}
        self.at = {one: table for one, table in sitting.items() if one in self._guests}
        self._people: list[set[str]] = [set() for _ in range(self._tables + 1)]
        for one, table in self.at.items():
            self._people[table].add(one)
        self._new = [one for one in self._guests if one not in self.at]

    def welcome_hosts(self) -> None:
        """Seat the hosts who arrive at their own tables, full or not."""
        for one in list(self._new):
            if one in self._hosts:
                self._sit(one, self._hosts[one])
                self._new.remove(one)

    def newcomers(self) -> list[str]:
        """Return who has no seat yet."""
        return list(self._new)

    def leave_full_tables(self) -> list[str]:
        """Take the fewest people from tables that have too many; return them."""
        least, longer = divmod(len(self._guests), self._tables)
        leaving: list[str] = []

        def take(tables: Iterable[int]) -> bool:
            free = [one for table in tables for one in self._people[table]]
            free = [one for one in sorted(free) if self._hosts.get(one) != self.at[one]]
            if not free:
                return False
            one = max(free, key=lambda one: self._cost(one, self.at[one]))
            self._stand_up(one)
            leaving.append(one)
            return True

        most = least + bool(longer)
        for table in range(1, self._tables + 1):
            while len(self._people[table]) > most and take([table]):
                pass
        while longer:
            full = [n for n, people in enumerate(self._people) if len(people) > least]
            if len(full) <= longer or not take(full):
                break
        return leaving

    def seat(self, moving: Sequence[str]) -> None:
        """Give everybody a free seat, the cheapest there is; who has wishes chooses first."""
        seats = Seats(len(self._guests), self._tables)
        seats.taken = [len(people) for people in self._people[1:]]
        wishful = sorted(moving, key=lambda one: (-max(map(abs, self._row(one)), default=0), one))
        for one in wishful:
            free = [table for table in range(1, self._tables + 1) if seats.free(table - 1)]
            # Hosts who cannot leave may fill more tables than should be: then any will do.
            free = free or list(range(1, self._tables + 1))
            table = min(free, key=lambda table: (self._cost(one, table), table))
            self._sit(one, table)
            seats.take(table - 1)

    def improve(self, moving: Sequence[str]) -> None:
        """Swap those who move with each other while this helps: nobody else has to move."""
        for _again in range(PASSES):
            better = False
            for one, other in combinations(moving, 2):
                if self.at[one] != self.at[other] and self._swap_gain(one, other) < 0:
                    self._swap(one, other)
                    better = True
            if not better:
                return

    def _row(self, one: str) -> list[int]:
        return self._pairs[self._place[one]]

    def _swap_gain(self, one: str, other: str) -> int:
        tables = (self.at[one], self.at[other])
        before = sum(self._whole(table) for table in tables)
        self._swap(one, other)
        after = sum(self._whole(table) for table in tables)
        self._swap(one, other)
        return after - before

    def _swap(self, one: str, other: str) -> None:
        mine, theirs = self.at[one], self.at[other]
        for guest in (one, other):
            self._stand_up(guest)
        self._sit(one, theirs)
        self._sit(other, mine)

    def _sit(self, one: str, table: int) -> None:
        self.at[one] = table
        self._people[table].add(one)

    def _stand_up(self, one: str) -> None:
        self._people[self.at.pop(one)].discard(one)

    def _cost(self, one: str, table: int) -> int:
        """Return what it costs that somebody sits at a table rather than nowhere."""
        row, people = self._row(one), self._people[table] - {one}
        return sum(row[self._place[other]] for other in people) + (
            self._unevenness([*people, one]) - self._unevenness(people)
        )

    def _whole(self, table: int) -> int:
        people = sorted(self._people[table])
        pairs = sum(self._row(one)[self._place[other]] for one, other in combinations(people, 2))
        return pairs + self._unevenness(people)

    def _unevenness(self, people: Iterable[str]) -> int:
        here = Counter(self._guests[one].world for one in people)
        return sum(
            UNEVEN * max(0, least - here[world], here[world] - most) ** 2
            for world, (least, most) in self._shares.items()
        )
