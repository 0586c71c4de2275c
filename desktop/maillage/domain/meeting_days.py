"""On which days a meeting takes place, and what is signed on each; pure, in the time of its place.

An evening that goes past midnight is of one day, however its end is dated.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

NIGHT_ENDS = time(6, 0)
"""What ends, or is signed, earlier in the day belongs to the night of the day before."""

MIDDAY = time(13, 0)
"""From when a signature is one of the afternoon."""

_NOON = time(12, 0)
"""Who begins then or later has no morning."""
_AFTERNOON = time(14, 0)
"""Who ends before has no afternoon: a lunch is none."""

MOST_DAYS = 60
"""More are no meeting: a year was mistyped."""


class Half(Enum):
    """A half of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Box(Struct, frozen=True):
    """Where somebody signs once: for a day, or for a half of it; for all of it without a day."""

    day: date | None = None
    half: Half | None = None


def day_of(moment: datetime) -> date:
    """Return the day that a moment belongs to: a night belongs to the day before."""
    return (moment - timedelta(hours=NIGHT_ENDS.hour)).date()


def last_day(starts: datetime, ends: datetime | None) -> date:
    """Return the last day of a meeting; the first one if it has no end, or one before it."""
    return max(starts.date(), day_of(ends)) if ends else starts.date()


def days(starts: datetime, ends: datetime | None) -> tuple[date, ...]:
    """Return all days of a meeting, at most `MOST_DAYS`."""
    count = (last_day(starts, ends) - starts.date()).days + 1
    return tuple(starts.date() + timedelta(days=n) for n in range(min(count, MOST_DAYS)))


def has_two_halves(starts: datetime | None, ends: datetime | None) -> bool:
    """Tell whether a meeting has a morning and an afternoon, on the same day or not."""
    if starts is None or ends is None:
        return False
    if last_day(starts, ends) > starts.date():
        return True
    late = ends.date() > starts.date() or ends.time() >= _AFTERNOON
    return starts.time() < _NOON and late


def boxes(starts: datetime | None, ends: datetime | None, *, halves: bool) -> tuple[Box, ...]:
    """Return what is signed at a meeting: once, or each day, or each half of each day.

    Of several days, the first has no morning if it begins after it, nor the last an afternoon.
    """
    of = days(starts, ends) if starts else ()
    if len(of) <= 1:
        return tuple(Box(half=half) for half in Half) if halves else (Box(),)
    if not halves:
        return tuple(Box(day) for day in of)
    every = [Box(day, half) for day in of for half in Half]
    if starts and starts.time() >= _NOON:
        del every[0]
    if ends and ends.date() == of[-1] and ends.time() < _AFTERNOON:
        del every[-1]
    return tuple(every)


def box_of(moment: datetime, of: Sequence[Box]) -> int:
    """Return in which of these boxes, one or more in order, a signature of a moment belongs.

    That is the last one begun; whoever signed before the meeting signed for its beginning.
    """
    day, half = day_of(moment), _half_of(moment)
    found = 0
    for place, one in enumerate(of):
        begun = one.day or day
        if (begun, one.half is Half.AFTERNOON) <= (day, half is Half.AFTERNOON):
            found = place
    return found


def _half_of(moment: datetime) -> Half:
    evening = moment.time() >= MIDDAY or moment.time() < NIGHT_ENDS
    return Half.AFTERNOON if evening else Half.MORNING
