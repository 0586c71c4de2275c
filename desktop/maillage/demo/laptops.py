"""The laptops of the demonstration: their names, their wrong clocks, where their files go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec import Struct, field

from maillage.demo.script import DayScript
from maillage.domain.records import Event
from maillage.exchange.store import Store

PASSPHRASE = "merle lanterne vallon cuivre otarie brume sillon"  # noqa: S105
"""Of every store of the demonstration, which holds nobody's data."""
INVITATION_WORDS = "tilleul semaine barque violon ardoise"
COORDINATION, SECOND = "Coordination", "Seconde coordination"
DOOR, LOW_TABLES, HIGH_TABLES = "Accueil", "Table 1-5", "Table 6-10"
FIELD = (DOOR, LOW_TABLES, HIGH_TABLES)
SKEW = {
    DOOR: timedelta(0),
    LOW_TABLES: timedelta(minutes=-7),
    HIGH_TABLES: timedelta(hours=1, seconds=12),
}
"""How wrong each laptop's clock is."""


class WrongClock:
    """A laptop's clock: it follows the day, as wrong as it is."""

    def __init__(self, now: datetime, skew: timedelta = timedelta(0)) -> None:
        """Begin at ``now``, always off by ``skew``."""
        self.now = now
        self.skew = skew

    def __call__(self) -> datetime:
        """Return what the laptop believes, a moment later each time it is asked."""
        self.now += timedelta(milliseconds=250)
        return (self.now + self.skew).astimezone(UTC)


class Day(Struct):
    """The laptops of the day, and where their files go."""

    script: DayScript
    folder: Path
    tell: Callable[[str], None]
    stores: dict[str, Store] = field(default_factory=dict)
    clocks: dict[str, WrongClock] = field(default_factory=dict)
    event: Event = field(default_factory=Event)
    people: dict[str, str] = field(default_factory=dict)
    """Ids of people by the list's ticket, or by the key of a walk-in."""

    def at(self, moment: datetime) -> None:
        """Set every clock to a moment of the day, each as wrong as it is."""
        for clock in self.clocks.values():
            clock.now = moment

    def file(self, name: str) -> Path:
        """Return the path of a file that travels."""
        return self.folder / "cle-usb" / f"{name}.maillage"

    def close(self) -> None:
        """Let go of every store."""
        for store in self.stores.values():
            store.close()
