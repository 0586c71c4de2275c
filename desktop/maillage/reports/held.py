"""All that is held about one person, in plain words: what the paper shows, and a file says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import datetime

    from maillage.language import Language

Said = str | int | bool | None
"""A value as a machine reads it: dates and times in ISO 8601, choices as the store keeps them."""


class Line(Struct, frozen=True):
    """One thing that is held: what it is called, in words, and for a machine."""

    key: str
    label: str
    words: str
    said: Said = None


class Entry(Struct, frozen=True):
    """One record, or what belongs together."""

    lines: tuple[Line, ...]
    title: str = ""


class Section(Struct, frozen=True):
    """What is held of one kind; ``none`` is said where there is nothing."""

    key: str
    title: str
    entries: tuple[Entry, ...] = ()
    none: str = ""
    remark: str = ""


class Held(Struct, frozen=True, kw_only=True):
    """What one laptop holds about somebody at a moment."""

    name: str
    programme: str
    device: str
    at: datetime
    """In the zone of the meetings."""
    rights: str
    """Whom to write to, and what one may ask for."""
    sections: tuple[Section, ...]


def paper(data: Held, *, language: Language) -> bytes:
    """Return it as an A4 PDF; the same data give the same bytes."""
    from maillage.reports.held_sheet import render

    return render(data, language)
