"""What the facilitator's day needs: rounds and seats, themes, notices, pictures, remembered lists.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FLAG = sa.Integer()

NEW_RECORDS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "notice": {"version": TEXT, "text": TEXT, "since": TEXT},
    "round": {"event": TEXT, "number": COUNT, "title": TEXT},
    "seat": {"round": TEXT, "registration": TEXT, "table": COUNT},
    "seating_rule": {
        "event": TEXT,
        "rule": TEXT,
        "registration": TEXT,
        "other": TEXT,
        "table": COUNT,
    },
    "theme": {"event": TEXT, "name": TEXT, "colour": COUNT},
    "attachment": {
        "event": TEXT,
        "workshop": TEXT,
        "note": TEXT,
        "person": TEXT,
        "role": TEXT,
        "caption": TEXT,
        "table": COUNT,
        "media_type": TEXT,
        "sha256": TEXT,
        "size": COUNT,
        "width": COUNT,
        "height": COUNT,
        "added": TEXT,
    },
    "list_mapping": {"columns": TEXT, "fields": TEXT},
}
REFERENCES = {
    "round": ("event",),
    "seat": ("round", "registration"),
    "seating_rule": ("event", "registration", "other"),
    "theme": ("event",),
    "attachment": ("event", "workshop", "note", "person"),
    "note": ("theme", "merged_into", "speaker"),
}
NEW_FIELDS: dict[str, dict[str, sa.types.TypeEngine[Any]]] = {
    "organisation": {"postcode": TEXT},
    "person": {"postcode": TEXT},
    "event": {"table_dots": COUNT},
    "registration": {"left": TEXT},
    "note": {"theme": TEXT, "merged_into": TEXT, "speaker": TEXT, "may_name": FLAG},
}


def upgrade() -> None:
    """Add the new tables and columns; nothing that is there is altered."""
    for kind, columns in NEW_RECORDS.items():
        op.create_table(
            kind,
            sa.Column("id", TEXT, primary_key=True),
            sa.Column("deleted", sa.Integer(), nullable=False),
            *(sa.Column(name, type_) for name, type_ in columns.items()),
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
    for kind, columns in NEW_FIELDS.items():
        for name, type_ in columns.items():
            op.add_column(kind, sa.Column(name, type_))
    for kind, names in REFERENCES.items():
        for name in names:
            op.create_index(f"{kind}_{name}", kind, [name])
    op.create_table(
        "attachment_content",
        sa.Column("sha256", TEXT, primary_key=True),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sqlite_strict=True,
    )
