"""The index of words in a hub: PostgreSQL's own, of words that are plain already.

Accents go here rather than in the server, whose ``unaccent`` an index cannot rest on: what it
does is a dictionary's business, which may change under the index.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, column, delete, select, table, text

from maillage.domain.matching import plain, words
from maillage.store import tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

LONGEST = 200
"""Characters of a word that count; PostgreSQL has no room for words of two thousand bytes."""
PUT = text("INSERT INTO search (no, words) VALUES (:no, array_to_tsvector(CAST(:words AS text[])))")
MATCH = text(
    "SELECT d.record, d.text FROM search s CROSS JOIN LATERAL"
    " (SELECT record, text, kind FROM subject WHERE no = s.no OFFSET 0) d"
    " WHERE s.words @@ CAST(:match AS tsquery) AND d.kind = :kind LIMIT :most"
)
"""OFFSET 0 has the server look matches up one by one, up to the limit. It believes a prefix to
match few and would read every text there is: 24 ms of 100,000 people where this takes 3."""
INDEX = table("search", column("no"), column("words"))
TAKE = delete(INDEX).where(INDEX.c.no == bindparam("of"))
INDEXED = text("SELECT no, tsvector_to_array(words) FROM search")


def matches(
    connection: Connection, kind: str, typed: Sequence[str], *, whole: bool, most: int
) -> dict[str, str]:
    """Return some records of a kind with all these words, or beginnings, and their texts."""
    wanted = [word for one in typed for word in _words(one)]
    match = " & ".join(f"'{word}'" if whole else f"'{word}':*" for word in wanted)
    found = connection.execute(MATCH, {"match": match, "kind": kind, "most": most})
    return {row.record: row.text for row in found}


def take(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take texts out of the index."""
    if taken := [{"of": no} for no, said in rows if said]:
        connection.execute(TAKE, taken)


def put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put texts into the index."""
    if new := [{"no": no, "words": _words(said)} for no, said in rows if said]:
        connection.execute(PUT, new)


def purge(_connection: Connection) -> None:
    """Nothing is left to do: the server frees the words that were taken out by itself."""


@contextmanager
def later(_connection: Connection) -> Iterator[None]:
    """Wait for nothing: here a text is taken out as easily as it is put in."""
    yield


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the index."""
    of = tables.subject.c
    said = connection.execute(select(of.no, of.text).where(of.text > ""))
    expected = {row.no: _words(row.text) for row in said}
    indexed = {no: sorted(found) for no, found in connection.execute(INDEXED)}
    if indexed != expected:
        differing = {no for no in {*indexed, *expected} if indexed.get(no) != expected.get(no)}
        yield f"search index: {len(differing)} texts"


def _words(said: str) -> list[str]:
    """Return the words of a text as they are indexed, each once and in order."""
    return sorted({plain(word)[:LONGEST] for word in words(said)})
