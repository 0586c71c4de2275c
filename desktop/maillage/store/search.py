"""Search without accents, behind one function; the index is FTS5."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import Connection, bindparam, delete, insert, select, text

from maillage.domain.records import fields_of
from maillage.store import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.domain.journal import Folded

ADD = text("INSERT INTO search(rowid, text) VALUES (:no, :text)")
TAKE = text("INSERT INTO search(search, rowid, text) VALUES ('delete', :no, :text)")
NEXT = text("SELECT coalesce(max(no), 0) + 1 FROM search_text")
MATCH = text(
    "SELECT d.record FROM search s JOIN search_text d ON d.no = s.rowid"
    " WHERE search MATCH :match AND d.kind = :kind ORDER BY s.rank, d.record LIMIT :limit"
)


def find(connection: Connection, kind: str, typed: str, *, limit: int) -> list[str]:
    """Return ids of records of a kind with a word beginning by each word typed, best first."""
    match = expression(typed)
    if not match:
        return []
    found = connection.execute(MATCH, {"match": match, "kind": kind, "limit": limit})
    return [row.record for row in found]


def expression(typed: str) -> str:
    """Return what FTS5 understands of typed words; every sign in them is plain text."""
    composed = unicodedata.normalize("NFKC", typed)  # a bare accent is no letter
    words = "".join(letter if letter.isalnum() else " " for letter in composed).split()
    return " ".join(f'"{word}"*' for word in words)


def index(connection: Connection, folded: Mapping[str, Folded]) -> None:
    """Make the index hold what the records now say; deleted ones are not found."""
    wanted = {record: _text(of) for record, of in folded.items() if _searched(of.kind)}
    columns = tables.search_text.c
    rows = connection.execute(
        select(tables.search_text).where(columns.record.in_(list(wanted)))
    ).all()
    taken, added = [], []
    for row in rows:
        now = wanted.pop(row.record)
        if now != row.text:
            taken.append({"no": row.no, "text": row.text})
            added.append({"no": row.no, "record": row.record, "kind": row.kind, "text": now})
    first = connection.execute(NEXT).scalar_one()
    new = [(record, now) for record, now in sorted(wanted.items()) if now]
    added += [
        {"no": no, "record": record, "kind": folded[record].kind, "text": now}
        for no, (record, now) in enumerate(new, first)
    ]
    if taken:
        connection.execute(TAKE, taken)
        connection.execute(delete(tables.search_text).where(columns.no == bindparam("no")), taken)
    if added:
        connection.execute(insert(tables.search_text), added)
        connection.execute(ADD, added)


def forget(connection: Connection, record: str) -> None:
    """Take a record out of the index, physically."""
    of_record = tables.search_text.c.record == record
    row = connection.execute(select(tables.search_text).where(of_record)).one_or_none()
    if row:
        connection.execute(TAKE, {"no": row.no, "text": row.text})
        connection.execute(delete(tables.search_text).where(of_record))


def texts(connection: Connection) -> dict[str, str]:
    """Return what the index says of each record, for checks."""
    return {row.record: row.text for row in connection.execute(select(tables.search_text))}


def expected(folded: Folded) -> str:
    """Return what the index must say of a record."""
    return _text(folded) if _searched(folded.kind) else ""


def _searched(kind: str) -> bool:
    return any(field.search for field in fields_of(kind).values())


def _text(folded: Folded) -> str:
    if folded.deleted:
        return ""
    searched = (name for name, field in fields_of(folded.kind).items() if field.search)
    return " ".join(str(value) for name in searched if (value := folded.value(name)))
