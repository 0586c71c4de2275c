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
from maillage.domain.records import fields_of
from maillage.domain.way_back import goes, way_back
from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from maillage.domain.journal import Entry, Operation
    from maillage.domain.since import Known
    from maillage.store.writing import Writer


class Span(Struct, frozen=True):
    """Numbers of operations that one action wrote here, both ends included."""

    device: str
    """Who this store was then."""
    first: int
    last: int


def take_back(
    writer: Writer,
    span: Span,
    *,
    spared: Collection[str] = (),
    emptied: Collection[str] = (),
    seen: Known | None = None,
) -> int:
    """Write what takes a span back; return how many records that changes.

    Records of the ``spared`` kinds that others use since stay, instead of refusing. The
    ``emptied`` fields of what is deleted lose their value, so that it is known by them no more.
    What is ``seen`` of others was there when the span was written: nobody has built on it since.
    Raises UsedSince, or NoLongerBelieved, and then nothing is written.
    """
    writer.refuse_unbelieved()  # of what is ignored the journal knows no more than of what is gone
    connection = writer.connection
    mine = _of_span(connection, span)
    going = {one for one, of in mine.items() if goes(of)}
    used = _used(connection, {one: mine[one][0].kind for one in going}, mine)
    lost = span.last - span.first + 1 - sum(map(len, mine.values()))
    refused = [("", "")] * lost  # erased since, with all that was said of them
    changes: list[tuple[str, str, Mapping[str, Entry]]] = []
    for chunk in erasure.chunks(mine):
        for record, history in journal.by_record(journal.operations_of(connection, chunk)):
            kind = history[0].kind
            way = None if record in used else way_back(history, mine[record], emptied, seen=seen)
            changes += [(record, kind, change) for change in way or ()]
            if way is None and not (record in going and kind in spared):
                refused.append((kind, record))
    if refused:
        raise UsedSince(tuple(sorted(refused)))
    writer.write_all(changes)
    return len({record for record, *_change in changes})


def _of_span(connection: Connection, span: Span) -> dict[str, list[Operation]]:
    """Return the operations of a span by record."""
    of = tables.journal.c
    written = (tables.author.c.device == span.device) & of.n.between(span.first, span.last)
    # What a file brought under a name that this store has given up is another laptop's.
    of_span = written & of.package.is_(None)
    found: dict[str, list[Operation]] = defaultdict(list)
    for one in journal.operations_where(connection, of_span):
        found[one.record].append(one)
    return found


def _used(connection: Connection, going: Mapping[str, str], mine: Collection[str]) -> set[str]:
    """Return which records that would go, given with their kinds, others than mine refer to."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for record, kind in going.items():
        by_kind[kind].append(record)
    found: set[str] = set()
    for kind, ids in by_kind.items():
        for chunk in erasure.chunks(ids):
            found |= {to for by, to in _references(connection, kind, chunk) if by not in mine}
    return found


def _references(connection: Connection, kind: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield which records refer to some of a kind: the id of each, and whom it names."""
    wanted = list(ids)
    for by, table in tables.records.items():
        columns = [table.c[one.name] for one in fields_of(by).values() if one.refers == kind]
        for column in columns:
            there = select(table.c.id, column).where(column.in_(wanted), table.c.deleted == 0)
            yield from (tuple(row) for row in connection.execute(there))
