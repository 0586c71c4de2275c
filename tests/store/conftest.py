"""A store made once, copied for each test; words cost little here."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.stores import DAY_BEFORE, PASSPHRASE, Clock, cheap_words, fast_folder

from maillage import Store
from maillage.domain.records import Note, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "Quetzalcóatl-Zéphyrin"
"""A name that no file of the store may show."""


@pytest.fixture(scope="session")
def original() -> Iterator[tuple[Path, str]]:
    """A closed store that holds one person and one note, and its recovery key."""
    folder = fast_folder()
    with (
        cheap_words(),
        Store.create(
            folder / "store",
            passphrase=PASSPHRASE,
            device="Accueil",
            programme="Grandes Rencontres",
            clock=Clock(DAY_BEFORE),
        ) as store,
    ):
        store.add(Person(given_name="Ada", family_name=CANARY, phone="086"))
        store.add(Note(text=f"{CANARY} propose un café commun"))
    yield folder / "store", store.recovery_key
    shutil.rmtree(folder)


@pytest.fixture
def recovery_key(original: tuple[Path, str]) -> str:
    return original[1]


@pytest.fixture
def folder(original: tuple[Path, str]) -> Iterator[Path]:
    """A closed copy of the store."""
    place = fast_folder()
    shutil.copytree(original[0], place / "store")
    with cheap_words():
        yield place / "store"
    shutil.rmtree(place)


@pytest.fixture
def kept(folder: Path) -> Iterator[Store]:
    """The copy, open."""
    with Store.open(folder, passphrase=PASSPHRASE, clock=Clock()) as store:
        yield store
