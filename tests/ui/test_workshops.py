"""The screen at the tables: rows without a window, then the page against a real store."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from threading import Event

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import WORKSHOPS
from tests.ui.shown import show

from maillage.actions import drafts, events, explain, pledges, reception, workshops
from maillage.actions.pledges import Choosable, Gone
from maillage.actions.programme import Opened
from maillage.actions.workshops import Budget, Line
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import BarrierCause, Category, NoteKind
from maillage.ui.background import Worker
from maillage.ui.look import theme
from maillage.ui.session import Session
from maillage.ui.typed_over import too_late
from maillage.ui.widgets.rows import RowKind
from maillage.ui.workshops import rows
from maillage.ui.workshops.completing import meant, offered
from maillage.ui.workshops.joining import JoinDialog
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.page import WorkshopsPage
from maillage.ui.workshops.wall import IdeasWall, flow

WRITTEN = datetime(2021, 12, 13, 13, 22, tzinfo=UTC)


def line(id_, kind=NoteKind.IDEA, votes=0, **values):
    return Line(Note(id=id_, note_kind=kind, text=f"texte {id_}", **values), votes)


# Rows ------------------------------------------------------------------------------------


def test_notes_stand_under_counted_heads_and_the_newest_comes_first():
    older = line("a", NoteKind.BARRIER, written=WRITTEN)
    newer = line("b", NoteKind.BARRIER, written=WRITTEN.replace(hour=14))
    found = rows.note_rows([older, newer, line("c", NoteKind.QUOTE)])
    assert [(row.kind, row.title, row.count) for row in found] == [
        (RowKind.HEAD, "Freins", 2),
        (RowKind.THING, "texte b", None),
        (RowKind.THING, "texte a", None),
        (RowKind.HEAD, "Verbatims", 1),
        (RowKind.THING, "texte c", None),
    ]


def test_the_second_line_says_table_time_and_who():
    note = Note(table=3, written=WRITTEN, said_by=Category.SOCIAL_WORKER)
    said = rows.where_and_when(note).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "Table 3 · 14 h 22 · Travailleur social"


def test_a_barrier_says_its_cause_or_asks_for_it():
    tagged, untagged = rows.note_rows(
        [
            line("a", NoteKind.BARRIER, cause=BarrierCause.DISTRUST, written=WRITTEN),
            line("b", NoteKind.BARRIER),
        ]
    )[1:]
    assert tagged.state.word == "Défiance"
    assert untagged.state.word.startswith("Cause")


def test_a_disputed_note_says_that_it_waits_for_a_decision():
    row = rows.note_rows([line("a")], disputed={"a"})[1]
    assert (row.state.word, row.state.tone) == ("À décider", "warning")


def test_ideas_are_ordered_by_votes_once_nobody_holds_the_list():
    found = [line("a", votes=1), line("b", votes=3), line("c", votes=2)]
    order = rows.idea_order(found, ["a", "b", "c"], held=False)
    assert [one.note.id for one in order] == ["b", "c", "a"]


def test_ideas_keep_their_places_under_the_finger_and_new_ones_come_last():
    found = [line("new", votes=9), line("a", votes=1), line("b", votes=3)]
    order = rows.idea_order(found, ["a", "b"], held=True)
    assert [one.note.id for one in order] == ["a", "b", "new"]


def plainly(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ")


def test_the_votes_given_are_said_with_whose_they_are():
    found = Budget(45, 180, present=60, each=3)
    assert plainly(rows.budget_words(found)) == (
        "45 voix données sur 180, tous ateliers : 60 personnes présentes, 3 voix chacune"
    )
    said = "45 voix données sur 180 (60 personnes)"
    assert plainly(rows.budget_words(found, short=True)) == said
    assert rows.budget_words(Budget(45, None, present=60)) == "45 voix données, tous ateliers"
    assert "personne n’est encore arrivé" in rows.budget_words(Budget(5, 0, each=3))
    assert rows.is_over(Budget(181, 180))
    assert not rows.is_over(Budget(181, None))


def test_a_table_is_told_what_it_has_left_and_what_is_too_much():
    found = Budget(14, None, 5, {3: 3, 4: 7, 5: 5})
    said = [rows.table_words(found, one) for one in (3, 4, 5)]
    assert [plainly(one) for one in said] == [
        "Table 3 : encore 2 voix sur 5",
        "Table 4 : 2 voix de plus que ses 5",
        "Table 5 : les 5 voix sont données",
    ]
    most = "Au plus 5 voix par table"
    assert plainly(rows.table_words(found, None, short=True)) == most
    tells = plainly(rows.table_words(found, None))
    assert tells == f"{most}. Choisissez une table pour voir ce qu’il lui reste."
    assert rows.table_words(Budget(9, None), 3) == ""


def test_the_letter_of_a_kind_is_taken_off_and_other_colons_stay():
    assert rows.without_kind(" f: trop long") == "trop long"
    assert rows.without_kind("horaires: trop courts") == "horaires: trop courts"


def test_tables_are_those_of_the_meeting_and_any_that_a_note_names():
    assert rows.table_numbers(3) == [1, 2, 3]
    assert rows.table_numbers(3, [line("a", table=5)])[-1] == 5
    assert len(rows.table_numbers(None)) == rows.PLAUSIBLE_TABLES


# Page ------------------------------------------------------------------------------------


@pytest.fixture
def page(qtbot, session, meeting):
    found = show(qtbot, WorkshopsPage(session), 1154, 700)
    session.changed.connect(found.refresh)
    session.meeting_changed.connect(found.refresh)
    found.refresh()
    qtbot.waitUntil(lambda: found._seen is not None)
    yield found
    session.changed.disconnect(found.refresh)
    session.meeting_changed.disconnect(found.refresh)
    qtbot.waitUntil(lambda: session._worker._open == 0)


def test_without_ideas_the_words_stay_together_at_the_top(qtbot, page):
    card = page.ideas
    assert card._none.isVisible()
    qtbot.waitUntil(lambda: 0 < card._none.geometry().bottom() < card.height() / 2)
    qtbot.waitUntil(lambda: card._none.y() - card.said.geometry().bottom() < 40)


def notes_of(session, meeting):
    return [one.note for one in workshops.lines(session.store, event=meeting.id)]


def add(qtbot, page, text):
    before = len(page._seen.lines)
    page.notes.capture.field.setText(text)
    qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page._seen.lines) > before)


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


def test_tab_goes_from_the_notes_to_the_ideas_and_only_then_to_what_becomes_of_one(
    qtbot, page, session
):
    add(qtbot, page, "i: un guichet unique")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    page.notes.list.setFocus()
    qtbot.keyClick(page.notes.list, Qt.Key.Key_Tab)
    row = page.ideas.row(page.ideas.order()[0])
    assert page.window().focusWidget() is row
    qtbot.keyClick(row, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is page.ideas.pledge


def test_a_note_turned_into_something_else_than_a_barrier_has_no_cause(qtbot, page, session):
    note = Note(id="1", note_kind=NoteKind.BARRIER, cause=BarrierCause.DISTRUST, text="x")
    page.notes.editor.edit(Line(note, 0), [1, 2])
    page.notes.editor.kind.set_code(NoteKind.LEVER)
    assert page.notes.editor.changes() == {"note_kind": NoteKind.LEVER, "cause": None}


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


def test_votes_are_counted_by_key_and_nothing_moves_until_one_leaves(qtbot, page, session):
    for text in ("première", "seconde"):
        add(qtbot, page, text)
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    first, second = page.ideas.order()
    row = page.ideas.row(second)
    row.setFocus()
    for _ in range(2):
        qtbot.keyClick(row, Qt.Key.Key_Plus)
    assert row.votes() == 2
    qtbot.waitUntil(lambda: page._seen.budget.used == 2)
    assert page.ideas.order() == [first, second]
    page.focus_first()
    qtbot.waitUntil(lambda: page.ideas.order() == [second, first])
    assert page.ideas.current() == second


def test_ideas_have_room_for_their_words_once_these_are_made_larger(
    qtbot, qapp, page, session, meeting
):
    page.set_compact(True)
    page.resize(862, 500)
    add(qtbot, page, "un guichet mobile #logement @3")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    (idea,) = page.ideas.order()
    ada = session.store.add(Person(given_name="Ada")).id
    pledges.make(session.store, event=meeting.id, what="un guichet", note=idea, people=[ada])
    page.refresh()
    theme.apply(qapp, "light", 130)
    pane, button = page.ideas._pane, page.ideas.pledge
    qtbot.waitUntil(lambda: idea in page._seen.pledged)
    qtbot.waitUntil(lambda: pane.widget().minimumSizeHint().width() <= pane.viewport().width())
    qtbot.waitUntil(lambda: button.minimumSizeHint().width() <= button.width())


def test_minus_never_goes_below_none(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    row = page.ideas.row(page.ideas.order()[0])
    row.setFocus()
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert row.votes() == 0
    qtbot.keyClick(row, Qt.Key.Key_Plus)
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert row.votes() == 0
    qtbot.waitUntil(lambda: session._worker._open == 0)
    assert row.votes() == page._seen.budget.used == 0


def test_the_idea_that_has_the_keyboard_is_in_sight(qtbot, page, session, meeting):
    store, themes = session.store, workshops.workshops(session.store, event=meeting.id)
    for n in range(14):
        note = {"event": meeting.id, "workshop": themes[0].id, "typed": f"idea {n}"}
        workshops.add_note(store, **note)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 14)
    *_others, before, last = page.ideas.order()

    def seen(note):
        row, room = page.ideas.row(note), page.ideas._pane.viewport()
        return room.rect().contains(row.mapTo(room, row.rect().center()))

    page.ideas.set_current(last)
    assert not seen(last)
    page.ideas.row(last).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: seen(last))
    workshops.vote(store, note=before)
    workshops.merge_ideas(store, note=page.ideas.order()[0], into=last)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 13 and seen(last))
    (merged,) = next(one.merged for one in page._seen.lines if one.note.id == last)
    page.ideas._pane.show_top()
    workshops.separate(store, notes=[merged.id])
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 14 and seen(last))


def test_a_vote_counts_at_once_and_once(qtbot, page, session):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    row = page.ideas.row(page.ideas.order()[0])
    for _ in range(5):
        row.vote(1)
    assert row.votes() == 5
    qtbot.waitUntil(lambda: page._seen.budget.used == 5)
    assert row.votes() == 5


def test_a_vote_beyond_the_tables_dots_is_told_in_passing_and_not_counted(
    qtbot, page, session, meeting
):
    events.change_event(session.store, event=meeting.id, title=meeting.title, table_dots=2)
    page.choice.tables.setCurrentIndex(page.choice.tables.findData(3))
    page.choice.tables.activated.emit(page.choice.tables.currentIndex())
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    failures = []
    session.failed.connect(failures.append)
    row = page.ideas.row(page.ideas.order()[0])
    row.setFocus()
    with qtbot.waitSignal(session.told) as told:
        for _ in range(3):
            qtbot.keyClick(row, Qt.Key.Key_Plus)
    assert told.args[3] == "info"
    assert told.args[0].replace("\N{NO-BREAK SPACE}", " ").startswith("La table 3 a donné")
    qtbot.waitUntil(lambda: session._worker._open == 0 and page._seen.budget.used == 2)
    assert row.votes() == 2
    assert row.hasFocus()
    assert failures == []
    qtbot.keyClick(row, Qt.Key.Key_Minus)
    qtbot.waitUntil(lambda: page._seen.budget.used == 1)
    page.choice.set_table(4)
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(row, Qt.Key.Key_Minus)
    assert "La table 4 n’a donné" in told.args[0].replace("\N{NO-BREAK SPACE}", " ")
    qtbot.waitUntil(lambda: session._worker._open == 0 and row.votes() == 1)
    assert failures == []


def test_an_idea_can_become_a_pledge(qtbot, page, session, meeting):
    add(qtbot, page, "une idée")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    with qtbot.waitSignal(page.wants_pledge) as wanted:
        page.ideas.pledge.click()
    (note,) = notes_of(session, meeting)
    assert wanted.args == [note.id]
    guest = reception.welcome(
        session.store, event=meeting.id, given_name="Ada", family_name="Lefèvre"
    )
    pledges.make(
        session.store, event=meeting.id, what="y aller", people=[guest.person], note=note.id
    )
    page.refresh()
    row = page.ideas.row(note.id)
    qtbot.waitUntil(lambda: "Engagement pris" in row._detail.text())


def test_each_workshop_has_its_own_notes(qtbot, page, session, meeting):
    add(qtbot, page, "du logement")
    _housing, mobility = workshops.workshops(session.store, event=meeting.id)
    page.choice.chips._chips[mobility.id].click()
    assert page.notes.none.isVisible()
    add(qtbot, page, "un bus")
    assert [one.note.text for one in page._seen.lines if one.note.workshop == mobility.id] == [
        "un bus"
    ]


def test_a_workshop_is_added_and_chosen_and_the_toast_takes_it_away(qtbot, page, session, meeting):
    page.add_workshop()
    dialog = page.findChild(WorkshopDialog)
    dialog.add.click()
    assert dialog._labelled.error()
    dialog.field.setText("Jeunes aidants")
    with qtbot.waitSignal(session.told) as told:
        dialog.add.click()
    qtbot.waitUntil(lambda: len(page._seen.workshops) == 3)
    assert page._seen.workshops[-1].id == page.choice.chips.code()
    told.args[2]()
    qtbot.waitUntil(lambda: len(page._seen.workshops) == 2)
    assert page.choice.chips.code() == page._seen.workshops[0].id


def test_without_a_meeting_the_page_offers_to_create_one(qtbot, session):
    page = WorkshopsPage(session)
    qtbot.addWidget(page)
    page.refresh()
    with qtbot.waitSignal(page.wants_meeting):
        page._states.currentWidget().action.click()


def test_without_a_workshop_the_page_offers_to_name_the_first(qtbot, session, meeting):
    for one in workshops.workshops(session.store, event=meeting.id):
        session.store.delete(one.id)
    page = WorkshopsPage(session)
    qtbot.addWidget(page)
    page.refresh()
    qtbot.waitUntil(lambda: page._states.currentWidget() is page._no_workshop)


def test_a_compact_page_chooses_the_workshop_from_a_list(qtbot, page, session, meeting):
    page.set_compact(True)
    _housing, mobility = workshops.workshops(session.store, event=meeting.id)
    chooser = page.choice.list
    qtbot.waitUntil(chooser.isVisible)
    assert not page.choice.chips.isVisible()
    chooser.set_code(mobility.id)
    chooser.activated.emit(chooser.currentIndex())
    assert page._workshop == mobility.id
    page.set_compact(False)
    assert page.choice.chips.code() == mobility.id


def test_the_keyboard_starts_in_the_line_that_takes_notes(qtbot, page):
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.notes.capture.field)


# Themes and merged ideas ------------------------------------------------------------------


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


def test_two_ideas_are_merged_by_keyboard_undone_and_merged_again(qtbot, page, session, meeting):
    told = []
    session.told.connect(lambda *fact: told.append(fact))
    for typed in ("un banc", "un siege"):
        qtbot.keyClicks(page.notes.capture.field, typed)
        qtbot.keyClick(page.notes.capture.field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: page.notes.capture.field.text() == "")
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    bench = next(one.note.id for one in page._seen.lines if one.note.text == "un banc")
    qtbot.keyClick(page.ideas.row(bench), Qt.Key.Key_M)
    dialog = page.window().findChild(JoinDialog)
    qtbot.keyClicks(dialog.typed, "siege")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    (row,) = [page.ideas.row(note) for note in page.ideas.order()]
    assert "1 idée réunie" in row._detail.text()
    assert row.hasFocus()
    told[-1][2]()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)
    workshops.merge_ideas(session.store, note=bench, into=row.note)
    page.refresh()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 1)
    page.ideas.join.click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.window().findChildren(JoinDialog)))
    again = next(one for one in page.window().findChildren(JoinDialog) if one.isVisible())
    again.part.click()
    qtbot.waitUntil(lambda: len(page.ideas.order()) == 2)


# The wall ---------------------------------------------------------------------------------


def test_ideas_flow_down_columns_then_pages_and_a_long_one_has_its_own():
    found = flow([40, 40, 40, 200, 10], columns=2, room=100, gap=10)
    assert [(one.page, one.column, one.y) for one in found] == [
        (0, 0, 0),
        (0, 0, 50),
        (0, 1, 0),
        (1, 0, 0),
        (1, 1, 0),
    ]
    assert flow([], columns=2, room=100, gap=10) == []


def on_the_wall(qtbot, session, meeting, width, height):
    """The window that goes for good once it is closed."""
    wall = IdeasWall(session, meeting.id)
    wall.resize(width, height)
    with qtbot.waitExposed(wall):
        wall.show()
    return wall


def test_the_wall_shows_ideas_by_votes_live_and_names_nobody(qtbot, session, meeting, page):
    first = workshops.workshops(session.store, event=meeting.id)[0]
    notes = [
        workshops.add_note(session.store, event=meeting.id, workshop=first.id, typed=typed)
        for typed in ("un banc #jardin", "un arbre", "f: le temps")
    ]
    workshops.vote(session.store, note=notes[1].id)
    wall = on_the_wall(qtbot, session, meeting, 1300, 700)
    qtbot.waitUntil(lambda: [one.note.text for one in wall.ideas] == ["un arbre", "un banc"])
    session.write(lambda: [workshops.vote(session.store, note=notes[0].id) for _dot in range(2)])
    qtbot.waitUntil(lambda: wall.ideas[0].note.text == "un banc")
    assert wall.pages == 1
    assert "2\N{NO-BREAK SPACE}voix" in wall.accessibleName()
    assert list(wall.workshops.values()) == ["Logement"], "the head names it"
    assert "Logement" not in wall.accessibleName()
    second = workshops.workshops(session.store, event=meeting.id)[1]
    add = partial(workshops.add_note, session.store, event=meeting.id, typed="un bus")
    session.write(partial(add, workshop=second.id))
    qtbot.waitUntil(lambda: "voix, jardin · Logement" in wall.accessibleName())
    assert wall.accessibleName().endswith("voix, Mobilité")
    assert not wall.grab().isNull()
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not shiboken6.isValid(wall))


def test_many_ideas_take_several_pages_that_keys_and_fingers_turn(qtbot, session, meeting, page):
    first = workshops.workshops(session.store, event=meeting.id)[0]
    with session.store.action():
        for number in range(30):
            typed = f"une idée qui a besoin de plusieurs lignes pour se dire, la {number}e"
            workshops.add_note(session.store, event=meeting.id, workshop=first.id, typed=typed)
    wall = on_the_wall(qtbot, session, meeting, 800, 420)
    qtbot.waitUntil(lambda: wall.pages > 1)
    qtbot.keyClick(wall, Qt.Key.Key_PageDown)
    assert wall.page == 1
    for _turn in range(wall.pages + 1):
        qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert wall.page == wall.pages - 1
    wall.next_page.click()
    assert wall.page == 0
    wall.next_page.click()
    assert wall.page == 1
    qtbot.waitUntil(lambda: not wall.next_page.geometry().intersects(wall.leave.geometry()))
    wall.leave.click()
    qtbot.waitUntil(lambda: not shiboken6.isValid(wall))


# What says too much -----------------------------------------------------------------------


def test_a_beneficiarys_name_is_pointed_out_and_never_refused(qtbot, page, session, meeting):
    capture = page.notes.capture
    qtbot.keyClicks(capture.field, "Madame Benali attend un logement")
    assert "Benali" in capture.warning.text()
    assert capture.warning.isVisible()
    assert not capture.hint.isVisible()
    qtbot.keyClick(capture.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(workshops.lines(session.store, event=meeting.id)))
    (line,) = workshops.lines(session.store, event=meeting.id)
    assert line.note.text == "Madame Benali attend un logement"
    assert capture.field.text() == ""
    assert not capture.warning.isVisible()


def test_somebody_who_takes_part_may_be_named(qtbot, page, session, meeting):
    reception.welcome(
        session.store, event=meeting.id, given_name="Nora", family_name="Benali",
        organisation="CCAS", category=Category.SOCIAL_WORKER,
    )  # fmt: skip
    capture = page.notes.capture
    qtbot.keyClicks(capture.field, "Mme Benali propose un atelier")
    qtbot.waitUntil(lambda: not capture.warning.isVisible())
    assert capture.hint.isVisible()


def test_health_is_pointed_out_in_the_small_window_too(qtbot, page):
    page.set_compact(True)
    qtbot.keyClicks(page.notes.capture.field, "il est alcoolique")
    assert page.notes.capture.warning.isVisible()
    page.notes.capture.field.clear()
    assert not page.notes.capture.warning.isVisible()
    assert not page.notes.capture.hint.isVisible()


# What is half typed -----------------------------------------------------------------------


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
