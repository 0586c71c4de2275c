"""Preparing a meeting: what is ready, and what is still missing."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions.reception import is_expected
from maillage.actions.registrations import registrations
from maillage.domain.records import Device, Event, Registration, Round, Seat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.exchange.store import Store


class Fact(Enum):
    """A fact of a meeting that its papers need."""

    HOURS = "hours"
    VENUE = "venue"
    COMMUNE = "commune"
    TABLES = "tables"


class Preparation(Struct, frozen=True):
    """How far a meeting is prepared."""

    missing: frozenset[Fact]
    registered: int
    unnamed: int
    """Registrations whose category nobody said: their badge has the shape of «others»."""
    laptops: int
    """Other laptops of the programme known here."""
    rounds: int
    """Rounds of the table plan in which somebody sits."""
    unseated: int
    """Registrations without a seat in the first round, where there is a plan."""


def preparation(store: Store, *, event: str) -> Preparation:
    """Return how far a meeting is prepared; raises NotFound when it is gone."""
    told = store.get(Event, event)
    expected = [one for one in registrations(store, event=event) if is_expected(one)]
    rounds = sorted(store.all(Round, event=event), key=lambda one: (one.number or 0, one.id))
    seats: dict[str, set[str]] = {one.id: set() for one in rounds}
    for seat in store.all(Seat):
        if seat.round in seats:
            seats[seat.round].add(seat.registration)
    used = [one for one in rounds if seats[one.id]]
    seated = seats[used[0].id] if used else set()
    return Preparation(
        missing=frozenset(fact for fact, known in _known(told).items() if not known),
        registered=len(expected),
        unnamed=sum(one.category is None for one in expected),
        laptops=sum(one.id != store.me.id for one in store.all(Device)),
        rounds=len({one.number for one in used}),
        unseated=sum(one.id not in seated for one in expected) if used else 0,
    )


def somebody_is_registered(store: Store, *, event: str) -> bool:
    """Return whether there is anybody to receive at a meeting."""
    return bool(store.ids(Registration, event=event))


def _known(event: Event) -> Mapping[Fact, bool]:
    return {
        Fact.HOURS: event.starts is not None and event.ends is not None,
        Fact.VENUE: bool(event.venue.strip()),
        Fact.COMMUNE: bool(event.commune.strip()),
        Fact.TABLES: bool(event.tables),
    }
