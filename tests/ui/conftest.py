"""One open store with a meeting, and the session that screens share."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from tests.ui.hands import Hands

from maillage.actions import events, programme
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind
from maillage.settings import Settings
from maillage.store import keys
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.preferences import Preferences
from maillage.ui.rubbish import Rubbish
from maillage.ui.session import Session
from maillage.ui.window import MainWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from maillage.actions.programme import Opened

PASSPHRASE = "merle lanterne vallon cuivre otarie"
WORKSHOPS = ("Logement", "Mobilité")


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """Dress the application, always the same."""
    theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def rubbish(qapp: QApplication) -> Iterator[None]:
    """Collect circles of objects on the main thread alone, as the application does."""
    found = Rubbish(qapp)
    yield
    found.deleteLater()
    gc.enable()


@pytest.fixture(autouse=True)
def waits_for_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test go on because what it waited for said neither yes nor no."""
    wait = QtBot.waitUntil

    def strictly(self: QtBot, callback: Callable[[], bool], *, timeout: int = 5_000) -> None:
        def answer() -> bool:
            found = callback()
            assert isinstance(found, bool), f"{found!r} is no answer"
            return found

        wait(self, answer, timeout=timeout)

    monkeypatch.setattr(QtBot, "waitUntil", strictly)


@pytest.fixture(autouse=True)
def quick_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make passphrases cheap to check: tests open many stores."""
    monkeypatch.setattr(keys, "EFFORT", keys.Effort(memory_kib=64, passes=1))


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new coordinator's store; the session closes it."""
    return programme.start(
        tmp_path / "stores" / "accueil",
        programme="Grandes Rencontres",
        device="Accueil",
        passphrase=PASSPHRASE,
    )


@pytest.fixture
def session(opened: Opened) -> Iterator[Session]:
    """The session of a store without any meeting."""
    found = Session(opened, Worker())
    yield found
    found.close()


@pytest.fixture
def meeting(session: Session) -> Event:
    """A meeting with two workshops, shown in the session."""
    event = events.create_event(
        session.store,
        title="Grande Rencontre de Paris",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=datetime(2021, 12, 13, 14, 0, tzinfo=events.ZONE),
        ends=datetime(2021, 12, 13, 18, 0, tzinfo=events.ZONE),
        venue="CEDIAS-Musée social",
        commune="Paris",
        tables=10,
        dots=3,
        workshops=WORKSHOPS,
    )
    session.show_meeting(event)
    return event


@pytest.fixture
def again(session: Session, meeting: Event) -> Iterator[Callable[[], Session]]:
    """Start the store as whoever opens Maillage again; the first window was never closed."""
    sessions: list[Session] = []

    def start() -> Session:
        sessions.append(Session(programme.Opened(session.store), Worker()))
        sessions[-1].show_meeting(meeting)
        return sessions[-1]

    yield start
    for one in sessions:
        one._closed = True  # what is drawn late reads no more
        one._worker.shutdown()


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """The main window before any store is open."""
    monkeypatch.setattr(programme, "stores_folder", lambda: tmp_path / "stores")
    preferences = Preferences(Settings(language="fr", scheme="light"), tmp_path / "settings.json")
    preferences.speak()
    preferences.speak_for_qt()
    window = MainWindow(preferences)
    window.furnish()
    window.show_start()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.worker.shutdown()
    window._busy = False


@pytest.fixture
def hands(qtbot: QtBot, window: MainWindow) -> Hands:
    """A person at the keyboard of that window."""
    return Hands(qtbot, window)
