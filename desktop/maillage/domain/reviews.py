"""When somebody asks what has become of a pledge: 15, 90 and 180 days after it was made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

REVIEW_AFTER: Final = (15, 90, 180)
"""Days, as the programme follows its pledges."""


def review_days(made: date) -> tuple[date, ...]:
    """Return the days on which a pledge made on a day is looked at again."""
    return tuple(made + timedelta(days=days) for days in REVIEW_AFTER)
