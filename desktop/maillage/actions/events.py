"""Preparing a meeting: the event, its partners and its workshops."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from maillage.actions.organisations import organisation_named
from maillage.actions.territories import NOWHERE, Named, territory_named
from maillage.domain.errors import (
    ChangedSince,
    EndsTooSoon,
    MissingValue,
    NoEvent,
    TooManyDays,
)
from maillage.domain.meeting_days import MOST_DAYS, last_day
from maillage.domain.records import Event, Organisation, Partner, Workshop
from maillage.domain.vocabulary import PartnerRole
from maillage.reports.when import when

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from maillage.domain.vocabulary import EventKind
    from maillage.exchange.store import Store
    from maillage.language import Language

Partnership = tuple[str, PartnerRole]
"""Name of an organisation, and what it does for a meeting."""

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
    table_dots: int | None = None,
    territory: Named | None = None,
    workshops: Sequence[str] = (),
    partners: Sequence[Partnership] = (),
    declared: int | None = None,
    declared_source: str = "",
) -> Event:
    """Record a meeting with its workshops and partners; return it.

    Raises MissingValue, EndsTooSoon and TooManyDays.
    """
    if not title.strip():
        raise MissingValue("title")
    refuse_span(starts, ends)
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
                territory=territory_named(store, territory or NOWHERE),
                tables=tables,
                dots=dots,
                table_dots=table_dots,
                declared=declared,
                declared_source=declared_source,
            )
        )
        for name in workshops:
            add_workshop(store, event=event.id, title=name)
        set_partners(store, event=event.id, partners=partners)
    return event


def change_event(
    store: Store,
    *,
    event: str,
    was: Event | None = None,
    territory: Named | None = None,
    partners: Sequence[Partnership] | None = None,
    **values: object,
) -> Event:
    """Correct a meeting; return it as it is now.

    What nothing is said of stays as it is. Raises MissingValue for an empty title; of other days
    or hours EndsTooSoon and TooManyDays; ChangedSince where somebody else has written another
    value than it ``was`` shown with.
    """
    if "title" in values:
        values["title"] = str(values["title"]).strip()
        if not values["title"]:
            raise MissingValue("title")
    with store.action():
        known = store.get(Event, event)
        for name, value in values.items():
            if was and getattr(known, name) not in (getattr(was, name), value):
                raise ChangedSince(event, name)
        if {"starts", "ends"} & values.keys():
            refuse_span(*(values.get(name, getattr(known, name)) for name in ("starts", "ends")))
        if territory is not None:
            values["territory"] = territory_named(store, territory)
        store.change(event, **values)
        if partners is not None:
            set_partners(store, event=event, partners=partners)
        return store.get(Event, event)


def partners_of(store: Store, *, event: str) -> list[Partnership]:
    """Return the organisations of a meeting and what each does for it, in order of recording."""
    names = {one.id: one.name for one in store.all(Organisation)}
    return [
        (names[one.organisation], one.role or PartnerRole.PARTNER)
        for one in store.all(Partner, event=event)
        if one.organisation in names
    ]


def set_partners(store: Store, *, event: str, partners: Sequence[Partnership]) -> None:
    """Record that these are the partners of a meeting; what did not change is not touched."""
    with store.action():
        wanted = {
            (organisation_named(store, name), role): None for name, role in partners if name.strip()
        }
        kept = set()
        for one in store.all(Partner, event=event):
            if (one.organisation, one.role) in wanted:
                kept.add((one.organisation, one.role))
            else:
                store.delete(one.id)
        for organisation, role in wanted:
            if (organisation, role) not in kept:
                store.add(Partner(event=event, organisation=organisation, role=role))


def declare_attendance(store: Store, *, event: str, count: int, source: str) -> None:
    """Record how many people a source says came; it never replaces what was counted."""
    store.change(event, declared=count, declared_source=source)


def add_workshop(store: Store, *, event: str, title: str) -> Workshop:
    """Record a theme for the tables; return it. Raises MissingValue."""
    if not title.strip():
        raise MissingValue("title")
    position = len(store.all(Workshop, event=event)) + 1
    return store.add(Workshop(event=event, title=title.strip(), position=position))


def events(store: Store) -> list[Event]:
    """Return the meetings, the latest first."""
    dated = store.all(Event)
    return sorted(dated, key=lambda event: (event.starts is not None, event.starts), reverse=True)


def current_event(store: Store) -> Event:
    """Return the latest meeting; raises NoEvent if there is none."""
    found = latest_event(store)
    if found is None:
        raise NoEvent
    return found


def latest_event(store: Store) -> Event | None:
    """Return the latest meeting, or None without any."""
    return next(iter(events(store)), None)


def refuse_span(starts: object, ends: object) -> None:
    """Raise EndsTooSoon or TooManyDays for hours that no meeting has."""
    if not (isinstance(starts, datetime) and isinstance(ends, datetime)):
        return
    if ends < starts:
        raise EndsTooSoon
    first, last = local_time(starts), local_time(ends)
    if (last_day(first, last) - first.date()).days >= MOST_DAYS:
        raise TooManyDays(MOST_DAYS)


def local_time(moment: datetime) -> datetime:
    """Return a moment in the time of the meetings."""
    return moment.astimezone(ZONE)


def hours(event: Event) -> tuple[datetime | None, datetime | None]:
    """Return beginning and end of a meeting in the time of its place; None for what is unknown."""
    return (
        local_time(event.starts) if event.starts else None,
        local_time(event.ends) if event.ends else None,
    )


def told_when(event: Event, language: Language) -> str:
    """Return days and hours of a meeting as a line; nothing without a date."""
    return when(language, *hours(event))


def days(event: Event) -> tuple[date, date] | None:
    """Return first and last day of a meeting, the same for most; None without a date."""
    starts, ends = hours(event)
    return (starts.date(), last_day(starts, ends)) if starts else None
