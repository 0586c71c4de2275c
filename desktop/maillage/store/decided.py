"""Finds in the journal the choices that people made between several values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select

from maillage.domain.decided import Decided, decided
from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select

FEWEST = 3
"""Operations that a record has at least where two disagreed and somebody chose."""
ID = "-".join("_" * letters for letters in (8, 4, 4, 4, 12))
"""An identity of a device, as LIKE reads it."""
SEVERAL = f'%"{ID}:%","{ID}:%"]%'
"""Two operations that one replaced; of two fields at once too, which the history tells apart."""


def choices_made(connection: Connection) -> list[Decided]:
    """Return every choice that somebody made here or elsewhere, the latest first.

    What was erased is gone from the journal, and so from here.
    """
    records: Iterable[str] = connection.execute(_records()).scalars()
    found: list[Decided] = []
    for chunk in erasure.chunks(records):
        for _record, history in journal.by_record(journal.operations_of(connection, chunk)):
            found += decided(history)
    return sorted(found, key=lambda one: (one.chosen, one.field), reverse=True)


def _records() -> Select[Any]:
    """Return the question which records may have had something chosen, some of them not."""
    of = tables.journal.c
    often = select(of.subject).group_by(of.subject).having(func.count() >= FEWEST)
    wanted = select(tables.subject.c.record).distinct()
    wanted = wanted.join(tables.journal, of.subject == tables.subject.c.no)
    return wanted.where(of.subject.in_(often), of.change.like(SEVERAL))
