"""What was decided about people who seem to be recorded twice.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""In the order of its bytes on either engine: the dump rests on it."""
KIND = "duplicate_decision"


def upgrade() -> None:
    """Add the table; nothing that is there is altered."""
    op.create_table(
        KIND,
        sa.Column("id", TEXT, primary_key=True),
        sa.Column("deleted", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT) for name in ("person", "other", "verdict", "filled")),
        sqlite_strict=True,
    )
    for name in ("person", "other"):
        op.create_index(f"{KIND}_{name}", KIND, [name])
