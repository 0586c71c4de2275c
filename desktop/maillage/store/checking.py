"""Proves that a store is sound: cipher, pages, and tables that are the fold of the journal."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import Connection, func, select

from maillage.domain.fields import FieldType
from maillage.domain.records import NEVER_ERASED, fields_of
from maillage.store import attachments, erasure, journal, revoking, search, tables
from maillage.store.dialects import on_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from maillage.domain.journal import Folded

MOST_PROBLEMS = 100
"""Enough to see what is wrong; a store with more is restored, not repaired."""


class Verification(Struct, frozen=True):
    """What a check found; references to what is missing are told, and are no fault."""

    problems: tuple[str, ...]
    missing: int
    """How many references lead to something erased or not yet arrived."""
    records: int
    operations: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify(connection: Connection) -> Verification:
    """Return whether tables, conflicts and search are what the journal says, page by page."""
    problems = [*_pages(connection), *search.faults(connection), *attachments.faults(connection)]
    problems += revoking.faults(connection)
    gone = erasure.erased_ids(connection)
    indexed = search.texts(connection)
    conflicts = _conflicts(connection)
    seen: dict[str, str] = {}
    states = journal.states(journal.every_operation(connection))
    while some := dict(islice(states, journal.CHUNK)):
        seen |= {record: folded.kind for record, folded in some.items()}
        problems += _rows_differ(connection, some)
        for record, folded in some.items():
            if record in gone and folded.kind not in NEVER_ERASED:
                problems.append(f"erased record in the journal: {record}")
            if search.expected(folded) != indexed.get(record, ""):
                problems.append(f"search differs from the journal: {record}")
            if set(folded.disputed) != conflicts.get(record, set()):
                problems.append(f"conflicts differ from the journal: {record}")
        if len(problems) >= MOST_PROBLEMS:
            break
    else:
        strays = _rows(connection) - seen.items()
        problems += [f"row without journal: {record}" for record, _kind in sorted(strays)]
        traces = (set(conflicts) | set(indexed)) - seen.keys()
        problems += [f"trace without journal: {record}" for record in sorted(traces)]
    operations = connection.execute(select(func.count()).select_from(tables.journal)).scalar_one()
    operations += revoking.count(connection)
    return Verification(
        tuple(problems[:MOST_PROBLEMS]), _missing(connection), len(seen), operations
    )


def _pages(connection: Connection) -> Iterator[str]:
    if not on_sqlite(connection):  # the server looks after its pages
        return
    for pragma in ("cipher_integrity_check", "integrity_check"):
        for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
            if row[0] != "ok":
                yield f"{pragma}: {row[0]}"


def _rows_differ(connection: Connection, states: Mapping[str, Folded]) -> Iterator[str]:
    """Yield which of some hundred rows are not what the journal says; asked of a hub at once."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for record, folded in states.items():
        by_kind[folded.kind].append(record)
    for kind, records in by_kind.items():
        table = tables.records.get(kind)
        if table is None:
            continue
        found = connection.execute(select(table).where(table.c.id.in_(records))).mappings()
        rows = {row["id"]: dict(row) for row in found}
        for record in records:
            if rows.get(record) != journal.row_of(record, states[record]):
                yield f"row differs from the journal: {kind} {record}"


def _rows(connection: Connection) -> set[tuple[str, str]]:
    """Return the id and kind of every row."""
    found: set[tuple[str, str]] = set()
    for kind, table in tables.records.items():
        found |= {(id_, kind) for id_ in connection.execute(select(table.c.id)).scalars()}
    return found


def _conflicts(connection: Connection) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in connection.execute(select(tables.conflict)):
        found.setdefault(row.record, set()).add(row.field)
    return found


def _missing(connection: Connection) -> int:
    known = {id_ for id_, _kind in _rows(connection)}
    missing = 0
    for kind, table in tables.records.items():
        for field in fields_of(kind).values():
            if field.holds is FieldType.REFERENCE:
                column = table.c[field.name]
                used = connection.execute(select(column).where(column.is_not(None))).scalars()
                missing += sum(1 for id_ in used if id_ not in known)
    return missing
