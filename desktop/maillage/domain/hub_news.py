"""What somebody who works in a hub hears of it."""

from __future__ import annotations

from enum import Enum


class News(Enum):
    """What there is to know of a hub."""

    WRITTEN = "written"
    """Somebody else has written in it."""
    LOST = "lost"
    BACK = "back"
    """It answers again; much may have been written meanwhile."""
