"""What a meeting can be judged by: each figure with its n and who is missing from it."""

from __future__ import annotations

import math
from collections import Counter
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from maillage.domain.vocabulary import BarrierCause, Category, LegalForm, World

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

TOP = 5
"""How many ideas the share of the most voted ones looks at."""

Group = TypeVar("Group", bound=Enum)


class Sector(Enum):
    """Which half of a public-private coalition an organisation belongs to."""

    PUBLIC = "public"
    PRIVATE = "private"


_SECTORS = {
    LegalForm.SOCIAL_ACTION_CENTRE: Sector.PUBLIC,
    LegalForm.MUNICIPALITY: Sector.PUBLIC,
    LegalForm.DEPARTMENT: Sector.PUBLIC,
    LegalForm.INTERCOMMUNAL: Sector.PUBLIC,
    LegalForm.REGION: Sector.PUBLIC,
    LegalForm.STATE: Sector.PUBLIC,
    LegalForm.ASSOCIATION: Sector.PRIVATE,
    LegalForm.COOPERATIVE: Sector.PRIVATE,
    LegalForm.MUTUAL: Sector.PRIVATE,
    LegalForm.FOUNDATION: Sector.PRIVATE,
    LegalForm.COMPANY: Sector.PRIVATE,
}


class Ratio(Struct, frozen=True):
    """``part`` of ``n`` cases; ``missing`` cases could not be counted in either."""

    part: int
    n: int
    missing: int = 0

    @property
    def value(self) -> float | None:
        """The ratio from 0 to 1; None when there is no case."""
        return self.part / self.n if self.n else None


class Mean(Struct, frozen=True):
    """``total`` things over ``n`` tables or people; ``missing`` things belong to none."""

    total: int
    n: int
    missing: int = 0

    @property
    def value(self) -> float | None:
        """Things per table or person; None when there is none of these."""
        return self.total / self.n if self.n else None


class Balance(Struct, frozen=True):
    """How evenly ``n`` people spread over ``k`` groups; ``missing`` people are in none."""

    value: float | None
    n: int
    k: int
    missing: int = 0


class Causes(Struct, frozen=True):
    """Why barriers stand: the foundation's question, as counts and a ratio."""

    unfamiliarity: int
    distrust: int
    other: int
    missing: int
    """Barriers nobody has tagged."""

    @property
    def n(self) -> int:
        """Barriers that the ratio speaks of: unfamiliarity or distrust."""
        return self.unfamiliarity + self.distrust

    @property
    def value(self) -> float | None:
        """Unfamiliarity ratio from 0 to 1; None when there is no such barrier."""
        return self.unfamiliarity / self.n if self.n else None


def by_world(counts: Mapping[Category | None, int]) -> dict[World | None, int]:
    """Return the same people counted by world, every world present; None is no category."""
    worlds: dict[World | None, int] = dict.fromkeys(World, 0)
    for category, count in counts.items():
        world = category.world if category else None
        worlds[world] = worlds.get(world, 0) + count
    return worlds


def presence(
    registered: Mapping[Category | None, int], present: Mapping[Category | None, int]
) -> dict[World | None, Ratio]:
    """Return indicator 1 by world: «presence = present / registered, by category».

    ``present`` counts, of those who were registered, the ones who came: people met at
    the door are in neither. Missing is 0: whoever did not come is n - part. Somebody
    whose category is not known is under None.
    """
    expected, came = by_world(registered), by_world(present)
    return {
        world: Ratio(came.get(world, 0), expected.get(world, 0))
        for world in [*expected, *(set(came) - set(expected))]
    }


def overall(ratios: Iterable[Ratio]) -> Ratio:
    """Return the ratio of all cases together."""
    each = list(ratios)
    return Ratio(
        sum(one.part for one in each),
        sum(one.n for one in each),
        sum(one.missing for one in each),
    )


def balance(counts: Mapping[Group | None, int], groups: Collection[Group]) -> Balance:
    """Return indicator 2: «category balance = Shannon -Σ p ln p / ln k».

    k is how many groups could have come, n how many people did: 1 is as many of each,
    0 is one group alone. Missing are the people counted under None.
    """
    each = [counts.get(group, 0) for group in groups]
    n, k = sum(each), len(groups)
    missing = counts.get(None, 0)
    if not n or k < 2:  # noqa: PLR2004 - one group alone has no balance
        return Balance(None, n, k, missing)
    shannon = -sum(count / n * math.log(count / n) for count in each if count)
    return Balance(abs(shannon) / math.log(k), n, k, missing)


def ideas_per_table(tables: Iterable[int | None], expected: int | None = None) -> Mean:
    """Return indicator 5, first half: «ideas per table».

    ``tables`` has the table of each idea. n is the number of tables there were, or of
    those that wrote an idea when nobody said. Missing are the ideas of no table.
    """
    each = list(tables)
    known = [table for table in each if table is not None]
    return Mean(len(known), max(expected or 0, len(set(known))), len(each) - len(known))


def top_share(votes: Iterable[int], top: int = TOP) -> Ratio:
    """Return indicator 5, second half: «top-5 share of votes».

    ``votes`` has the votes of each idea; part and n are votes. Missing are the ideas
    nobody voted for.
    """
    each = sorted(votes, reverse=True)
    return Ratio(sum(each[:top]), sum(each), sum(not count for count in each))


def unfamiliarity(causes: Iterable[BarrierCause | None]) -> Causes:
    """Return indicator 6: «unfamiliarity / (unfamiliarity + distrust)».

    The source wants it «always with n and untagged». ``causes`` has that of each
    barrier; n is those of either cause, missing those nobody has tagged.
    """
    counts = Counter(causes)
    return Causes(
        counts[BarrierCause.UNFAMILIARITY],
        counts[BarrierCause.DISTRUST],
        counts[BarrierCause.OTHER],
        counts[None],
    )


def pledges_per_person(pledges: int, present: int) -> Mean:
    """Return indicator 7, first third: «pledges per person present»; n is the people."""
    return Mean(pledges, present)


def across_worlds(parties: Iterable[Collection[Category | None]]) -> Ratio:
    """Return indicator 7, second third: «share across categories», by world.

    ``parties`` has the categories of the parties of each pledge; part is the pledges
    that join at least two worlds. Missing are the pledges nobody can tell of.
    """
    return _joined([category and category.world for category in pledge] for pledge in parties)


def public_private(parties: Iterable[Collection[LegalForm | None]]) -> Ratio:
    """Return indicator 7, last third: «share public-private».

    ``parties`` has the legal forms of the parties of each pledge; part is the pledges
    that join both sectors. Missing are the pledges nobody can tell of.
    """
    return _joined([form and sector(form) for form in pledge] for pledge in parties)


def sector(form: LegalForm) -> Sector | None:
    """Return the sector of a legal form; None for a form that does not tell."""
    return _SECTORS.get(form)


def _joined(pledges: Iterable[Collection[Group | None]]) -> Ratio:
    """Return how many join two groups, of those where this is known."""
    part = n = missing = 0
    for groups in pledges:
        known = set(groups) - {None}
        if len(known) > 1:
            part, n = part + 1, n + 1
        elif groups and None not in groups:
            n += 1
        else:
            missing += 1
    return Ratio(part, n, missing)
