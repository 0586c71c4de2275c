"""The window over plain screens, which tell what they are asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from maillage.actions import events
from maillage.domain.vocabulary import EventKind
from maillage.settings import Settings
from maillage.ui.meeting import typed
from maillage.ui.pages import ENTRIES, Entry
from maillage.ui.preferences import Preferences
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.window import MainWindow

SLOW = 20_000


@dataclass
class Log:
    """What the plain pages were asked."""

    built: list[str] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)


class PlainPage(QWidget):
    """A screen with one field, to see what the window asks of any screen."""

    wants_meeting = Signal()

    def __init__(self, code: str, log: Log) -> None:
        super().__init__()
        self.code, self.log, self.compact = code, log, None
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        log.built.append(code)

    def refresh(self) -> None:
        """Count that the window asked for it."""
        self.log.refreshed.append(self.code)

    def set_compact(self, compact) -> None:
        """Keep how the window made it."""
        self.compact = compact

    def focus_first(self) -> None:
        """Give the keyboard to the field."""
        self.field.setFocus()


@pytest.fixture
def log():
    """What the plain pages of this test were asked."""
    return Log()


@pytest.fixture
def entries(log):
    """Four plain pages, under names of real ones."""

    def entry(at: int, code: str) -> Entry:
        known = ENTRIES[at]
        return Entry(
            code, known.label, known.icon, known.section, lambda _session: PlainPage(code, log)
        )

    return tuple(entry(at, code) for at, code in enumerate(("one", "two", "three", "four")))


@pytest.fixture
def preferences(tmp_path):
    """French and light, kept in a file of the test."""
    return Preferences(Settings(language="fr", scheme="light"), tmp_path / "settings.json")


def window_of(qtbot, preferences, entries):
    """The window in front, before any store is open."""
    window = MainWindow(preferences, entries)
    window.furnish()
    window.show_start()
    qtbot.addWidget(window, before_close_func=idle)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window


def idle(window):
    """Let jobs end, so that closing at the end of a test closes."""
    for dialog in window.findChildren(ConfirmDialog):
        dialog.reject()
    if window.start is not None:
        window.start.pending = None
    window.worker.shutdown()
    window._busy = False


@pytest.fixture
def window(qtbot, preferences, entries):
    """The window over plain pages, before any store is open."""
    return window_of(qtbot, preferences, entries)


@pytest.fixture
def open_window(qtbot, window, opened, tmp_path):
    """The same with a store open, at rest."""
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.shell.place.device != "" and not window._busy, timeout=SLOW)
    return window


@pytest.fixture
def lets_go(monkeypatch):
    """What a test leaves typed in a dialog goes with it, unasked."""
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: True)


@pytest.fixture
def with_meeting(qtbot, open_window):
    """The same with a meeting shown."""
    event = created(open_window.session.store)
    open_window.session.show_meeting(event)
    qtbot.waitUntil(lambda: not open_window._busy)
    return open_window


def created(store, title="Grande Rencontre de Paris", day=13):
    """A meeting with one workshop, recorded."""
    values = typed.Typed(title, EventKind.GRANDE_RENCONTRE, date(2021, 12, day)).values()
    return events.create_event(store, workshops=["Logement"], **values)


def dialog_of(kind):
    """The latest dialog of a kind, or none."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    return found[-1] if found else None
