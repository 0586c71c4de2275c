"""Closing waits for what is being saved, asks about what could not be, and keeps the place."""

from __future__ import annotations

import threading
from pathlib import Path

from PySide6.QtCore import QSize
from tests.ui.conftest import PASSPHRASE

from maillage.actions import drafts, programme
from maillage.domain import errors
from maillage.domain.records import Event
from maillage.ui.frame import first_size
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.window import MainWindow

from .conftest import SLOW, created


def test_closing_waits_for_what_is_being_saved_then_closes_the_store(qtbot, open_window, tmp_path):
    go_on = threading.Event()
    store = open_window.session.store

    def slow():
        go_on.wait(10)
        return created(store)

    open_window.session.write(slow)
    open_window.close()
    assert open_window.isVisible(), "something is being saved"
    go_on.set()
    qtbot.waitUntil(lambda: not open_window.isVisible(), timeout=SLOW)
    again = programme.open_store(tmp_path / "stores" / "accueil", passphrase=PASSPHRASE)
    assert len(again.store.all(Event)) == 1
    again.store.close()


def test_a_key_nobody_has_noted_is_not_lost_by_closing(qtbot, window, opened, monkeypatch):
    asked = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: bool(asked.append(1)))
    window.start.pending = Ready(opened, Path("x"))
    window.close()
    assert asked
    assert window.isVisible()
    window.start.pending = None
    opened.store.close()


def test_what_the_disk_could_not_keep_is_asked_about_before_the_window_closes(
    qtbot, open_window, monkeypatch
):
    asked, answers = [], [False, False, True]
    session = open_window.session

    def full(_store, _changes):
        raise errors.DiskFull(str(session.store.path))

    monkeypatch.setattr(drafts, "keep", full)
    monkeypatch.setattr(
        ConfirmDialog, "ask", lambda *words, **_k: bool(asked.append(words)) or answers.pop(0)
    )
    session.drafts.keep("note", "a meeting", {"text": "phrase pas finie"})
    open_window.close()
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=SLOW)
    assert open_window.isVisible()
    open_window.commands.leave.trigger()
    assert open_window.session is session
    open_window.commands.leave.trigger()
    assert open_window.session is None
    assert len(asked) == 3


def test_what_is_kept_is_not_asked_about(qtbot, open_window, tmp_path):
    open_window.session.drafts.keep("note", "a meeting", {"text": "phrase pas finie"})
    open_window.close()
    qtbot.waitUntil(lambda: not open_window.isVisible(), timeout=SLOW)
    again = programme.open_store(tmp_path / "stores" / "accueil", passphrase=PASSPHRASE)
    assert drafts.drafts(again.store)
    again.store.close()


def test_place_and_size_of_the_window_are_kept(qtbot, window, preferences, entries):
    window.resize(800, 612)
    window.close()
    assert preferences.settings.window
    again = window_of_size(qtbot, preferences, entries)
    assert (again.width(), again.height()) == (800, 612)


def window_of_size(qtbot, preferences, entries):
    again = MainWindow(preferences, entries)
    qtbot.addWidget(again)
    return again


def test_a_damaged_place_of_the_window_is_ignored(qtbot, preferences, entries):
    preferences.change(window="!!!")
    assert window_of_size(qtbot, preferences, entries).width() > 700


def test_the_first_window_leaves_room_for_its_title_bar():
    assert first_size(QSize(1366, 768)).toTuple() == (1366, 728)
    assert first_size(QSize(2560, 1400)).toTuple() == (1366, 768)
