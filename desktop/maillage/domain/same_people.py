"""Which records of people are about one person, by what was decided on every laptop; pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field

from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from maillage.domain.records import DuplicateDecision

Two = frozenset[str]
"""The ids of two records."""


class SamePeople(Struct, frozen=True):
    """Who stands for whom, and who was told apart."""

    standing: Mapping[str, str] = field(default_factory=dict)
    """For each record that was joined to another, the one that is shown, itself included."""
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By the record that is shown, all records of the person, by id."""
    apart: frozenset[Two] = frozenset()
    """Pairs of which everybody who decided said that they are two people."""
    contrary: frozenset[Two] = frozenset()
    """Pairs that were called one person and two people: somebody decides again."""
    linked: frozenset[Two] = frozenset()
    """Pairs of which somebody who decided said that they are one person."""

    def of(self, person: str) -> str:
        """Return the record that is shown for a person: their own unless it was joined."""
        return self.standing.get(person, person)

    def records(self, person: str) -> tuple[str, ...]:
        """Return every record of a person, their own included."""
        return self.groups.get(self.of(person), (person,))

    def are_one(self, one: str, other: str) -> bool:
        """Tell whether two records are one person's."""
        return self.of(one) == self.of(other)


def same_people(
    decisions: Iterable[DuplicateDecision],
    *,
    there: Collection[str],
    disputed: Collection[str] = (),
) -> SamePeople:
    """Return who stands for whom: the same on every laptop that has the same decisions.

    ``there`` are the ids of the people who are neither erased nor deleted: no other stands for
    anybody. ``disputed`` are the decisions of which laptops say different things. Opposite
    decisions about two records, and records joined by way of others that were told apart,
    join nothing until somebody has decided again.
    """
    said: dict[Two, set[OnePerson]] = defaultdict(set)
    behind: set[str] = set()
    for one in decisions:
        pair = frozenset((one.person, one.other))
        if len(pair) == 2 and one.verdict:  # noqa: PLR2004 - of a record and itself nothing is said
            said[pair] |= set(OnePerson) if one.id in disputed else {one.verdict}
            if one.verdict is OnePerson.ONE:
                behind.add(one.other)
    joined = [pair for pair, of in said.items() if of == {OnePerson.ONE}]
    apart = frozenset(pair for pair, of in said.items() if of == {OnePerson.TWO})
    contrary = {pair for pair, of in said.items() if len(of) > 1}
    standing: dict[str, str] = {}
    groups: dict[str, tuple[str, ...]] = {}
    for group in _groups(joined):
        within = {pair for pair in apart if pair <= group}
        if within:
            contrary |= within
            continue
        known = sorted(group & set(there))
        if not known:
            continue
        shown = min(known, key=lambda id_: (id_ in behind, id_))
        groups[shown] = tuple(sorted(group))
        standing.update(dict.fromkeys(group, shown))
    linked = frozenset(pair for pair, of in said.items() if OnePerson.ONE in of)
    return SamePeople(standing, groups, apart - contrary, frozenset(contrary), linked)


def linking(joined: Iterable[Two], one: str, other: str) -> list[Two]:
    """Return the joined pairs by way of which two records are one person's, to be parted.

    Those of the shortest way, then of the next, until none is left.
    """
    left, found = set(joined), list[Two]()
    while way := _way(left, one, other):
        left -= set(way)
        found += way
    return found


def _way(joined: Collection[Two], one: str, other: str) -> list[Two]:
    came: dict[str, Two] = {}
    waiting = [one]
    for at in waiting:
        for pair in joined:
            for there in pair - {at} if at in pair else ():
                if there not in came and there != one:
                    came[there] = pair
                    waiting.append(there)
    way: list[Two] = []
    while other in came:
        way.append(came[other])
        (other,) = came[other] - {other}
    return way


def linked(pairs: Iterable[Two]) -> dict[str, set[str]]:
    """Return for each record of some pairs the others that it is linked to, directly or not."""
    return {id_: group - {id_} for group in _groups(pairs) for id_ in group}


def _groups(pairs: Iterable[Two]) -> list[set[str]]:
    """Return the records that are linked by pairs, directly or by way of others."""
    of: dict[str, set[str]] = {}
    for pair in pairs:
        group: set[str] = set(pair).union(*(of.get(id_, ()) for id_ in pair))
        of.update(dict.fromkeys(group, group))
    return list({id(group): group for group in of.values()}.values())
