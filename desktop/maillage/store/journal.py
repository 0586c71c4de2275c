"""The journal in SQL: append operations, read them back, and fold them into the tables."""

from __future__ import annotations

from itertools import groupby, islice, repeat
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, literal_column, select, text, update

from maillage.domain import ranges
from maillage.domain.journal import DELETED, Folded, Operation, fold
from maillage.domain.values import canonical, canonical_lines
from maillage.store import bulk, numbers, search, shown, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement

    from maillage.domain.first_writes import FirstWrites
    from maillage.store.shown import Shown

CHUNK = 500
"""Records folded at a time: below SQLite's limit of parameters, small in memory."""
EVERYTHING = tables.journal.join(
    tables.subject, tables.subject.c.no == tables.journal.c.subject
).join(tables.author, tables.author.c.no == tables.journal.c.author)
ALONG_RECORDS = tables.subject.join(
    # The sign says where to begin: along the records, not by sorting all there is.
    tables.journal,
    tables.journal.c.subject == literal_column("+subject.no"),
).join(tables.author, tables.author.c.no == tables.journal.c.author)
WHAT = select(
    tables.author.c.device,
    tables.journal.c.n,
    tables.journal.c.time,
    tables.subject.c.record,
    tables.journal.c.kind,
    tables.journal.c.schema,
    tables.journal.c.change,
    tables.journal.c.package,
)
OPERATIONS = WHAT.select_from(EVERYTHING)
IN_ORDER = (tables.subject.c.record, tables.author.c.device, tables.journal.c.n)
LINE = """SELECT j.n, '["' || a.device || '",' || j.n || ',' || j.time || ',"' || s.record
    || '","' || j.kind || '",' || j.schema || ',' || j.change || ']'
    FROM author a JOIN journal j ON j.author = a.no JOIN subject s ON s.no = j.subject
    WHERE a.device = :device AND j.n IN """
LISTED = {
    "sqlite": "SELECT value FROM json_each(:ns)",
    "postgresql": "SELECT CAST(value AS bigint) FROM json_array_elements_text(CAST(:ns AS json))",
}
LINES = {engine: text(f"{LINE} ({listed})") for engine, listed in LISTED.items()}
"""Each operation as the line that a file has it as, of numbers that are a list in JSON."""
HOLD_NEXT = (
    update(tables.held)
    .where(tables.held.c.device == bindparam("of"), tables.held.c.first == bindparam("begins"))
    .values(last=bindparam("ends"))
)

_change = msgspec.json.Decoder()


def append(
    connection: Connection,
    operations: Sequence[Operation],
    *,
    subjects: Mapping[str, int] | None = None,
    package: int | None = None,
) -> None:
    """Add operations that the journal does not have yet, and which file brought them.

    ``subjects`` numbers their records; those that the journal knows nothing of are entered
    if it is not given.
    """
    if subjects is None:
        subjects = _entered(connection, operations)
    authors = numbers.of_devices(connection, {of.device for of in operations})
    changes = canonical_lines([of.change for of in operations]).decode().split("\n")
    rows = [
        (
            authors[of.device],
            of.n,
            of.time,
            subjects[of.record],
            of.kind,
            of.schema,
            change,
            package,
        )
        for of, change in zip(operations, changes, strict=False)
    ]
    bulk.insert(connection, tables.journal, rows)


def append_first(
    connection: Connection, writes: FirstWrites, *, subjects: Mapping[str, int], package: int
) -> None:
    """Add first writes that the journal does not have yet, and which file brought them."""
    authors = numbers.of_devices(connection, set(writes.devices))
    rows = zip(
        map(authors.__getitem__, writes.devices),
        writes.ns,
        writes.times,
        map(subjects.__getitem__, writes.records),
        repeat(writes.kind),
        writes.schemas,
        writes.texts,
        repeat(package),
    )
    bulk.insert(connection, tables.journal, list(rows))


def _entered(connection: Connection, operations: Sequence[Operation]) -> dict[str, int]:
    """Return the numbers of the operations' records; new ones say nothing to search yet."""
    found = numbers.of_records(connection, {of.record for of in operations})
    new = {of.record: of.kind for of in operations if of.record not in found}
    first = numbers.following(connection, tables.subject) if new else 0
    rows = [(no, record, kind, "") for no, (record, kind) in enumerate(new.items(), first)]
    bulk.insert(connection, tables.subject, rows)
    return found | {record: no for no, record, *_ in rows}


Said = tuple[int, str, str, int, str]
"""What an operation says, for comparison: time, record, kind, schema and the change's text."""


def said(of: Operation) -> Said:
    """Return what an operation says."""
    return of.time, of.record, of.kind, of.schema, canonical(of.change)


