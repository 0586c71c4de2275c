"""A hub with 100,000 people: search as you type, and a known file again."""

from __future__ import annotations

import random
import time
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.searching import beginnings, fill, names
from tests.hubs import COORDINATORS, running
from tests.stores import cheap_words

from maillage import Store
from maillage.domain.records import Note

WORDS = "merle lanterne vallon cuivre otarie"
AGAIN = 20
"""Times that the known file is merged again."""


def asked(folder: Path) -> dict[str, float]:
    """Return the 95th percentiles of searching and the time of a known file, in ms.

    The server is one of our own on this computer: what a network adds is not in it.
    """
    chance = random.Random(1)
    people = names(chance)
    with ExitStack() as stack:
        place = Path(stack.enter_context(TemporaryDirectory(dir=folder)))
        cluster = stack.enter_context(running())
        stack.enter_context(cheap_words())
        own = stack.enter_context(Store.create(place / "own", passphrase=WORDS, device="A"))
        there, _report = own.enter_hub(
            cluster.at("maillage"),
            place / "hub",
            passphrase=WORDS,
            device="B",
            password=cluster.passwords[COORDINATORS[0]],
        )
        stack.enter_context(there)
        fill(there, people)
        cluster.run("ANALYZE", "maillage")
        found = beginnings(there, chance, people)
        own.add(Note(text="Un guichet unique"))
        file = own.export(place / "own.maillage").path
        assert there.merge([file]).new
        began = time.perf_counter()
        for _ in range(AGAIN):
            assert there.merge([file]).new == 0
        found["known_file_again_ms"] = (time.perf_counter() - began) / AGAIN * 1000
    return found
