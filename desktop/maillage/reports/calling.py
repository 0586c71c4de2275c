"""The list of people to ring up: what it shows, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.domain.vocabulary import World
    from maillage.language import Language


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody to ring up."""

    name: str
    organisation: str
    world: World
    phone: str
    pending: bool = False
    """Their registration was never confirmed."""
    others: tuple[str, ...] = ()
    """Numbers that another record of theirs has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet:
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
