"""What the minutes of one meeting are made of: plain values, filled in by actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from maillage.domain.vocabulary import (
        BarrierCause,
        Category,
        EventKind,
        LegalForm,
        NoteKind,
        PartnerRole,
        PartyRole,
        PledgeOrigin,
    )


class Headcount(Struct, frozen=True):
    """How many people of one category."""

    registered: int = 0
    """Registered before the day, cancellations left out."""
    present: int = 0
    """Everybody who came, walk-ins included."""
    walk_ins: int = 0
    """Of those present, who had not registered."""


class Partner(Struct, frozen=True):
    """An organisation and what it did for the meeting."""

    name: str
    role: PartnerRole | None = None


class Author(Struct, frozen=True):
    """Who said a quote and agreed to be named with it."""

    name: str
    organisation: str = ""
    category: Category | None = None


class Note(Struct, frozen=True, kw_only=True):
    """One line written at a table."""

    kind: NoteKind
    text: str
    table: int | None = None
    cause: BarrierCause | None = None
    said_by: Category | None = None
    votes: int = 0
    author: Author | None = None
    """Nobody, unless the person agreed."""


class Workshop(Struct, frozen=True):
    """A theme and the notes taken on it; no title holds the notes of no workshop."""

    title: str
    notes: tuple[Note, ...] = ()


class Party(Struct, frozen=True, kw_only=True):
    """Somebody in a pledge; an organisation alone has no name."""

    name: str = ""
    person: bool = False
    """Whether it is a person though there is no name: deleted, erased or not yet here."""
    organisation: str = ""
    category: Category | None = None
    role: PartyRole | None = None
    legal_form: LegalForm | None = None

    @property
    def of_person(self) -> bool:
        """Whether somebody stands behind it, and no organisation by itself."""
        return self.person or bool(self.name)


class Pledge(Struct, frozen=True, kw_only=True):
    """What people promise to do together."""

    what: str
    next_step: str = ""
    help_needed: str = ""
    due: date | None = None
    origin: PledgeOrigin | None = None
    parties: tuple[Party, ...] = ()
    idea: Note | None = None
    """One of the ideas of the workshops: the minutes show its number."""


class Photo(Struct, frozen=True, kw_only=True):
    """What a board looked like: a JPEG without any metadata, and what is known of it."""

    content: bytes
    width: int
    """Pixels, as are the ones of its height."""
    height: int
    caption: str = ""
    table: int | None = None
    workshop: str = ""
    """The title of a workshop; empty when it belongs to none."""


class Minutes(Struct, frozen=True, kw_only=True):
    """One meeting; times are aware and in the zone of the place."""

    title: str
    kind: EventKind | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    venue: str = ""
    commune: str = ""
    territory: str = ""
    """The name of the territory that the meeting is of."""
    tables: int | None = None
    partners: tuple[Partner, ...] = ()
    attendance: Mapping[Category | None, Headcount]
    colleagues: Mapping[tuple[str, Category | None], int] = {}
    """How many people were there of each organisation, by its name, and each category."""
    territories: Mapping[str, int] = {}
    """How many of those who came are of each territory, by its name; empty is unknown."""
    declared: int | None = None
    declared_source: str = ""
    workshops: tuple[Workshop, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    photos: tuple[Photo, ...] = ()
    """Of the boards, those of one workshop one after the other."""
    photos_taken: int = 0
    """How many there are, those that cannot be shown included."""
    open_conflicts: int = 0
    made_at: datetime
    device: str = ""
    privacy_contact: str = ""
    """Whom to ask about personal data; empty when the programme has not said."""
