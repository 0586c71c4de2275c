"""What was typed about a meeting, and what is recorded of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from maillage.actions.events import ZONE, Partnership, local_time
from maillage.actions.territories import NOWHERE, Named
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind

_BULLET = re.compile(r"^\s*(?:[-–•*·]|\d+[.)])\s+")

NIGHT_ENDS = time(6, 0)
"""Whoever types an earlier end means the next morning."""


class Typed(Struct, frozen=True):
    """The fields of the dialog."""

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

    @property
    def is_backwards(self) -> bool:
        """Whether the end comes before the beginning, and not in the night that follows."""
        return NIGHT_ENDS <= self.ends <= self.begins

    def values(self) -> dict[str, object]:
        """Return what is recorded of a meeting. One that ends before it begins goes past midnight.

        No table and no vote mean that nobody has said.
        """
        starts = datetime.combine(self.day, self.begins, ZONE)
        late = timedelta(days=1) if self.ends <= self.begins else timedelta()
        return {
            "title": self.title.strip(),
            "event_kind": self.kind,
            "starts": starts,
            "ends": datetime.combine(self.day + late, self.ends, ZONE),
            "venue": self.venue.strip(),
            "commune": self.commune.strip(),
            "insee": self.insee,
            "territory": self.territory,
            "partners": self.partners,
            "tables": self.tables or None,
            "dots": self.dots or None,
            "table_dots": self.table_dots or None,
        }


def new(today: date) -> Typed:
    """Return what a dialog starts from."""
    return Typed("", EventKind.GRANDE_RENCONTRE, today)


def of(event: Event, today: date) -> Typed:
    """Return a recorded meeting as it is typed; what it does not say is as in a new one.

    Territory and partners are records of their own, which the dialog reads.
    """
    blank = new(today)
    starts = local_time(event.starts) if event.starts else None
    ends = local_time(event.ends) if event.ends else None
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
    )


def themes(text: str) -> list[str]:
    """Return the workshops of a text, one per line, bullets and repeated ones left out."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in text.splitlines())
    found: dict[str, str] = {}
    for line in lines:
        if line:
            found.setdefault(line.casefold(), line)
    return list(found.values())