def said_by(connection: Connection, device: str, ns: Iterable[int]) -> dict[int, Said]:
    """Return what a device said under some numbers, as far as the journal has it."""
    found: dict[int, Said] = {}
    waiting = iter(ns)
    while chunk := list(islice(waiting, CHUNK)):
        numbered = OPERATIONS.where(tables.author.c.device == device, tables.journal.c.n.in_(chunk))
        for _, n, time, record, kind, schema, change, _ in connection.execute(numbered):
            found[n] = (time, record, kind, schema, change)
    return found


def lines_of(connection: Connection, device: str, ns: Iterable[int]) -> list[tuple[int, str]]:
    """Return some operations of a device by number, as lines of a file, in no order."""
    wanted = {"device": device, "ns": canonical(list(ns))}
    found = connection.execute(LINES[connection.dialect.name], wanted).all()
    return [(n, line) for n, line in found]


def operations_of(connection: Connection, records: Iterable[str]) -> list[Operation]:
    """Return the operations of some records, in the order of the records' ids."""
    return [operation for operation, _ in brought(connection, records)]


def brought(connection: Connection, records: Iterable[str]) -> list[tuple[Operation, int | None]]:
    """Return the operations of some records as ``operations_of``, each with its file's number."""
    wanted = OPERATIONS.where(tables.subject.c.record.in_(list(records))).order_by(*IN_ORDER)
    rows = connection.execute(wanted).all()
    if not rows:
        return []
    # A column at a time: a row at a time costs more than to read it.
    *said, changes, packages = zip(*rows, strict=True)
    read = _change.decode_lines("\n".join(changes))
    return list(zip(map(Operation, *said, read), packages, strict=True))


def every_operation(connection: Connection) -> Iterator[Operation]:
    """Yield the whole journal, record by record, without holding it in memory."""
    wanted = WHAT.select_from(ALONG_RECORDS).order_by(*IN_ORDER)
    # For this statement alone: on a hub it means a cursor, which only a query can have.
    for row in connection.execute(wanted, execution_options={"yield_per": 1000}):
        yield _operation(row)


def operations_where(connection: Connection, which: ColumnElement[bool]) -> Iterator[Operation]:
    """Yield the operations that a condition on journal and authors holds for, in no order."""
    for row in connection.execute(OPERATIONS.where(which)):
        yield _operation(row)


def states(operations: Iterable[Operation]) -> Iterator[tuple[str, Folded]]:
    """Yield each record's id and state from operations that are ordered by record."""
    for record, history in by_record(operations):
        yield record, fold(history)


def by_record(operations: Iterable[Operation]) -> Iterator[tuple[str, list[Operation]]]:
    """Yield each record's id and operations from operations that are ordered by record."""
    for record, history in groupby(operations, key=attrgetter("record")):
        yield record, list(history)


def materialise(connection: Connection, records: Iterable[str]) -> None:
    """Make tables, conflicts and search what the journal says of some records."""
    remaining = iter(sorted(set(records)))
    while chunk := list(islice(remaining, CHUNK)):
        show(connection, chunk, operations_of(connection, chunk))


def show(
    connection: Connection, records: Iterable[str], operations: Iterable[Operation]
) -> list[Shown]:
    """Make tables, conflicts and search what these, all operations of some records, say.

    Return what is shown now; records without an operation are in no table any more.
    """
    there = [shown.of(record, history) for record, history in by_record(operations)]
    remove(connection, set(records) - {of.record for of in there})
    shown.write(connection, there)
    return there


def spoken_of(connection: Connection, records: Iterable[str]) -> set[str]:
    """Return which of some records the journal has operations of."""
    found: set[str] = set()
    waiting = iter(records)
    of = tables.subject.c
    while chunk := list(islice(waiting, CHUNK)):
        wanted = (
            select(of.record).distinct().join(tables.journal, tables.journal.c.subject == of.no)
        )
        found |= set(connection.execute(wanted.where(of.record.in_(chunk))).scalars())
    return found


def remove(connection: Connection, records: Iterable[str]) -> None:
    """Take records that have no operation any more out of every table."""
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
    keep_held(connection, {device: ranges.union([*before, *more])}, before={device: before})


def hold_next(
    connection: Connection, device: str, before: Sequence[ranges.Range], last: int
) -> None:
    """Account for the numbers of a device that follow those before, up to ``last``."""
    if before:
        connection.execute(HOLD_NEXT, {"of": device, "begins": before[-1][0], "ends": last})
    else:
        keep_held(connection, {device: ((1, last),)}, before={})


def keep_held(
    connection: Connection,
    after: Mapping[str, Sequence[ranges.Range]],
    *,
    before: Mapping[str, Sequence[ranges.Range]],
) -> None:
    """Account for these numbers of devices, in the place of those before."""
    changed = [device for device in after if after[device] != before.get(device, ())]
    of = tables.held.c.device
    for device in changed:
        if before.get(device):
            connection.execute(delete(tables.held).where(of == device))
    rows = [(device, first, last) for device in changed for first, last in after[device]]
    bulk.insert(connection, tables.held, rows)


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
