"""What the journal has since a moment, without reading all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, func, select

from maillage.domain import ranges
from maillage.domain.since import Known, Written
from maillage.store import journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterator


def known(connection: Connection) -> Known:
    """Return what the store knows now."""
    erased = connection.execute(select(func.count()).select_from(tables.erased)).scalar_one()
    return Known(journal.held_by_device(connection), erased)


def written(connection: Connection, before: Known, *, most: int) -> list[Written] | None:
    """Return what was recorded since; None if something went, or it is more than ``most``."""
    more = known(connection).more_than(before)
    if more is None or sum(map(ranges.count, more.values())) > most:
        return None
    return [one for device, of in more.items() for one in _of(connection, device, of)]


def _of(
    connection: Connection, device: str, numbers: tuple[ranges.Range, ...]
) -> Iterator[Written]:
    at = tables.journal.c
    wanted = select(at.kind, at.change).join(tables.author, tables.author.c.no == at.author)
    for first, last in numbers:
        rows = connection.execute(
            wanted.where(tables.author.c.device == device, at.n.between(first, last))
        )
        for row in rows:
            yield Written(row.kind, frozenset(msgspec.json.decode(row.change)))
