"""The search for a good table plan: people swap places while this improves the whole.

Simulated annealing, one round at a time. While a round is being improved, what each person
would cost at each table is kept as a number, so that trying a swap takes a few additions,
and only an accepted one costs a walk through the people.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

REPEAT, COLLEAGUE, UNEVEN, WISH = 4, 16, 16, 4_000
"""What a meeting again, two colleagues, a world beyond its share and a wish not kept cost."""
WARM, COLD = 1.25, 0.55
"""Temperatures of the annealing, in the unit of the costs; found by trying."""
THRESHOLDS = 4_096

Going = Callable[[int, int], bool]
"""Told how far the search is, of how much; says whether to go on."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Who has to be seated, as small numbers: guests 0 to n - 1, tables 0 to k - 1."""

    tables: int
    worlds: tuple[int, ...]
    """The world of each guest, from 0; -1 is none."""
    costs: tuple[tuple[int, ...], ...]
    """What it costs that two guests share a table, whoever met before; negative if wished."""
    fixed: frozenset[int]
    """Guests who never leave the table where they start."""
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
        free, worlds, uneven, pairs = self._free, self._worlds, self._uneven, self._pairs
        many = len(free)
        if many < 2:  # noqa: PLR2004 - nobody to swap with
            return
        self._count(seat, -REPEAT)
        groups = self._groups(seat)
        at = [[sum(map(row.__getitem__, group)) for group in groups] for row in pairs]
        here = [[0] * (self._nobody + 1) for _ in groups]
        for one, table in enumerate(seat):
            here[table][worlds[one]] += 1
        draw, limits, gained = self._random.random, self._thresholds, 0
        start = int(draw() * THRESHOLDS)
        for turn in range(start, start + tries):
            one, other = free[int(draw() * many)], free[int(draw() * many)]
            from_, to = seat[one], seat[other]
            if from_ == to:
                continue
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
            if change > 0 and change > warmth * limits[turn % THRESHOLDS]:
                continue
            gained += change
            if world != their_world:
                ours[world], there[world] = count - 1, there[world] + 1
                there[their_world], ours[their_world] = their_count - 1, ours[their_world] + 1
            seat[one], seat[other] = to, from_
            for row, left, come in zip(at, pairs[one], pairs[other], strict=True):
                if left != come:
                    row[from_] += come - left
                    row[to] += left - come
        self.cost += gained
        self._count(seat, REPEAT)
