"""What tables, conflicts and search show of a record: its fold, in as few steps as it takes."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from sqlalchemy import bindparam, column, delete, table

from maillage.domain.first_writes import columns
from maillage.domain.journal import DELETED, Head, Operation, fold
from maillage.store import bulk, search, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, TableClause

    from maillage.domain.first_writes import FirstWrites
    from maillage.domain.values import Stored


class Shown(NamedTuple):
    """The value to show of every field of a record, and the fields that wait for a decision."""

    record: str
    kind: str
    values: Mapping[str, Stored]
    disputed: tuple[str, ...] = ()
    heads: Mapping[str, tuple[Head, ...]] = {}
    """Of every field; none of a record that was written once."""


def of(record: str, history: Sequence[Operation]) -> Shown:
    """Return what the operations of one record make; a test holds this equal to the fold."""
    first = history[0]
    if len(history) > 1 or list in map(type, first.change.values()):
        folded = fold(history)
        return Shown(record, folded.kind, folded.values, folded.disputed, folded.heads)
    # Most records were written once: what was written is what is shown.
    return Shown(record, first.kind, cast("Mapping[str, Stored]", first.change))


def enter(connection: Connection, records: Sequence[Shown]) -> dict[str, int]:
    """Make tables and search show records that are in none of them yet.

    Return the numbers that they are given. What is disputed of them is for whoever folds
    them anew when all is in, to write and to count.
    """
    if not records:
        return {}
    numbered = search.enter(connection, records)
    _write_rows(connection, records, replace=False)
    return numbered


def enter_first(connection: Connection, writes: FirstWrites) -> dict[str, int]:
    """Make tables and search show records that were written once; return their numbers."""
    if not writes.records:
        return {}
    columns = [writes.records, *writes.values]
    bulk.insert_stored(connection, _in_order(writes.kind), columns)
    return search.enter_first(connection, writes)


def write(connection: Connection, records: Sequence[Shown]) -> None:
    """Make tables, conflicts and search show these records of the journal."""
    if not records:
        return
    _write_rows(connection, records, replace=True)
    of_record = tables.conflict.c.record == bindparam("of")
    connection.execute(delete(tables.conflict).where(of_record), [{"of": of[0]} for of in records])
    _dispute(connection, records)
    for record, kind in search.index(connection, records):  # nobody honest writes two kinds
        if kind in tables.records:
            of = tables.records[kind].c
            connection.execute(delete(tables.records[kind]).where(of.id == record))


def _write_rows(connection: Connection, records: Sequence[Shown], *, replace: bool) -> None:
    rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for record, kind, values, *_ in records:
        if kind in tables.records:
            deleted = bool(values.get(DELETED))
            rows[kind].append((record, deleted, *map(values.get, _columns(kind))))
    for kind, of_kind in rows.items():
        columns = list(zip(*of_kind, strict=True))
        bulk.insert_stored(connection, tables.records[kind], columns, replace=replace)


def _dispute(connection: Connection, records: Sequence[Shown]) -> None:
    disputes = [(shown.record, name, shown.kind) for shown in records for name in shown.disputed]
    bulk.insert(connection, tables.conflict, disputes)


@cache
def _in_order(kind: str) -> TableClause:
    """Return the table of a kind with its columns in the order that a first write has them."""
    return table(tables.records[kind].name, column("id"), *map(column, columns(kind)))


@cache
def _columns(kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in tables.records[kind].c)[2:]  # after id and deleted
