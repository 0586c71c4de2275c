"""What the screen at the door shows of the store, read in one job."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import organisations, reception, whence
from maillage.domain.finding import Index

if TYPE_CHECKING:
    from maillage.ui.session import Session


class Door(Struct, frozen=True):
    """A meeting as seen from the door."""

    event: str
    arrivals: tuple[reception.Arrival, ...]
    """Everybody expected or come, by family name."""
    room: reception.Room
    structures: tuple[str, ...]
    """Names of the organisations known, for completion."""
    index: Index
    """What finds the arrivals as one types."""

    @property
    def is_empty(self) -> bool:
        """Whether nobody was ever expected, nor has come."""
        return not (self.arrivals or self.room.expected or self.room.present)

    def find(self, registration: str) -> reception.Arrival | None:
        """Return one row by its registration; None once it is gone."""
        return next((one for one in self.arrivals if one.registration == registration), None)


def read(session: Session, event: str) -> Door:
    """Return the door of an event; runs where the store may be touched."""
    store = session.store
    found, room = reception.seen(store, event=event)
    arrivals = tuple(found)
    return Door(
        event=event,
        arrivals=arrivals,
        room=room,
        structures=tuple(organisations.known_names(store)),
        index=reception.index_of(arrivals),
    )


class Moved(Struct, frozen=True):
    """One registration after somebody came or went."""

    arrival: reception.Arrival | None
    """None if there is no such row any more."""
    territory: str


def read_one(session: Session, event: str, registration: str) -> Moved:
    """Return one row as it is now; runs where the store may be touched."""
    store = session.store
    return Moved(
        reception.seen_again(store, event=event, registration=registration),
        whence.territory(store, registration=registration),
    )


def with_arrival(door: Door, now: reception.Arrival) -> Door | None:
    """Return the door once one person came or went; None if all of it has to be read again.

    That is so for whoever is new, and for more than an arrival that changed.
    """
    before = door.find(now.registration)
    if before is None or now != replace(before, arrived=now.arrived, left=now.left):
        return None
    arrivals = tuple(now if one is before else one for one in door.arrivals)
    room = reception.room_after(door.room, before, now, arrivals)
    return replace(door, arrivals=arrivals, room=room)
