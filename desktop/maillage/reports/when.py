"""How the day and hours of a meeting are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.language import Language


def when(language: Language, starts: datetime | None, ends: datetime | None) -> str:
    """Return the day and hours, in the zone of the place."""
    if starts is None:
        return ""
    _ = language.text
    day = language.date(starts, "full")
    day = day[:1].upper() + day[1:]
    if ends is None:
        return _("{day}, {time}", day=day, time=language.time(starts))
    first, last = language.time(starts), language.time(ends)
    if ends.date() == starts.date():
        return _("{day}, {first} to {last}", day=day, first=first, last=last)
    until = f"{language.date(ends, 'full')}, {last}"
    return _("from {first} to {last}", first=f"{day}, {first}", last=until)
