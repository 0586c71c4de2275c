"""The papers of a meeting: made from what is recorded, looked at, printed or saved as PDF."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from maillage import language
from maillage.actions import events, organisations, signatures
from maillage.actions.registrations import registrations
from maillage.domain import badges, meeting_days
from maillage.domain.matching import written_out
from maillage.domain.records import Event, Organisation, Partner, Person
from maillage.domain.vocabulary import (
    Category,
    PartnerRole,
    RegistrationStatus,
    Source,
    World,
)
from maillage.reports import paper, raster, sheets
from maillage.reports.raster import Picture
from maillage.reports.sheets import BADGE, MOST_SHIFT, SHEETS, SMALL, Layout, Sheet
from maillage.reports.when import when

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from maillage.exchange.store import Store

__all__ = ["BADGE", "MOST_SHIFT", "SHEETS", "SMALL", "Layout", "Picture", "Sheet"]


class Paper(StrEnum):
    """What can be prepared."""

    BADGES = "badges"
    ATTENDANCE = "attendance"
    TABLES = "tables"
    NAMES = "names"
    LABELS = "labels"
    PLEDGES = "pledges"


class Guest(Struct, frozen=True):
    """Somebody registered for or come to a meeting, as papers name them."""

    registration: str
    person: str
    given_name: str
    family_name: str
    structure: str
    category: Category | None
    arrived: bool
    walk_in: bool

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def world(self) -> World:
        """The family of their shape."""
        return self.category.world if self.category else World.OTHER


class Order(Struct, frozen=True, kw_only=True):
    """What to make, for whom and how."""

    paper: Paper
    event: str
    people: frozenset[str] | None = None
    """Registrations; None for everybody."""
    layout: Layout = field(default_factory=lambda: Layout(BADGE))
    codes: bool = True
    """Badges carry a QR code."""
    halves: bool = False
    """The attendance sheet is signed in the morning and in the afternoon."""
    blank: int = 8
    """Empty lines on the attendance sheet."""
    count: int = 10
    """Table tents, or pledge cards to fill in by hand."""
    two_up: bool = True


def guests(store: Store, *, event: str) -> list[Guest]:
    """Return everybody with a registration that is not cancelled, or who came, by last name."""
    people = {person.id: person for person in store.all(Person)}
    structures = organisations.organisations_of(store)
    found = []
    for one in registrations(store, event=event):
        person = people.get(one.person)
        if person is None or (one.status is RegistrationStatus.CANCELLED and not one.arrived):
            continue
        found.append(
            Guest(
                registration=one.id,
                person=person.id,
                given_name=person.given_name,
                family_name=person.family_name,
                structure=structures.get(person.id, ""),
                category=one.category or person.category,
                arrived=one.arrived is not None,
                walk_in=one.source is Source.DOOR,
            )
        )
    return sorted(found, key=lambda guest: (written_out(_by_name(guest)), guest.registration))


class Unprintable(Struct, frozen=True):
    """Whose names papers cannot show whole, and what kinds of letters they are in."""

    names: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


def unprintable(found: Sequence[Guest]) -> Unprintable:
    """Return the guests whose names have letters that no typeface here has."""
    spoken = language.current()
    names: list[str] = []
    letters: set[str] = set()
    for guest in found:
        missing = paper.lacking(guest.name, language=spoken)
        if missing:
            names.append(guest.name)
            letters |= missing
    return Unprintable(tuple(names), tuple(sorted(letters)))


def has_two_halves(event: Event) -> bool:
    """Tell whether a meeting has a morning and an afternoon."""
    return meeting_days.has_two_halves(*events.hours(event))


def make(store: Store, order: Order, *, in_language: language.Language | None = None) -> bytes:
    """Return what was ordered as a PDF; raises NotFound when the meeting is gone."""
    spoken = in_language or language.current()
    event = store.get(Event, order.event)
    now = events.local_time(store.clock())
    chosen = _chosen(guests(store, event=order.event), order.people)
    match order.paper:
        case Paper.BADGES | Paper.LABELS:
            return _badges(event, order, chosen, now, spoken)
        case Paper.ATTENDANCE:
            return _attendance(store, event, order, chosen, now, spoken)
        case Paper.TABLES | Paper.NAMES:
            return _tents(event, order, chosen, now, spoken)
        case Paper.PLEDGES:
            card = paper.PledgeCard(event=event.title, made=None, days=events.days(event))
            return paper.pledge_cards([card] * order.count, made_at=now, language=spoken)


def save(store: Store, pdf: bytes, path: Path) -> Path:
    """Write a PDF for others; raises CannotWrite, DiskFull. Returns its path."""
    from maillage.store.files import hand_out

    hand_out(pdf, path, store=store.path)
    return path


def part(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of some pages (from 0) of another, in this order."""
    return raster.part(pdf, pages)


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    return raster.page_sizes(pdf)


