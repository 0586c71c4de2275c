"""The line that takes notes: kinds and tables as one types, sent while the last one is saved."""

from __future__ import annotations

from functools import partial
from threading import Event

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maillage.domain.vocabulary import BarrierCause, NoteKind

from .conftest import add, notes_of


def current_note(page):
    return page._seen.note(page.notes.list.current_key())


def test_enter_records_the_line_at_the_table_of_the_scribe(qtbot, page, session, meeting):
    page.choice.tables.setCurrentIndex(page.choice.tables.findData(3))
    page.choice.tables.activated.emit(page.choice.tables.currentIndex())
    add(qtbot, page, "Un guichet mobile le jeudi")
    (note,) = notes_of(session, meeting)
    assert (note.text, note.note_kind, note.table) == (
        "Un guichet mobile le jeudi",
        NoteKind.IDEA,
        3,
    )
    assert page.notes.capture.field.text() == ""


def test_arrows_go_through_the_tables_and_enter_goes_on_to_the_line(qtbot, page):
    box, field = page.choice.tables, page.notes.capture.field
    box.setFocus()
    for table in (1, 2, 3):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert (page.choice.table(), box.hasFocus()) == (table, True)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(field.hasFocus)
    box.setFocus()
    box.showPopup()
    qtbot.waitUntil(box.view().isVisible)
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(field.hasFocus)
    assert page.choice.table() == 4


def test_a_prefix_lights_its_chip_and_a_table_shows_while_one_types(qtbot, page):
    qtbot.keyClicks(page.notes.capture.field, "f: trop de dossiers @4")
    assert page.notes.capture.chips.code() == NoteKind.BARRIER.value
    assert page.choice.tables.code() == 4
    page.notes.capture.field.clear()
    assert page.notes.capture.chips.code() == NoteKind.IDEA.value
    assert page.choice.tables.code() == 0


def test_a_chip_beats_the_letter_typed_before_it(page):
    page.notes.capture.field.setText("f: la confiance")
    page.notes.capture.chips._chips[NoteKind.LEVER.value].click()
    assert page.notes.capture.field.text() == "la confiance"
    assert page.notes.capture.kind() is NoteKind.LEVER


def test_kinds_are_in_a_list_where_their_chips_would_take_three_lines(qtbot, page):
    bar = page.notes.capture
    assert bar.kinds.isHidden()
    page.set_compact(True)
    page.resize(700, 420)
    qtbot.waitUntil(lambda: bar.kinds.isVisible() and bar.chips.isHidden())
    bar.kinds.setFocus()
    qtbot.keyClick(bar.kinds, Qt.Key.Key_Down)
    assert bar.kind() is NoteKind.BARRIER
    qtbot.waitUntil(bar.field.hasFocus)
    qtbot.keyClicks(bar.field, "l: oser")
    assert bar.kinds.code() == NoteKind.LEVER.value


def test_marks_without_words_are_no_note_and_the_words_are_asked_for(qtbot, page, session, meeting):
    bar = page.notes.capture
    qtbot.keyClicks(bar.field, "f: @4")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.warning.isVisible()
    assert "écrivez" in bar.warning.text()
    assert not bar.hint.isVisible()
    assert bar.field.text() == "f: @4"
    assert notes_of(session, meeting) == []
    qtbot.keyClicks(bar.field, " trop de dossiers")
    assert not bar.warning.isVisible(), "once one types on"


def test_enter_after_a_table_is_for_that_table_though_others_begin_alike(
    qtbot, page, session, meeting
):
    bar = page.notes.capture
    qtbot.keyClicks(bar.field, "un banc @1")
    popup = bar.marks.completer.popup()
    assert popup.isVisible(), "table 10 is offered"
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page._seen.lines) == 1)
    assert [(one.text, one.table) for one in notes_of(session, meeting)] == [("un banc", 1)]
    assert not popup.isVisible()


def test_a_table_that_there_is_not_stays_in_the_text_and_that_is_told(
    qtbot, page, session, meeting
):
    told = []
    session.told.connect(lambda *fact: told.append(fact))
    bar = page.notes.capture
    for typed, why in (("un banc @99", "pas de table 99"), ("un banc @3 @4", "ici la 3")):
        qtbot.keyClicks(bar.field, typed)
        assert why in bar.warning.text()
        assert bar.warning.isVisible()
        add(qtbot, page, typed)
        qtbot.waitUntil(lambda why=why: bool(told) and why in told[-1][0])
    found = {(one.text, one.table) for one in notes_of(session, meeting)}
    assert found == {("un banc @99", None), ("un banc @4", 3)}
    told[-1][2]()
    assert page.notes.editor.isVisible(), "the toast leads to the note"


def test_a_line_that_cannot_be_saved_stays_in_the_field_and_says_why(qtbot, page, session):
    bar = page.notes.capture
    too_long = "x" * 12_000
    bar.field.setText(too_long)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(bar.warning.isVisible)
    assert "12\N{NARROW NO-BREAK SPACE}000" in bar.warning.text()
    assert bar.field.text() == too_long
    why = bar.warning.text()
    busy = Event()
    session.read(partial(busy.wait, 30), done=lambda _done: None)
    bar.field.setText("une autre")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    bar.field.setText(too_long)
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "2" in bar.warning.text())
    busy.set()
    qtbot.waitUntil(lambda: bar.warning.text() == why)
    page.set_compact(True)
    bar.takes_part("Awa")
    assert bar.warning.isVisible(), "until the text changes"
    assert bar.warning.text() == why
    bar.field.setText("plus court")
    assert not bar.warning.isVisible()
    add(qtbot, page, "plus court")


def test_the_next_line_is_typed_and_sent_while_the_one_before_is_being_saved(
    qtbot, page, session, meeting
):
    bar = page.notes.capture
    busy = Event()
    session.read(partial(busy.wait, 30), done=lambda _done: None)
    for typed in ("une phrase", "x" * 10_001, "f: une autre @4"):
        bar.field.setText(typed)
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
        assert bar.field.text() == ""
    qtbot.waitUntil(lambda: "3" in bar.warning.text())
    qtbot.keyClicks(bar.field, "et la sui")
    busy.set()
    qtbot.waitUntil(lambda: len(page._seen.lines) == 2)
    assert {one.text for one in notes_of(session, meeting)} == {"une phrase", "une autre"}
    assert len(bar.field.text()) == 10_001, "what was refused is back"
    bar.field.setText("plus court")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.field.text() == "et la sui"
    qtbot.waitUntil(lambda: len(page._seen.lines) == 3)


def test_the_barrier_just_added_is_shown_and_asked_its_cause(qtbot, page, session, meeting):
    add(qtbot, page, "f: on ne se connaît pas")
    qtbot.waitUntil(page.notes.cause_line.isVisible)
    assert current_note(page).text == "on ne se connaît pas"
    page.notes.cause._chips[BarrierCause.UNFAMILIARITY.value].click()
    qtbot.waitUntil(lambda: notes_of(session, meeting)[0].cause is BarrierCause.UNFAMILIARITY)


def test_an_idea_is_not_asked_for_a_cause(qtbot, page):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    assert page.notes.cause_line.isHidden()


def test_the_keyboard_starts_in_the_line_that_takes_notes(qtbot, page):
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.notes.capture.field)
