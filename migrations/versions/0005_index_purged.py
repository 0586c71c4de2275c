"""The index of words is written anew when somebody is erased, not word by word at every edit.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Let FTS5 mark what is taken out; whoever erases has the index written anew."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 0)")
