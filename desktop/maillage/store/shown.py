"""What tables, conflicts and search show of a record: its fold, in as few steps as it takes."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from sqlalchemy import bindparam, delete

from maillage.domain.journal import DELETED, Operation, fold
from maillage.store import bulk, search, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from maillage.domain.values import Stored


class Shown(NamedTuple):
    """The value to show of every field of a record, and the fields that wait for a decision."""

    record: str
    kind: str
    values: Mapping[str, Stored]
    disputed: tuple[str, ...]


def of(record: str, history: Sequence[Operation]) -> Shown:
    """Return what the operations of one record make; a test holds this equal to the fold."""
    first = history[0]
    if len(history) > 1 or list in map(type, first.change.values()):
        folded = fold(history)
        return Shown(record, folded.kind, folded.values, folded.disputed)
    # Most records were written once: what was written is what is shown.
    return Shown(record, first.kind, cast("Mapping[str, Stored]", first.change), ())


def write(connection: Connection, records: Sequence[Shown], *, new: bool = False) -> None:
    """Make tables, conflicts and search show these; ``new`` records are in none of them yet."""
    if not records:
        return
    rows: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for record, kind, values, _ in records:
        if kind in tables.records:
            deleted = bool(values.get(DELETED))
            rows[kind].append((record, deleted, *map(values.get, _columns(kind))))
    for kind, of_kind in rows.items():
        bulk.insert(connection, tables.records[kind], of_kind, replace=not new)
    if not new:
        of_record = tables.conflict.c.record == bindparam("of")
        gone = [{"of": shown.record} for shown in records]
        connection.execute(delete(tables.conflict).where(of_record), gone)
    disputes = [(shown.record, name, shown.kind) for shown in records for name in shown.disputed]
    bulk.insert(connection, tables.conflict, disputes)
    search.index(connection, records, new=new)


@cache
def _columns(kind: str) -> tuple[str, ...]:
    return tuple(column.name for column in tables.records[kind].c)[2:]  # after id and deleted
