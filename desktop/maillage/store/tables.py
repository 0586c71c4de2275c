"""The SQL tables: the journal and what the store needs for itself, and one table per kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    literal_column,
    or_,
    text,
)

from maillage.domain.fields import FieldType
from maillage.domain.records import RECORDS, fields_of

if TYPE_CHECKING:
    from maillage.domain.fields import Field

metadata = MetaData()

Count = BigInteger().with_variant(Integer(), "sqlite")

author = Table(
    "author",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("device", Text, nullable=False, unique=True),
    sqlite_strict=True,
)
"""Every device that the journal has operations of, under a short number of this store's own."""

subject = Table(
    "subject",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("record", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False, comment="what search finds; empty: nothing"),
    Index("subject_record", "record", unique=True),
    sqlite_strict=True,
)
"""Every record that the journal speaks of, under a short number of this store's own.

The index over its text is made by the migration.
"""

_JUDGING = text("kind = 'device' OR kind = 'invitation' OR kind = 'revocation'")

journal = Table(
    "journal",
    metadata,
    Column("author", Integer, primary_key=True, autoincrement=False),
    Column("n", Count, primary_key=True),
    Column("time", Count, nullable=False),
    Column("subject", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("change", Text, nullable=False),
    Column("package", Integer, comment="which received file brought it; none: written here"),
    Index("journal_subject", "subject"),
    # In a hub too, by the migration: to say so here would load PostgreSQL's dialect at every start.
    Index("journal_judging", "kind", sqlite_where=_JUDGING),
    sqlite_strict=True,
)
"""Truth: every operation, as it was written.

Rows stay in the order they came, and keys are short numbers: ids are random, and a table or
index in their order would have every file of a merge touch all of its pages.
"""

JUDGING = or_(
    *(
        journal.c.kind == literal_column(f"'{kind}'")
        for kind in ("device", "invitation", "revocation")
    )
)
"""What decides whom to believe, asked in the words of its index: no engine finds it by others.

Not as a list: SQLite would make a table of one for every row that is written.
"""

erased = Table(
    "erased",
    metadata,
    Column("record", Text, primary_key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Ids of what was erased: it only grows, and travels in every package."""

ignored = Table(
    "ignored",
    metadata,
    Column("device", Text, primary_key=True),
    Column("n", Count, primary_key=True),
    Column("time", Count, nullable=False),
    Column("record", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("schema", Integer, nullable=False),
    Column("change", Text, nullable=False),
    Column("package", Integer),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Operations that are known and not believed: what revoked devices wrote after their last
believed number. Nothing is shown of them, and they travel as the journal's do."""

revoked = Table(
    "revoked",
    metadata,
    Column("device", Text, primary_key=True),
    Column("last", Count, nullable=False, comment="its last believed number"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Who is not believed in all, as the known revocations make it."""

held = Table(
    "held",
    metadata,
    Column("device", Text, primary_key=True),
    Column("first", Count, primary_key=True),
    Column("last", Count, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Which numbers of which device are accounted for, those since erased too."""

conflict = Table(
    "conflict",
    metadata,
    Column("record", Text, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""Fields whose heads differ: the inbox of decisions."""

package = Table(
    "package",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("sha256", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("device_name", Text, nullable=False),
    Column("operations", Count, nullable=False),
    Column("number", Count, nullable=False, comment="the device's running number of exports"),
    Column("made", Count, nullable=False),
    Column("merged", Count, nullable=False),
    Column("held", Text, nullable=False, comment="the manifest's ranges, canonical JSON"),
    Column("erased", Count, nullable=False, comment="how many erased ids it carries"),
    Column("merge", Integer, comment="which merge took it in; none: the invitation"),
    sqlite_strict=True,
)
"""Every file merged here."""

merge = Table(
    "merge",
    metadata,
    Column("no", Integer, primary_key=True),
    Column("at", Count, nullable=False),
    Column("device", Text, nullable=False, comment="who this store was then"),
    Column("own", Count, nullable=False, comment="its last number before the merge"),
    Column("erased", Count, nullable=False, comment="how many records it erased here"),
    Column("undone", Count, comment="when it was taken back"),
    sqlite_strict=True,
)
"""Every merge: files taken in together, and taken back together."""

own = Table(
    "own",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)
"""What only this device knows: its id, its private keys, what it has handed over or half typed.

In a hub each member's stands under the member's id; private keys are never in it.
"""

attachment_content = Table(
    "attachment_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What attached files hold, by the SHA-256 in hexadecimal that their records name."""


def _column(field: Field) -> Column[str] | Column[int]:
    if field.holds is FieldType.WHOLE:
        return Column(field.name, Count)
    if field.holds is FieldType.FLAG:
        return Column(field.name, Integer)
    return Column(field.name, Text)


def _table(kind: str) -> Table:
    references = [field for field in fields_of(kind).values() if field.refers]
    return Table(
        kind,
        metadata,
        Column("id", Text, primary_key=True),
        Column("deleted", Integer, nullable=False),
        *(_column(field) for field in fields_of(kind).values()),
        *(Index(f"{kind}_{field.name}", field.name) for field in references),
        sqlite_strict=True,
    )


records: dict[str, Table] = {kind: _table(kind) for kind in RECORDS}
"""The fold of the journal, one table per kind; can be rebuilt from it at any time.

Their rows stay in the order they came, for the same reason as the journal's.
"""
