"""The papers of the day: badges, labels, attendance sheet, table tents, pledge cards.

What they show is here as plain values; ReportLab, which takes a quarter of a second to load, is
imported by the function that draws.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.meeting_days import Box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from maillage.domain.vocabulary import Category, World
    from maillage.language import Language
    from maillage.reports.sheets import Layout


class Badge(Struct, frozen=True):
    """Somebody's badge or label; ``code`` is what its QR code says, empty for none."""

    given_name: str
    family_name: str
    organisation: str
    category: Category | None
    world: World
    code: str = ""


class Signatory(Struct, frozen=True):
    """One line of the attendance sheet."""

    given_name: str
    family_name: str
    organisation: str
    world: World
    signed: tuple[bytes | None, ...] = ()
    """Signatures given on a screen, a JPEG for each box; None where there is none."""


class AttendanceSheet(Struct, frozen=True, kw_only=True):
    """Who signs, and what they sign for."""

    title: str
    when: str
    place: str
    organisers: str
    registered: tuple[Signatory, ...]
    walk_ins: tuple[Signatory, ...] = ()
    blank: int = 0
    """Empty lines for those who come unannounced."""
    boxes: tuple[Box, ...] = (Box(),)
    """What is signed, one or more: the days of a meeting, or their halves."""
    contact: str = ""
    """Whom to ask about personal data."""


class Tent(Struct, frozen=True):
    """A card that stands on a table: a large word, a line below, a world's shape or none."""

    word: str
    line: str = ""
    world: World | None = None


class CardParty(Struct, frozen=True):
    """Somebody on a pledge card."""

    name: str
    organisation: str
    world: World
    leads: bool
    may_call: bool


class PledgeCard(Struct, frozen=True, kw_only=True):
    """One pledge as it is handed to those who made it; without parties, to fill in by hand."""

    event: str
    made: date | None
    days: tuple[date, date] | None = None
    """First and last day of the meeting, mostly the same."""
    what: str = ""
    next_step: str = ""
    help_needed: str = ""
    idea: str = ""
    due: date | None = None
    parties: tuple[CardParty, ...] = ()
    reviews: tuple[date, ...] = ()
    """When somebody asks what has become of it."""


def lacking(text: str, *, language: Language) -> frozenset[str]:
    """Return what kinds of letters of a text no typeface here has, such as «chinois»."""
    from maillage.reports.drawable import Drawable

    found = Drawable(language)
    found.line(text)
    return frozenset(found.lacking)


def badges(
    people: Sequence[Badge], layout: Layout, *, event: str, made_at: datetime, language: Language
) -> bytes:
    """Return badges or labels as a PDF, as many to the page as the sheet has places."""
    from maillage.reports.badges import render

    return render(people, layout, event, made_at, language)


def attendance_sheet(data: AttendanceSheet, *, made_at: datetime, language: Language) -> bytes:
    """Return the attendance sheet as a PDF in landscape, its head on every page."""
    from maillage.reports.attendance_sheet import render

    return render(data, made_at, language)


def tents(
    cards: Sequence[Tent], *, two_up: bool, event: str, made_at: datetime, language: Language
) -> bytes:
    """Return cards to fold as a PDF, one or two to the page, both faces readable."""
    from maillage.reports.tents import render

    return render(cards, event, made_at, language, two_up=two_up)


def pledge_cards(cards: Sequence[PledgeCard], *, made_at: datetime, language: Language) -> bytes:
    """Return pledge cards as a PDF, two A5 cards to the page, one for each party."""
    from maillage.reports.pledge_card import render

    return render(cards, made_at, language)
