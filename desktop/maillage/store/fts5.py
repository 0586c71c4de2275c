"""The index of words in a device's own file: SQLite's FTS5, without diacritics."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import column, table, text
from sqlalchemy.exc import DBAPIError

from maillage.store import bulk, numbers, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection

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


def matches(
    connection: Connection, kind: str, words: Sequence[str], *, whole: bool, most: int
) -> dict[str, str]:
    """Return some records of a kind with all these words, or beginnings, and their texts."""
    match = " ".join(f'"{word}"' if whole else f'"{word}"*' for word in words)
    found = connection.execute(MATCH, {"match": match, "kind": kind, "most": most})
    return {row.record: row.text for row in found}


def take(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Take texts out of the index; their words stay in its pages until they are ``purged``.

    Taking them out of the pages one by one was a fifth of a merge of one file.
    """
    first = connection.info.get(LATER)
    taken = [
        {"no": no, "text": said} for no, said in rows if said and (first is None or no < first)
    ]
    if taken:
        connection.execute(TAKE, taken)


def put(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Put texts into the index."""
    first = connection.info.get(LATER)
    # Not by a function: a merge comes here with every record, and most wait.
    new = [(no, said) for no, said in rows if said and (first is None or no < first)]
    bulk.insert(connection, INDEX, new)


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


def purge(connection: Connection) -> None:
    """Write the index anew, without the words of what was taken out: 1 s for 100,000 people.

    FTS5's optimising takes a third of that, but keeps marks of what was taken out, word by word,
    wherever it has moved parts of the index together before.
    """
    connection.exec_driver_sql("INSERT INTO search(search) VALUES('rebuild')")


def faults(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the index."""
    try:
        connection.exec_driver_sql("INSERT INTO search(search) VALUES('integrity-check')")
    except DBAPIError as error:
        yield f"search index: {error.orig}"
