"""What people take home of a pledge, and the sheet of calls to make."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.pledges import rows
from maillage.ui.pledges.call_list import CallListDialog
from maillage.ui.pledges.papers_dialog import PapersDialog, free_name

from .conftest import plain


def test_card_and_calendar_are_saved_at_once_and_replace_none_of_another_pledge(
    qtbot, session, made, page, monkeypatch, tmp_path
):
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PapersDialog)))
    dialog = page.window().findChild(PapersDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages == 1)
    other = tmp_path / "fiche.ics"
    other.write_text("celui d’un autre engagement")
    dialog.save_to(tmp_path / "fiche")
    qtbot.waitUntil(dialog.told.isVisible)
    assert plain(dialog.told.accessibleName()) == "Enregistrés : fiche.pdf et fiche-2.ics"
    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "fiche-2.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert other.read_text() == "celui d’un autre engagement"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(tmp_path / "seul"), ""))
    dialog.calendar.click()
    qtbot.waitUntil((tmp_path / "seul.ics").exists)
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_the_calls_to_make_are_those_of_the_list_as_it_is_filtered(qtbot, session, made, page):
    def asked():
        page._call.trigger()
        qtbot.waitUntil(lambda: bool(page.window().findChildren(CallListDialog)))
        dialog = page.window().findChild(CallListDialog)
        qtbot.waitUntil(lambda: dialog.preview.pages == 1 or dialog.nobody.isVisible())
        return dialog

    shown = page.list.shown()
    assert made.id in shown
    dialog = asked()
    assert dialog.preview.pages == 1
    assert dialog.print.isEnabled()
    assert dialog.file_name.startswith("appels-sur-les-engagements")
    dialog.reject()
    qtbot.waitUntil(lambda: not page.window().findChildren(CallListDialog))
    page.list.filters.set_code(rows.Filter.CLOSED.value)
    page.list.filters.chosen.emit(rows.Filter.CLOSED.value)
    assert made.id not in page.list.shown()
    dialog = asked()
    assert dialog.nobody.isVisible()
    assert not dialog.print.isEnabled()
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_a_name_is_offered_that_neither_a_card_nor_a_calendar_has(tmp_path):
    for taken in ("fiche.pdf", "fiche-2.ics"):
        (tmp_path / taken).touch()
    assert free_name(tmp_path, "fiche.pdf") == "fiche-3.pdf"
    assert free_name(tmp_path / "nowhere", "fiche.ics") == "fiche.ics"


def test_a_pledge_whose_dates_are_past_has_its_card_alone(qtbot, session, made, page, today):
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    page.detail.papers_asked.emit(made.id, False)
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PdfDialog)))
    dialog = page.window().findChild(PdfDialog)
    assert not isinstance(dialog, PapersDialog)
    qtbot.waitUntil(lambda: dialog.preview.pages == 1)
    dialog.reject()
    qtbot.waitUntil(lambda: session._worker._open == 0)
