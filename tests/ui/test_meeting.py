"""Creating and correcting a meeting by keyboard: place, territory and partners."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.actions import events, territories
from maillage.actions.territories import Named
from maillage.domain.errors import DiskFull, EndsTooSoon, TooLong, TooManyDays, WrongValue
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind, PartnerRole, TerritoryLevel
from maillage.ui.meeting import faults, typed
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import ConfirmDialog

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """What was asked before a dialog goes with what was typed; each time it may go."""
    asked: list[str] = []
    monkeypatch.setattr(ConfirmDialog, "ask", lambda title, *_a, **_k: not asked.append(title))
    return asked


@pytest.fixture
def dialog(session, qtbot):
    found = MeetingDialog(session)
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    qtbot.waitUntil(lambda: found.commune._atlas is not None)
    return found


def choose(field, typed: str, downs: int = 1) -> None:
    """Type into a field, go down the list of options, take one."""
    field.edit.setFocus()
    field.edit.clear()
    QTest.keyClicks(field.edit, typed)
    popup = field.options
    assert popup.isVisible()
    for _ in range(downs):
        QTest.keyClick(popup, DOWN)
    QTest.keyClick(popup, ENTER)


def test_a_commune_is_completed_by_keyboard_and_told_from_its_namesakes(dialog):
    choose(dialog.commune, "st-denis", downs=2)
    assert dialog.commune.named() == Named("Saint-Denis", TerritoryLevel.COMMUNE, "93066")
    assert dialog.commune._below.text() == "Seine-Saint-Denis (93), code INSEE 93066"
    assert dialog.isVisible(), "Enter took the option, not the dialog"


def test_a_name_typed_whole_is_known_unless_several_bear_it(dialog):
    QTest.keyClicks(dialog.commune.edit, "ajaccio")
    assert dialog.typed().insee == "2A004"
    dialog.commune.edit.clear()
    QTest.keyClicks(dialog.commune.edit, "saint-denis")
    assert dialog.typed().insee == ""
    assert "Plusieurs communes portent ce nom" in dialog.commune._below.text()
    popup = dialog.commune.options
    popup.hide()
    QTest.keyClick(dialog.commune.edit, DOWN)
    assert popup.isVisible(), "closed without choosing, the list opens again"


def test_a_place_no_list_knows_is_kept_and_flagged(dialog, session, qtbot):
    dialog.title.setText("Voyage")
    QTest.keyClicks(dialog.commune.edit, "Trois-Rivieres-du-Nord")
    assert "telle que vous l’avez écrite" in dialog.commune._below.text()
    assert dialog.commune._below.property("tone") == "warning"
    choose(dialog.territory, "Quebec")
    dialog.send()
    qtbot.waitUntil(lambda: bool(session.store.all(Event)))
    (event,) = session.store.all(Event)
    assert (event.commune, event.insee) == ("Trois-Rivieres-du-Nord", "")
    known = territories.known(session.store)
    assert known[event.territory] == Named("Quebec", TerritoryLevel.ABROAD)


@pytest.mark.parametrize(
    ("typed_", "kept"),
    [
        ("Beaujolais", Named("Beaujolais")),
        ("quartier des Minguettes", Named("quartier des Minguettes")),
        ("Villefranche", Named("Villefranche")),
        ("69", Named("69")),
        ("rhone", Named("Rhône", TerritoryLevel.DEPARTMENT, "69")),
    ],
)
def test_enter_keeps_what_was_typed_unless_a_row_was_chosen(dialog, typed_, kept):
    field = dialog.territory
    field.edit.setFocus()
    QTest.keyClicks(field.edit, typed_)
    assert field.options.isVisible()
    assert not field.options.currentIndex().isValid()
    QTest.keyClick(field.options, ENTER)
    assert not field.options.isVisible()
    assert dialog.isVisible(), "Enter closed the list, not the dialog"
    assert (field.edit.text(), field.named()) == (typed_, kept)
    assert ("telle que vous" in field._below.text()) is (kept.level is None)


def test_a_department_is_found_by_its_number_and_names_have_their_apostrophe(dialog):
    choose(dialog.territory, "69")
    assert dialog.territory.named() == Named("Rhône", TerritoryLevel.DEPARTMENT, "69")
    choose(dialog.commune, "59491")
    assert dialog.commune.edit.text() == "Villeneuve-d’Ascq"
    assert dialog.typed().insee == "59009"
    dialog.commune.edit.clear()
    QTest.keyClicks(dialog.commune.edit, "st-denis")
    options = dialog.commune.options
    QTest.keyClick(options, DOWN)
    QTest.keyClick(options, Qt.Key.Key_Tab)
    assert dialog.typed().insee == "97411", "leaving by Tab takes the row one has gone to"
    assert options.width() >= options.sizeHintForColumn(0)


def test_partners_are_added_and_taken_off_and_the_meeting_can_be_corrected(
    dialog, session, meeting, qtbot
):
    events.set_partners(
        session.store,
        event=meeting.id,
        partners=[("DGCS", PartnerRole.HOST), ("Ouishare", PartnerRole.PARTNER)],
    )
    dialog.reject()
    correcting = MeetingDialog(session, meeting)
    qtbot.addWidget(correcting)
    correcting.show()
    assert not correcting.save.isEnabled(), "what is not known yet must not be saved as nothing"
    qtbot.waitUntil(correcting.save.isEnabled)
    assert correcting.partners.partners() == (
        ("DGCS", PartnerRole.HOST),
        ("Ouishare", PartnerRole.PARTNER),
    )
    correcting.partners.lines[1].off.click()
    correcting.partners.add.click()
    line = correcting.partners.lines[-1]
    QTest.keyClicks(line.name, "CCAS de Tarare")
    line.role.set_code(None)
    line.role.setCurrentIndex(list(PartnerRole).index(PartnerRole.FUNDER))
    correcting.territory.set_named(Named("Rhône", TerritoryLevel.DEPARTMENT, "69"))
    correcting.send()
    qtbot.waitUntil(lambda: not correcting.isVisible())
    assert events.partners_of(session.store, event=meeting.id) == [
        ("DGCS", PartnerRole.HOST),
        ("CCAS de Tarare", PartnerRole.FUNDER),
    ]
    event = session.store.get(Event, meeting.id)
    assert territories.known(session.store)[event.territory].code == "69"
    assert event.title == meeting.title


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


def test_what_others_say_of_the_attendance_is_kept_with_its_source(session, meeting, qtbot):
    correcting = MeetingDialog(session, meeting)
    qtbot.addWidget(correcting)
    correcting.show()
    qtbot.waitUntil(correcting.save.isEnabled)
    declared = correcting.declared
    QTest.keyClicks(declared.count, "about 100 people")
    assert declared.count.text() == "100", "a number and nothing else"
    QTest.keyClicks(declared.source, "La presse")
    correcting.send()
    qtbot.waitUntil(lambda: session.store.get(Event, meeting.id).declared == 100)
    assert session.store.get(Event, meeting.id).declared_source == "La presse"
    again = MeetingDialog(session, session.store.get(Event, meeting.id))
    qtbot.addWidget(again)
    assert (again.declared.declared(), again.declared.source.text()) == (100, "La presse")


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


def test_a_title_that_came_while_the_form_was_open_stays(session, meeting, qtbot):
    correcting = MeetingDialog(session, session.store.get(Event, meeting.id))
    qtbot.addWidget(correcting)
    qtbot.waitUntil(correcting.save.isEnabled)
    session.store.change(meeting.id, title="Rencontre de Lyon")
    correcting.venue.setText("Halle aux grains")
    correcting.send()
    qtbot.waitUntil(lambda: session.store.get(Event, meeting.id).venue == "Halle aux grains")
    assert session.store.get(Event, meeting.id).title == "Rencontre de Lyon"


def test_what_somebody_else_writes_while_the_form_is_open_is_shown_before_it_is_saved_over(
    session, meeting, qtbot
):
    correcting = MeetingDialog(session, session.store.get(Event, meeting.id))
    qtbot.addWidget(correcting)
    correcting.show()
    qtbot.waitUntil(correcting.save.isEnabled)
    correcting.venue.setText("Halle aux grains")
    correcting.declared.source.setText("La presse")
    session.store.change(meeting.id, venue="Mairie", dots=5)
    correcting.send()
    qtbot.waitUntil(lambda: correcting.venue.text() == "Mairie")
    assert session.store.get(Event, meeting.id).declared_source == ""
    assert correcting.declared.source.text() == "La presse"
    banner = next(one for one in correcting.findChildren(Banner) if one is not correcting.fault)
    assert "Halle aux grains" in banner.accessibleName()
    banner.acted.emit()
    assert correcting.venue.text() == "Halle aux grains"
    correcting.send()
    qtbot.waitUntil(lambda: session.store.get(Event, meeting.id).venue == "Halle aux grains")
    now = session.store.get(Event, meeting.id)
    assert (now.declared_source, now.dots) == ("La presse", 5)


def test_what_cannot_be_kept_is_told_at_its_field_in_view(dialog, session, qtbot):
    dialog.title.setText("Beaujolais")
    dialog.resize(dialog.width(), 400)
    dialog.partners.add.click()
    dialog.partners.add.click()
    for line, name in zip(dialog.partners.lines, ("DGCS", "x" * 1200), strict=True):
        line.name.setText(name)
    dialog.send()
    wrong = dialog.partners.lines[1].name
    qtbot.waitUntil(wrong.hasFocus)
    said = "«\N{NO-BREAK SPACE}Structure\N{NO-BREAK SPACE}» compte 1"
    qtbot.waitUntil(lambda: dialog._places["partners"].error().startswith(said))
    inside = dialog._pane.viewport().rect()
    qtbot.waitUntil(
        lambda: inside.contains(wrong.mapTo(dialog._pane.viewport(), wrong.rect().center()))
    )
    wrong.clear()
    QTest.keyClicks(wrong, "Ouishare")
    assert dialog._places["partners"].error() == ""
    dialog.venue.setText("x" * 900)
    dialog.send()
    qtbot.waitUntil(dialog.venue.hasFocus)
    assert dialog.fault.isHidden()
    assert session.store.all(Event) == []
    dialog.venue.setText("Mairie")
    dialog.territory.edit.setText("x" * 900)
    dialog.send()
    qtbot.waitUntil(dialog.territory.edit.hasFocus)
    assert "Territoire" in dialog.territory.error()


def test_a_new_meeting_filled_in_goes_only_once_that_is_confirmed(
    dialog, session, asked, monkeypatch
):
    monkeypatch.setattr(ConfirmDialog, "ask", lambda title, *_a, **_k: bool(asked.append(title)))
    dialog.partners.add.click()
    QTest.keyClicks(dialog.partners.lines[0].name, "Ouishare")
    QTest.keyClick(dialog.partners.lines[0].name, Qt.Key.Key_Escape)
    assert asked == ["Renoncer à créer cette rencontre\N{NO-BREAK SPACE}?"]
    assert dialog.isVisible()
    assert dialog.partners.partners() == (("Ouishare", PartnerRole.PARTNER),)
    dialog.partners.lines[0].off.click()
    dialog.workshops.setPlainText("Logement")
    dialog.reject()
    assert len(asked) == 2
    dialog.workshops.clear()
    dialog.reject()
    assert not dialog.isVisible(), "nothing is filled in"
    assert len(asked) == 2
    assert session.store.all(Event) == []


def test_a_meeting_corrected_asks_only_about_what_was_changed(session, meeting, asked, qtbot):
    events.change_event(session.store, event=meeting.id, title=meeting.title, commune="Ajaccio")
    for change in (False, True):
        correcting = MeetingDialog(session, session.store.get(Event, meeting.id))
        qtbot.addWidget(correcting)
        correcting.show()
        qtbot.waitUntil(correcting.save.isEnabled)
        if change:
            correcting.venue.setText("Halle aux grains")
        correcting.reject()
        assert not correcting.isVisible()
        assert bool(asked) is change
    assert asked == ["Renoncer à ces modifications\N{NO-BREAK SPACE}?"]
    assert session.store.get(Event, meeting.id).venue == meeting.venue


def test_what_the_store_refuses_is_told_where_it_stands():
    told = typed.Typed(
        "Paris", EventKind.OTHER, date(2021, 1, 14), territory=Named("Bo\0is"),
        partners=(("DGCS", PartnerRole.HOST), ("GN\0IAC", PartnerRole.PARTNER)),
    )  # fmt: skip
    wrong = {
        WrongValue("name", "Bo\0is"): "territory",
        WrongValue("name", "GN\0IAC"): "partners",
        WrongValue("venue", "Ma\0irie"): "venue",
        WrongValue("title", "Lo\0gement"): "workshops",
        TooLong("title", 5, 4): "title",
        TooLong("title", 9, 4): "workshops",
        EndsTooSoon(): "ends",
        TooManyDays(60): "last",
    }
    found = {error: faults.find(error, told, "Lo\0gement") for error in wrong}
    assert {error: at and at.field for error, at in found.items()} == wrong
    assert faults.find(WrongValue("name", "Ailleurs"), told) is None
    assert faults.find(DiskFull("x"), told) is None


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
