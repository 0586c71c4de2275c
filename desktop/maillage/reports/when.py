"""How the day and hours of a meeting are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.meeting_days import last_day

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.language import Language


def when(language: Language, starts: datetime | None, ends: datetime | None) -> str:
    """Return days and hours, given in the zone of the place: a line that begins with a capital."""
    if starts is None:
        return ""
    _, last = language.text, last_day(starts, ends)
    day = language.days(starts.date(), last, "full")
    day = day[:1].upper() + day[1:]
    if ends is None:
        return _("{day}, {time}", day=day, time=language.time(starts))
    first, until = language.time(starts), language.time(ends)
    if last == starts.date():
        return _("{day}, {first} to {last}", day=day, first=first, last=until)
    return _(
        "{days}, from {first} on the first day to {last} on the last",
        days=day,
        first=first,
        last=until,
    )
