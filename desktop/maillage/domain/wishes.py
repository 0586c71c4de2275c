"""What a table plan is asked to keep: two people together or apart, hosts at their table."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from maillage.domain.mixing import Pair, pair
from maillage.domain.vocabulary import SeatingWish

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

T = TypeVar("T", str, int)
"""How somebody is told apart."""


class Wish(Struct, frozen=True):
    """What a plan is asked to keep about ``guest``: with or without ``other``, or at ``table``."""

    kind: SeatingWish
    guest: str
    other: str = ""
    table: int | None = None

    @property
    def pair(self) -> Pair:
        """The two people of a wish about two."""
        return pair(self.guest, self.other)


class Unkept(Struct, frozen=True):
    """A wish that the plan does not keep, in how many of its rounds."""

    wish: Wish
    rounds: int


def unkept(wishes: Sequence[Wish], sittings: Sequence[Mapping[str, int]]) -> tuple[Unkept, ...]:
    """Return the wishes that some round does not keep, though whom they name is there."""
    found = []
    for wish in wishes:
        missed = sum(not _keeps(sitting, wish) for sitting in sittings)
        if missed:
            found.append(Unkept(wish, missed))
    return tuple(found)


def together(wishes: Sequence[Wish]) -> set[Pair]:
    """Return the pairs whose meeting is wished: said so, by way of others, or hosts of one table.

    Who is wished with somebody who is wished with a third is wished with the third.
    """
    people = {one for wish in wishes for one in (wish.guest, wish.other) if one}
    found = groups({one: one for one in people}, wishes)
    hosts: dict[int, set[str]] = {}
    for wish in wishes:
        if wish.kind is SeatingWish.HOST and wish.table:
            hosts.setdefault(wish.table, set()).add(wish.guest)
    each = [*found, *(sorted(of) for of in hosts.values())]
    return {pair(one, other) for group in each for one, other in combinations(group, 2)}


def speaks_of(known: Collection[str], wish: Wish) -> bool:
    """Tell whether everybody whom a wish names is among the ``known`` ones."""
    if wish.kind is SeatingWish.HOST:
        return wish.guest in known and wish.table is not None
    return wish.guest in known and wish.other in known and wish.guest != wish.other


def _keeps(sitting: Mapping[str, int], wish: Wish) -> bool:
    mine = sitting.get(wish.guest)
    if mine is None:
        return True
    if wish.kind is SeatingWish.HOST:
        return mine == wish.table
    theirs = sitting.get(wish.other)
    return theirs is None or (mine == theirs) is (wish.kind is SeatingWish.TOGETHER)


def groups(place: Mapping[str, T], wishes: Sequence[Wish]) -> list[list[T]]:
    """Return who is wished together, directly or by others, the largest group first.

    People are said by their ``place``, whatever that is.
    """
    group = {guest: {guest} for guest in place.values()}
    for wish in wishes:
        if wish.kind is SeatingWish.TOGETHER:
            one, other = group[place[wish.guest]], group[place[wish.other]]
            if one is not other:
                one |= other
                for guest in other:
                    group[guest] = one
    found = {id(members): sorted(members) for members in group.values() if len(members) > 1}
    return sorted(found.values(), key=lambda members: (-len(members), members))
