"""Who may be named as having said something: nobody whom the room would recognise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from maillage.domain import indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.domain.vocabulary import Category, World
    from maillage.reports.data import Headcount

SMALLEST_GROUP: Final = 5
"""In a smaller group, a category is as good as a name."""


def speaker(
    said_by: Category | None, attendance: Mapping[Category | None, Headcount]
) -> Category | World | None:
    """Return what may be said of who spoke: the category, else the world, else nothing."""
    if said_by is None:
        return None
    present = {category: count.present for category, count in attendance.items()}
    if present.get(said_by, 0) >= SMALLEST_GROUP:
        return said_by
    if indicators.by_world(present)[said_by.world] >= SMALLEST_GROUP:
        return said_by.world
    return None
