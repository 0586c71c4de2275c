"""A line or a correction half typed is there again, and never covers what somebody else wrote."""

from __future__ import annotations

from PySide6.QtCore import Qt
from tests.ui.shown import show

from maillage.actions import drafts, events, workshops
from maillage.actions.programme import Opened
from maillage.domain.records import Note
from maillage.domain.vocabulary import Category, NoteKind
from maillage.ui.background import Worker
from maillage.ui.session import Session
from maillage.ui.typed_over import too_late
from maillage.ui.workshops.page import WorkshopsPage

from .conftest import add, notes_of


def another_page(qtbot, session, meeting):
    """The page as whoever starts Maillage again sees it, over the same store."""
    again = Session(Opened(session.store), Worker())
    again.show_meeting(meeting)
    page = show(qtbot, WorkshopsPage(again), 1154, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page._seen is not None)
    return page, again


def kept(session, what):
    found = drafts.drafts(session.store)
    return next((one for place, one in found.items() if place.startswith(what)), {})


def test_a_line_half_typed_is_there_again_with_its_kind_its_table_and_its_workshop(
    qtbot, page, session, meeting
):
    bar = page.notes.capture
    bar.chips._chips[NoteKind.LEVER.value].click()
    qtbot.keyClicks(bar.field, "phrase pas fin")
    second = page._seen.workshops[1].id
    page.choice.set_table(4)
    page.choice.chosen.emit(second)
    qtbot.waitUntil(lambda: kept(session, "note").get("workshop") == second)
    later, again = another_page(qtbot, session, meeting)
    taken = later.notes.capture
    assert (taken.field.text(), taken.kind()) == ("phrase pas fin", NoteKind.LEVER)
    assert (later._workshop, later.choice.table()) == (second, 4)
    qtbot.keyClick(taken.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: kept(session, "note") == {})
    (note,) = notes_of(session, meeting)
    assert (note.workshop, note.table) == (second, 4)
    again._worker.shutdown()


def corrected_by_half(qtbot, page, session, words):
    """A note of the first workshop, being corrected; its id."""
    add(qtbot, page, "un guichet")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    note = page.notes.list.current_key()
    page.notes.edit(note)
    page.notes.editor.text.setPlainText(words)
    qtbot.waitUntil(lambda: kept(session, "corr").get("typed") == {"text": words})
    return note


def test_a_correction_never_covers_what_somebody_else_writes_while_it_is_open(qtbot, page, session):
    note = corrected_by_half(qtbot, page, session, "un guichet mobil")
    editor = page.notes.editor
    workshops.change_note(session.store, note=note, said_by=Category.ELECTED_OFFICIAL)
    page.refresh()
    qtbot.waitUntil(lambda: editor.said_by.code() is Category.ELECTED_OFFICIAL)
    assert editor.changes() == {"text": "un guichet mobil"}
    assert not editor.changed_since.isVisible(), "nobody else has touched the words"
    workshops.change_note(session.store, note=note, text="un guichet unique")
    page.refresh()
    qtbot.waitUntil(editor.changed_since.isVisible)
    assert editor.text.toPlainText() == "un guichet unique"
    assert "mobil" in editor.changed_since.accessibleName()
    assert not editor.changes()
    editor.changed_since.acted.emit()
    editor.save.click()
    qtbot.waitUntil(lambda: not page.notes.correcting)
    assert session.store.get(Note, note).text == "un guichet mobil"
    qtbot.waitUntil(lambda: kept(session, "corr") == {})


def test_a_correction_half_typed_never_covers_what_somebody_else_wrote_since(
    qtbot, page, session, meeting
):
    note = corrected_by_half(qtbot, page, session, "un guichet mobil")
    workshops.change_note(session.store, note=note, text="un guichet unique")
    later, again = another_page(qtbot, session, meeting)
    qtbot.waitUntil(lambda: later.notes.correcting == note)
    assert not later.notes.editor.changes(), "the note is shown as it is now"
    # What else is corrected takes no words away.
    later.notes.editor.table.set_code(3)
    qtbot.waitUntil(lambda: kept(session, "corr").get("typed") == {"table": 3})
    again._worker.shutdown()
    latest, again = another_page(qtbot, session, meeting)
    qtbot.waitUntil(lambda: latest.notes.correcting == note)
    editor = latest.notes.editor
    assert editor.changes() == {"table": 3}
    assert "mobil" in editor.changed_since.accessibleName()
    editor.changed_since.acted.emit()
    assert editor.changes() == {"text": "un guichet mobil", "table": 3}
    assert not editor.changed_since.isVisible()
    editor.text.undo()
    assert editor.text.toPlainText() == "un guichet unique"
    latest.notes.close_editor()
    again._worker.shutdown()
    page.notes.close_editor()


