"""The photos of the boards, by keyboard and by drop, against a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from tests.ui.shown import show

from maillage.actions import photos
from maillage.domain.records import Attachment
from maillage.domain.vocabulary import AttachmentRole
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.workshops.page import WorkshopsPage
from maillage.ui.workshops.photo_list import words


@pytest.fixture
def boards(tmp_path: Path) -> list[Path]:
    found = []
    for name, colour in (("un.jpg", "white"), ("deux.png", "yellow")):
        found.append(tmp_path / name)
        Image.new("RGB", (320, 240), colour).save(found[-1])
    return found


@pytest.fixture
def page(qtbot, session, meeting) -> Iterator[WorkshopsPage]:
    found = show(qtbot, WorkshopsPage(session), 1154, 700)
    assert isinstance(found, WorkshopsPage)
    session.changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


@pytest.fixture
def toasts(session) -> list:
    told = []
    session.told.connect(lambda *said: told.append(said))
    return told


def in_store(page) -> list[Attachment]:
    return photos.photos(page._store, event=page._session.meeting.id)


def take(qtbot, page, paths) -> None:
    before = len(in_store(page))
    page._take_photos([str(path) for path in paths])
    qtbot.waitUntil(lambda: page.photos.list.count() == before + len(paths))
    qtbot.waitUntil(lambda: not page.photos.list.missing())


def test_the_words_below_a_photo_are_its_caption_its_table_or_its_number():
    assert words(Attachment(caption="Idées", table=3), 7) == "Idées"
    assert words(Attachment(table=3), 7).replace("\N{NO-BREAK SPACE}", " ") == "Table 3"
    assert words(Attachment(), 7).replace("\N{NO-BREAK SPACE}", " ") == "Photo 7"


def test_f6_shows_the_photos_and_escape_the_notes_again(qtbot, page):
    page.focus_first()
    qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_F6)
    qtbot.waitUntil(page.photos.isVisible)
    assert page.photos.nobody.action.hasFocus()
    qtbot.keyClick(page.photos.nobody.action, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.notes.isVisible)
    assert page.notes.capture.field.hasFocus()


def test_photos_are_chosen_taken_in_and_taken_back(qtbot, page, boards, toasts, monkeypatch):
    chosen = ([str(path) for path in boards], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: chosen)
    page.choice.tables.set_code(4)
    page.choice.tables.activated.emit(page.choice.tables.currentIndex())
    page.show_photos()
    qtbot.keyClick(page.photos.nobody.action, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.photos.list.count() == 2)
    assert {one.table for one in in_store(page)} == {4}, "as of those that are dropped"
    qtbot.waitUntil(lambda: not page.photos.list.missing())
    assert "2" in page.commands.photos.text()
    _fact, _undo, back, _icon = toasts[-1]
    back()
    qtbot.waitUntil(lambda: in_store(page) == [])
    qtbot.waitUntil(page.photos.nobody.isVisible)


def test_photos_dropped_on_the_notes_belong_to_the_table_chosen(
    qtbot, page, boards, toasts, tmp_path
):
    (tmp_path / "liste.csv").write_text("Nom;Prenom")
    page.choice.tables.set_code(4)
    page.choice.tables.activated.emit(page.choice.tables.currentIndex())
    data = QMimeData()
    dropped = [*boards, tmp_path / "liste.csv"]
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in dropped])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    assert page.veil.isVisible()
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, data, left, none))
    assert not page.veil.isVisible()
    qtbot.waitUntil(lambda: page.photos.list.count() == 2)
    assert page.photos.isVisible()
    assert {one.table for one in in_store(page)} == {4}
    assert {one.workshop for one in in_store(page)} == {page._workshop}
    toasts.clear()
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), copy, data, left, none))
    qtbot.waitUntil(lambda: bool(toasts))
    assert "déjà là" in toasts[0][0]
    qtbot.waitUntil(page.photos.banner.isVisible)
    assert "liste.csv" in page.photos.banner.accessibleName()


def test_what_is_no_photo_and_is_dropped_on_the_notes_says_where_it_belongs(
    qtbot, page, toasts, tmp_path
):
    (tmp_path / "liste.csv").write_text("Nom;Prenom")
    for path, said in ((tmp_path, "est un dossier"), (tmp_path / "liste.csv", "Accueil")):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        with_it = (Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(page, QDragEnterEvent(QPoint(50, 50), *with_it))
        assert not page.veil.isVisible()
        QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), *with_it))
        assert said in toasts[-1][0]
    assert not in_store(page)


def test_a_caption_is_kept_without_a_button_and_belongs_to_its_photo(qtbot, page, boards):
    take(qtbot, page, boards)
    card = page.photos
    first, second = in_store(page)
    assert card.list.current() == second.id  # the latest is shown
    card.caption.setFocus()
    qtbot.keyClicks(card.caption, "Le mur des idees")
    card.list.setFocus()
    qtbot.keyClick(card.list, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: in_store(page)[1].caption == "Le mur des idees")
    assert card.list.current() == first.id
    assert card.caption.text() == ""
    card.table.setCurrentIndex(card.table.findData(7))
    card.table.activated.emit(card.table.currentIndex())
    qtbot.waitUntil(lambda: in_store(page)[0].table == 7)
    assert in_store(page)[0].caption == ""


def test_a_caption_from_elsewhere_is_not_taken_back_by_a_field_that_only_has_the_focus(
    qtbot, page, boards
):
    take(qtbot, page, boards[:1])
    card, store = page.photos, page._store
    (photo,) = in_store(page)
    card.caption.setFocus()
    page._session.write(lambda: photos.change(store, photo=photo.id, caption="Table 3"))
    qtbot.waitUntil(lambda: card.caption.text() == "Table 3")
    store.change(photo.id, caption="Table 4")  # nobody has told the screen yet
    card.table.setCurrentIndex(card.table.findData(7))
    card.table.activated.emit(card.table.currentIndex())
    card.list.setFocus()
    qtbot.waitUntil(lambda: in_store(page)[0].table == 7)
    assert in_store(page)[0].caption == "Table 4"


def test_a_caption_that_is_being_typed_survives_news_from_elsewhere(qtbot, page, boards):
    take(qtbot, page, boards[:1])
    card, store = page.photos, page._store
    (photo,) = in_store(page)
    card.caption.setFocus()
    qtbot.keyClicks(card.caption, "Le mur")
    page._session.write(lambda: photos.change(store, photo=photo.id, table=7))
    qtbot.waitUntil(lambda: card.table.code() == 7)
    assert card.caption.text() == "Le mur"
    page.photos.leave()
    qtbot.waitUntil(lambda: in_store(page)[0].caption == "Le mur")


def test_a_photo_is_taken_away_by_its_key_and_comes_back(qtbot, page, boards):
    take(qtbot, page, boards[:1])
    page.focus_first()
    qtbot.keyClick(page.photos.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: in_store(page) == [])
    qtbot.waitUntil(lambda: page._session._worker._open == 0)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.photos.list.count() == 1)


def test_a_photo_is_erased_for_ever_only_once_that_is_confirmed(qtbot, page, boards, monkeypatch):
    take(qtbot, page, boards[:1])
    (photo,) = in_store(page)
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_args, **_words: False)
    page.photos.erase.click()
    assert page._store.content(photo.sha256) is not None
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_args, **_words: True)
    page.photos.erase.click()
    qtbot.waitUntil(lambda: page._store.content(photo.sha256) is None)
    with qtbot.waitSignal(page._session.failed):
        page._ways_back.undo_last()
    assert not page._ways_back._ways, "there is no way back from erasing"


def test_what_is_no_picture_is_named_and_the_others_are_taken_in(qtbot, page, boards, tmp_path):
    (tmp_path / "liste.jpg").write_text("Nom;Prenom")
    page._take_photos([str(boards[0]), str(tmp_path / "liste.jpg"), str(boards[1])])
    qtbot.waitUntil(lambda: page.photos.list.count() == 2)
    qtbot.waitUntil(page.photos.banner.isVisible)
    assert "liste.jpg" in page.photos.banner.accessibleName()
    assert not page.photos.progress.isVisible()
    page.photos.leave()
    page.show_photos()
    assert not page.photos.banner.isVisible()


def test_a_copy_is_saved_in_clear_where_one_wants_it(qtbot, page, boards, tmp_path, monkeypatch):
    take(qtbot, page, boards[:1])
    wanted = tmp_path / "copie"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(wanted), ""))
    page.photos.save.click()
    written = tmp_path / "copie.jpg"
    qtbot.waitUntil(written.exists)
    with Image.open(written) as copy:
        assert copy.size == (320, 240)


def test_a_photo_that_has_not_arrived_says_so(qtbot, page, meeting):
    store, workshop = page._store, page._workshop
    page._session.write(
        lambda: store.add(
            Attachment(
                event=meeting.id, workshop=workshop, role=AttachmentRole.BOARD, sha256="0" * 64
            )
        )
    )
    qtbot.waitUntil(lambda: page.photos.list.count() == 1)
    page.show_photos()
    qtbot.waitUntil(lambda: "arrivée" in page.photos.view.accessibleName())


def test_each_workshop_has_its_own_photos(qtbot, page, boards):
    take(qtbot, page, boards)
    other = page._seen.workshops[1].id
    page.choice.chosen.emit(other)
    qtbot.waitUntil(lambda: page.photos.list.count() == 0)
    assert page.photos.nobody.isVisible()
