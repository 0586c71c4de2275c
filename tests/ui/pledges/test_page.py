"""The list and the pledge that is shown: looked for, chosen and reached by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from maillage.actions import events, forgetting, pledges
from maillage.actions.pledges import Due
from maillage.domain.vocabulary import EventKind
from maillage.ui.pledges.list import EVERYWHERE
from maillage.ui.pledges.making import NewPledgeDialog

from .conftest import plain, shown


def test_the_first_pledge_is_shown_in_full_with_phone_and_mail(qtbot, made, page):
    shown(qtbot, page, made)
    words = [label.text() for label in page.detail.findChildren(type(page.detail._status))]
    assert page.detail.what.value() == "Réunir les bailleurs"
    assert page.detail.next_step.value() == "appeler la mairie"
    assert "Marie Delorme" in words
    assert "avec" in words
    assert "marc@laremise.example" in words
    assert page.detail.banner.isVisible()


def test_an_erased_person_stays_as_a_place_without_a_name(qtbot, session, people, made, page):
    forgetting.erase(session.store, person=people["Marc"])
    page.refresh()
    qtbot.waitUntil(
        lambda: any("Personne effacée" in row.sub for row in page.list.list.rows.rows())
    )


def test_search_and_filter_that_find_nothing_offer_all_again(qtbot, made, page):
    shown(qtbot, page, made)
    page.list.search.setText("zzz")
    assert page.list.nothing.isVisible()
    page.list._show_all()
    assert page.list.list.isVisible()
    assert page.list.current() == made.id


def test_the_pledges_of_all_meetings_are_listed_once_asked_and_worked_on_alike(
    qtbot, session, meeting, people, made, page, today
):
    store = session.store
    lyon = events.create_event(
        store,
        title="Rencontre de Lyon",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=store.clock(),
    )
    other = pledges.make(
        store,
        event=lyon.id,
        what="Ouvrir un lieu",
        people=[people["Marc"]],
        due=today - timedelta(days=20),
    )
    page.refresh()
    qtbot.waitUntil(lambda: not page.list.scope.isHidden())
    assert plain(page.list.late_elsewhere.text()) == (
        "1 engagement en retard dans d’autres rencontres"
    )
    assert [one.pledge.id for one in page._seen.promises] == [made.id]
    page.list.scope.set_code(EVERYWHERE)
    page.list.scope.activated.emit(1)
    qtbot.waitUntil(lambda: len(page._seen.promises) == 2)
    assert page.list.late_elsewhere.isHidden()
    page.select(other.id)
    shown(qtbot, page, other)
    seen = lambda: [one.who for one in page.detail.contacts._moments]  # noqa: E731
    qtbot.waitUntil(lambda: seen() == ["Rencontre de Lyon"])
    page.detail.follow_up.field.setText("appele")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(page.detail.follow_up.field, Qt.Key.Key_Return)
    assert [one.text for one in pledges.follow_ups(store, pledge=other.id)] == ["appele"]
    assert page._everywhere, "remembered for the session"
    page.detail.main.click()
    qtbot.waitUntil(lambda: page._seen.promise(other.id).due is Due.CLOSED)
    page.select(other.id)
    shown(qtbot, page, other)
    qtbot.waitUntil(lambda: "Engagement tenu." in [m.what for m in page.detail.contacts._moments])


def test_enter_on_a_pledge_begins_a_follow_up(qtbot, made, page):
    shown(qtbot, page, made)
    page.list.take_focus()
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    qtbot.waitUntil(page.detail.follow_up.field.hasFocus)


def test_without_pledges_or_meeting_the_page_says_how_to_begin(qtbot, page):
    assert page._states.currentWidget() is page._no_pledge
    page._no_pledge.action.click()
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    page.findChild(NewPledgeDialog).reject()
    page._session.show_meeting(None)
    with qtbot.waitSignal(page.wants_meeting):
        page._states.currentWidget().action.click()


def test_control_n_opens_the_form(qtbot, made, page):
    page.activateWindow()
    page.focus_first()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.list.search)
    qtbot.keyClick(page.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    page.findChild(NewPledgeDialog).reject()


@pytest.mark.parametrize("compact", [False, True])
def test_tab_goes_down_a_pledge_as_it_is_seen(qtbot, made, page, compact):
    page.set_compact(compact)
    page.select(made.id)
    qtbot.waitUntil(lambda: page.detail.pledge() == made.id)
    detail, line = page.detail, page.detail.follow_up
    qtbot.waitUntil(lambda: detail.main.isVisible() and line.isVisible())
    detail.what.setFocus()
    reached = []
    while (now := page.focusWidget()) not in reached and detail.isAncestorOf(now):
        reached.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    boxes = [one.box for one in detail.parties.lines]
    facts = [detail.banner.button, detail.next_step, detail.help_needed]
    foot = [detail.card, detail.add_somebody, detail._begin, detail._drop]
    how = [line.channel, line.day]
    last = [*foot, line.field, *how, line.add] if compact else [*how, line.field, line.sign, *foot]
    assert reached == [detail.what, detail.main, *boxes, *facts, *last]