def test_what_nobody_else_changed_is_typed_over_again():
    typed = {"text": "a b", "table": 4, "cause": None, "kind": "idea"}
    was = {"text": "a", "table": None, "cause": "distrust"}
    now = {"text": "a", "table": 2, "cause": None, "kind": "lever"}
    assert too_late(typed, was, now) == {"table": 4, "kind": "idea"}


def test_a_correction_stays_with_its_note_whatever_workshop_is_looked_at(
    qtbot, page, session, meeting
):
    note = corrected_by_half(qtbot, page, session, "un guichet mobil")
    first, second = (one.id for one in page._seen.workshops)
    page._choose_workshop(second)
    page.notes.editor.text.setPlainText("un guichet mobile")
    qtbot.waitUntil(lambda: kept(session, "corr")["typed"] == {"text": "un guichet mobile"})
    later, again = another_page(qtbot, session, meeting)
    qtbot.waitUntil(lambda: later.notes.correcting == note)
    assert later._workshop == first
    later.notes.close_editor()
    again._worker.shutdown()
    page.notes.close_editor()


def test_the_correction_of_a_note_that_is_gone_is_dropped(qtbot, page, session, meeting):
    note = corrected_by_half(qtbot, page, session, "un guichet mobil")
    workshops.delete_note(session.store, note=note)
    later, again = another_page(qtbot, session, meeting)
    qtbot.waitUntil(lambda: kept(session, "corr") == {})
    assert not later.notes.correcting
    again._worker.shutdown()
    page.notes.close_editor()


def test_what_waits_behind_a_refused_line_stays_with_its_meeting(
    qtbot, page, session, meeting, monkeypatch
):
    def full(*_all, **_more):
        raise OSError("disk full")

    bar = page.notes.capture
    refused = []
    session.failed.connect(refused.append)
    with monkeypatch.context() as patch:
        patch.setattr(workshops, "add_note", full)
        bar.field.setText("premiere")
        qtbot.keyClick(bar.field, Qt.Key.Key_Return)
        bar.field.setText("deuxieme a moit")
        qtbot.waitUntil(lambda: bar.field.text() == "premiere")
    session.show_meeting(
        events.create_event(
            session.store,
            title="Another",
            event_kind=meeting.event_kind,
            starts=meeting.starts,
            workshops=["Elsewhere"],
        )
    )
    page.refresh()
    qtbot.waitUntil(lambda: page._seen.event != meeting.id and bar.field.text() == "")
    add(qtbot, page, "a note of the other meeting")
    assert bar.field.text() == ""
    session.show_meeting(meeting)
    page.refresh()
    qtbot.waitUntil(lambda: bar.field.text() == "premiere")
    qtbot.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.field.text() == "deuxieme a moit"
    qtbot.waitUntil(lambda: kept(session, "note").get("later") == [])
    assert len(refused) == 1


def test_a_correction_half_typed_is_open_again_until_it_is_left(qtbot, page, session, meeting):
    add(qtbot, page, "v: on ne se connaissait pas")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    page.notes.edit(page.notes.list.current_key())
    editor = page.notes.editor
    editor.table.set_code(7)
    qtbot.keyClicks(editor.text, " du tout")
    qtbot.keyClicks(editor.speaker.edit, "lov")
    qtbot.waitUntil(lambda: kept(session, "corr").get("typed", {}).get("speaker") == "lov")
    later, again = another_page(qtbot, session, meeting)
    qtbot.waitUntil(later.notes.editor.text.hasFocus)
    assert later.notes.editor.typed() == editor.typed() != {}
    later.notes.edit("another")
    assert later.notes.correcting, "what is typed is not lost for another note"
    qtbot.keyClick(later.notes.editor.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: kept(session, "corr") == {})
    again._worker.shutdown()
    page.notes.close_editor()
