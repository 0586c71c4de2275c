"""What the screen at the door shows of the store, read in one job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.actions import organisations, reception
from maillage.domain.finding import Index

if TYPE_CHECKING:
    from maillage.ui.session import Session


@dataclass(frozen=True, slots=True)
class Door:
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
    arrivals = tuple(reception.arrivals(store, event=event))
    return Door(
        event=event,
        arrivals=arrivals,
        room=reception.room(store, event=event),
        structures=tuple(organisations.known_names(store)),
        index=reception.index_of(arrivals),
    )
