"""Themes and tables are completed as one types, and a theme mistyped is put right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.ui.conftest import WORKSHOPS

from maillage.ui.widgets.rows import RowKind
from maillage.ui.workshops.completing import meant, offered


def test_what_completes_a_mark_begins_as_typed_and_is_not_whole_yet():
    themes = ["Logement", "Mobilité", "Accès aux droits"]
    assert offered("#", "lo", themes, [1, 2]) == ["Logement"]
    assert offered("#", "DROITS", themes, []) == ["Accès_aux_droits"]
    assert offered("#", "Logement", themes, []) == []
    assert offered("@", "1", themes, [1, 2, 10, 11]) == ["10", "11"]
    assert len(offered("@", "", themes, list(range(1, 30)))) == 8


def test_a_new_theme_may_have_meant_any_that_was_offered():
    themes = ["Insertion et emploi", "Emploi des jeunes", "Logement"]
    assert meant("log", themes) == "Logement"
    assert meant("emp", themes) == "Emploi des jeunes", "the first word before a later one"
    assert meant("ins", themes) == meant("insertion emp", themes) == "Insertion et emploi"
    assert meant("emp", ["Insertion et emploi"]) == "Insertion et emploi"
    assert meant("LOGEMENT", themes) == meant("velo", themes) == meant("", themes) == ""


def test_a_theme_is_completed_by_keyboard_and_stands_below_the_note(qtbot, page, session, meeting):
    told = []
    session.told.connect(lambda *fact: told.append(fact))
    field = page.notes.capture.field
    qtbot.keyClicks(field, "un banc #mobilite_douce")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._seen is not None and page._seen.themes == ("mobilite douce",))
    qtbot.waitUntil(lambda: field.text() == "")
    popup = page.notes.capture.marks.completer.popup()
    for keys in ((Qt.Key.Key_Tab,), (Qt.Key.Key_Down, Qt.Key.Key_Return)):
        field.clear()
        qtbot.keyClicks(field, "un arbre #mob")
        qtbot.waitUntil(popup.isVisible)
        for key in keys:
            qtbot.keyClick(popup, key)
        assert field.text() == "un arbre #mobilite_douce "
        assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page._seen.lines) == 2)
    rows_ = page.notes.list.rows.rows()
    assert all("#mobilite douce" in row.sub for row in rows_ if row.kind is RowKind.THING)
    qtbot.waitUntil(lambda: field.text() == "")
    qtbot.keyClicks(field, "un velo #mob")
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page._seen.lines) == 3)
    assert page._seen.themes == ("mobilite douce", "mob"), "Enter is for what was typed"
    assert "mobilite douce" in told[-1][1]
    told[-1][2]()
    qtbot.waitUntil(lambda: page._seen.themes == ("mobilite douce",))
    assert all(one.theme.name == "mobilite douce" for one in page._seen.lines)


def test_before_any_theme_is_typed_the_workshops_are_offered_as_themes(page):
    assert page.notes.capture.marks.themes == list(WORKSHOPS)
