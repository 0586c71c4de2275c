"""The line under every title: which meeting, when, where."""

from __future__ import annotations

from maillage.actions import events
from maillage.domain.records import Event
from maillage.language import current


def event_line(event: Event) -> str:
    """Return title, full date and commune of a meeting."""
    return " · ".join(filter(None, (event.title, meeting_days(event), event.commune)))


def short_event_line(event: Event) -> str:
    """Return title and short date of a meeting, for a compact window."""
    days = events.days(event)
    when = current().days(*days, "brief") if days else ""
    return " · ".join(filter(None, (event.title, when)))


def meeting_days(event: Event) -> str:
    """Return the day of a meeting, or its first and last; nothing without a date."""
    days = events.days(event)
    return current().days(*days, "full") if days else ""
