"""Place, territory and partners of a meeting, found as one types and told from their namesakes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from maillage.actions import events, territories
from maillage.actions.territories import Named
from maillage.domain.records import Event
from maillage.domain.vocabulary import PartnerRole, TerritoryLevel
from maillage.ui.meeting.dialog import MeetingDialog

from .conftest import DOWN, ENTER


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
