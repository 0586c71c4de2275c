"""The search for a good table plan: people swap places while this improves the whole.

Simulated annealing, one round at a time. While a round is being improved, what each person
would cost at each table is kept as a number, so that trying a swap takes a few additions,
and only an accepted one costs a walk through the people.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random

from msgspec import Struct

REPEAT, COLLEAGUE, UNEVEN, WISH = 4, 16, 16, 4_000
"""What a meeting again, two colleagues, a world beyond its share and a wish not kept cost."""
WARM, COLD = 1.25, 0.55
"""Temperatures of the annealing, in the unit of the costs; found by trying."""
THRESHOLDS = 4_096
ACROSS = 6
"""One swap in so many is tried with anybody, the others within a world: those mostly fit."""
GROUP_TRIES = 20
"""Times in each turn that a group wished together is tried at other tables."""

Going = Callable[[int, int], bool]
"""Told how far the search is, of how much; says whether to go on."""


class Problem(Struct, frozen=True):
    """Who has to be seated, as small numbers: guests 0 to n - 1, tables 0 to k - 1."""

    tables: int
    worlds: tuple[int, ...]
    """The world of each guest, from 0; -1 is none."""
    costs: tuple[tuple[int, ...], ...]
    """What it costs that two guests share a table, whoever met before; negative if wished."""
    fixed: frozenset[int]
    """Guests who never leave the table where they start."""
    tied: tuple[tuple[int, ...], ...]
    """Guests wished together, none of them fixed: one alone can hardly leave the others."""
    least: int
    """A cost below which no plan can be."""

    @property
    def seats(self) -> int:
        """Seats at each table; a table may leave one of them empty."""
        return -(-len(self.worlds) // self.tables)


class Search:
    """A plan that is being improved. ``rounds`` holds the table of each guest, round by round."""

    def __init__(self, problem: Problem, rounds: list[list[int]], random: Random) -> None:
        self.rounds = rounds
        self._problem = problem
        self._random = random
        guests = len(problem.worlds)
        empty = problem.tables * problem.seats - guests
        # An empty seat is somebody of a world of their own, who must not meet another one:
        # so tables of uneven size need no rule of their own.
        self._nobody = max(problem.worlds, default=-1) + 2
        self._worlds = [world if world >= 0 else self._nobody - 1 for world in problem.worlds] + [
            self._nobody
        ] * empty
        self._uneven = self._penalties()
        self._pairs = [[*row, *[0] * empty] for row in problem.costs]
        self._pairs += [[0] * len(self._worlds) for _ in range(empty)]
        self._free = [one for one in range(len(self._worlds)) if one not in problem.fixed]
        self._mates = [
            [one for one in self._free if self._worlds[one] == world]
            for world in range(self._nobody + 1)
        ]
        self._tied = {one for group in problem.tied for one in group}
        self._thresholds = [-math.log((place + 0.5) / THRESHOLDS) for place in range(THRESHOLDS)]
        random.shuffle(self._thresholds)
        for sitting in rounds:
            self._fill(sitting)
            self._count(sitting, REPEAT)
        self.cost = self._total()

    def heat(self, sweeps: int, tries: int, going: Callable[[], bool]) -> bool:
        """Anneal all rounds in turn, keeping the best plan; return whether it ran to its end."""
        best, kept = self.cost, [list(sitting) for sitting in self.rounds]
        steps = sweeps * len(self.rounds)
        ended = True
        for step in range(steps):
            warmth = WARM * (COLD / WARM) ** (step / max(1, steps - 1))
            self._improve(self.rounds[step % len(self.rounds)], tries, warmth)
            if self.cost < best:
                best, kept = self.cost, [list(sitting) for sitting in self.rounds]
            if best <= self._problem.least:
                break
            if not going():
                ended = False
                break
        self._go_back(best, kept)
        return ended

    def _go_back(self, cost: int, rounds: list[list[int]]) -> None:
        for now, then in zip(self.rounds, rounds, strict=True):
            self._count(now, -REPEAT)
            now[:] = then
            self._count(now, REPEAT)
        self.cost = cost

    def _penalties(self) -> list[list[int]]:
        """Return what it costs that a table has 0, 1, 2... people of each world."""
        problem, seats = self._problem, self._problem.seats
        found = []
        for world in range(self._nobody - 1):
            count = problem.worlds.count(world)
            least, most = count // problem.tables, -(-count // problem.tables)
            found.append(
                [UNEVEN * max(0, least - here, here - most) ** 2 for here in range(seats + 2)]
            )
        found.append([0] * (seats + 2))
        found.append([0, 0, *[WISH * 10] * seats])
        return [[*row, 0] for row in found]  # -1, never counted, reads the last

    def _fill(self, sitting: list[int]) -> None:
        """Put the empty seats where there is room."""
        sizes = [0] * self._problem.tables
        for table in sitting:
            sizes[table] += 1
        while len(sitting) < len(self._worlds):
            table = min(range(len(sizes)), key=sizes.__getitem__)
            sizes[table] += 1
            sitting.append(table)

    def _groups(self, sitting: list[int]) -> list[list[int]]:
        groups: list[list[int]] = [[] for _ in range(self._problem.tables)]
        for one, table in enumerate(sitting):
            groups[table].append(one)
        return groups

    def _count(self, sitting: list[int], by: int) -> None:
        """Have everybody who shares a table cost more, or less again, elsewhere."""
        guests = len(self._problem.worlds)
        for group in self._groups(sitting):
            people = [one for one in group if one < guests]
            for one in people:
                row = self._pairs[one]
                for other in people:
                    if one != other:
                        row[other] += by

    def _total(self) -> int:
        cost = 0
        for sitting in self.rounds:
            # Taken out until all are counted: the second meeting pays for one, the third for two.
            self._count(sitting, -REPEAT)
            for group in self._groups(sitting):
                cost += sum(self._pairs[one][other] for one in group for other in group) // 2
                cost += sum(
                    row[sum(self._worlds[one] == world for one in group)]
                    for world, row in enumerate(self._uneven)
                )
        for sitting in self.rounds:
            self._count(sitting, REPEAT)
        return cost

    def _improve(self, seat: list[int], tries: int, warmth: float) -> None:
        """Try ``tries`` random swaps in one round; take those that help, or nearly."""
        if len(self._free) < 2:  # noqa: PLR2004 - nobody to swap with
            return
        self._count(seat, -REPEAT)
        room = _Room(seat, self._groups(seat), self._pairs, self._worlds, self._uneven)
        for group in self._problem.tied:
            self._move_group(room, group, warmth)
        self._swap_many(room, tries, warmth)
        self.cost += room.gained
        self._count(seat, REPEAT)

    def _swap_many(self, room: _Room, tries: int, warmth: float) -> None:
        free, worlds, uneven, pairs = self._free, self._worlds, self._uneven, self._pairs
        seat, at, here, many = room.seat, room.at, room.here, len(self._free)
        mates = self._mates
        draw, limits = self._random.random, self._thresholds
        start = int(draw() * THRESHOLDS)
        for turn in range(start, start + tries):
            one = free[int(draw() * many)]
            crowd = mates[worlds[one]] if turn % ACROSS else free
            other = crowd[int(draw() * len(crowd))]
            from_, to = seat[one], seat[other]
            if from_ == to:
                continue
            # The same sum as _Room.change, written out: nearly all the time is spent here.
            mine, theirs = at[one], at[other]
            change = mine[to] - mine[from_] + theirs[from_] - theirs[to] - 2 * pairs[one][other]
            world, their_world = worlds[one], worlds[other]
            if world != their_world:
                ours, there = here[from_], here[to]
                row, their_row = uneven[world], uneven[their_world]
                count, their_count = ours[world], there[their_world]
                change += row[count - 1] - row[count] + row[there[world] + 1] - row[there[world]]
                change += their_row[their_count - 1] - their_row[their_count]
                change += their_row[ours[their_world] + 1] - their_row[ours[their_world]]
            if change <= 0 or change <= warmth * limits[turn % THRESHOLDS]:
                room.swap(one, other, change)

    def _move_group(self, room: _Room, group: Sequence[int], warmth: float) -> None:
        """Try to have people who belong together change tables with as many others."""
        draw, tied = self._random, self._tied
        for _again in range(GROUP_TRIES):
            here, to = room.seat[group[0]], draw.randrange(self._problem.tables)
            others = [one for one in self._free if room.seat[one] == to and one not in tied]
            if to == here or len(others) < len(group):
                continue
            if any(room.seat[one] != here for one in group):
                return
            swaps = list(zip(group, draw.sample(others, len(group)), strict=True))
            change = sum(room.swap(*two, room.change(*two)) for two in swaps)
            if change > 0 and change > warmth * draw.choice(self._thresholds):
                for one, other in reversed(swaps):
                    room.swap(other, one, room.change(other, one))


class _Room:
    """One round while it is being improved: what everybody would cost at each table."""

    def __init__(
        self,
        seat: list[int],
        groups: list[list[int]],
        pairs: list[list[int]],
        worlds: list[int],
        uneven: list[list[int]],
    ) -> None:
        self.seat, self._pairs, self._worlds, self._uneven = seat, pairs, worlds, uneven
        self.at = [[sum(map(row.__getitem__, group)) for group in groups] for row in pairs]
        self.here = [[0] * (len(uneven) + 1) for _ in groups]
        for one, table in enumerate(seat):
            self.here[table][worlds[one]] += 1
        self.gained = 0

    def change(self, one: int, other: int) -> int:
        """Return what the whole would cost more, or less, if two people changed places."""
        from_, to = self.seat[one], self.seat[other]
        mine, theirs = self.at[one], self.at[other]
        change = mine[to] - mine[from_] + theirs[from_] - theirs[to]
        change -= 2 * self._pairs[one][other]
        for world, ours, there in (
            (self._worlds[one], self.here[from_], self.here[to]),
            (self._worlds[other], self.here[to], self.here[from_]),
        ):
            if self._worlds[one] != self._worlds[other]:
                row = self._uneven[world]
                change += row[ours[world] - 1] - row[ours[world]]
                change += row[there[world] + 1] - row[there[world]]
        return change

    def swap(self, one: int, other: int, change: int) -> int:
        """Have two people change places, and return the change, which is known."""
        seat, here = self.seat, self.here
        from_, to = seat[one], seat[other]
        world, their_world = self._worlds[one], self._worlds[other]
        here[from_][world] -= 1
        here[to][world] += 1
        here[to][their_world] -= 1
        here[from_][their_world] += 1
        seat[one], seat[other] = to, from_
        for row, left, come in zip(self.at, self._pairs[one], self._pairs[other], strict=True):
            if left != come:
                row[from_] += come - left
                row[to] += left - come
        self.gained += change
        return change
