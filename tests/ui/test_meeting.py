"""Creating and correcting a meeting by keyboard: place, territory and partners."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from maillage.actions import events, territories
from maillage.actions.territories import Named
from maillage.domain.records import Event
from maillage.domain.vocabulary import PartnerRole, TerritoryLevel
from maillage.ui.meeting.dialog import MeetingDialog

ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


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
    popup = field.edit.completer().popup()
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
    popup = dialog.commune.edit.completer().popup()
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
