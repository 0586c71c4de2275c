"""Takes back what one action of this device wrote, by writing: nothing leaves the journal.

What it added is deleted, what it changed is what it was before. That is refused for what
somebody has worked on since, here or on another laptop.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import select

from maillage.domain.errors import UsedSince
from maillage.domain.journal import Entry, Folded, Operation, edited, fold, removed
from maillage.domain.records import fields_of
from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from maillage.store.writing import Writer


class Span(Struct, frozen=True):
    """Numbers of this device's operations that one action wrote, both ends included."""

    first: int
    last: int

    def has(self, operation: Operation, device: str) -> bool:
        """Tell whether an operation of ``device`` is one of them."""
        return operation.device == device and self.first <= operation.n <= self.last


def take_back(
    writer: Writer, span: Span, *, spared: Collection[str] = (), emptied: Collection[str] = ()
) -> int:
    """Write what takes a span back; return how many records that changes.

    Records of the ``spared`` kinds that others use since stay, instead of refusing. The
    ``emptied`` fields of what is deleted lose their value, so that it is known by them no more.
    Raises UsedSince, and then nothing is written.
    """
    connection, device = writer.connection, writer.device
    mine = _of_span(connection, device, span)
    new = {one for one, of in mine.items() if any(map(is_first, of))}
    used = _used(connection, {one: mine[one][0].kind for one in new})
    lost = span.last - span.first + 1 - sum(map(len, mine.values()))
    refused = [("", "")] * lost  # erased since, with all that was said of them
    changes: list[tuple[str, str, Mapping[str, Entry]]] = []
    for chunk in erasure.chunks(mine):
        for record, history in journal.by_record(journal.operations_of(connection, chunk)):
            others = [one for one in history if not span.has(one, device)]
            is_used = record in used or (record in new and bool(others))
            kind = history[0].kind
            if is_used and kind in spared:
                continue
            way = None if is_used else way_back(fold(history), mine[record], others, emptied)
            if way is None:
                refused.append((kind, record))
            elif way:
                changes.append((record, kind, way))
    if refused:
        raise UsedSince(tuple(sorted(refused)))
    writer.write_all(changes)
    return len(changes)


def way_back(
    now: Folded, mine: Sequence[Operation], others: Sequence[Operation], emptied: Collection[str]
) -> dict[str, Entry] | None:
    """Return the change that takes these operations of one record back; None if it is too late.

    It is too late once somebody else has the last word on a field, or has deleted the record.
    """
    if now.deleted:
        return None
    if any(map(is_first, mine)):
        return {**removed(now), **edited(now, dict.fromkeys(emptied & fields_of(now.kind).keys()))}
    said = {one.identity for one in mine}
    names = {name for one in mine for name in one.change}
    if any(head.identity not in said for name in names for head in now.heads[name]):
        return None
    before = fold(others)
    return edited(now, {name: before.value(name) for name in sorted(names)})


def is_first(operation: Operation) -> bool:
    """Tell whether an operation added its record: it replaces nothing, an edit always says what."""
    return not any(isinstance(entry, list) for entry in operation.change.values())


def _of_span(connection: Connection, device: str, span: Span) -> dict[str, list[Operation]]:
    """Return the operations of a span by record."""
    n = tables.journal.c.n
    of_span = (tables.author.c.device == device) & n.between(span.first, span.last)
    found: dict[str, list[Operation]] = defaultdict(list)
    for one in journal.operations_where(connection, of_span):
        found[one.record].append(one)
    return found


def _used(connection: Connection, new: Mapping[str, str]) -> set[str]:
    """Return which new records, given with their kinds, records that are not new refer to."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for record, kind in new.items():
        by_kind[kind].append(record)
    found: set[str] = set()
    for kind, ids in by_kind.items():
        for chunk in erasure.chunks(ids):
            found |= {to for by, to in _references(connection, kind, chunk) if by not in new}
    return found


def _references(connection: Connection, kind: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield which records refer to some of a kind: the id of each, and whom it names."""
    wanted = list(ids)
    for by, table in tables.records.items():
        columns = [table.c[one.name] for one in fields_of(by).values() if one.refers == kind]
        for column in columns:
            there = select(table.c.id, column).where(column.in_(wanted), table.c.deleted == 0)
            yield from (tuple(row) for row in connection.execute(there))
