"""Devices that are not believed any more, and what of theirs is known and not shown.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
COUNT = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KIND = "revocation"


def upgrade() -> None:
    """Add the tables; nothing that is there is altered."""
    op.create_table(
        KIND,
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("deleted", sa.Integer(), nullable=False),
        sa.Column("device", TEXT),
        sa.Column("last", COUNT),
        sa.Column("signature", TEXT),
        sqlite_strict=True,
    )
    op.create_index(f"{KIND}_device", KIND, ["device"])
    op.create_table(
        "revoked",
        sa.Column("device", TEXT, primary_key=True),
        sa.Column("last", COUNT, nullable=False),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
    op.create_table(
        "ignored",
        sa.Column("device", TEXT, primary_key=True),
        sa.Column("n", COUNT, primary_key=True),
        sa.Column("time", COUNT, nullable=False),
        sa.Column("record", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("schema", sa.Integer(), nullable=False),
        sa.Column("change", TEXT, nullable=False),
        sa.Column("package", sa.Integer()),
        sqlite_with_rowid=False,
        sqlite_strict=True,
    )
