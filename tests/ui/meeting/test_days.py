"""Days and hours of a meeting: typed as people write them, one day or several, past midnight."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.actions import events
from maillage.domain.records import Event
from maillage.ui.meeting import typed
from maillage.ui.meeting.dialog import MeetingDialog

from .conftest import ENTER


def test_a_meeting_of_two_days_is_typed_and_keeps_them_whatever_is_corrected(
    dialog, session, qtbot
):
    dialog.title.setText("Beaujolais")
    QTest.keyClicks(dialog.title, " 2021")
    type_day(qtbot, dialog, dialog.when.day, "14012021")
    assert dialog.when.last.day() == date(2021, 1, 14), "by default the same day"
    for field in (dialog.when.begins, dialog.when.last, dialog.when.ends):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus()
    type_day(qtbot, dialog, dialog.when.last, "15012021")
    type_day(qtbot, dialog, dialog.when.day, "15012021")
    type_day(qtbot, dialog, dialog.when.day, "14012021")
    assert dialog.when.last.day() == date(2021, 1, 15), "once set, it stays"
    QTest.keyClick(dialog.when.day, ENTER)
    qtbot.waitUntil(lambda: bool(session.store.all(Event)))
    (event,) = session.store.all(Event)
    assert events.days(event) == (date(2021, 1, 14), date(2021, 1, 15))
    correcting = MeetingDialog(session, event)
    qtbot.addWidget(correcting)
    qtbot.waitUntil(correcting.save.isEnabled)
    correcting.venue.setText("Mairie")
    correcting.send()
    qtbot.waitUntil(lambda: session.store.get(Event, event.id).venue == "Mairie")
    after = session.store.get(Event, event.id)
    assert (after.starts, after.ends) == (event.starts, event.ends)


@pytest.mark.parametrize("first", [None, Qt.Key.Key_Home, Qt.Key.Key_A])
def test_an_hour_is_typed_from_its_first_digit_wherever_one_begins(dialog, qtbot, first):
    if first is None:
        QTest.mouseClick(dialog.when.begins.lineEdit(), Qt.MouseButton.LeftButton)
    else:
        dialog.when.begins.setFocus()
    qtbot.waitUntil(lambda: dialog.when.begins.lineEdit().selectedText().isdecimal())
    if first is not None:
        control = Qt.KeyboardModifier.ControlModifier
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(dialog.when.begins, first, control if first == Qt.Key.Key_A else none)
    QTest.keyClicks(dialog.when.begins, "0930")
    assert dialog.when.hours()[0] == time(9, 30)


@pytest.mark.parametrize(
    ("keys", "hour"), [("1h05", (1, 5)), ("9h", (9, 0)), ("17:30", (17, 30)), ("9h30h", (9, 30))]
)
def test_an_hour_is_typed_with_its_separator(dialog, qtbot, keys, hour):
    dialog.when.begins.setTime(QTime(14, 26))
    dialog.when.begins.setFocus()
    qtbot.waitUntil(lambda: dialog.when.begins.lineEdit().selectedText().isdecimal())
    for key in keys:
        QTest.keyClicks(dialog.when.begins, key)
    assert dialog.when.begins.time() == QTime(*hour)
    assert dialog.when.begins.hasFocus()


def test_a_slip_in_the_year_is_no_meeting_in_four_thousand_years(dialog, qtbot):
    type_day(qtbot, dialog, dialog.when.day, "14016112")
    assert dialog.when.days()[0].year < 2200


def type_day(qtbot, dialog, field, digits: str) -> None:
    """Type a day as one comes to its field."""
    dialog.title.setFocus()
    field.setFocus()
    qtbot.waitUntil(lambda: field.lineEdit().selectedText().isdecimal())
    QTest.keyClicks(field, digits)


def test_an_evening_past_midnight_says_that_its_end_is_the_next_day(dialog):
    told = dialog.when.ended._below
    dialog.when.begins.setTime(QTime(20, 0))
    dialog.when.ends.setTime(QTime(1, 0))
    assert told.text() == "Le lendemain"
    dialog.when.last.set_day(dialog.when.day.day() + timedelta(days=1))
    assert told.text() == f"Le {dialog.when.day.day() + timedelta(days=2):%d/%m}"
    dialog.when.ends.setTime(QTime(18, 0))
    assert told.isHidden(), "that day says it"


@pytest.mark.parametrize(
    ("begins", "ends", "recorded"),
    [
        (time(14, 0), time(1, 0), "2026-01-16 01:00"),
        (time(14, 0), time(5, 59), "2026-01-16 05:59"),
        (time(14, 0), time(6, 0), "2026-01-15 06:00"),
        (time(14, 0), time(12, 30), "2026-01-15 12:30"),
        (time(9, 0), time(18, 0), "2026-01-15 18:00"),
    ],
)
def test_two_days_typed_stay_two_days_even_if_the_last_one_ends_in_the_night(
    begins, ends, recorded
):
    first, last = date(2026, 1, 14), date(2026, 1, 15)
    told = replace(typed.new(first), day=first, last=last, begins=begins, ends=ends)
    values = told.values()
    assert values["ends"] == datetime.fromisoformat(recorded).replace(tzinfo=events.ZONE)
    event = Event(title="Nuit", starts=values["starts"], ends=values["ends"])
    assert events.days(event) == (first, last)
    again = typed.of(event, date(2030, 1, 1))
    assert (again.day, again.last, again.begins, again.ends) == (first, last, begins, ends)


def test_days_in_the_wrong_order_are_told_at_the_last_one(dialog, session):
    dialog.title.setText("Beaujolais")
    dialog.when.day.set_day(date(2021, 1, 14))
    for last, said in (
        (date(2021, 1, 13), "Le dernier jour précède le premier."),
        (date(2031, 1, 14), "Une rencontre dure au plus 60 jours\N{NO-BREAK SPACE}: vérifiez"),
    ):
        dialog.when.last.set_day(last)
        QTest.keyClick(dialog.title, ENTER)
        assert dialog.when.lasting.error().startswith(said)
        assert dialog.when.last.hasFocus()
    dialog.when.last.set_day(date(2021, 1, 15))
    assert dialog.when.lasting.error() == ""
    assert session.store.all(Event) == []


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        ("2021-01-14 09:00", "2021-01-15 17:00"),
        ("2021-01-14 20:00", "2021-01-15 01:00"),
        ("2021-01-14 20:00", "2021-01-16 01:00"),
        ("2021-01-14 02:00", "2021-01-15 05:00"),
        ("2020-12-31 08:00", "2021-01-01 08:00"),
    ],
)
def test_every_meeting_is_typed_as_it_was_recorded(starts, ends):
    starts, ends = (
        datetime.fromisoformat(one).replace(tzinfo=events.ZONE) for one in (starts, ends)
    )
    event = Event(title="Nuit", starts=starts, ends=ends)
    again = typed.of(event, date(2030, 1, 1))
    values = again.values()
    assert (values["starts"], values["ends"]) == (starts, ends)
    assert (again.days_fault, again.hours_fault) == ("", "")
    other = typed.of(Event(title="Sans date"), date(2030, 1, 1))
    assert replace(other, venue="Mairie").changes(other) == {"venue": "Mairie"}


def test_moving_a_meeting_without_an_end_invents_none(session, meeting, qtbot):
    starts = datetime(2026, 1, 14, 9, tzinfo=events.ZONE)
    session.store.change(meeting.id, starts=starts, ends=None)
    correcting = MeetingDialog(session, session.store.get(Event, meeting.id))
    qtbot.addWidget(correcting)
    qtbot.waitUntil(correcting.save.isEnabled)
    correcting.when.day.set_day(date(2026, 1, 20))
    correcting.when.begins.setTime(QTime(10, 0))
    correcting.send()
    moved = datetime(2026, 1, 20, 10, tzinfo=events.ZONE)
    qtbot.waitUntil(lambda: session.store.get(Event, meeting.id).starts == moved)
    assert session.store.get(Event, meeting.id).ends is None


@pytest.mark.parametrize("set_", [{"ends": time(17, 0)}, {"last": date(2026, 1, 15)}])
def test_an_end_that_somebody_sets_is_recorded(set_):
    starts = datetime(2026, 1, 14, 9, tzinfo=events.ZONE)
    shown = typed.of(Event(title="Sans fin", starts=starts), date(2026, 1, 1))
    told = replace(shown, **set_)
    assert told.changes(shown) == {"ends": told.values()["ends"]}
