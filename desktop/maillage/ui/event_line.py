"""The line under every title: which meeting, when, where."""

from __future__ import annotations

from babel import dates

from maillage.actions.events import local_time
from maillage.domain.records import Event
from maillage.language import current


def event_line(event: Event) -> str:
    """Return title, full date and commune of a meeting."""
    when = current().date(local_time(event.starts).date(), "full") if event.starts else ""
    return " · ".join(filter(None, (event.title, when, event.commune)))


def short_event_line(event: Event) -> str:
    """Return title and short date of a meeting, for a compact window."""
    if not event.starts:
        return event.title
    day = local_time(event.starts).date()
    when = dates.format_date(day, "EEE d MMM y", locale=current().locale)
    return " · ".join(filter(None, (event.title, when)))
