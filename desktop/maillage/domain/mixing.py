"""Who meets whom over the rounds of a meeting: indicator 3, and what it is made of."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.indicators import Ratio

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from maillage.domain.vocabulary import World

Pair = tuple[str, str]
"""Two people by their ids, the smaller first."""


class Guest(Struct, frozen=True):
    """Somebody to seat: their world, and the organisations they come from."""

    id: str
    world: World | None = None
    organisations: frozenset[str] = frozenset()


class Quality(Struct, frozen=True):
    """How good a table plan is, as counts over all its rounds."""

    repeats: int
    """Pairs that sit together again: Σ max(0, meetings - 1), without those wished for."""
    again: int
    """Different pairs that sit together more than once, without those wished for."""
    met: int
    """Different pairs that sit together at least once."""
    same_organisation: int
    """Times that two people of one organisation share a table without a wish."""
    balanced: Ratio
    """Tables with their share of each world, of all tables of all rounds."""
    mixing: Ratio
    """Pairs of two worlds that meet, of all such pairs in the room."""


def pair(one: str, other: str) -> Pair:
    """Return two people as they are counted: the order says nothing."""
    return (one, other) if one < other else (other, one)


def tables_of(sitting: Mapping[str, int]) -> dict[int, list[str]]:
    """Return who sits at each table that has somebody, by its number."""
    tables: dict[int, list[str]] = defaultdict(list)
    for guest, table in sitting.items():
        tables[table].append(guest)
    return {table: sorted(tables[table]) for table in sorted(tables)}


def meetings(sittings: Iterable[Mapping[str, int]]) -> Counter[Pair]:
    """Return how often each pair of people shares a table."""
    met: Counter[Pair] = Counter()
    for sitting in sittings:
        for people in tables_of(sitting).values():
            met.update(combinations(people, 2))
    return met


def quality(
    guests: Sequence[Guest],
    sittings: Sequence[Mapping[str, int]],
    *,
    wished: Collection[Pair] = (),
    tables: int | None = None,
) -> Quality:
    """Return indicator 3 and its parts over ``sittings``, one for each round.

    «Table mixing = cross-category pairs met / cross-category pairs in the room; repeats =
    Σ max(0, meetings - 1); same-organisation pairs.» Categories are the four worlds. Pairs
    that were ``wished`` together are no fault, and left out of both. ``tables`` is how many
    there are, where some may stand empty.
    """
    known = {guest.id: guest for guest in guests}
    met = meetings(
        {one: table for one, table in sitting.items() if one in known} for sitting in sittings
    )
    asked = set(wished)
    return Quality(
        repeats=sum(times - 1 for two, times in met.items() if two not in asked),
        again=sum(times > 1 for two, times in met.items() if two not in asked),
        met=len(met),
        same_organisation=sum(
            times
            for two, times in met.items()
            if two not in asked and known[two[0]].organisations & known[two[1]].organisations
        ),
        balanced=_balanced(known, sittings, tables),
        mixing=_mixing(known, met),
    )


def share(count: int, tables: int) -> tuple[int, int]:
    """Return the fewest and the most of ``count`` people that an even table has."""
    return count // tables, -(-count // tables)


def not_met_yet(guests: Sequence[Guest], sittings: Iterable[Mapping[str, int]]) -> list[Guest]:
    """Return who has not yet shared a table with anybody of another world, in their order.

    Somebody of no known world is left out: nobody can tell.
    """
    known = {guest.id: guest for guest in guests}
    done = set()
    for one, other in meetings(sittings):
        if one in known and other in known and _cross(known[one], known[other]):
            done |= {one, other}
    return [guest for guest in guests if guest.world and guest.id not in done]


def _cross(one: Guest, other: Guest) -> bool:
    return bool(one.world and other.world and one.world is not other.world)


def _mixing(known: Mapping[str, Guest], met: Counter[Pair]) -> Ratio:
    worlds = Counter(guest.world for guest in known.values() if guest.world)
    people = sum(worlds.values())
    in_room = (people**2 - sum(count**2 for count in worlds.values())) // 2
    crossed = sum(_cross(known[one], known[other]) for one, other in met)
    return Ratio(crossed, in_room, len(known) - people)


def _balanced(
    known: Mapping[str, Guest], sittings: Sequence[Mapping[str, int]], tables: int | None
) -> Ratio:
    even = n = 0
    for sitting in sittings:
        groups = tables_of({one: table for one, table in sitting.items() if one in known})
        if not groups:
            continue
        count = max(tables or 0, len(groups))
        worlds = Counter(known[one].world for one in sitting if one in known)
        bounds = {world: share(of, count) for world, of in worlds.items() if world}
        for people in groups.values():
            here = Counter(known[one].world for one in people)
            even += all(least <= here[world] <= most for world, (least, most) in bounds.items())
        n += len(groups)
    return Ratio(even, n)
