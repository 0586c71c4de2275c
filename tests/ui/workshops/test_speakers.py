"""Who said a quote: found as one types, and named only if they agreed to it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.shown import show

from maillage.actions import workshops
from maillage.actions.pledges import Choosable, Gone
from maillage.actions.workshops import Line
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import Category, NoteKind
from maillage.ui.look import theme
from maillage.ui.workshops.page import WorkshopsPage

from .conftest import add


def test_a_quote_takes_a_speaker_as_one_types_who_may_agree_to_be_named(qtbot, page, session):
    ada = session.store.add(
        Person(given_name="Ada", family_name="Lovel", category=Category.SOCIAL_WORKER)
    )
    add(qtbot, page, "v: on ne se connaissait pas")
    qtbot.waitUntil(lambda: page.notes.list.current_key() != "")
    page.notes.edit(page.notes.list.current_key())
    editor, field = page.notes.editor, page.notes.editor.speaker
    assert field.isVisible()
    assert editor.may_name.isHidden(), "nobody has been named who could agree"
    field.edit.setFocus()
    qtbot.keyClicks(field.edit, "lov")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.error(), "what is typed must be somebody"
    field.edit.clear()
    qtbot.keyClicks(field.edit, "lov")
    qtbot.waitUntil(field.completer.popup().isVisible)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert (field.edit.text(), editor.said_by.code()) == ("Ada Lovel", Category.SOCIAL_WORKER)
    assert not editor.may_name.isChecked(), "anonymous unless somebody says otherwise"
    editor.may_name.click()
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    note = session.store.all(Note)[0]
    assert (note.speaker, note.may_name) == (ada.id, True)
    told.args[2]()
    qtbot.waitUntil(lambda: not session.store.all(Note)[0].may_name)
    assert session.store.all(Note)[0].speaker == ""


def test_another_speaker_has_not_agreed_and_an_erased_one_stays_as_it_was(qtbot, page):
    ada = Choosable("a" * 36, "Ada Lovel", "", None)
    editor = page.notes.editor
    note = Note(note_kind=NoteKind.QUOTE, text="x", speaker=ada.person, may_name=True)
    editor.edit(Line(note, 0, speaker=ada), [1])
    assert editor.changes() == {}
    qtbot.keyClicks(editor.speaker.edit, "x")
    assert editor.changes() == {"speaker": "", "may_name": False}
    for gone, said in (
        (Gone.ERASED, "Personne effacée"),
        (Gone.DELETED, "Personne supprimée"),
        (Gone.UNKNOWN, "Personne pas encore reçue"),
        (None, "Personne pas encore reçue"),
    ):
        editor.edit(Line(note, 0, speaker_gone=gone), [1])
        assert editor.changes() == {}
        assert editor.speaker.edit.placeholderText() == said


@pytest.mark.parametrize(("text_size", "height"), [(100, 460), (130, 480)])
def test_a_small_window_corrects_a_quote_without_growing_or_cutting_anything(
    qtbot, session, meeting, text_size, height
):
    theme.apply(QApplication.instance(), "light", text_size)
    said = "J’ai découvert cette agence immobilière sociale au bout de douze ans de métier."
    speaker = session.store.add(
        Person(given_name="Marie-Bénédicte", family_name="de Villeneuve-Laroche")
    )
    theme_of_table = workshops.workshops(session.store, event=meeting.id)[0].id
    note = workshops.add_note(
        session.store, event=meeting.id, workshop=theme_of_table, typed=f"v: {said}"
    )
    workshops.change_note(session.store, note=note.id, speaker=speaker.id, may_name=True)
    page = show(qtbot, WorkshopsPage(session), 862, height)  # the rail beside it has the rest
    page.set_compact(True)
    page.refresh()
    qtbot.waitUntil(page.notes.list.isVisible)
    page.resize(862, height)
    room = page.size()
    assert (room.width(), room.height()) == (862, height)
    editor = page.notes.editor
    page.notes.edit(note.id)
    editor.speaker.ask_to_choose()
    qtbot.waitUntil(lambda: editor.save.isVisible() and editor.speaker.edit.hasFocus())
    assert page.size() == room

    def is_in_sight():
        foot = editor.save.mapTo(page, editor.save.rect().bottomRight())
        return page.notes.geometry().contains(page.notes.parentWidget().mapFrom(page, foot))

    qtbot.waitUntil(is_in_sight)
    fields = (editor.kind, editor.table, editor.said_by, editor.speaker.edit, editor.may_name)
    qtbot.waitUntil(lambda: all(each.height() >= each.sizeHint().height() for each in fields))
    assert editor.speaker.edit.cursorPosition() == 0, "a long name is read from its beginning"
    qtbot.waitUntil(lambda: session._worker._open == 0)
