"""Preparing a meeting: the event, its partners and its workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from maillage.actions.organisations import organisation_named
from maillage.domain.errors import MissingValue, NoEvent
from maillage.domain.records import Event, Partner, Workshop

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.domain.vocabulary import EventKind, PartnerRole
    from maillage.exchange.store import Store

ZONE = ZoneInfo("Europe/Paris")
"""Meetings are told in the time of their place: metropolitan France."""


def create_event(
    store: Store,
    *,
    title: str,
    event_kind: EventKind,
    starts: datetime,
    ends: datetime | None = None,
    venue: str = "",
    commune: str = "",
    insee: str = "",
    tables: int | None = None,
    dots: int | None = None,
    workshops: Sequence[str] = (),
    partners: Sequence[tuple[str, PartnerRole]] = (),
) -> Event:
    """Record a meeting with its workshops and partners; return it. Raises MissingValue."""
    if not title.strip():
        raise MissingValue("title")
    with store.action():
        event = store.add(
            Event(
                title=title.strip(),
                event_kind=event_kind,
                starts=starts,
                ends=ends,
                venue=venue,
                commune=commune,
                insee=insee,
                tables=tables,
                dots=dots,
            )
        )
        for name in workshops:
            add_workshop(store, event=event.id, title=name)
        for name, role in partners:
            organisation = organisation_named(store, name)
            store.add(Partner(event=event.id, organisation=organisation, role=role))
    return event


def change_event(store: Store, *, event: str, title: str, **values: object) -> Event:
    """Correct a meeting; return it as it is now. Raises MissingValue."""
    if not title.strip():
        raise MissingValue("title")
    store.change(event, title=title.strip(), **values)
    return store.get(Event, event)


def declare_attendance(store: Store, *, event: str, count: int, source: str) -> None:
    """Record how many people a source says came; it never replaces what was counted."""
    store.change(event, declared=count, declared_source=source)


def add_workshop(store: Store, *, event: str, title: str) -> Workshop:
    """Record a theme for the tables; return it. Raises MissingValue."""
    if not title.strip():
        raise MissingValue("title")
    position = len(store.all(Workshop, event=event)) + 1
    return store.add(Workshop(event=event, title=title.strip(), position=position))


def delete_workshop(store: Store, *, workshop: str) -> None:
    """Delete a theme that was added by mistake; its notes stay."""
    store.delete(workshop)


def events(store: Store) -> list[Event]:
    """Return the meetings, the latest first."""
    dated = store.all(Event)
    return sorted(dated, key=lambda event: (event.starts is not None, event.starts), reverse=True)


def current_event(store: Store) -> Event:
    """Return the latest meeting; raises NoEvent if there is none."""
    found = events(store)
    if not found:
        raise NoEvent
    return found[0]


def local_time(moment: datetime) -> datetime:
    """Return a moment in the time of the meetings."""
    return moment.astimezone(ZONE)
