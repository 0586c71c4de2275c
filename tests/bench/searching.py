"""Search as you type over 100,000 people: prefixes of one to six letters, parts at the door."""

from __future__ import annotations

import random
import time
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from tests.stores import cheap_words
from uuid_utils.compat import uuid7

from maillage import Store
from maillage.domain.finding import Index
from maillage.domain.journal import SCHEMA, Operation
from maillage.domain.records import Organisation, Person
from maillage.store import merging
from maillage.store.merging import Batch, Part

PEOPLE = 100_000
GIVEN = """Ada Aïcha Amélie Anaïs Antoine Baptiste Béatrice Camille Cécile Chloé Claire Damien
Élodie Émile Étienne Fatou Florence Gaël Hélène Hugo Inès Jérôme Julie Karim Léa Léo Lucie Malik
Manon Marie Mathis Nadia Naël Noémie Olivier Pauline Quentin Rachid Romane Salomé Samir Sophie
Théo Thomas Ugo Valérie Victor Wassim Xavier Yasmine Zoé"""
BEGIN = "Ba Be Bou Char Cha Da De Du Du Fa Fer Ga Gau Gir Gue Ha Hu La Le Le Leb Lef Ma Mar"
MIDDLE = "bi che de du fe gi la le li lo ma mi mo na ni no ra re ri ro sa se ta te ti va vi"
END = "ard er et ez in ier ière lais lin lle mont nier ois on ot rand roy teau tier vre y"


def typed(_: Path | None = None) -> dict[str, float]:
    """Return what searching takes, the 95th percentiles in ms; parts of names as well."""
    chance = random.Random(1)
    with TemporaryDirectory() as place, cheap_words():
        store = Store.create(Path(place) / "s", passphrase="merle lanterne", device="A")
        people = names(chance)
        fill(store, people)
        found = beginnings(store, chance, people)
        # Few of a kind among many who match: every match is looked at.
        organisation = store.add(Organisation(name="Le Cèdre")).id
        began = time.perf_counter()
        assert store.find(Organisation, "l") == [organisation]
        found["rare_kind_ms"] = (time.perf_counter() - began) * 1000
        store.close()
    return found | _at_the_door(chance, people)


def names(chance: random.Random) -> list[tuple[str, str]]:
    """Return the names of everybody."""
    return [_name(chance) for _ in range(PEOPLE)]


def beginnings(
    store: Store, chance: random.Random, people: list[tuple[str, str]]
) -> dict[str, float]:
    """Return the 95th percentile in ms for each number of letters, first pages of 50."""
    found = {}
    for letters in range(1, 7):
        typed = {name[:letters].casefold() for pair in people for name in pair}
        some = sorted(b for b in typed if len(b) == letters)
        times = []
        for beginning in chance.sample(some, min(60, len(some))):
            began = time.perf_counter()
            ids = store.find(Person, beginning)
            times.append((time.perf_counter() - began) * 1000)
            assert ids, beginning
        found[f"letters_{letters}_p95_ms"] = quantiles(times, n=20)[-1]
    return found


def _at_the_door(chance: random.Random, people: list[tuple[str, str]]) -> dict[str, float]:
    """Return the 95th percentile in ms for parts from the middle of names, as the door searches."""
    index = Index([(f"{given} {family}", f"Structure {family}") for given, family in people])
    found = {}
    for words in (1, 2):
        times = []
        for _ in range(60):
            given, family = chance.choice(people)
            parts = [family[1:4], given[1:3]][:words]
            began = time.perf_counter()
            places = index.find(" ".join(parts))
            times.append((time.perf_counter() - began) * 1000)
            assert places, parts
        found[f"door_{words}_parts_p95_ms"] = quantiles(times, n=20)[-1]
    return found


def _name(chance: random.Random) -> tuple[str, str]:
    begin, middle, end = (chance.choice(parts.split()) for parts in (BEGIN, MIDDLE, END))
    return chance.choice(GIVEN.split()), begin + middle * chance.randrange(2) + end


def fill(store: Store, people: list[tuple[str, str]]) -> None:
    """Have a store know everybody."""
    operations = [
        Operation(
            "0190a000-0000-7000-8000-000000000001",
            n,
            0,
            str(uuid7()),
            "person",
            SCHEMA,
            {"given_name": given, "family_name": family, "email": f"a{n}@exemple.example"},
        )
        for n, (given, family) in enumerate(people, 1)
    ]
    with store.action() as writer:
        batch = Batch(
            name="people",
            sha256="",
            device=operations[0].device,
            device_name="",
            number=1,
            made=0,
            held={operations[0].device: ((1, len(operations)),)},
            operations=len(operations),
            erased=0,
            parts=lambda _: iter([Part(operations)]),
        )
        merging.integrate(writer.connection, [batch], now=0)
