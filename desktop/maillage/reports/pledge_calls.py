"""The calls to make about pledges: what their list shows, as plain values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from maillage.domain.vocabulary import Channel, World
    from maillage.language import Language


class Somebody(Struct, frozen=True, kw_only=True):
    """A party to a pledge."""

    name: str
    organisation: str
    world: World
    may_call: bool
    contacts: tuple[str, ...] = ()
    """Numbers and addresses of those who may be called, and of nobody else."""


class Contact(Struct, frozen=True):
    """What was noted last."""

    on: date | None
    channel: Channel | None
    text: str


class Call(Struct, frozen=True, kw_only=True):
    """A pledge to call about."""

    what: str
    next_step: str
    help_needed: str
    due: date | None
    late: int
    """Days since it was due; 0 for one that is not late."""
    meeting: str
    """Of which meeting it is, where there are several to tell apart."""
    people: tuple[Somebody, ...]
    latest: Contact | None


class CallSheet(Struct, frozen=True, kw_only=True):
    """Whom to call about which pledges, as it was known at a moment."""

    title: str
    device: str
    at: datetime
    calls: Sequence[Call]


def sheet(data: CallSheet, *, language: Language) -> bytes:
    """Return the list as an A4 PDF, with room to write what each said."""
    from maillage.reports.pledge_call_sheet import render

    return render(data, language)
