"""Reads records, conflicts and the canonical dump."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, cast

from msgspec import Struct
from sqlalchemy import Connection, func, select

from maillage.domain.errors import Erased, NotFound, UnknownField
from maillage.domain.fields import FieldType
from maillage.domain.journal import DELETED, Folded, Head, base, differ, fold, value_of
from maillage.domain.records import Record, fields_of
from maillage.domain.reopening import as_asked, asked
from maillage.domain.values import canonical, to_record, to_stored
from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement

    from maillage.domain.fields import Field
    from maillage.domain.journal import Operation
    from maillage.domain.values import Stored

R = TypeVar("R", bound=Record)


class Conflict(Struct, frozen=True):
    """One field of one record with different values, for a person to decide."""

    record: str
    kind: str
    field: str
    deletion: Head | None
    """Who deleted the record, and when; None if it is kept."""
    base: Head | None
    """What everybody had seen before; None if the field was empty."""
    choices: tuple[Head, ...]
    """The different values, the shown one first; stored form."""
    heads: tuple[Head, ...] = ()
    """All that nothing replaced, as each laptop wrote it: several may have the same value."""

    @property
    def deleted(self) -> bool:
        """Whether the record is shown as deleted."""
        return self.deletion is not None


def get(connection: Connection, type_: type[R], id_: str) -> R:
    """Return one record, deleted or not; raises NotFound or Erased."""
    table = tables.records[type_.kind]
    row = connection.execute(select(table).where(table.c.id == id_)).mappings().first()
    if row is None:
        raise Erased(id_) if erasure.is_erased(connection, id_) else NotFound(id_, type_.kind)
    return cast("R", to_record(type_.kind, id_, dict(row)))


def every(
    connection: Connection, type_: type[R], *, deleted: bool, where: Mapping[str, object]
) -> list[R]:
    """Return the records of a kind whose fields equal ``where``, in order of their ids."""
    table = tables.records[type_.kind]
    wanted = select(table).order_by(table.c.id)
    matching = _matching(type_, where)
    if not deleted:
        matching.append(table.c.deleted == 0)
    rows = connection.execute(wanted.where(*matching)).mappings()
    return [cast("R", to_record(type_.kind, row["id"], dict(row))) for row in rows]


def among(
    connection: Connection,
    type_: type[R],
    field: str,
    values: Iterable[str],
    *,
    deleted: bool = False,
) -> list[R]:
    """Return the records of a kind with one of some values in ``field``, by their ids.

    ``field`` is a reference or a text, or the record's own ``id``.
    """
    table = tables.records[type_.kind]
    if field != "id" and field not in fields_of(type_.kind):
        raise UnknownField(type_.kind, field)
    found: list[R] = []
    for chunk in erasure.chunks(values):
        wanted = select(table).where(table.c[field].in_(chunk))
        if not deleted:
            wanted = wanted.where(table.c.deleted == 0)
        rows = connection.execute(wanted).mappings()
        found += [cast("R", to_record(type_.kind, row["id"], dict(row))) for row in rows]
    return sorted(found, key=lambda one: one.id)


def ids(connection: Connection, type_: type[Record], *, where: Mapping[str, object]) -> set[str]:
    """Return the ids of the records of a kind, none deleted, whose fields equal ``where``."""
    table = tables.records[type_.kind]
    wanted = select(table.c.id).where(table.c.deleted == 0, *_matching(type_, where))
    return set(connection.execute(wanted).scalars())


def tally(
    connection: Connection, type_: type[Record], fields: Sequence[str], where: Mapping[str, object]
) -> Counter[tuple[Stored, ...]]:
    """Return how many records of a kind, none deleted, have the same values in some fields.

    Values are in stored form; that of an empty field is None.
    """
    table = tables.records[type_.kind]
    for name in fields:
        _known(type_, name)
    values = [table.c[name] for name in fields]
    wanted = select(func.count(), *values).group_by(*values)
    wanted = wanted.where(table.c.deleted == 0, *_matching(type_, where))
    rows = connection.execute(wanted).all()
    return Counter({tuple(row)[1:]: row[0] for row in rows})


def histories(connection: Connection, records: Iterable[str]) -> dict[str, list[Operation]]:
    """Return the operations of some records, by record."""
    found: dict[str, list[Operation]] = {}
    for chunk in erasure.chunks(records):
        found |= dict(journal.by_record(journal.operations_of(connection, chunk)))
    return found


def added_by(connection: Connection, records: Iterable[str]) -> dict[str, str]:
    """Return for each record the device that wrote its first operation."""
    found: dict[str, str] = {}
    for chunk in erasure.chunks(records):
        for record, history in journal.by_record(journal.operations_of(connection, chunk)):
            found[record] = min(history, key=lambda one: (one.time, one.n)).device
    return found


def as_added(connection: Connection, records: Iterable[str]) -> dict[str, dict[str, Stored]]:
    """Return for each record the values it was added with: what whoever added it knew.

    A field that was changed since and shows its first value again is left out: somebody
    has chosen that value, so it is not merely the first one any more.
    """
    found = {}
    for chunk in erasure.chunks(records):
        operations = journal.operations_of(connection, chunk)
        for record, history in groupby(operations, key=attrgetter("record")):
            found[record] = _first_values(list(history))
    return found


def ever(connection: Connection, records: Iterable[str]) -> dict[str, dict[str, set[Stored]]]:
    """Return every value that each field of some records ever had, by record and field."""
    found: dict[str, dict[str, set[Stored]]] = defaultdict(lambda: defaultdict(set))
    for chunk in erasure.chunks(records):
        for operation in journal.operations_of(connection, chunk):
            for name, entry in operation.change.items():
                value = value_of(entry)
                found[operation.record][name].add(value)
    return found


def heads(connection: Connection, record: str) -> Mapping[str, tuple[Head, ...]]:
    """Return every value of each field of a record that nothing replaced, the shown one first."""
    history = journal.operations_of(connection, [record])
    return fold(history).heads if history else {}


def conflicts(connection: Connection) -> list[Conflict]:
    """Return what waits for a decision, by kind, record and field.

    Where a choice was undone, the values are told as those of whoever wrote them first.
    """
    columns = tables.conflict.c
    wanted = select(tables.conflict).order_by(columns.kind, columns.record, columns.field)
    rows = connection.execute(wanted).all()
    all_of = histories(connection, {row.record for row in rows})
    found = []
    for row in rows:
        history = all_of[row.record]
        heads = asked(history, row.field)
        found.append(
            Conflict(
                record=row.record,
                kind=row.kind,
                field=row.field,
                deletion=fold(history).deletion,
                base=base(as_asked(history), row.field, heads),
                choices=_distinct(heads),
                heads=heads,
            )
        )
    return found


def undecided(connection: Connection) -> int:
    """Return how many fields wait for a decision."""
    return connection.execute(select(func.count()).select_from(tables.conflict)).scalar_one()


def disputed(connection: Connection, type_: type[Record], field: str = "") -> set[str]:
    """Return the ids of the records of a kind of which something waits for a decision.

    ``field`` says what, if it matters.
    """
    columns = tables.conflict.c
    wanted = select(columns.record).where(columns.kind == type_.kind)
    if field:
        wanted = wanted.where(columns.field == field)
    return set(connection.execute(wanted).scalars())


def dump(connection: Connection) -> Iterator[str]:
    """Yield the state as canonical lines: every record by id, then every erased id.

    A line has the shown values and, for fields whose heads differ, every head. What this
    version does not know is there too, so that the dump depends on what was recorded only.
    """
    for record, folded in journal.states(journal.every_operation(connection)):
        yield canonical(_line(record, folded))
    for record in sorted(erasure.erased_ids(connection)):
        yield canonical({"erased": record})


def digest(connection: Connection) -> str:
    """Return the SHA-256 of the dump, in hexadecimal: equal on two devices, same state."""
    sha256 = hashlib.sha256()
    for line in dump(connection):
        sha256.update(line.encode())
        sha256.update(b"\n")
    return sha256.hexdigest()


def _matching(type_: type[Record], where: Mapping[str, object]) -> list[ColumnElement[bool]]:
    table = tables.records[type_.kind]
    found = []
    for name, value in where.items():
        known = _known(type_, name)
        stored = to_stored(known, value)
        plain = int(stored) if known.holds is FieldType.FLAG and stored else stored
        found.append(table.c[name] == plain)
    return found


def _known(type_: type[Record], name: str) -> Field:
    known = fields_of(type_.kind)
    if name not in known:
        raise UnknownField(type_.kind, name)
    return known[name]


def _first_values(history: list[Operation]) -> dict[str, Stored]:
    folded = fold(history)
    first: dict[str, Stored] = dict.fromkeys(fields_of(folded.kind))
    changed: set[str] = set()
    for operation in history:
        for name, entry in operation.change.items():
            if isinstance(entry, list):
                changed.add(name)
            else:
                first[name] = entry
    again = {name for name in changed & set(first) if first[name] == folded.value(name)}
    return {name: value for name, value in first.items() if name not in again}


def _line(record: str, folded: Folded) -> dict[str, object]:
    values = {name: value for name, value in folded.values.items() if value is not None}
    values.pop(DELETED, None)
    line: dict[str, object] = {"id": record, "kind": folded.kind, "values": values}
    if folded.deleted:
        line[DELETED] = True
    disputed = {
        name: [[head.value, str(head.identity)] for head in sorted(heads)]
        for name, heads in folded.heads.items()
        if differ(heads)
    }
    if disputed:
        line["disputed"] = disputed
    return line


def _distinct(heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """Return one head per different value: the one shown first, in the order of heads."""
    first: dict[str, Head] = {}
    for head in heads:
        first.setdefault(canonical(head.value), head)
    return tuple(first.values())
