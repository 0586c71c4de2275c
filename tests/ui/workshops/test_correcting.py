"""A note corrected in its place, taken away, and brought back: by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.actions import explain, workshops
from maillage.actions.workshops import Line
from maillage.domain.records import Note
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind

from .conftest import add, notes_of, plainly


def test_a_note_is_corrected_in_place_and_the_toast_undoes_it(qtbot, page, session, meeting):
    add(qtbot, page, "f: trop de dosiers")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    page.notes.capture.field.setText("commencé avant")
    page.notes.list.setFocus()
    qtbot.keyClick(page.notes.list, Qt.Key.Key_F2)
    editor = page.notes.editor
    assert editor.isVisible()
    editor.text.setPlainText("trop de dossiers")
    editor.cause.set_code(BarrierCause.OTHER)
    editor.table.set_code(7)
    editor.said_by.set_code(Category.LOCAL_OFFICER)
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    (note,) = notes_of(session, meeting)
    assert (note.text, note.cause, note.table, note.said_by) == (
        "trop de dossiers",
        BarrierCause.OTHER,
        7,
        Category.LOCAL_OFFICER,
    )
    assert editor.isHidden()
    assert page.notes.capture.field.text() == "commencé avant"
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    (note,) = notes_of(session, meeting)
    assert (note.text, note.cause) == ("trop de dosiers", None)


def test_ctrl_z_leaves_a_note_that_another_laptop_corrected_and_goes_on_with_what_comes_after(
    qtbot, page, session, meeting
):
    add(qtbot, page, "f: trop de dosiers")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    (note,) = notes_of(session, meeting)
    desk = page._desk
    with qtbot.waitSignal(session.told):
        desk.correct(note, {"text": "trop de dossiers"})
    with qtbot.waitSignal(session.changed):
        desk.tag(notes_of(session, meeting)[0], BarrierCause.OTHER)
    theirs = {"text": "trop de dossiers à remplir", "cause": BarrierCause.DISTRUST}
    workshops.change_note(session.store, note=note.id, **theirs)  # as a merge brings it
    failed = []
    session.failed.connect(lambda error: failed.append(explain.sentence(error)))
    said = "Ceci ne peut plus être annulé : 1 fiche a été modifiée depuis. Rien n’a été modifié."
    for told in ([said], [said] * 2, [said] * 3):
        page._ways_back.undo_last()
        qtbot.waitUntil(lambda told=told: [plainly(one) for one in failed] == told)
        (found,) = notes_of(session, meeting)
        assert {"text": found.text, "cause": found.cause} == theirs
    add(qtbot, page, "un guichet unique")
    page._ways_back.undo_last()  # what is recorded then has its way back as ever
    qtbot.waitUntil(lambda: [one.id for one in notes_of(session, meeting)] == [note.id])


def test_tab_goes_through_a_note_as_it_is_seen(qtbot, page):
    add(qtbot, page, "f: la peur de perdre son financement")
    qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_F2)
    editor = page.notes.editor
    qtbot.waitUntil(editor.text.hasFocus)
    for stop in (editor.kind, editor.table, editor.said_by, editor.cause, editor.save):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert stop.hasFocus()


def test_f2_corrects_the_line_just_added_from_where_the_next_one_is_typed(qtbot, page):
    add(qtbot, page, "un guichet uniqe")
    qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_F2)
    assert page.notes.editor.isVisible()
    assert page.notes.editor.text.toPlainText() == "un guichet uniqe"
    qtbot.keyClick(page.notes.editor.text, Qt.Key.Key_Escape)
    assert page.notes.capture.field.hasFocus(), "where the next note is written"
    page.notes.list.setFocus()
    qtbot.keyClicks(page.notes.list, "f")
    assert page.notes.capture.field.hasFocus()
    assert page.notes.capture.field.text() == "f"


def test_f2_corrects_an_idea_and_gives_the_keyboard_back_to_it(qtbot, page):
    add(qtbot, page, "un banc")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    row = page.ideas.row(page.ideas.order()[0])
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_F2)
    editor = page.notes.editor
    assert editor.text.hasFocus()
    editor.text.setPlainText("un siège")
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page._seen.lines[0].note.text == "un siège")
    assert row.hasFocus()


def test_a_note_turned_into_something_else_than_a_barrier_has_no_cause(qtbot, page, session):
    note = Note(id="1", note_kind=NoteKind.BARRIER, cause=BarrierCause.DISTRUST, text="x")
    page.notes.editor.edit(Line(note, 0), [1, 2])
    page.notes.editor.kind.set_code(NoteKind.LEVER)
    assert page.notes.editor.changes() == {"note_kind": NoteKind.LEVER, "cause": None}


def test_an_emptied_note_is_not_saved_but_asked_for_a_word(qtbot, page):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    page.notes.edit(page.notes.list.current_key())
    page.notes.editor.text.setPlainText("  ")
    page.notes.editor.save.click()
    assert page.notes.editor.isVisible()
    assert page.notes.editor.words.error()


def test_a_note_opened_and_left_by_enter_is_not_corrected(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    note = page.notes.list.current_key()
    session.store.change(note, text="Une idée\u00a0:  deux  blancs")
    page.refresh()
    qtbot.waitUntil(lambda: "blancs" in page._seen.note(note).text)
    digest = session.store.digest()
    page.notes.edit(note)
    page.notes.editor.save.click()
    qtbot.waitUntil(lambda: not page.notes.correcting)
    qtbot.waitUntil(lambda: session._worker._open == 0)
    assert session.store.digest() == digest


def test_delete_takes_a_note_away_and_the_toast_brings_it_back(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    page.notes.list.setFocus()
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(page.notes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page._seen.lines)
    assert page.notes.none.isVisible()
    told.args[2]()
    qtbot.waitUntil(lambda: len(page._seen.lines) == 1)


def test_what_was_done_last_is_undone_by_ctrl_z_from_the_empty_line_on(
    qtbot, page, session, meeting
):
    told = []
    session.told.connect(lambda *fact: told.append(fact))
    field = page.notes.capture.field

    def undo(widget, before, after):
        qtbot.waitUntil(lambda: session._worker._open == 0)
        assert before()
        QTest.keyClick(widget, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda: after() and session._worker._open == 0)

    add(qtbot, page, "un banc")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    (note,) = page.ideas.order()
    page.ideas.row(note).vote(1)
    qtbot.waitUntil(lambda: page._seen.budget.used == 1)
    page.notes.list.setFocus()
    qtbot.keyClick(page.notes.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: not page._seen.lines)
    field.setFocus()
    undo(field, lambda: not page._seen.lines, lambda: len(page._seen.lines) == 1)
    row = page.ideas.row(note)
    row.setFocus()
    undo(row, lambda: row.votes() == 1, lambda: row.votes() == 0)
    field.setFocus()
    qtbot.keyClicks(field, "x")
    undo(field, lambda: field.text() == "x", lambda: field.text() == "")
    assert len(page._seen.lines) == 1, "the letter was the last thing done"
    field.clear()
    field.setText("")
    undo(field, lambda: len(page._seen.lines) == 1, lambda: not page._seen.lines)
    assert "un banc" in told[-1][0]
    told[-1][2]()
    qtbot.waitUntil(lambda: len(page._seen.lines) == 1)
