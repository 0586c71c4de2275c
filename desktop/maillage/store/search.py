"""Search without accents, behind one function; the index is FTS5."""

from __future__ import annotations

import unicodedata
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, bindparam, column, delete, select, table, text, update

from maillage.domain.journal import DELETED
from maillage.domain.matching import plain
from maillage.domain.records import fields_of
from maillage.store import bulk, numbers, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maillage.domain.journal import Folded
    from maillage.domain.values import Stored
    from maillage.store.shown import Shown

INDEX = table("search", column("rowid"), column("text"))
TAKE = text("INSERT INTO search(search, rowid, text) VALUES ('delete', :no, :text)")
MATCH = text(
    "SELECT d.record, d.text FROM search s JOIN subject d ON d.no = s.rowid"
    " WHERE search MATCH :match AND d.kind = :kind LIMIT :most"
)
PUT = text(
    "INSERT INTO search(rowid, text)"
    " SELECT no, text FROM subject WHERE no >= :first AND text > '' ORDER BY no"
)
LATER = "index later"
"""Under this a connection keeps the first number that is not in the index yet."""
UPDATE = (
    update(tables.subject)
    .where(tables.subject.c.no == bindparam("of"))
    .values(kind=bindparam("kind"), text=bindparam("text"))
)
MOST = 1_000
"""Matches that are put in order. One letter begins a word of every third person: ordering
all of them takes longer than the next letter does."""


def find(connection: Connection, kind: str, typed: str, *, limit: int) -> list[str]:
    """Return ids of records of a kind with a word beginning by each word typed, best first.

    Best are those that have the words whole, then those that begin as typed, then short ones.
    """
    words = _words(typed)
    if not words:
        return []
    # Whole words on their own: the few who are named so may be beyond the first matches.
    whole = _matches(connection, kind, " ".join(f'"{word}"' for word in words), max(MOST, limit))
    begun = _matches(connection, kind, " ".join(f'"{word}"*' for word in words), max(MOST, limit))
    start = plain(" ".join(words))

    def order(record: str) -> tuple[bool, bool, int, str]:
        said = begun.get(record) or whole[record]
        return record not in whole, not plain(said).startswith(start), len(said), record

    return sorted({**whole, **begun}, key=order)[:limit]


def _matches(connection: Connection, kind: str, match: str, most: int) -> dict[str, str]:
    """Return some records that match, and what is indexed of each."""
    found = connection.execute(MATCH, {"match": match, "kind": kind, "most": most})
    return {row.record: row.text for row in found}


def _words(typed: str) -> list[str]:
    """Return the words typed; every sign between them is plain text."""
    composed = unicodedata.normalize("NFKC", typed)  # a bare accent is no letter
    return "".join(letter if letter.isalnum() else " " for letter in composed).split()


def enter(connection: Connection, records: Sequence[Shown]) -> dict[str, int]:
    """Enter records that the journal knew nothing of; return the numbers they are given."""
    first = numbers.following(connection, tables.subject)
    rows = [
        (no, of.record, of.kind, _text(of.kind, of.values)) for no, of in enumerate(records, first)
    ]
    bulk.insert(connection, tables.subject, rows)
    _put(connection, [(no, words) for no, *_, words in rows])
    return {record: no for no, record, *_ in rows}


def index(connection: Connection, records: Sequence[Shown]) -> None:
    """Make the index hold what records now say; deleted ones are not found."""
    wanted = {of.record: (of.kind, _text(of.kind, of.values)) for of in records}
    changed = [
        {"of": row.no, "before": row.text, "kind": kind, "text": now}
        for row in _indexed(connection, list(wanted))
        for kind, now in (wanted[row.record],)
        if (kind, now) != (row.kind, row.text)
    ]
    if changed:
        _take(connection, [(row["of"], row["before"]) for row in changed])
        connection.execute(UPDATE, changed)
        _put(connection, [(row["of"], row["text"]) for row in changed])


def _indexed(connection: Connection, records: list[str]) -> Sequence[Row[Any]]:
    wanted = select(tables.subject).where(tables.subject.c.record.in_(records))
    return connection.execute(wanted).all()


def _take(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take texts out of the index, physically."""
    first = connection.info.get(LATER)
    taken = [{"no": no, "text": words} for no, words in rows if words and _is_in(no, first)]
    if taken:
        connection.execute(TAKE, taken)


def _put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put texts into the index."""
    first = connection.info.get(LATER)
    bulk.insert(connection, INDEX, [row for row in rows if row[1] and _is_in(row[0], first)])


def _is_in(no: int, first: int | None) -> bool:
    return first is None or no < first


@contextmanager
def later(connection: Connection) -> Iterator[None]:
    """Put what is entered inside into the index once, at the end.

    To take a text out again costs much more than to put it in, the more so in a large index.
    """
    first = numbers.following(connection, tables.subject)
    connection.info[LATER] = first
    try:
        yield
    finally:
        del connection.info[LATER]
    connection.execute(PUT, {"first": first})


def forget(connection: Connection, records: list[str]) -> None:
    """Take a few hundred records out of the list and the index, physically."""
    _take(connection, [(row.no, row.text) for row in _indexed(connection, records)])
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
    return " ".join(str(value) for name in _searched(kind) if (value := values.get(name)))
