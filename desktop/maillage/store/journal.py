"""The journal in SQL: append operations, read them back, and fold them into the tables."""

from __future__ import annotations

from itertools import chain, groupby, islice, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, delete, insert, select, text

from maillage.domain import ranges
from maillage.domain.journal import DELETED, Folded, Operation, fold
from maillage.domain.values import canonical, canonical_lines
from maillage.store import bulk, search, shown, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement

CHUNK = 500
"""Records folded at a time: below SQLite's limit of parameters, small in memory."""
HISTORIES = text(
    "SELECT device, n, time, record, kind, schema, change FROM journal"
    " WHERE record IN (SELECT value FROM json_each(:ids)) ORDER BY record, device, n"
)
KNOWN = text(
    "SELECT DISTINCT record FROM journal WHERE record IN (SELECT value FROM json_each(:ids))"
)


_change = msgspec.json.Decoder()


def append(
    connection: Connection, operations: Sequence[Operation], *, packages: Iterable[int | None] = ()
) -> None:
    """Add operations that the journal does not have yet, and which file brought each."""
    changes = canonical_lines([operation.change for operation in operations]).decode().split("\n")
    rows = [
        (of.device, of.n, of.time, of.record, of.kind, of.schema, change, package)
        for of, change, package in zip(
            operations, changes, chain(packages, repeat(None)), strict=False
        )
    ]
    bulk.insert(connection, tables.journal, rows)


Said = tuple[int, str, str, int, str]
"""What an operation says, for comparison: time, record, kind, schema and the change's text."""


def said(of: Operation) -> Said:
    """Return what an operation says."""
    return of.time, of.record, of.kind, of.schema, canonical(of.change)


def said_by(connection: Connection, device: str) -> dict[int, Said]:
    """Return what a device said, by number, as far as the journal has it."""
    of = tables.journal.c
    wanted = select(of.n, of.time, of.record, of.kind, of.schema, of.change)
    return {n: tuple(what) for n, *what in connection.execute(wanted.where(of.device == device))}


def operations_of(connection: Connection, records: Iterable[str]) -> list[Operation]:
    """Return the operations of some records, in the order of the records' ids."""
    rows = connection.execute(HISTORIES, {"ids": canonical(list(records))})
    return [_operation(row) for row in rows]


def every_operation(connection: Connection) -> Iterator[Operation]:
    """Yield the whole journal, record by record, without holding it in memory."""
    columns = tables.journal.c
    wanted = select(tables.journal).order_by(columns.record, columns.device, columns.n)
    for row in connection.execution_options(yield_per=1000).execute(wanted):
        yield _operation(row)


def operations_where(connection: Connection, which: ColumnElement[bool]) -> Iterator[Operation]:
    """Yield the operations that a condition on the journal's columns holds for, in no order."""
    for row in connection.execute(select(tables.journal).where(which)):
        yield _operation(row)


def states(operations: Iterable[Operation]) -> Iterator[tuple[str, Folded]]:
    """Yield each record's id and state from operations that are ordered by record."""
    for record, history in by_record(operations):
        yield record, fold(history)


def by_record(operations: Iterable[Operation]) -> Iterator[tuple[str, list[Operation]]]:
    """Yield each record's id and operations from operations that are ordered by record."""
    for record, history in groupby(operations, key=attrgetter("record")):
        yield record, list(history)


def state(connection: Connection, record: str) -> Folded | None:
    """Return the state of one record, or None if nothing is known of it."""
    history = operations_of(connection, [record])
    return fold(history) if history else None


def materialise(connection: Connection, records: Iterable[str]) -> None:
    """Make tables, conflicts and search what the journal says of some records."""
    remaining = iter(sorted(set(records)))
    while chunk := list(islice(remaining, CHUNK)):
        histories = by_record(operations_of(connection, chunk))
        there = [shown.of(record, history) for record, history in histories]
        remove(connection, set(chunk) - {of.record for of in there})
        shown.write(connection, there)


def known(connection: Connection, records: Iterable[str]) -> set[str]:
    """Return which of some records the journal has operations of."""
    ids = {"ids": canonical(list(records))}
    return set(connection.execute(KNOWN, ids).scalars())


def remove(connection: Connection, records: Iterable[str]) -> None:
    """Take records out of every table but the journal."""
    remaining = iter(sorted(records))
    while chunk := list(islice(remaining, CHUNK)):
        for table in tables.records.values():
            connection.execute(delete(table).where(table.c.id.in_(chunk)))
        connection.execute(delete(tables.conflict).where(tables.conflict.c.record.in_(chunk)))
        search.forget(connection, chunk)


def held(connection: Connection, device: str) -> tuple[ranges.Range, ...]:
    """Return which numbers of a device are accounted for here."""
    wanted = select(tables.held.c.first, tables.held.c.last).where(tables.held.c.device == device)
    return ranges.union((row.first, row.last) for row in connection.execute(wanted))


def held_by_device(connection: Connection) -> dict[str, tuple[ranges.Range, ...]]:
    """Return which numbers of which devices are accounted for here."""
    found: dict[str, list[ranges.Range]] = {}
    for row in connection.execute(select(tables.held)):
        found.setdefault(row.device, []).append((row.first, row.last))
    return {device: ranges.union(of) for device, of in sorted(found.items())}


def last_number(connection: Connection, device: str) -> int:
    """Return the greatest number of a device that is accounted for, 0 if there is none."""
    of_device = held(connection, device)
    return of_device[-1][1] if of_device else 0


def hold(connection: Connection, device: str, more: Iterable[ranges.Range]) -> None:
    """Remember that these numbers of a device are accounted for."""
    before = held(connection, device)
    after = ranges.union([*before, *more])
    if after == before:
        return
    connection.execute(delete(tables.held).where(tables.held.c.device == device))
    rows = [{"device": device, "first": first, "last": last} for first, last in after]
    connection.execute(insert(tables.held), rows)


def _operation(row: Sequence[Any]) -> Operation:
    device, n, time, record, kind, schema, change, *_ = row
    return Operation(device, n, time, record, kind, schema, _change.decode(change))


def row_of(record: str, folded: Folded) -> dict[str, object]:
    """Return the table row that a state makes; what this version does not know stays out."""
    columns = tables.records[folded.kind].c
    row = {name: _plain(folded.value(name)) for name in columns.keys() if name != "id"}  # noqa: SIM118
    return {**row, "id": record, DELETED: int(folded.deleted)}


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
