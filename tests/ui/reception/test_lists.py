"""A list dropped on the door is taken in once, and taken back while nobody of it has arrived."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from maillage import assets
from maillage.actions import reception
from maillage.domain.errors import NotText
from maillage.domain.records import Person, Registration

from .conftest import CONTROL, opened

LIST = assets.resource("demo", "inscriptions-helloasso.csv")


def drop(page, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, mime, left, none))
    assert page.veil.isVisible() == (path.suffix == ".csv")
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, mime, left, none))
    assert not page.veil.isVisible()


def test_a_list_dropped_on_the_page_is_read_then_taken_in_and_again_changes_nothing(
    page, session, told, qtbot
):
    drop(page, LIST)
    dialog = opened(page, qtbot)
    assert dialog.take.text() == "Ajouter 60 personnes"
    assert not session.store.all(Person)
    dialog.show_group("flagged")
    assert dialog.list.rows.rowCount() > 0
    dialog.take.click()
    qtbot.waitUntil(lambda: bool(told) and told[-1][0] == "60 personnes ajoutées")
    qtbot.waitUntil(lambda: page.states.currentWidget() is not page.nobody)
    assert page.door.room.expected == 60
    drop(page, LIST)
    again = opened(page, qtbot)
    assert again.take.isHidden()
    assert again.leave.text() == "Fermer"


def test_a_file_that_is_no_list_is_refused_with_its_reason(
    page, session, failures, qtbot, tmp_path
):
    picture = tmp_path / "photo.csv"
    picture.write_bytes(bytes(range(256)) * 40)
    drop(page, picture)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], NotText)
    assert not session.store.all(Person)


def test_what_is_no_list_says_where_it_belongs(page, tmp_path, told):
    for name, said in (("notes.txt", "notes.txt"), ("accueil-1.maillage", "Échanges")):
        drop(page, tmp_path / name)
        assert said in told[-1][0]
    assert page.opening.dialog is None


def taken_list(page, session, qtbot) -> None:
    page.opening.preview_list(LIST, session.meeting.id)
    dialog = opened(page, qtbot)
    dialog.take_in()
    qtbot.waitUntil(lambda: page.opening.dialog is None and len(page.door.arrivals) > 50)


def test_a_list_is_taken_back_from_the_head_of_the_page_once_the_toast_has_gone(
    page, session, qtbot
):
    assert not page.opening.lists.back.isVisible()
    taken_list(page, session, qtbot)
    buttons = {one.text(): one for one in page.header.findChildren(QPushButton) if one.isVisible()}
    buttons["Retirer la dernière liste"].click()
    qtbot.waitUntil(lambda: page.door.is_empty)
    assert not page.opening.lists.back.isVisible()


def test_a_list_is_taken_back_by_the_toast_and_by_the_keys_that_undo(page, session, told, qtbot):
    taken_list(page, session, qtbot)
    fact, word, undo, _icon = told[-1]
    assert fact.endswith("personnes ajoutées")
    assert word == "Annuler"
    undo()
    undo()
    qtbot.waitUntil(lambda: page.door.is_empty)
    assert told[-1][0] == "La liste est retirée"

    taken_list(page, session, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.search.hasFocus)
    QTest.keyClick(page.search, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: page.door.is_empty)


def test_a_list_stays_and_says_why_once_somebody_of_it_has_arrived(
    page, session, told, failures, qtbot
):
    taken_list(page, session, qtbot)
    undo = told[-1][2]
    reception.check_in(session.store, registration=page.door.arrivals[0].registration)
    undo()
    qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].names == (page.door.arrivals[0].name,)
    assert len(session.store.all(Registration)) > 50
