"""What every subject of the bench merges: the same records and edits, the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property

from uuid_utils.compat import uuid7

Value = str | int
Values = dict[str, Value]

FIELDS = (
    "commune",
    "declared",
    "declared_source",
    "dots",
    "ends",
    "event_kind",
    "insee",
    "starts",
    "tables",
    "territory",
    "title",
    "venue",
)
"""An event has exactly the twelve fields asked for: text, whole numbers, moments, a reference."""
EDITED = ("commune", "title", "venue")
EDITORS = 4
"""Devices that edit each shared record, each without knowing of the others."""
SHARED = 20
"""Every so many records was known to all beforehand."""
COMMUNES = ("Paris", "Évry", "Saint-Étienne", "Nîmes", "Besançon", "Le Mans", "Ajaccio", "Arras")
WORDS = ("logement", "jardin", "écoute", "vélo", "cuisine", "santé", "emploi", "numérique", "troc")


@dataclass(frozen=True)
class Shape:
    """How much there is to merge."""

    devices: int = 20
    records: int = 2_000

    @property
    def all_records(self) -> int:
        return self.devices * self.records


@dataclass(frozen=True)
class Workload:
    """Records by id: those known beforehand, those that each device adds, and its edits."""

    shape: Shape

    @cached_property
    def shared(self) -> dict[str, Values]:
        chance = random.Random(1)
        count = self.shape.all_records // SHARED
        return {str(uuid7()): _values(chance, number) for number in range(count)}

    @cached_property
    def added(self) -> tuple[dict[str, Values], ...]:
        """The devices work at the same time: the ids of all lie between each other."""
        _ = self.shared  # those are older
        chance = random.Random(2)
        devices: tuple[dict[str, Values], ...] = tuple({} for _ in range(self.shape.devices))
        for number in range(self.shape.records - self.shape.records // SHARED):
            for device in devices:
                device[str(uuid7())] = _values(chance, number)
        return devices

    def edits(self, device: int) -> dict[str, Values]:
        """Return what a device wrote over the records known beforehand."""
        return {
            id_: {name: f"{values[name]} {device}" for name in EDITED}
            for at, (id_, values) in enumerate(self.shared.items())
            if (device - at) % self.shape.devices < EDITORS
        }

    def final_rows(self) -> list[tuple[str | int, ...]]:
        """Return the rows that any merge ends with, one per record, as a table has them."""
        records = dict(self.shared)
        for device, added in enumerate(self.added):
            records.update(added)
            for id_, values in self.edits(device).items():
                records[id_] = {**records[id_], **values}
        return [(id_, *(of[name] for name in FIELDS)) for id_, of in records.items()]


def _values(chance: random.Random, number: int) -> Values:
    day, hour = 1 + number % 28, chance.randrange(8, 18)
    return {
        "commune": chance.choice(COMMUNES),
        "declared": chance.randrange(20, 200),
        "declared_source": f"feuille {chance.randrange(10_000)}",
        "dots": chance.randrange(1, 6),
        "ends": f"2021-12-{day:02d}T{hour + 4:02d}:30:00Z",
        "event_kind": "grande_rencontre",
        "insee": f"{chance.randrange(1_000, 96_000):05d}",
        "starts": f"2021-12-{day:02d}T{hour:02d}:00:00Z",
        "tables": chance.randrange(2, 30),
        "territory": f"0190a000-0000-7000-8000-{chance.randrange(100):012x}",
        "title": f"Rencontre {' '.join(chance.sample(WORDS, 2))} {number}",
        "venue": f"Salle {chance.randrange(500)}, rue {chance.choice(WORDS)}",
    }
