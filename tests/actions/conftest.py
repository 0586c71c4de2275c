"""A programme with one meeting, made once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from tests.stores import (
    DAY_BEFORE,
    PASSPHRASE,
    Clock,
    cheap_words,
    fast_folder,
)

from maillage import Store
from maillage.actions import events, programme, reception
from maillage.domain.records import Person, Registration
from maillage.domain.vocabulary import Category, EventKind, PartnerRole, RegistrationStatus

STARTS = datetime(2021, 12, 13, 13, 0, tzinfo=UTC)


@dataclass
class Meeting:
    """The open store, its clock, the id of its meeting and a folder of its own."""

    store: Store
    clock: Clock
    event: str
    folder: Path


@pytest.fixture(scope="session")
def before() -> Iterator[tuple[Path, str]]:
    """A closed store with a meeting, and the meeting's id."""
    folder = fast_folder()
    with cheap_words():
        opened = programme.start(
            folder / "store",
            programme="Grandes Rencontres",
            device="Coordination",
            passphrase=PASSPHRASE,
            privacy_contact="donnees@gniac.example",
            clock=Clock(DAY_BEFORE),
        )
    with opened.store as store:
        event = events.create_event(
            store,
            title=" Grande Rencontre de Paris ",
            event_kind=EventKind.GRANDE_RENCONTRE,
            starts=STARTS,
            ends=STARTS + timedelta(hours=4),
            venue="CEDIAS-Musée social",
            commune="Paris",
            insee="75107",
            tables=10,
            dots=3,
            workshops=["Se connaître", "Agir ensemble"],
            partners=[("DGCS", PartnerRole.ORGANISER), ("Ouishare", PartnerRole.PARTNER)],
        )
    yield folder / "store", event.id
    shutil.rmtree(folder)


@pytest.fixture
def meeting(before: tuple[Path, str]) -> Iterator[Meeting]:
    """The meeting of which nothing has happened yet."""
    folder = fast_folder()
    shutil.copytree(before[0], folder / "store")
    clock = Clock(STARTS)
    with (
        cheap_words(),
        Store.open(folder / "store", passphrase=PASSPHRASE, clock=clock) as store,
    ):
        yield Meeting(store, clock, before[1], folder)
        assert store.verify().ok
    shutil.rmtree(folder)


@pytest.fixture
def twice(meeting: Meeting) -> tuple[str, str]:
    """Ada of the list, with an address, and Ada of the door, with a number and a structure."""
    store = meeting.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre", email="ada@x.example"))
    store.add(Registration(event=meeting.event, person=ada.id, status=RegistrationStatus.CONFIRMED))
    met = reception.welcome(
        store,
        event=meeting.event,
        given_name="Ada",
        family_name="Lefebvre",
        organisation="CCAS de Lyon",
        category=Category.LOCAL_OFFICER,
        contact="06 39 98 12 34",
    )
    return ada.id, met.person
