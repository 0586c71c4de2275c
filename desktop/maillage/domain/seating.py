"""Table plans: who sits where in each round, so that the worlds meet and wishes are kept.

A plan is found by local search; the same people, wishes and seed give the same plan.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain import annealing
from maillage.domain.mixing import Guest, Pair, Quality, meetings, quality
from maillage.domain.vocabulary import SeatingWish, World
from maillage.domain.wishes import Unkept, Wish, groups, speaks_of, together, unkept

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_GUESTS = 1_000
"""Guests of one plan: the costs of every pair are kept in memory."""
MOST_ROUNDS = 12
HEATS = (1 / 32, 1 / 4, 1)
"""Parts of the whole effort, one after the other while it is worth it."""
EFFORT = 8_000_000
"""Swaps tried at most, about as many as a laptop tries in six to eight seconds."""
MOST_SWEEPS = 200
"""Turns that each round has at most: a small room is soon as good as it can be."""
LEAST_TRIES, TRIES = 1_000, 40_000
"""Swaps tried in one round, at least and at most, before the next has its turn."""


class Plan(Struct, frozen=True):
    """The table of each guest, from 1, round by round; how good that is; what it does not keep."""

    sittings: tuple[Mapping[str, int], ...]
    quality: Quality
    """Over the rounds held before and these."""
    unkept: tuple[Unkept, ...]


class Seats:
    """Seats taken at tables whose sizes, once everybody sits, differ by one at most."""

    def __init__(self, guests: int, tables: int) -> None:
        self._least, self._longer = divmod(guests, tables)
        self.taken = [0] * tables

    def free(self, table: int) -> bool:
        """Tell whether somebody may still sit down: only some tables have the last seat."""
        taken = self.taken[table]
        if taken < self._least:
            return True
        return taken == self._least and self._longer > sum(
            more > self._least for more in self.taken
        )

    def take(self, table: int) -> None:
        """Have somebody sit down."""
        self.taken[table] += 1


def tables_for(guests: int, seats: int, standing: int | None = None) -> int:
    """Return the fewest tables of so many seats that hold all guests; at least one.

    Where all tables ``standing`` in the room are needed to have no more than that at any, they
    all are used: nobody carries one out to seat 61 people at 9 instead of 10.
    """
    if standing and -(-guests // standing) == seats:
        return standing
    return max(1, -(-guests // max(1, seats)))


def propose(
    guests: Sequence[Guest],
    *,
    tables: int,
    rounds: int,
    wishes: Sequence[Wish] = (),
    before: Sequence[Mapping[str, int]] = (),
    seed: int = 1,
    going: annealing.Going = lambda _done, _of: True,
    effort: int = EFFORT,
) -> Plan:
    """Return the best plan found for ``rounds`` more rounds at ``tables`` tables.

    Everybody sits once in each round, at tables whose sizes differ by one at most; no table
    stands empty while there are guests for it. Hosts keep their table; after that come the
    wishes about two people, then an even share of each world at each table and colleagues
    apart, then no pair that met ``before`` or twice. ``going`` is told how far the search is
    and may end it: the best plan so far is returned. ValueError beyond MOST_GUESTS and
    MOST_ROUNDS, or for a guest given twice.
    """
    people = sorted(guests, key=lambda guest: guest.id)
    if len({guest.id for guest in people}) < len(people):
        raise ValueError("a guest is given twice")
    if len(people) > MOST_GUESTS or not 0 <= rounds <= MOST_ROUNDS:
        raise ValueError("more than a plan can hold")
    known = {guest.id for guest in people}
    asked = [wish for wish in wishes if speaks_of(known, wish)]
    if not people or not rounds:
        return _judged(people, (), asked, before, tables)
    tables = max(1, min(tables, len(people)))
    random = Random(seed)  # noqa: S311 - a plan is no secret, and must come out the same again
    problem, hosted = _problem(people, tables, rounds, asked, before)
    start = [_start(problem, hosted, people, asked, random) for _ in range(rounds)]
    search = annealing.Search(problem, start, random)
    _anneal(search, problem, rounds, effort, going)
    sittings = tuple(
        {guest.id: table + 1 for guest, table in zip(people, sitting, strict=False)}
        for sitting in search.rounds
    )
    return _judged(people, sittings, asked, before, tables)


def _judged(
    people: Sequence[Guest],
    sittings: tuple[Mapping[str, int], ...],
    wishes: Sequence[Wish],
    before: Sequence[Mapping[str, int]],
    tables: int,
) -> Plan:
    judged = quality(people, [*before, *sittings], wished=together(wishes), tables=tables)
    return Plan(sittings, judged, unkept(wishes, sittings))


def _anneal(
    search: annealing.Search,
    problem: annealing.Problem,
    rounds: int,
    effort: int,
    going: annealing.Going,
) -> None:
    """Search with growing effort until no plan can be better, or more effort did not help."""
    tries = min(TRIES, max(LEAST_TRIES, len(problem.worlds) ** 2))
    most = min(MOST_SWEEPS, effort / (tries * rounds))
    plan = [max(1, round(most * part)) for part in HEATS]
    whole, done = sum(plan) * rounds, 0

    def counting() -> bool:
        nonlocal done
        done += 1
        return going(done, whole)

    for sweeps in plan:
        before = search.cost
        ended = search.heat(sweeps, tries, counting)
        if not ended or search.cost <= problem.least:
            return
        if search.cost == before and sweeps is not plan[0]:
            return


def _problem(
    people: Sequence[Guest],
    tables: int,
    rounds: int,
    wishes: Sequence[Wish],
    before: Sequence[Mapping[str, int]],
) -> tuple[annealing.Problem, dict[int, int]]:
    """Return the people as numbers, and the table of each host who can have it."""
    place = {guest.id: number for number, guest in enumerate(people)}
    worlds = [world for world in World if any(guest.world is world for guest in people)]
    hosted = _hosts(place, tables, wishes)
    costs = costs_of_pairs(people, place, wishes, before)
    wished = together(wishes)
    problem = annealing.Problem(
        tables=tables,
        worlds=tuple(worlds.index(guest.world) if guest.world else -1 for guest in people),
        costs=tuple(tuple(row) for row in costs),
        fixed=frozenset(hosted),
        tied=tuple(tuple(group) for group in groups(place, wishes) if not set(group) & set(hosted)),
        least=rounds * _least_colleagues(people, tables, len(wished))
        + _least_wished(costs, [(place[one], place[other]) for one, other in wished], rounds),
    )
    return problem, hosted


def _hosts(place: Mapping[str, int], tables: int, wishes: Sequence[Wish]) -> dict[int, int]:
    """Return the table, from 0, of each host: the first that was wished and has room."""
    hosted: dict[int, int] = {}
    seats = Seats(len(place), tables)
    for wish in wishes:
        host = place.get(wish.guest)
        if wish.kind is not SeatingWish.HOST or host is None or host in hosted:
            continue
        table = (wish.table or 0) - 1
        if 0 <= table < tables and seats.free(table):
            hosted[host] = table
            seats.take(table)
    return hosted


def costs_of_pairs(
    people: Sequence[Guest],
    place: Mapping[str, int],
    wishes: Sequence[Wish],
    before: Sequence[Mapping[str, int]],
) -> list[list[int]]:
    """Return what it costs that two people share a table once more."""
    costs = [
        [
            annealing.COLLEAGUE
            if one is not other and one.organisations & other.organisations
            else 0
            for other in people
        ]
        for one in people
    ]

    def put(two: Pair, cost: int) -> None:
        one, other = place[two[0]], place[two[1]]
        costs[one][other] = costs[other][one] = cost

    for two, times in meetings(before).items():
        if two[0] in place and two[1] in place:
            one, other = place[two[0]], place[two[1]]
            put(two, costs[one][other] + times * annealing.REPEAT)
    # A wish for both decides against one that was also made: neither can then be kept always.
    for two in together(wishes):
        put(two, -annealing.WISH)
    for wish in wishes:
        if wish.kind is SeatingWish.APART and wish.guest != wish.other:
            put(wish.pair, annealing.WISH)
    return costs


def _least_wished(
    costs: Sequence[Sequence[int]], wished: Sequence[tuple[int, int]], rounds: int
) -> int:
    """Return what wished meetings bring at best: each counts in every round, repeats too."""
    each = [costs[one][other] for one, other in wished if costs[one][other] < 0]
    return sum(each) * rounds + len(each) * annealing.REPEAT * rounds * (rounds - 1) // 2


def _least_colleagues(people: Sequence[Guest], tables: int, wished: int) -> int:
    """Return the cost of the colleagues who share a table however they are spread."""
    sizes = Counter(min(guest.organisations) for guest in people if guest.organisations)
    pairs = 0
    for size in sizes.values():
        each, more = divmod(size, tables)
        pairs += more * each + tables * each * (each - 1) // 2
    return max(0, pairs - wished) * annealing.COLLEAGUE


def _start(
    problem: annealing.Problem,
    hosted: Mapping[int, int],
    people: Sequence[Guest],
    wishes: Sequence[Wish],
    random: Random,
) -> list[int]:
    """Return a first sitting: hosts, then groups wished together, then world by world."""
    place = {guest.id: number for number, guest in enumerate(people)}
    seats = Seats(len(people), problem.tables)
    here: Counter[tuple[int, int]] = Counter()
    sitting: dict[int, int] = {}

    def sit(guest: int, table: int) -> None:
        sitting[guest] = table
        seats.take(table)
        here[table, problem.worlds[guest]] += 1

    for host, table in hosted.items():
        sit(host, table)
    for group in groups(place, wishes):
        taken = [sitting[guest] for guest in group if guest in sitting]
        order = sorted(
            range(problem.tables), key=lambda table: (seats.taken[table], random.random())
        )
        for guest in group:
            if guest not in sitting:
                table = next(table for table in [*taken, *order] if seats.free(table))
                sit(guest, table)
                taken.insert(0, table)
    rest = [guest for guest in range(len(people)) if guest not in sitting]
    random.shuffle(rest)
    for guest in sorted(rest, key=lambda guest: problem.worlds[guest]):
        world = problem.worlds[guest]
        free = [table for table in range(problem.tables) if seats.free(table)]
        sit(
            guest,
            min(free, key=lambda table: (here[table, world], seats.taken[table], random.random())),
        )
    return [sitting[guest] for guest in range(len(people))]
