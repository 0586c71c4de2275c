"""An index over the few lines that say whom to believe, for every merge asks about them.

Spelled out, not derived from the code: a migration stays what it was when it ran.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

JUDGING = sa.text("kind = 'device' OR kind = 'invitation' OR kind = 'revocation'")


def upgrade() -> None:
    """Add the index; nothing that is there is altered."""
    op.create_index(
        "journal_judging", "journal", ["kind"], sqlite_where=JUDGING, postgresql_where=JUDGING
    )
