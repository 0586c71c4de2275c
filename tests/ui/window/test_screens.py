"""Screens behind the side bar: built when first shown, read again in front, stepped to compact."""

from __future__ import annotations

from PySide6.QtCore import Qt

from maillage.actions import reception
from maillage.ui.pages import ENTRIES
from maillage.ui.start.jobs import Ready

from .conftest import SLOW, created, window_of


def test_a_screen_is_built_when_it_is_first_shown(qtbot, open_window, log):
    assert log.built == ["one"]
    qtbot.keyClick(open_window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert log.built == ["one", "three"]
    page = open_window.shell.page("three")
    assert open_window.shell.stack.currentWidget() is page
    qtbot.waitUntil(page.field.hasFocus)
    qtbot.keyClick(open_window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert log.built == ["one", "three"]


def test_only_the_screen_in_front_reads_again(qtbot, open_window, log):
    open_window.shell.show_page("two")
    log.refreshed.clear()
    open_window.session.changed.emit()
    open_window.session.changed.emit()
    assert log.refreshed == ["two", "two"]
    open_window.shell.show_page("one")
    assert log.refreshed == ["two", "two", "one"]
    open_window.shell.show_page("two")
    assert log.refreshed == ["two", "two", "one"], "nothing has changed since"


def test_the_foot_says_whose_laptop_it_is_and_when_it_was_saved(qtbot, open_window):
    open_window.session.write(lambda: created(open_window.session.store))
    sidebar = open_window.shell.sidebar
    qtbot.waitUntil(lambda: "Enregistré à" in sidebar._saved.words.text(), timeout=SLOW)
    assert sidebar._place.words.text() == "Accueil"


def test_a_fact_is_told_with_its_undo(qtbot, open_window):
    undone = []
    open_window.session.tell("Karim est arrivé", undo="Annuler", on_undo=lambda: undone.append(1))
    toast = open_window.shell.toast
    assert toast.isVisible()
    qtbot.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    assert undone == [1]


def test_the_window_steps_to_compact_and_back(qtbot, open_window):
    page = open_window.shell.page("one")
    assert page.compact is False
    open_window.resize(960, 460)
    qtbot.waitUntil(lambda: page.compact is True)
    assert open_window.shell.sidebar.width() < 150
    open_window.resize(1366, 768)
    qtbot.waitUntil(lambda: page.compact is False)


def test_the_title_names_the_meeting(qtbot, open_window):
    assert open_window.windowTitle() == "Maillage – Grandes Rencontres"
    open_window.session.show_meeting(created(open_window.session.store))
    assert open_window.windowTitle() == "Maillage – Grande Rencontre de Paris"


def test_the_latest_meeting_is_shown_when_a_store_opens(qtbot, window, opened, tmp_path):
    created(opened.store)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.session.meeting is not None, timeout=SLOW)


def test_a_meeting_opens_on_its_preparation_until_somebody_is_registered(
    qtbot, preferences, opened, tmp_path
):
    window = window_of(qtbot, preferences, ENTRIES)
    window.enter(Ready(opened, tmp_path / "stores" / "accueil"))
    qtbot.waitUntil(lambda: window.shell.current == "prepare", timeout=SLOW)
    window.shell.show_page("reception")
    event = created(opened.store)
    window.session.show_meeting(event)
    qtbot.waitUntil(lambda: window.shell.current == "prepare")
    window.shell.show_page("reception")  # one may look there all the same
    window.session.show_meeting(event)
    other = created(opened.store, "Restitution", 14)
    reception.welcome(opened.store, event=other.id, given_name="Ada", family_name="Lefèvre")
    window.session.show_meeting(other)
    qtbot.waitUntil(lambda: not window._busy and window.shell.page("reception").door is not None)
    assert window.shell.current == "reception"
