"""Search without accents, behind one function; each engine has an index of its own."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, delete, select, update

from maillage.domain.journal import DELETED
from maillage.domain.matching import plain, spelled, words
from maillage.domain.records import fields_of
from maillage.store import bulk, fts5, numbers, tables, tsvector
from maillage.store.dialects import on_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager
    from types import ModuleType

    from maillage.domain.first_writes import FirstWrites
    from maillage.domain.journal import Folded
    from maillage.domain.values import Stored
    from maillage.store.shown import Shown

UPDATE = (
    update(tables.subject)
    .where(tables.subject.c.no == bindparam("of"))
    .values(kind=bindparam("kind"), text=bindparam("text"))
)
SET = ("of", "kind", "text")
MOST = 1_000
"""Matches that are put in order. One letter begins a word of every third person: ordering
all of them takes longer than the next letter does."""
FORGOTTEN = "forgotten"
"""Under this a connection keeps that the open transaction took records out of the index."""


def find(connection: Connection, kind: str, typed: str, *, limit: int) -> list[str]:
    """Return ids of records of a kind with a word beginning by each word typed, best first.

    Best are those that have the words whole, then those that begin as typed, then short ones.
    """
    wanted = words(spelled(typed))
    if not wanted:
        return []
    most, index = max(MOST, limit), _index(connection)
    # Whole words on their own: the few who are named so may be beyond the first matches.
    whole = index.matches(connection, kind, wanted, whole=True, most=most)
    begun = index.matches(connection, kind, wanted, whole=False, most=most)
    start = plain(" ".join(wanted))

    def order(record: str) -> tuple[bool, bool, int, str]:
        said = begun.get(record) or whole[record]
        return record not in whole, not plain(said).startswith(start), len(said), record

    return sorted({**whole, **begun}, key=order)[:limit]


def _index(connection: Connection) -> ModuleType:
    """Return the module that keeps the index of words of this engine."""
    return fts5 if on_sqlite(connection) else tsvector


def enter(connection: Connection, records: Sequence[Shown]) -> dict[str, int]:
    """Enter records that the journal knew nothing of; return the numbers they are given."""
    texts = [_text(of.kind, of.values) for of in records]
    return _enter(connection, [of.record for of in records], [of.kind for of in records], texts)


def enter_first(connection: Connection, writes: FirstWrites) -> dict[str, int]:
    """Enter first writes of records as ``enter`` does."""
    said = [writes.of_field(name) for name in _searched(writes.kind)]
    if said:
        texts = [_joined(values) for values in zip(*said, strict=True)]
    else:
        texts = [""] * len(writes.records)
    if any(deleted := writes.of_field(DELETED)):
        texts = ["" if gone else text for gone, text in zip(deleted, texts, strict=True)]
    return _enter(connection, writes.records, repeat(writes.kind), texts)


def _enter(
    connection: Connection, records: Sequence[str], kinds: Iterable[str], texts: Sequence[str]
) -> dict[str, int]:
    first = numbers.following(connection, tables.subject)
    given = range(first, first + len(records))
    bulk.insert(connection, tables.subject, list(zip(given, records, kinds, texts)))  # noqa: B905 - a kind may stand for all
    _index(connection).put(connection, zip(given, texts, strict=True))
    return dict(zip(records, given, strict=True))


def index(connection: Connection, records: Sequence[Shown]) -> list[tuple[str, str]]:
    """Make the index hold what records now say; deleted ones are not found.

    Return the records that were of another kind, each with that kind.
    """
    wanted = {of.record: (of.kind, _text(of.kind, of.values)) for of in records}
    changed = [
        {"of": row.no, "record": row.record, "was": row.kind, "before": row.text}
        | {"kind": kind, "text": now}
        for row in _indexed(connection, list(wanted))
        for kind, now in (wanted[row.record],)
        if (kind, now) != (row.kind, row.text)
    ]
    if changed:
        _index(connection).take(connection, [(row["of"], row["before"]) for row in changed])
        connection.execute(UPDATE, [{name: row[name] for name in SET} for row in changed])
        _index(connection).put(connection, [(row["of"], row["text"]) for row in changed])
    return [(row["record"], row["was"]) for row in changed if row["was"] != row["kind"]]


def _indexed(connection: Connection, records: list[str]) -> Sequence[Row[Any]]:
    wanted = select(tables.subject).where(tables.subject.c.record.in_(records))
    return connection.execute(wanted).all()


def later(connection: Connection) -> AbstractContextManager[None]:
    """Return what lets the index wait for the end of a merge, where that pays."""
    waiting: AbstractContextManager[None] = _index(connection).later(connection)
    return waiting


@contextmanager
def purging(connection: Connection) -> Iterator[None]:
    """Leave no word in the index of what is forgotten inside, once all of it is."""
    connection.info.pop(FORGOTTEN, None)
    yield
    if connection.info.pop(FORGOTTEN, False):
        _index(connection).purge(connection)


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the index of words itself."""
    yield from _index(connection).faults(connection)


def forget(connection: Connection, records: list[str]) -> None:
    """Take a few hundred records out of the list and the index; ``purging`` ends it."""
    connection.info[FORGOTTEN] = True
    there = [(row.no, row.text) for row in _indexed(connection, records)]
    _index(connection).take(connection, there)
    of_records = tables.subject.c.record.in_(records)
    connection.execute(delete(tables.subject).where(of_records))


def texts(connection: Connection) -> dict[str, str]:
    """Return what the index says of each record, for checks."""
    return {row.record: row.text for row in connection.execute(select(tables.subject))}


def expected(folded: Folded) -> str:
    """Return what the index must say of a record."""
    return _text(folded.kind, folded.values)


@cache
def _searched(kind: str) -> tuple[str, ...]:
    return tuple(field.name for field in fields_of(kind).values() if field.search)


def _text(kind: str, values: Mapping[str, Stored]) -> str:
    if values.get(DELETED):
        return ""
    return _joined(values.get(name) for name in _searched(kind))


def _joined(values: Iterable[Stored]) -> str:
    return spelled(" ".join(map(str, filter(None, values))))
