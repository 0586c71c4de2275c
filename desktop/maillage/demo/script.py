"""The day the demonstration plays, read from resources/demo/journee.toml.

The file has the event's public facts and, invented, all that people do on the day:

- ``list``: the registration list beside it, in HelloAsso's format; people are named by
  their ticket number there.
- ``zone``: of every time in the file; ``starts`` and ``ends`` carry its offset on that day,
  arrivals are times on the wall (``DayScript.moment`` makes them instants).
- ``event``, ``partners``, ``workshops``: as the records of the same names; a workshop has a
  ``key`` by which its tables name it.
- ``tables``: number, workshop and notes in the order they are written. An idea has votes;
  one that becomes a pledge has a ``key``.
- ``walk_ins``: who comes without being registered, named by ``key``.
- ``no_shows``: tickets of those who do not come; ``arrivals``: ticket = time, for all others.
- ``pledges``: parties are tickets or keys of walk-ins; the first one leads.

Stored choices (``kind``, ``cause``, ``role``...) are written as the store keeps them. An
unknown key or a value of the wrong type is refused.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import msgspec

from maillage.assets import resource
from maillage.domain.vocabulary import (
    BarrierCause,
    Category,
    EventKind,
    NoteKind,
    PartnerRole,
    PartyRole,
    PledgeOrigin,
)


class Strict(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of the file; a key it does not declare is an error."""


class EventFacts(Strict, frozen=True, kw_only=True):
    """The meeting, as public sources describe it."""

    kind: EventKind
    title: str
    starts: datetime
    ends: datetime
    venue: str
    commune: str
    insee: str
    tables: int
    dots: int
    """Votes each person has."""
    table_dots: int
    """Votes each table has."""
    declared: int
    declared_source: str


class PartnerLine(Strict, frozen=True, kw_only=True):
    """An organisation and what it does for the event."""

    name: str
    role: PartnerRole


class WorkshopLine(Strict, frozen=True, kw_only=True):
    """A theme, in the order of the programme."""

    key: str
    title: str


class NoteLine(Strict, frozen=True, kw_only=True):
    """One line written at a table."""

    kind: NoteKind
    text: str
    key: str = ""
    cause: BarrierCause | None = None
    said_by: Category | None = None
    votes: int = 0


class TableNotes(Strict, frozen=True, kw_only=True):
    """What one table writes, in order."""

    number: int
    workshop: str
    notes: tuple[NoteLine, ...]


class WalkIn(Strict, frozen=True, kw_only=True):
    """Somebody who comes without being registered."""

    key: str
    given_name: str
    family_name: str
    category: Category
    profession: str
    organisation: str
    email: str
    phone: str
    commune: str
    arrives: time


class PartyLine(Strict, frozen=True, kw_only=True):
    """One person in a pledge: a ticket of the list, or the key of a walk-in."""

    ticket: str = ""
    walk_in: str = ""
    role: PartyRole


class PledgeLine(Strict, frozen=True, kw_only=True):
    """What two or three people promise each other."""

    what: str
    next_step: str
    help_needed: str
    due: date
    origin: PledgeOrigin
    idea: str = ""
    """Key of the note it comes from, if any."""
    parties: tuple[PartyLine, ...]


class DayScript(Strict, frozen=True, kw_only=True):
    """The whole day."""

    list: str
    zone: str
    no_shows: tuple[str, ...]
    event: EventFacts
    partners: tuple[PartnerLine, ...]
    workshops: tuple[WorkshopLine, ...]
    tables: tuple[TableNotes, ...]
    walk_ins: tuple[WalkIn, ...]
    pledges: tuple[PledgeLine, ...]
    arrivals: dict[str, time]

    @property
    def list_path(self) -> Path:
        """Where the registration list is."""
        return resource("demo", self.list)

    def moment(self, wall: time) -> datetime:
        """Return a time of the day on the wall as an instant."""
        return datetime.combine(self.event.starts, wall, self.event.starts.tzinfo)


def load() -> DayScript:
    """Return the day; raises msgspec.ValidationError where the file is not as described."""
    return msgspec.toml.decode(
        resource("demo", "journee.toml").read_bytes(), type=DayScript, strict=True
    )
