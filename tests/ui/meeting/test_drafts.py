"""A meeting half typed is there again, and never covers what somebody else wrote since."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest

from maillage.actions import drafts, events
from maillage.actions.programme import Opened
from maillage.actions.territories import Named
from maillage.domain.records import Event
from maillage.domain.vocabulary import EventKind, PartnerRole, TerritoryLevel
from maillage.ui.background import Worker
from maillage.ui.drafts import MEETING
from maillage.ui.meeting.dialog import MeetingDialog
from maillage.ui.session import Session
from maillage.ui.shell import Shell
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.dialogs import ConfirmDialog

RHONE = Named("Rhône", TerritoryLevel.DEPARTMENT, "69")


@pytest.fixture(autouse=True)
def leaving(monkeypatch):
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: True)


@pytest.fixture
def again(session):
    """The store as whoever starts Maillage again has it; the first window was never closed."""
    sessions = []

    def start():
        sessions.append(Session(Opened(session.store), Worker()))
        return sessions[-1]

    yield start
    for one in sessions:
        one._worker.shutdown()


def opened(qtbot, session, event=None):
    qtbot.waitUntil(lambda: session.drafts._dropped is None)
    found = MeetingDialog(session, event)
    qtbot.addWidget(found)
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    qtbot.waitUntil(lambda: found.commune._atlas is not None)
    return found


def kept(session):
    return drafts.drafts(session.store)


def said(dialog):
    return [one.accessibleName() for one in dialog.findChildren(Banner) if one is not dialog.fault]


def filled(dialog):
    """Fill everything in that has a field, as somebody does with keys and buttons."""
    QTest.keyClicks(dialog.title, "Rencontre de Tarare")
    dialog.kind.setCurrentIndex(list(EventKind).index(EventKind.DEBRIEF))
    dialog.when.day.set_day(date(2026, 1, 14))
    dialog.when.last.set_day(date(2026, 1, 15))
    dialog.when.begins.setTime(QTime(9, 30))
    dialog.when.ends.setTime(QTime(17, 0))
    dialog.commune.set_named(Named("Saint-Denis", TerritoryLevel.COMMUNE, "93066"))
    dialog.territory.set_named(RHONE)
    dialog.partners.add.click()
    QTest.keyClicks(dialog.partners.lines[-1].name, "Ouishare")
    dialog.partners.lines[-1].role.set_code(None)
    dialog.partners.lines[-1].role.setCurrentIndex(list(PartnerRole).index(PartnerRole.FUNDER))
    for stepper in (dialog.tables, dialog.dots, dialog.table_dots):
        stepper._more.click()
    dialog.venue.setFocus()
    QTest.keyClicks(dialog.venue, "Halle")


def test_a_new_meeting_half_typed_is_there_again_until_it_is_created(qtbot, session, again):
    dialog = opened(qtbot, session)
    filled(dialog)
    dialog.workshops.setPlainText("Logement\nMobil")
    dialog.venue.setFocus()
    QTest.keyClicks(dialog.venue, " aux grains")
    qtbot.waitUntil(lambda: "aux grains" in str(kept(session)))
    later = again()
    back = opened(qtbot, later)
    assert back._filled() == dialog._filled()
    assert "Vous aviez commencé" in said(back)[0]
    qtbot.waitUntil(lambda: back.venue.hasFocus() and not back.venue.selectedText())
    back.send()
    qtbot.waitUntil(lambda: not kept(session))
    (event,) = session.store.all(Event)
    assert (event.title, event.insee) == ("Rencontre de Tarare", "93066")
    fresh = opened(qtbot, later)
    assert not fresh.is_changed()
    assert said(fresh) == []


def test_a_new_meeting_that_is_left_or_emptied_leaves_nothing(qtbot, session):
    dialog = opened(qtbot, session)
    assert not session.drafts.of(MEETING, ""), "the map that arrives is nothing typed"
    QTest.keyClicks(dialog.venue, "Ma")
    assert session.drafts.of(MEETING, "")
    dialog.venue.clear()
    assert not session.drafts.of(MEETING, "")
    QTest.keyClicks(dialog.venue, "Ma")
    qtbot.waitUntil(lambda: bool(kept(session)))
    QTest.keyClick(dialog.venue, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(session))


def test_what_arrives_in_a_dialog_that_was_left_brings_nothing_back(qtbot, session):
    dialog = opened(qtbot, session)
    QTest.keyClicks(dialog.venue, "Ma")
    dialog.reject()
    dialog.commune.use(dialog.commune._atlas)
    assert not session.drafts.of(MEETING, "")


def test_a_correction_comes_back_to_its_own_meeting_alone(qtbot, session, meeting, again):
    other = session.store.add(Event(title="Autre"))
    dialog = opened(qtbot, session, meeting)
    filled(dialog)
    QTest.keyClicks(dialog.declared.count, "100")
    QTest.keyClicks(dialog.declared.source, "La presse")
    qtbot.waitUntil(lambda: "La presse" in str(kept(session)))
    later = again()
    for event in (None, other):
        elsewhere = opened(qtbot, later, event)
        assert not elsewhere.is_changed()
        elsewhere.reject()
    back = opened(qtbot, later, meeting)
    assert back._filled() == dialog._filled()
    assert len(said(back)) == 1
    back.reject()
    qtbot.waitUntil(lambda: not kept(session))


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_covered(
    qtbot, session, meeting, again
):
    dialog = opened(qtbot, session, meeting)
    QTest.keyClicks(dialog.venue, "Salle B")
    dialog.territory.set_named(RHONE)
    QTest.keyClicks(dialog.declared.source, "La presse")
    qtbot.waitUntil(lambda: "La presse" in str(kept(session)))
    events.change_event(
        session.store,
        event=meeting.id,
        title=meeting.title,
        venue="Mairie",
        commune="Ajaccio",
        territory=Named("Beaujolais"),
    )
    now = session.store.get(Event, meeting.id)
    for _time in range(2):  # a second power cut loses no more than the first
        back = opened(qtbot, again(), now)
        assert back.venue.text() == "Mairie"
        assert back.commune.edit.text() == "Ajaccio"
        assert back.territory.named().name == "Beaujolais"
        assert back.declared.source.text() == "La presse"
        (told,) = said(back)
        assert "Salle B" in told
        assert "Rhône" in told
        assert "La presse" not in told
        back.declared.source.setText("La presse locale")
        qtbot.waitUntil(lambda: "locale" in str(kept(session)))
        back.declared.source.setText("La presse")
        qtbot.waitUntil(lambda: "locale" not in str(kept(session)))
    banner = next(one for one in back.findChildren(Banner) if one is not back.fault)
    banner.acted.emit()
    assert back.territory.named() == RHONE
    back.send()
    qtbot.waitUntil(lambda: session.store.get(Event, meeting.id).venue.startswith("Salle B"))
    after = session.store.get(Event, meeting.id)
    assert (after.commune, after.declared_source) == ("Ajaccio", "La presse")
    qtbot.waitUntil(lambda: not kept(session))


def test_a_correction_that_somebody_else_made_alike_is_dropped_without_a_word(
    qtbot, session, meeting, again
):
    dialog = opened(qtbot, session, meeting)
    dialog.venue.setText("Mairie")
    qtbot.waitUntil(lambda: bool(kept(session)))
    events.change_event(session.store, event=meeting.id, title=meeting.title, venue="Mairie")
    back = opened(qtbot, again(), session.store.get(Event, meeting.id))
    assert said(back) == []
    qtbot.waitUntil(lambda: not kept(session))


def test_a_wrong_day_that_comes_back_is_still_told_at_its_field(qtbot, session, again):
    dialog = opened(qtbot, session)
    dialog.when.last.set_day(date(2000, 1, 1))
    qtbot.waitUntil(lambda: bool(kept(session)))
    back = opened(qtbot, again())
    back.send()
    assert back.when.lasting.error().startswith("Le dernier jour")


@pytest.mark.parametrize("new", [True, False])
def test_the_toast_says_that_a_meeting_was_begun_and_leads_back_to_it(
    qtbot, session, meeting, again, new
):
    dialog = opened(qtbot, session, None if new else meeting)
    dialog.venue.setText("Mairie")
    qtbot.waitUntil(lambda: bool(kept(session)))
    later = again()
    told = []
    later.told.connect(lambda fact, _label, undo, _icon: told.append((fact, undo)))
    shell = Shell(later)
    qtbot.addWidget(shell)
    later.show_meeting(meeting)
    qtbot.waitUntil(lambda: later.drafts._dropped is None and bool(told))
    fact, go = told[-1]
    assert "rencontre" in fact
    with qtbot.waitSignal(shell.wants_meeting if new else shell.wants_correcting):
        go()
