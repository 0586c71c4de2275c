"""Folds anew, when all files of a merge are in, what several operations speak of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def settle(connection: Connection, again: Iterable[str]) -> tuple[Counter[int | None], int]:
    """Fold records anew; return the new disputes by the files that brought a value, and all."""
    by_file: Counter[int | None] = Counter()
    count = 0
    for chunk in erasure.chunks(again):
        before = _disputed(connection, chunk)
        brought = journal.brought(connection, chunk)
        files = {(of.device, of.n): package for of, package in brought}
        for of in journal.show(connection, chunk, (of for of, _ in brought)):
            for name in of.disputed:
                if (of.record, name) not in before:
                    count += 1
                    for file in {files[head.device, head.n] for head in of.heads[name]}:
                        by_file[file] += 1
    return by_file, count


def _disputed(connection: Connection, records: Sequence[str]) -> set[tuple[str, str]]:
    """Return which fields of some records wait for a decision."""
    of = tables.conflict.c
    rows = connection.execute(select(of.record, of.field).where(of.record.in_(records)))
    return {(record, name) for record, name in rows}
