"""A meeting from the menu: created, refused at its field, corrected, or another one chosen."""

from __future__ import annotations

from datetime import date, time

import pytest
from PySide6.QtCore import Qt, QTime

from maillage.domain.records import Event, Workshop
from maillage.domain.vocabulary import EventKind
from maillage.ui.meeting import typed
from maillage.ui.meeting.choose import ChooseMeetingDialog
from maillage.ui.meeting.choose import rows as meeting_rows
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.widgets.buttons import Button

from .conftest import SLOW, created, dialog_of


def test_a_screen_that_wants_a_meeting_gets_the_dialog(qtbot, open_window):
    open_window.shell.page("one").wants_meeting.emit()
    qtbot.waitUntil(lambda: dialog_of(MeetingDialog) is not None)
    dialog_of(MeetingDialog).reject()


def test_a_meeting_is_created_by_keyboard(qtbot, open_window):
    open_window.commands.new.trigger()
    dialog = dialog_of(MeetingDialog)
    qtbot.waitUntil(dialog.title.hasFocus)
    qtbot.keyClicks(dialog.title, "Grande Rencontre de Lyon")
    qtbot.keyClicks(dialog.commune.edit, "Lyon")
    dialog.workshops.setPlainText("- Logement\n\n2. Emploi\nlogement\n")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    session = open_window.session
    qtbot.waitUntil(lambda: session.meeting is not None, timeout=SLOW)
    assert session.meeting.title == "Grande Rencontre de Lyon"
    assert session.meeting.commune == "Lyon"
    assert session.meeting.tables == 10
    assert [one.title for one in session.store.all(Workshop)] == ["Logement", "Emploi"]
    qtbot.waitUntil(open_window.shell.toast.isVisible)


@pytest.mark.usefixtures("lets_go")
def test_a_date_is_typed_in_digits_as_one_comes_to_it(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.kind.setFocus()
    qtbot.keyClick(dialog.kind, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: dialog.when.day.lineEdit().selectedText().isdecimal())
    qtbot.keyClicks(dialog.when.day, "14122026")
    assert dialog.when.day.day() == date(2026, 12, 14)
    dialog.reject()


@pytest.mark.usefixtures("lets_go")
def test_a_meeting_without_a_title_is_refused_at_its_field(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    qtbot.keyClicks(dialog.venue, "Halle aux grains")
    dialog.send()
    qtbot.waitUntil(lambda: dialog.titled.error() != "", timeout=SLOW)
    assert dialog.venue.text() == "Halle aux grains"
    assert dialog.save.isEnabled()
    assert open_window.session.store.all(Event) == []
    dialog.reject()


def test_a_meeting_that_ends_before_it_begins_is_refused_at_its_field(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    dialog.title.setText("Grande Rencontre de Lyon")
    dialog.when.begins.setTime(QTime(14, 0))
    dialog.when.ends.setTime(QTime(13, 0))
    qtbot.keyClick(dialog.when.ends, Qt.Key.Key_Return)
    assert dialog.when.ended.error() == "La fin précède le début."
    assert open_window.session.store.all(Event) == []
    dialog.when.ends.setTime(QTime(1, 0))
    assert dialog.when.ended.error() == ""
    qtbot.keyClick(dialog.when.ends, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: open_window.session.meeting is not None, timeout=SLOW)


@pytest.mark.usefixtures("lets_go")
def test_enter_on_not_now_creates_no_meeting(qtbot, open_window):
    open_window.commands.new_meeting()
    dialog = dialog_of(MeetingDialog)
    dialog.title.setText("Grande Rencontre de Lyon")
    (later,) = (one for one in dialog.findChildren(Button) if one.text() == "Plus tard")
    later.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(later, Qt.Key.Key_Return)
    assert open_window.session.store.all(Event) == []


def test_a_meeting_is_corrected_and_shown_as_it_is_now(qtbot, with_meeting):
    with_meeting.commands.edit_meeting()
    dialog = dialog_of(MeetingDialog)
    assert dialog.title.text() == "Grande Rencontre de Paris"
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SLOW)
    dialog.commune.edit.setText("Paris 7e")
    dialog.tables.set_value(0)
    dialog.send()
    qtbot.waitUntil(lambda: with_meeting.session.meeting.commune == "Paris 7e", timeout=SLOW)
    (event,) = with_meeting.session.store.all(Event)
    assert event.tables is None
    assert len(with_meeting.session.store.all(Workshop)) == 1


def test_another_meeting_is_chosen(qtbot, with_meeting):
    other = created(with_meeting.session.store, "Grande Rencontre de Lyon", day=20)
    with_meeting.commands.choose_meeting()
    dialog = dialog_of(ChooseMeetingDialog)
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == 2, timeout=SLOW)
    dialog.list.set_current(other.id)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert with_meeting.session.meeting.id == other.id


def test_a_meeting_that_ends_before_it_begins_goes_past_midnight():
    values = typed.Typed(
        "Nuit", EventKind.OTHER, date(2021, 12, 13), begins=time(20), ends=time(1)
    ).values()
    assert (values["ends"] - values["starts"]).total_seconds() == 5 * 3600


def test_what_was_recorded_is_typed_again_as_it_was(session):
    event = created(session.store)
    again = typed.of(event, date(2030, 1, 1))
    apart = {"territory", "partners"}  # records of their own
    fields = again.values().keys() - apart
    assert {name: again.values()[name] for name in fields} == {
        name: getattr(event, name) for name in fields
    }


def test_workshops_are_read_line_by_line_without_bullets_or_repeats():
    text = "• Logement\n- Emploi  et formation\n\n3) emploi et formation\n1er accueil\n"
    assert typed.themes(text) == ["Logement", "Emploi et formation", "1er accueil"]


def test_the_meeting_shown_says_so_in_the_list(session):
    one, other = created(session.store), created(session.store, "Autre", 14)
    rows = meeting_rows([one, other], one.id)
    assert rows[0].state is not None
    assert rows[1].state is None
