"""What was typed about a meeting, and what is recorded of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from maillage.actions import explain
from maillage.actions.events import ZONE, Partnership, hours
from maillage.actions.territories import NOWHERE, Named
from maillage.domain.errors import EndsTooSoon, TooManyDays
from maillage.domain.meeting_days import MOST_DAYS, NIGHT_ENDS
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind
from maillage.language import _

_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d+[.)])\s+")


class Typed(Struct, frozen=True):
    """The fields of the dialog. A meeting has one day unless its last one is another."""

    title: str
    kind: EventKind
    day: date
    begins: time = time(14, 0)
    ends: time = time(18, 0)
    venue: str = ""
    commune: str = ""
    tables: int = 10
    dots: int = 3
    table_dots: int = 0
    insee: str = ""
    territory: Named = NOWHERE
    partners: tuple[Partnership, ...] = ()
    last: date | None = None
    """The last day; None for the first."""
    endless: bool = False
    """Whether no end is recorded: the one shown is none until somebody sets it."""
    declared: int | None = None
    """How many people somebody else says came; None while nobody has."""
    declared_source: str = ""

    @property
    def end_day(self) -> date:
        """The date of the end: the day after the last one, if that goes past midnight."""
        last = self.last or self.day
        alone = last == self.day and self.ends <= self.begins
        late = alone or _is_of_the_night(self.begins, self.ends)
        return last + timedelta(days=1) if late else last

    @property
    def days_fault(self) -> str:
        """What is wrong with the last day; nothing if nothing is."""
        last = self.last or self.day
        if last < self.day:
            return _("The last day comes before the first.")
        if (last - self.day).days >= MOST_DAYS:
            return explain.sentence(TooManyDays(MOST_DAYS))
        return ""

    @property
    def hours_fault(self) -> str:
        """What is wrong with the end of a single day; one in the night that follows is right."""
        if (self.last or self.day) == self.day and NIGHT_ENDS <= self.ends <= self.begins:
            return explain.sentence(EndsTooSoon())
        return ""

    def values(self) -> dict[str, object]:
        """Return what is recorded of a meeting; no table and no vote mean that nobody has said."""
        starts = datetime.combine(self.day, self.begins, ZONE)
        return {
            "title": self.title.strip(),
            "event_kind": self.kind,
            "starts": starts,
            "ends": datetime.combine(self.end_day, self.ends, ZONE),
            "venue": self.venue.strip(),
            "commune": self.commune.strip(),
            "insee": self.insee,
            "territory": self.territory,
            "partners": self.partners,
            "tables": self.tables or None,
            "dots": self.dots or None,
            "table_dots": self.table_dots or None,
            "declared": self.declared,
            "declared_source": self.declared_source.strip(),
        }

    def changes(self, shown: Typed) -> dict[str, object]:
        """Return what is recorded of a correction: what is not as it was shown.

        A meeting without an end, which is shown with one, so gets none, not even if it is moved;
        and what another laptop said meanwhile of what nobody touched here stays.
        """
        before = shown.values()
        changed = {name: value for name, value in self.values().items() if value != before[name]}
        if shown.endless and self._lasts() == shown._lasts():
            changed.pop("ends", None)
        return changed

    def _lasts(self) -> tuple[timedelta, time]:
        """Return what somebody sets of an end: on which day after the first, at which hour."""
        return (self.last or self.day) - self.day, self.ends


def new(today: date) -> Typed:
    """Return what a dialog starts from."""
    return Typed("", EventKind.GRANDE_RENCONTRE, today)


def of(event: Event, today: date) -> Typed:
    """Return a recorded meeting as it is typed; what it does not say is as in a new one.

    Territory and partners are records of their own, which the dialog reads.
    """
    blank = new(today)
    starts, ends = hours(event)
    return Typed(
        title=event.title,
        kind=event.event_kind or blank.kind,
        day=starts.date() if starts else blank.day,
        begins=starts.time() if starts else blank.begins,
        ends=ends.time() if ends else blank.ends,
        venue=event.venue,
        commune=event.commune,
        tables=event.tables or 0,
        dots=event.dots or 0,
        table_dots=event.table_dots or 0,
        insee=event.insee,
        last=_last(starts, ends),
        endless=ends is None,
        declared=event.declared,
        declared_source=event.declared_source,
    )


def _last(starts: datetime | None, ends: datetime | None) -> date | None:
    """Return the last day as it is typed: one that goes past midnight ends on the next."""
    if starts is None or ends is None:
        return None
    later = ends.date() > starts.date()
    overnight = later and _is_of_the_night(starts.time(), ends.time())
    return ends.date() - timedelta(days=1) if overnight else ends.date()


def _is_of_the_night(begins: time, ends: time) -> bool:
    """Tell whether an end belongs to the night of the last day, not to the morning of that day."""
    return ends <= begins and ends < NIGHT_ENDS


def themes(text: str) -> list[str]:
    """Return the workshops of a text, one per line, bullets and repeated ones left out."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    found: dict[str, str] = {}
    for line in lines:
        if line:
            found.setdefault(line.casefold(), line)
    return list(found.values())
