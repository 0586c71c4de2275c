"""The first run on the screen, and what is typed into its forms."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import PASSPHRASE

from maillage.actions import programme
from maillage.ui.background import Worker
from maillage.ui.start.page import StartPage

WORDS = "tilleul semaine barque violon ardoise"
SLOW = 20_000


@pytest.fixture
def worker():
    """The worker of the first run alone."""
    found = Worker()
    yield found
    found.shutdown()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Keep the stores of one test to itself."""
    path = tmp_path / "usual"
    monkeypatch.setattr(programme, "stores_folder", lambda: path)
    return path


@pytest.fixture
def start(qtbot, worker, folder):
    """The first run in front; what it opens is in `readies`, and closed after the test."""
    page = StartPage(worker, tuple)
    page.show_choices()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    opened = []
    page.opened.connect(opened.append)
    page.readies = opened
    yield page
    page.hide()
    for ready in [*opened, *([page.pending] if page.pending else [])]:
        worker.shutdown()
        ready.opened.store.close()


def typed(qtbot, editor, text):
    """Type over what a field holds; QTest's own keys know no ’."""
    editor.clear()
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(editor, key)


def choose_passphrase(qtbot, form, first=PASSPHRASE, second=PASSPHRASE):
    """Type a new passphrase twice, alike or not."""
    typed(qtbot, form.passphrase.first.editor, first)
    typed(qtbot, form.passphrase.second.editor, second)


def pressed(qtbot, widget, key=Qt.Key.Key_Return):
    """Press Enter there, or another key."""
    qtbot.keyClick(widget, key)


def closed_store(path, device="Accueil"):
    """Return where a store is that somebody made and closed."""
    programme.start(path, programme="P", device=device, passphrase=PASSPHRASE).store.close()
    return path
