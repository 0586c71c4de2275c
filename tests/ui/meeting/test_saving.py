"""A meeting is saved over nobody's words; what cannot be kept is told, and leaving is asked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from maillage.actions import events
from maillage.actions.territories import Named
from maillage.domain.errors import DiskFull, EndsTooSoon, TooLong, TooManyDays, WrongValue
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind, PartnerRole
from maillage.ui.meeting import faults, typed
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import ConfirmDialog


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