def picture(pdf: bytes, page: int, *, dots_per_inch: float) -> Picture:
    """Return a page (from 0) as a picture."""
    return raster.picture(pdf, page, dots_per_inch=dots_per_inch)


def sheet(code: str) -> Sheet:
    """Return a sheet of labels by its code; KeyError for another code."""
    return sheets.sheet(code)


def _chosen(found: list[Guest], wanted: Collection[str] | None) -> list[Guest]:
    return found if wanted is None else [one for one in found if one.registration in wanted]


def _by_name(guest: Guest) -> str:
    return f"{guest.family_name} {guest.given_name}"


def _badges(
    event: Event, order: Order, chosen: list[Guest], now: datetime, spoken: language.Language
) -> bytes:
    coded = order.codes and order.paper is Paper.BADGES
    people = [
        paper.Badge(
            guest.given_name,
            guest.family_name,
            guest.structure,
            guest.category,
            guest.world,
            badges.code(guest.registration) if coded else "",
        )
        for guest in chosen
    ]
    return paper.badges(people, order.layout, event=event.title, made_at=now, language=spoken)


def _attendance(
    store: Store, event: Event, order: Order, chosen: list[Guest], now: datetime,
    spoken: language.Language,
) -> bytes:  # fmt: skip
    starts, ends = events.hours(event)
    boxes = meeting_days.boxes(starts, ends, halves=order.halves)
    named, _ = _organisers(store, event.id), spoken.text
    organisers = _("Organised by {names}", names=spoken.list(named)) if named else ""
    signed = signatures.printed(store, event=event.id, boxes=boxes)
    people = [(_signatory(one, signed.get(one.person, ())), one.walk_in) for one in chosen]
    data = paper.AttendanceSheet(
        title=event.title,
        when=when(spoken, starts, ends),
        place=", ".join(filter(None, (event.venue, event.commune))),
        organisers=organisers,
        registered=tuple(one for one, walk_in in people if not walk_in),
        walk_ins=tuple(one for one, walk_in in people if walk_in),
        blank=order.blank,
        boxes=boxes,
        contact=store.programme.privacy_contact,
    )
    return paper.attendance_sheet(data, made_at=now, language=spoken)


def _organisers(store: Store, event: str) -> list[str]:
    names = {one.id: one.name for one in store.all(Organisation)}
    found = [
        names.get(one.organisation, "")
        for one in store.all(Partner, event=event)
        if one.role is PartnerRole.ORGANISER
    ]
    return [name for name in found if name]


def _signatory(guest: Guest, signed: tuple[bytes | None, ...]) -> paper.Signatory:
    return paper.Signatory(
        guest.given_name, guest.family_name, guest.structure, guest.world, signed
    )


def _tents(
    event: Event, order: Order, chosen: list[Guest], now: datetime, spoken: language.Language
) -> bytes:
    _ = spoken.text
    if order.paper is Paper.TABLES:
        cards = [paper.Tent(_("Table {n}", n=n)) for n in range(1, order.count + 1)]
    else:
        cards = [paper.Tent(one.name, one.structure, one.world) for one in chosen]
    return paper.tents(cards, two_up=order.two_up, event=event.title, made_at=now, language=spoken)
