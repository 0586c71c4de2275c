"""The journal, what the store needs for itself, and one table per kind of record.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FLAG = sa.Integer()

RECORDS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "programme": {
        "name": TEXT,
        "founder": TEXT,
        "privacy_contact": TEXT,
    },
    "device": {
        "name": TEXT,
        "role": TEXT,
        "sealing_key": TEXT,
        "signing_key": TEXT,
        "invitation": TEXT,
        "proof": TEXT,
        "formerly": TEXT,
    },
    "invitation": {
        "key": TEXT,
        "role": TEXT,
        "device": TEXT,
        "signature": TEXT,
    },
    "territory": {
        "name": TEXT,
        "level": TEXT,
        "insee": TEXT,
    },
    "organisation": {
        "name": TEXT,
        "legal_form": TEXT,
        "siret": TEXT,
        "commune": TEXT,
        "insee": TEXT,
    },
    "person": {
        "given_name": TEXT,
        "family_name": TEXT,
        "email": TEXT,
        "phone": TEXT,
        "category": TEXT,
        "profession": TEXT,
        "territory": TEXT,
    },
    "membership": {
        "person": TEXT,
        "organisation": TEXT,
        "position": TEXT,
    },
    "event": {
        "event_kind": TEXT,
        "title": TEXT,
        "starts": TEXT,
        "ends": TEXT,
        "venue": TEXT,
        "commune": TEXT,
        "insee": TEXT,
        "territory": TEXT,
        "tables": COUNT,
        "dots": COUNT,
        "declared": COUNT,
        "declared_source": TEXT,
    },
    "partner": {
        "event": TEXT,
        "organisation": TEXT,
        "role": TEXT,
    },
    "registration": {
        "event": TEXT,
        "person": TEXT,
        "category": TEXT,
        "territory": TEXT,
        "status": TEXT,
        "source": TEXT,
        "ticket": TEXT,
        "arrived": TEXT,
    },
    "consent": {
        "person": TEXT,
        "event": TEXT,
        "purpose": TEXT,
        "given": FLAG,
        "form": TEXT,
        "notice": TEXT,
        "at": TEXT,
    },
    "workshop": {
        "event": TEXT,
        "title": TEXT,
        "position": COUNT,
    },
    "note": {
        "event": TEXT,
        "workshop": TEXT,
        "note_kind": TEXT,
        "text": TEXT,
        "table": COUNT,
        "cause": TEXT,
        "said_by": TEXT,
        "written": TEXT,
    },
    "vote": {
        "note": TEXT,
        "table": COUNT,
    },
    "pledge": {
        "event": TEXT,
        "note": TEXT,
        "what": TEXT,
        "next_step": TEXT,
        "help_needed": TEXT,
        "due": TEXT,
        "origin": TEXT,
        "status": TEXT,
        "made": TEXT,
    },
    "pledge_party": {
        "pledge": TEXT,
        "person": TEXT,
        "organisation": TEXT,
        "category": TEXT,
        "role": TEXT,
        "may_call": FLAG,
    },
    "follow_up": {
        "pledge": TEXT,
        "on": TEXT,
        "channel": TEXT,
        "text": TEXT,
    },
}
REFERENCES = {
    "programme": ("founder",),
    "device": (
        "invitation",
        "formerly",
    ),
    "invitation": ("device",),
    "person": ("territory",),
    "membership": (
        "person",
        "organisation",
    ),
    "event": ("territory",),
    "partner": (
        "event",
        "organisation",
    ),
    "registration": (
        "event",
        "person",
        "territory",
    ),
    "consent": (
        "person",
        "event",
    ),
    "workshop": ("event",),
    "note": (
        "event",
        "workshop",
    ),
    "vote": ("note",),
    "pledge": (
        "event",
        "note",
    ),
    "pledge_party": (
        "pledge",
        "person",
        "organisation",
    ),
    "follow_up": ("pledge",),
}
SEARCH = (
    """
    CREATE VIRTUAL TABLE search USING fts5(
        text, content='search_text', content_rowid='no',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3'
    )
    """,
    # What is erased must leave no trace in the index either.
    "INSERT INTO search(search, rank) VALUES('secure-delete', 1)",
)


def upgrade() -> None:
    """Make every table of a new store."""
    _make(
        "journal",
        sa.Column("device", TEXT, primary_key=True),
        sa.Column("n", COUNT, primary_key=True),
        sa.Column("time", COUNT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("change", TEXT, nullable=False),
        sa.Column("package", sa.Integer()),
    )
    op.create_index("journal_record", "journal", ["record"])
    _make("erased", sa.Column("record", TEXT, primary_key=True))
    _make(
        "held",
        sa.Column("device", TEXT, primary_key=True),
        sa.Column("first", COUNT, primary_key=True),
        sa.Column("last", COUNT, nullable=False),
    )
    _make(
        "conflict",
        sa.Column("record", TEXT, primary_key=True),
        sa.Column("field", TEXT, primary_key=True),
        sa.Column("kind", TEXT, nullable=False),
    )
    _make(
        "package",
        sa.Column("no", sa.Integer(), primary_key=True),
        sa.Column("sha256", TEXT, nullable=False, unique=True),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("device_name", TEXT, nullable=False),
        sa.Column("operations", COUNT, nullable=False),
        sa.Column("number", COUNT, nullable=False),
        sa.Column("made", COUNT, nullable=False),
        sa.Column("merged", COUNT, nullable=False),
        sa.Column("held", TEXT, nullable=False),
        sa.Column("erased", COUNT, nullable=False),
        sa.Column("merge", sa.Integer()),
        with_rowid=True,
    )
    _make(
        "merge",
        sa.Column("no", sa.Integer(), primary_key=True),
        sa.Column("at", COUNT, nullable=False),
        sa.Column("device", TEXT, nullable=False),
        sa.Column("own", COUNT, nullable=False),
        sa.Column("erased", COUNT, nullable=False),
        sa.Column("undone", COUNT),
        with_rowid=True,
    )
    _make(
        "own",
        sa.Column("name", TEXT, primary_key=True),
        sa.Column("value", TEXT, nullable=False),
    )
    _make(
        "search_text",
        sa.Column("no", sa.Integer(), primary_key=True),
        sa.Column("record", TEXT, nullable=False, unique=True),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        with_rowid=True,
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SEARCH:
            op.execute(statement)
    for kind, columns in RECORDS.items():
        _make(
            kind,
            sa.Column("id", TEXT, primary_key=True),
            sa.Column("deleted", sa.Integer(), nullable=False),
            *(sa.Column(name, type_) for name, type_ in columns.items()),
        )
        for name in REFERENCES.get(kind, ()):
            op.create_index(f"{kind}_{name}", kind, [name])


def _make(name: str, *columns: sa.Column[object], with_rowid: bool = False) -> None:
    op.create_table(name, *columns, sqlite_strict=True, sqlite_with_rowid=with_rowid)
