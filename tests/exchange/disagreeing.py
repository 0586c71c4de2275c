"""Laptops that say different things of the same person, and what is then disputed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from tests.stores import Laptop, Team, values

from maillage.domain.records import Person, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

OLD = datetime(1970, 1, 1, tzinfo=UTC)


def only(laptop: Laptop, kind: type[Record]) -> Any:
    """Return the one record of a kind, deleted or not."""
    (record,) = laptop.store.all(kind, deleted=True)
    return record


def ada(laptop: Laptop) -> Any:
    """Return the one person that everybody knows."""
    return only(laptop, Person)


def choices(laptop: Laptop) -> dict[tuple[str, str], list[Any]]:
    """The disputed values by kind and field, in an order of no meaning."""
    return {
        (conflict.kind, conflict.field): sorted(
            (value or None for value in values(conflict)), key=str
        )
        for conflict in laptop.store.conflicts()
    }


def disagree(team: Team, values: Sequence[str], field: str = "phone") -> None:
    """Let each laptop say something else about Ada, and everybody hear of it."""
    for laptop, value in zip(team.four, values, strict=False):
        laptop.store.change(ada(laptop).id, **{field: value})
    team.meet()
