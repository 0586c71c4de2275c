"""Four people who are expected, and the door that waits for them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from tests.ui.shown import show

from maillage.domain.records import Membership, Organisation, Person, Registration
from maillage.domain.vocabulary import Category, RegistrationStatus, Source
from maillage.ui.reception.page import ReceptionPage

ENTER, DOWN, UP = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up
CONTROL = Qt.KeyboardModifier.ControlModifier
EXPECTED = (
    ("Marie", "Delorme", Category.SOCIAL_WORKER, "Assistante sociale", "CCAS de Belleville"),
    ("Marc", "Fontanel", Category.SOCIAL_ENTREPRENEUR, "Gérant", "La Remise"),
    ("Martine", "Oudot", Category.ELECTED_OFFICIAL, "Élue", "Ville de Tarare"),
    ("Samuel", "Okoro", Category.SOCIAL_ENTREPRENEUR, "Chargé de projet", "Coopérative"),
)


@pytest.fixture
def expected(session, meeting) -> dict[str, str]:
    """Four people expected; their registrations by first name."""
    found = {}
    store = session.store
    with store.action():
        for given, family, category, profession, structure in EXPECTED:
            person = store.add(
                Person(
                    given_name=given, family_name=family, category=category, profession=profession
                )
            )
            organisation = store.add(Organisation(name=structure))
            store.add(Membership(person=person.id, organisation=organisation.id))
            found[given] = store.add(
                Registration(
                    event=meeting.id,
                    person=person.id,
                    category=category,
                    status=RegistrationStatus.CONFIRMED,
                    source=Source.HELLOASSO,
                )
            ).id
    return found


@pytest.fixture
def told(session) -> list:
    """What the toast was asked to say: fact, word of the button, what the button does."""
    said: list = []
    session.told.connect(lambda *facts: said.append(facts))
    return said


@pytest.fixture
def failures(session) -> list:
    """What went wrong and reached the window."""
    found: list = []
    session.failed.connect(found.append)
    return found


@pytest.fixture
def page(session, meeting, told, failures, qtbot) -> Iterator[ReceptionPage]:
    """The page, shown, as the window refreshes it."""
    shown = show(qtbot, ReceptionPage(session), 1100, 700)
    session.changed.connect(shown.refresh)
    shown.refresh()
    qtbot.waitUntil(lambda: shown.door is not None)
    yield shown
    session.changed.disconnect(shown.refresh)


def arrived(session, registration: str) -> bool:
    """Whether the store says that they are here."""
    return session.store.get(Registration, registration).arrived is not None


def titles(page) -> list[str]:
    """Whom the list shows."""
    return [row.title for row in page.list.people.rows.rows()]


def opened(page, qtbot):
    """The dialog that the page opened, once it is in front."""
    qtbot.waitUntil(
        lambda: page.opening.dialog is not None and page.opening.dialog.isActiveWindow()
    )
    return page.opening.dialog


def shows_arrived(page, registration: str) -> bool:
    """Whether the page says that they are here."""
    found = page.door.find(registration)
    return found is not None and found.arrived is not None
