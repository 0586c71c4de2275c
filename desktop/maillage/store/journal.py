"""The journal in SQL: append operations, read them back, and fold them into the tables."""

from __future__ import annotations

from itertools import groupby, islice
from operator import attrgetter
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from maillage.domain import ranges
from maillage.domain.journal import DELETED, Folded, Operation, fold
from maillage.domain.values import canonical
from maillage.store import search, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import ColumnElement

CHUNK = 500
"""Records folded at a time: below SQLite's limit of parameters, small in memory."""


def append(
    connection: Connection, operations: Iterable[Operation], *, package: int | None = None
) -> None:
    """Add operations that the journal does not have yet."""
    rows = [
        {
            "device": operation.device,
            "n": operation.n,
            "time": operation.time,
            "record": operation.record,
            "kind": operation.kind,
            "schema": operation.schema,
            "change": canonical(operation.change),
            "package": package,
        }
        for operation in operations
    ]
    if rows:
        connection.execute(insert(tables.journal), rows)


def operations_of(connection: Connection, records: Iterable[str]) -> list[Operation]:
    """Return the operations of some records, in the order of the records' ids."""
    columns = tables.journal.c
    wanted = select(tables.journal).where(columns.record.in_(list(records)))
    rows = connection.execute(wanted.order_by(columns.record, columns.device, columns.n))
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
    for record, history in groupby(operations, key=attrgetter("record")):
        yield record, fold(history)


def state(connection: Connection, record: str) -> Folded | None:
    """Return the state of one record, or None if nothing is known of it."""
    history = operations_of(connection, [record])
    return fold(history) if history else None


def materialise(connection: Connection, records: Iterable[str]) -> None:
    """Make tables, conflicts and search what the journal says of some records."""
    remaining = iter(sorted(set(records)))
    while chunk := list(islice(remaining, CHUNK)):
        folded = dict(states(operations_of(connection, chunk)))
        for gone in set(chunk) - set(folded):
            remove(connection, gone)
        if not folded:
            continue
        _write_rows(connection, folded)
        _write_conflicts(connection, folded)
        search.index(connection, folded)


def remove(connection: Connection, record: str) -> None:
    """Take a record out of every table but the journal."""
    for table in tables.records.values():
        connection.execute(delete(table).where(table.c.id == record))
    connection.execute(delete(tables.conflict).where(tables.conflict.c.record == record))
    search.forget(connection, record)


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


def _operation(row: object) -> Operation:
    return Operation(
        device=row.device,  # type: ignore[attr-defined]
        n=row.n,  # type: ignore[attr-defined]
        time=row.time,  # type: ignore[attr-defined]
        record=row.record,  # type: ignore[attr-defined]
        kind=row.kind,  # type: ignore[attr-defined]
        schema=row.schema,  # type: ignore[attr-defined]
        change=msgspec.json.decode(row.change),  # type: ignore[attr-defined]
    )


def row_of(record: str, folded: Folded) -> dict[str, object]:
    """Return the table row that a state makes; what this version does not know stays out."""
    columns = tables.records[folded.kind].c
    row = {name: _plain(folded.value(name)) for name in columns.keys() if name != "id"}  # noqa: SIM118
    return {**row, "id": record, DELETED: int(folded.deleted)}


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _write_rows(connection: Connection, folded: dict[str, Folded]) -> None:
    by_kind: dict[str, list[dict[str, object]]] = {}
    for record, of in folded.items():
        if of.kind in tables.records:
            by_kind.setdefault(of.kind, []).append(row_of(record, of))
    for kind, rows in by_kind.items():
        table = tables.records[kind]
        write = upsert(table)
        replace = {column.name: write.excluded[column.name] for column in table.c}
        connection.execute(write.on_conflict_do_update(index_elements=["id"], set_=replace), rows)


def _write_conflicts(connection: Connection, folded: dict[str, Folded]) -> None:
    of_record = tables.conflict.c.record == bindparam("of")
    connection.execute(
        delete(tables.conflict).where(of_record), [{"of": record} for record in folded]
    )
    rows = [
        {"record": record, "field": name, "kind": of.kind}
        for record, of in folded.items()
        for name in of.disputed
    ]
    if rows:
        connection.execute(insert(tables.conflict), rows)
