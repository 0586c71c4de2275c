"""What is half typed in a form is there again, as after a closed lid or a power cut."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from tests.ui.shown import show

from maillage.actions import drafts, forgetting, pledges, reception
from maillage.domain.records import Pledge
from maillage.domain.vocabulary import Category
from maillage.ui.drafts import PLEDGE, WALK_IN, Drafts
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.pledges.page import PledgesPage
from maillage.ui.reception.page import ReceptionPage
from maillage.ui.reception.walk_in import WalkInDialog
from maillage.ui.workshops.naming import WorkshopDialog
from maillage.ui.workshops.page import WorkshopsPage


def opened(qtbot, page, kind):
    def found():
        return [one for one in page.findChildren(kind) if one.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def places(session):
    return {place.split()[0] for place in drafts.drafts(session.store)}


def test_a_pledge_half_written_is_open_again_until_it_is_recorded(qtbot, session, meeting, again):
    welcomed = reception.welcome(
        session.store, event=meeting.id, given_name="Ada", family_name="Lovel"
    )
    page = show(qtbot, PledgesPage(session), 1100, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page._seen is not None)
    page.make_new()
    form = opened(qtbot, page, NewPledgeDialog)
    qtbot.keyClicks(form.what, "Ouvrir un guich")
    qtbot.keyClicks(form.people.search, "lov")
    qtbot.waitUntil(lambda: bool(form.people._found))
    qtbot.keyClick(form.people.search, Qt.Key.Key_Return)
    form.may_call.boxes[welcomed.person].click()
    form.due.set_due(date(2022, 2, 1))
    form.help_needed.setFocus()
    qtbot.keyClicks(form.help_needed, "une salle")
    qtbot.waitUntil(lambda: "une salle" in str(drafts.drafts(session.store)))
    later = show(qtbot, PledgesPage(again()), 1100, 700)
    later.refresh()
    back = opened(qtbot, later, NewPledgeDialog)
    assert back.draft() == form.draft()
    qtbot.waitUntil(lambda: back.help_needed.hasFocus() and not back.help_needed.selectedText())
    later.new_from("another idea")
    qtbot.keyClick(back, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not places(session))
    (pledge,) = session.store.all(Pledge)
    assert pledge.what == "Ouvrir un guich"
    (party,) = pledges.promises(session.store, today=date(2021, 12, 13))[0].parties
    assert party.may_call
    qtbot.waitUntil(lambda: later._session._worker._open == 0)
    assert not [one for one in later.findChildren(NewPledgeDialog) if one.isVisible()]


def test_somebody_half_welcomed_is_there_again_until_they_are_left(
    qtbot, session, meeting, again, monkeypatch
):
    page = show(qtbot, ReceptionPage(session), 1100, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page.door is not None)
    page.welcome_somebody()
    form = opened(qtbot, page, WalkInDialog)
    qtbot.keyClicks(form.given_name, "Yvette")
    form.category.set_category(Category.SOCIAL_WORKER)
    qtbot.keyClicks(form.contact, "06 39")
    qtbot.waitUntil(lambda: "06 39" in str(drafts.drafts(session.store)))
    later = show(qtbot, ReceptionPage(again()), 1100, 700)
    later.refresh()
    back = opened(qtbot, later, WalkInDialog)
    assert back._filled() == form._filled()
    qtbot.waitUntil(lambda: back.contact.hasFocus() and not back.contact.selectedText())
    monkeypatch.setattr("maillage.ui.reception.walk_in.ConfirmDialog.ask", lambda *_a, **_k: True)
    qtbot.keyClick(back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not places(session))


def test_a_workshop_half_named_is_there_again_until_it_is_left(qtbot, session, meeting, again):
    page = show(qtbot, WorkshopsPage(session), 1100, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page._seen is not None)
    page.add_workshop()
    qtbot.keyClicks(opened(qtbot, page, WorkshopDialog).field, "Sante men")
    qtbot.waitUntil(lambda: "Sante men" in str(drafts.drafts(session.store)))
    later = show(qtbot, WorkshopsPage(again()), 1100, 700)
    later.refresh()
    back = opened(qtbot, later, WorkshopDialog)
    assert back.field.text() == "Sante men"
    qtbot.waitUntil(lambda: back.field.hasFocus() and not back.field.selectedText())
    qtbot.keyClick(back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not places(session))
    later.refresh()
    qtbot.waitUntil(lambda: later._session._worker._open == 0)
    assert not [one for one in later.findChildren(WorkshopDialog) if one.isVisible()]


def test_closing_keeps_the_very_last_key(session, meeting):
    session.drafts.keep("note", meeting.id, {"text": "i: phrase pas finie"})
    kept = []
    close, session.store.close = (
        session.store.close,
        lambda: kept.append(drafts.drafts(session.store)),
    )
    session.close()
    close()
    assert kept == [{f"note {meeting.id}": {"text": "i: phrase pas finie"}}]


def test_what_an_erasure_took_away_is_in_memory_no_more_and_is_not_written_again(
    qtbot, session, meeting, again
):
    ada = reception.welcome(session.store, event=meeting.id, given_name="Ada", family_name="Lovel")
    half = {"given_name": "Adele", "family_name": "Lovel"}
    drafts.keep(session.store, {f"{WALK_IN} {meeting.id}": half})
    later = again()
    qtbot.waitUntil(lambda: bool(later.drafts.of(WALK_IN, meeting.id)))
    later.drafts.keep(PLEDGE, meeting.id, {"what": "typed just now"})
    later.write(lambda: forgetting.erase(session.store, person=ada.person))
    qtbot.waitUntil(lambda: not later.drafts.of(WALK_IN, meeting.id))
    qtbot.waitUntil(lambda: places(session) == {PLEDGE})
    assert later.drafts.of(PLEDGE, meeting.id)
    page = show(qtbot, ReceptionPage(later), 1100, 700)
    page.refresh()
    qtbot.waitUntil(lambda: page.door is not None and later._worker._open == 0)
    assert not page.findChildren(WalkInDialog)


def test_what_was_left_before_the_old_ones_were_read_does_not_come_back(qtbot, session, meeting):
    drafts.keep(session.store, {f"{WALK_IN} {meeting.id}": {"family_name": "Old"}})
    found = Drafts(session)
    with qtbot.waitSignal(found.known):
        found.keep(WALK_IN, meeting.id, {"family_name": "New"})
        found.drop(WALK_IN, meeting.id)
    assert not found.of(WALK_IN, meeting.id)
    qtbot.waitUntil(lambda: not places(session))
