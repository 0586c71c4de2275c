"""The page of the door without a meeting, with nobody, made small, and of another meeting."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from tests.ui.shown import show

from maillage.actions import events
from maillage.domain.records import Person
from maillage.domain.vocabulary import EventKind
from maillage.ui.look import theme
from maillage.ui.reception.page import ReceptionPage
from maillage.ui.reception.whence import WhenceCard

from .conftest import CONTROL, ENTER, arrived, opened, shows_arrived, titles


def test_before_anybody_is_expected_the_page_offers_a_list_and_a_walk_in(page, qtbot):
    assert page.states.currentWidget() is page.nobody
    page.nobody.walk_in.click()
    opened(page, qtbot)


def test_without_a_meeting_the_page_asks_for_one(session, qtbot):
    page = show(qtbot, ReceptionPage(session), 1100, 700)
    page.refresh()
    page.focus_first()
    with qtbot.waitSignal(page.wants_meeting):
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert not page.take_in.isEnabled()
    texts = {one.text() for one in page.header.findChildren(QPushButton) if one.isVisible()}
    assert "Reprendre une liste…" not in texts


def test_nobody_reads_that_there_is_no_meeting_while_it_is_being_looked_for(session, qtbot):
    session.start()
    page = ReceptionPage(session)
    session.meeting_changed.connect(page.refresh)
    page.refresh()
    assert page.states.currentWidget() is not page._no_meeting
    show(qtbot, page, 1100, 700)
    qtbot.waitUntil(page._no_meeting.action.hasFocus)
    session.meeting_changed.disconnect(page.refresh)


def test_the_compact_page_keeps_the_search_the_list_and_the_way_to_somebody_else(
    expected, page, qtbot
):
    page.set_compact(True)
    qtbot.waitUntil(lambda: page.minimumHeight() <= 460)
    page.resize(862, 460)
    qtbot.waitUntil(lambda: page.height() == 460)
    welcome = page.list.welcome
    assert welcome.isVisible()
    qtbot.waitUntil(lambda: welcome.mapTo(page, QPoint(0, welcome.height())).y() <= 460)
    qtbot.waitUntil(lambda: page.list.people.height() >= 120)


def test_large_letters_in_a_small_window_leave_three_people_in_sight(
    expected, page, session, qapp, qtbot
):
    page.set_compact(True)
    session.store.change(session.store.all(Person)[0].id, postcode="69430")
    page.refresh()
    page.resize(862, 540)
    qtbot.waitUntil(page.panel.from_where.isVisible)
    assert "Rhône\u00a00\u00a0/\u00a01" in page.panel.from_where.text()
    theme.apply(qapp, "light", 130)
    page.resize(833, 540)
    people = page.list.people
    third = people.model().index(2, 0)
    qtbot.waitUntil(lambda: people.viewport().rect().contains(people.visualRect(third)))
    assert page.panel.isHidden()
    assert "0 personne" in page.header._line.text()
    page.counts.trigger()
    whence_card = opened(page, qtbot).findChild(WhenceCard)
    assert whence_card.isVisible()
    theme.apply(qapp, "light")


def test_another_meeting_shows_its_own_people_and_forgets_what_could_be_undone(
    expected, page, session, qtbot
):
    QTest.keyClicks(page.search, "delorme")
    QTest.keyClick(page.search, ENTER)
    qtbot.waitUntil(lambda: shows_arrived(page, expected["Marie"]))
    other = events.create_event(
        session.store, title="Lyon", event_kind=EventKind.DEBRIEF, starts=session.store.clock()
    )
    session.show_meeting(other)
    page.refresh()
    qtbot.waitUntil(lambda: page.door is not None and page.door.event == other.id)
    assert titles(page) == []
    QTest.keyClick(page, Qt.Key.Key_Z, CONTROL)
    assert arrived(session, expected["Marie"])
