"""The list of people to ring up: what it shows, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.domain.vocabulary import World
    from maillage.language import Language


class Line(Struct, frozen=True):
    """Somebody to ring up."""

    name: str
    organisation: str
    world: World
    phone: str
    pending: bool = False
    """Their registration was never confirmed."""
    others: tuple[str, ...] = ()
    """Numbers that another record of theirs has."""


class CallSheet(Struct, frozen=True, kw_only=True):
    """Whom to ring up for which meeting, as it was known at a moment."""

    title: str
    at: datetime
    over: bool
    """The meeting is over: only those are here who agreed to be contacted again."""
    lines: tuple[Line, ...]


def sheet(data: CallSheet, *, language: Language) -> bytes:
    """Return the list as a PDF, its head on every page, with boxes to tick."""
    from maillage.reports.call_sheet import render

    return render(data, language)
