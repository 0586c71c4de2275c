"""A pledge as entries of a calendar (RFC 5545), for those who made it to keep."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.direction import calm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from maillage.language import Language

_MORNING = timedelta(hours=9)
_LONGEST = 120
"""Letters of a title that calendars show."""


class Reminder(Struct, frozen=True, kw_only=True):
    """What the calendar says of a pledge; names are all it says of people."""

    pledge: str
    """Its id: the same pledge taken in again corrects its entries."""
    what: str
    next_step: str
    names: Sequence[str]
    due: date | None
    reviews: Sequence[tuple[int, date]]
    """Days after the pledge, and the day."""


def calendar(of: Reminder, *, made_at: datetime, language: Language) -> bytes:
    """Return an .ics file: the due date and each review, whole days, an alarm in the morning.

    A pledge due on the day of a review has one entry that day, and one alarm.
    """
    import icalendar

    _ = language.text
    made = icalendar.Calendar()
    made.add("prodid", "-//Maillage//Maillage//FR")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    what = _one_line(of.what)
    asked = {day: days for days, day in of.reviews}
    entries = []
    if of.due:
        # One alarm a day: what is due on the day of a review is asked about with it.
        days = asked.pop(of.due, 0)
        due = _("Pledge due: {what}", what=what)
        both = _("Pledge due, day {days}: {what}", days=days, what=what)
        entries.append((f"due-{of.pledge}", of.due, both if days else due))
    entries += [
        (f"review-{days}-{of.pledge}", day, _("Pledge, day {days}: {what}", days=days, what=what))
        for day, days in asked.items()
    ]
    lines = [of.what, _("Who: {names}", names=language.list(of.names)) if of.names else ""]
    lines += [_("First small step: {step}", step=of.next_step) if of.next_step else ""]
    told = "\n".join(line for line in map(_drawable, lines) if line)
    for uid, day, title in entries:
        entry = icalendar.Event()
        entry.add("uid", f"{uid}@maillage")
        entry.add("dtstamp", made_at)
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
        entry.add("summary", title)
        entry.add("description", told)
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", _MORNING)
        entry.add_component(alarm)
        made.add_component(entry)
    return bytes(made.to_ical())


def _one_line(text: str) -> str:
    line = " ".join(_drawable(text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"


def _drawable(text: str) -> str:
    """Return a text without the control signs that no calendar file may hold."""
    kept = (letter for letter in calm(text) if letter >= " " or letter in "\n\t")
    return "".join(kept).strip()
