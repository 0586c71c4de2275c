"""When something was written, by the clock of its laptop, and whether that clock is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

from maillage.actions.events import local_time
from maillage.domain.calling_back import FIRST
from maillage.language import _, current

AHEAD = timedelta(days=1)
"""A clock further ahead than this is worth a word: it dates what it writes too late."""


def doubt(at: datetime, now: datetime) -> str:
    """Return when something was written and what is wrong with that clock; nothing if it is not."""
    if at - now > AHEAD:
        return _("{moment} by a clock that is ahead", moment=moment(at))
    if at < FIRST:
        return _("{moment} by a clock that is behind", moment=moment(at))
    return ""


def moment(at: datetime) -> str:
    """Return day and hour in the time of the meetings."""
    return current().moment(local_time(at))
