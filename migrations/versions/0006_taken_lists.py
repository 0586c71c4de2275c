"""Which lists were taken in, and which operations that wrote.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
KIND = "taken_list"


def upgrade() -> None:
    """Add the table; nothing that is there is altered."""
    op.create_table(
        KIND,
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("deleted", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT) for name in ("event", "source", "columns", "origin")),
        *(sa.Column(name, sa.Integer()) for name in ("first", "last")),
        sqlite_strict=True,
    )
    op.create_index(f"{KIND}_event", KIND, ["event"])
