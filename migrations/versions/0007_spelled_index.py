"""The index of words has Kœnig as Koenig, so that either finds both.

No table changes: what the index says is made anew after every migration.
"""

from __future__ import annotations

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Nothing here."""
