"""Follow-ups: noted on one line, seen at once, corrected in their place, never lost by halves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt

from maillage.actions import pledges
from maillage.domain.vocabulary import Channel
from maillage.ui.drafts import FOLLOW_UP_EDIT
from maillage.ui.pledges.past_day import PastDay
from maillage.ui.texts import EraseDialog
from maillage.ui.typed_over import TypedOver, TypedOvers
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import Text

from .conftest import TODAY, addresses, shown, whole


def test_the_line_of_follow_ups_shows_with_two_parties_without_scrolling(
    qtbot, session, made, page
):
    for told in ("rappeler lundi", "message laisse"):
        pledges.follow_up(session.store, pledge=made.id, text=told, on=TODAY)
    page.refresh()
    detail = page.detail
    # As much as a window of 1366 x 768 leaves beside its sidebar, then the smallest window.
    page.resize(1154, 768)
    contacts = lambda: [  # noqa: E731 - asked again until all is laid out
        one
        for one in detail.contacts.timeline.findChildren(Text)
        if one.text() in ("rappeler lundi", "message laisse") and whole(one)
    ]
    qtbot.waitUntil(lambda: len(contacts()) == 2 and whole(detail.follow_up.field))
    assert all(addresses(line) for line in detail.parties.lines)
    page.set_compact(compact=True)
    page.resize(960, 460)
    qtbot.waitUntil(lambda: page.size() == QSize(960, 460) and whole(detail.follow_up.field))
    page.set_compact(compact=False)
    page.resize(1154, 768)
    qtbot.waitUntil(lambda: len(contacts()) == 2 and whole(detail.follow_up.field))


def test_a_follow_up_is_noted_on_one_line_and_can_be_undone(qtbot, session, made, page, today):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    line.channel.set_code(Channel.MAIL)
    line.field.setText("Un accord oral")
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    assert (found.text, found.channel, found.on) == ("Un accord oral", Channel.MAIL, today)
    assert line.field.text() == ""
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert not pledges.follow_ups(session.store, pledge=made.id)


@pytest.mark.parametrize(("compact", "size"), [(False, (1154, 560)), (True, (890, 460))])
def test_what_was_just_noted_is_seen_in_a_low_window(qtbot, made, page, compact, size):
    page.set_compact(compact)
    page.resize(*size)
    shown(qtbot, page, made)
    detail = page.detail
    qtbot.waitUntil(detail.contacts.isVisible)
    detail.follow_up.field.setText("rappeler lundi")
    qtbot.keyClick(detail.follow_up.field, Qt.Key.Key_Return)

    def seen():
        texts = detail.contacts.timeline.findChildren(Text)
        return any(one.text() == "rappeler lundi" and whole(one) for one in texts)

    qtbot.waitUntil(seen)


def test_a_call_of_another_day_is_noted_with_its_day_and_none_of_a_day_to_come(
    qtbot, session, made, page, today
):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    assert line.day.day() == today
    line.day.setFocus()
    qtbot.waitUntil(line.day.hasFocus)
    for _time in range(3):
        qtbot.keyClick(line.day, Qt.Key.Key_Down)
    assert line.day.day() == today - timedelta(3)
    qtbot.keyClick(line.day, Qt.Key.Key_Up)
    line.field.setText("appele mardi")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(line.field, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    assert found.on == today - timedelta(2)
    assert line.day.day() == today, "the next one is of today"
    line.day.set_day(today + timedelta(1))
    assert line.day.day() == today


def test_a_day_goes_back_over_the_first_of_a_month_and_on_with_the_next_day(qtbot):
    day = PastDay()
    qtbot.addWidget(day)
    day.set_today(date(2026, 3, 1))
    day.setCurrentSectionIndex(0)
    day.stepBy(-1)
    assert day.day() == date(2026, 2, 28)
    day.set_today(date(2026, 3, 2))
    assert day.day() == date(2026, 2, 28), "chosen by hand"
    day.stepBy(9)
    assert day.day() == date(2026, 3, 2)
    day.set_today(date(2026, 3, 3))
    assert day.day() == date(2026, 3, 3)


def test_the_line_has_room_for_a_sentence_in_any_window(qtbot, made, page):
    shown(qtbot, page, made)
    line = page.detail.follow_up
    page.set_compact(compact=True)
    page.resize(700, 460)
    qtbot.waitUntil(lambda: page.width() == 700 and line.day.y() > line.field.y())
    qtbot.waitUntil(lambda: line.field.width() == line.width() >= 300)
    page.set_compact(compact=False)
    page.resize(1154, 700)
    qtbot.waitUntil(lambda: line.day.y() < line.field.y() and line.field.width() >= 400)


@pytest.fixture
def noted(session, made, page, qtbot, today):
    """A contact of today about the pledge that is shown, and open in its thread."""
    found = pledges.follow_up(session.store, pledge=made.id, text="Jean Petit rappelle", on=today)
    page.refresh()
    qtbot.waitUntil(lambda: found.id in page.detail.contacts._found)
    (opener,) = page.detail.contacts.timeline.findChildren(Button)[-1:]
    assert opener.accessibleName() == "Corriger ce suivi"
    opener.click()
    assert page.detail.contacts.correcting == found.id
    return found


def test_a_follow_up_is_corrected_in_its_place_and_can_be_undone(
    qtbot, session, made, noted, page, today
):
    editor = page.detail.contacts.editor
    qtbot.waitUntil(lambda: editor.text.hasFocus() and whole(editor))
    editor.text.setPlainText("Elle rappelle lundi")
    editor.day.set_day(today - timedelta(3))
    editor.channel.set_code(Channel.MAIL)
    with qtbot.waitSignal(session.told) as told:
        qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    (found,) = pledges.follow_ups(session.store, pledge=made.id)
    wanted = ("Elle rappelle lundi", Channel.MAIL, today - timedelta(3))
    assert (found.text, found.channel, found.on) == wanted
    qtbot.waitUntil(editor.isHidden)
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert pledges.follow_ups(session.store, pledge=made.id) == [noted]


def test_a_follow_up_is_deleted_and_comes_back_or_is_erased_for_ever(
    qtbot, session, made, noted, page
):
    contacts = page.detail.contacts
    with qtbot.waitSignal(session.told) as told:
        contacts.editor.delete.click()
    assert pledges.follow_ups(session.store, pledge=made.id) == []
    assert not contacts.correcting
    told.args[2]()
    qtbot.waitUntil(lambda: noted.id in contacts._found)
    contacts.correct(noted.id)
    for agrees in (False, True):
        contacts.editor.erase.click()
        qtbot.waitUntil(lambda: bool(page.findChildren(EraseDialog)))
        (question,) = page.findChildren(EraseDialog)
        assert noted.id not in session.store.erased()
        (question.danger if agrees else question.safe).click()
        qtbot.waitUntil(lambda: not page.findChildren(EraseDialog))
    qtbot.waitUntil(lambda: noted.id in session.store.erased() and not contacts.correcting)


def test_words_typed_over_a_follow_up_wait_while_one_looks_away_and_nothing_is_lost(
    qtbot, session, made, noted, page
):
    contacts = page.detail.contacts
    editor = contacts.editor
    editor.text.setPlainText(" ")
    qtbot.keyClick(editor.text, Qt.Key.Key_Return)
    assert contacts.correcting, "a contact is never left without words"
    editor.text.setPlainText("Il rappelle")
    contacts.clear(made.event)
    assert editor.isHidden()
    contacts.show_contacts([], [noted], TODAY)
    assert (contacts.correcting, editor.text.toPlainText()) == (noted.id, "Il rappelle")
    contacts.show_contacts([], [replace(noted, text="Jean Petit viendra")], TODAY)
    assert editor.text.toPlainText() == "Jean Petit viendra"
    assert editor.changed_since.offered == {"text": "Il rappelle"}
    qtbot.keyClick(editor.text, Qt.Key.Key_Escape)
    contacts.clear(made.event)
    contacts.show_contacts([], [noted], TODAY)
    assert not contacts.correcting, "whoever leaves it has decided"


def test_whoever_only_reads_is_offered_no_correction(qtbot, session, noted, page):
    contacts = page.detail.contacts
    contacts.leave()
    offered = list(contacts._moments)
    assert offered[0].opens
    contacts.asks = False
    contacts.show_contacts(offered, [noted], TODAY)
    assert not any(one.opens for one in contacts._moments)
    contacts.correct(noted.id)
    assert not contacts.correcting


def test_a_follow_up_half_corrected_is_open_again_when_one_comes_back(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store, event=meeting.id, what="Ouvrir", people=[people["Marc"]], due=today
    )
    contact = pledges.follow_up(session.store, pledge=other.id, text="appele", on=today)
    for record in (contact.id, "gone"):
        TypedOvers(session.drafts, FOLLOW_UP_EDIT).keep(
            meeting.id, TypedOver(record, {"text": "rappele"}, {"text": "appele"})
        )
    page._begun = ""
    page.refresh()
    contacts = page.detail.contacts
    qtbot.waitUntil(lambda: contacts.correcting == contact.id)
    assert contacts.editor.text.toPlainText() == "rappele"
    qtbot.waitUntil(lambda: whole(contacts.editor))
    assert session.drafts.about(FOLLOW_UP_EDIT, meeting.id) == [contact.id]


def test_a_line_begun_about_one_pledge_waits_while_one_looks_at_another(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store,
        event=meeting.id,
        what="Prêter",
        people=[people["Marc"]],
        due=today + timedelta(2),
    )
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 2)
    page.list.list.set_current(made.id)
    page.detail.follow_up.field.setText("à moitié")
    page.list.list.set_current(other.id)
    assert page.detail.follow_up.field.text() == ""
    page.list.list.set_current(made.id)
    assert page.detail.follow_up.field.text() == "à moitié"
