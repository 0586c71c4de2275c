"""A pledge kept, dropped, postponed or opened again: each once, and each with its way back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from maillage.actions import pledges
from maillage.actions.pledges import Due
from maillage.domain.errors import UsedSince
from maillage.domain.vocabulary import Channel, PledgeStatus
from maillage.ui.pledges import rows
from maillage.ui.pledges.due import PostponeDialog
from maillage.ui.pledges.follow_up import Contact
from maillage.ui.widgets.dialogs import ConfirmDialog

from .conftest import plain, shown, stored


def second_click_of_a_double_one(button):
    """What Qt sends for it: a press that is told apart, then a release."""
    at = QPointF(button.rect().center())
    left = Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        held = left if kind is QEvent.Type.MouseButtonDblClick else Qt.MouseButton.NoButton
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(button, QMouseEvent(kind, at, at, left, held, none))


def test_marking_as_kept_can_be_undone(qtbot, session, made, page):
    shown(qtbot, page, made)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    assert stored(session, made).status is PledgeStatus.DONE
    qtbot.waitUntil(lambda: page._seen.promise(made.id).due is Due.CLOSED)
    assert page.list.current() == made.id
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).status is PledgeStatus.MADE


def test_undoing_leaves_what_another_laptop_wrote_meanwhile(qtbot, session, made, page):
    shown(qtbot, page, made)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    pledges.change(session.store, pledge=made.id, status=PledgeStatus.DROPPED)  # a merge
    with qtbot.waitSignal(session.failed) as failed:
        told.args[2]()
    assert isinstance(failed.args[0], UsedSince)
    assert stored(session, made).status is PledgeStatus.DROPPED


@pytest.fixture
def three(session, meeting, people, made, today):
    """A late pledge, and two more after it."""
    everybody = list(people.values())
    more = [
        pledges.make(
            session.store,
            event=meeting.id,
            what=what,
            people=everybody,
            due=today + timedelta(days),
        )
        for what, days in (("Ouvrir une salle", 3), ("Compter les lits", 40))
    ]
    return made, *more


def test_among_all_pledges_the_next_open_one_is_chosen_after_one_is_kept(
    qtbot, session, three, page
):
    first, second, third = three
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 3)
    page.select(second.id)
    for kept, then in ((second, third), (third, first)):
        shown(qtbot, page, kept)
        page.detail.main.click()
        shown(qtbot, page, then)
        qtbot.waitUntil(lambda of=kept: page._seen.promise(of.id).due is Due.CLOSED)
        assert page.list.current() == then.id
    assert page.list.filters.code() == rows.Filter.ALL.value


def test_ctrl_z_undoes_the_latest_deeds_one_by_one(qtbot, session, three, page):
    first, second, _third = three
    page.refresh()
    qtbot.waitUntil(lambda: len(page._seen.promises) == 3)
    page.select(first.id)
    shown(qtbot, page, first)
    line = page.detail.follow_up.field
    line.setFocus()
    line.setText("appelee")
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    with qtbot.waitSignal(session.told) as told:
        page.detail.main.click()
    shown(qtbot, page, second)
    line.setFocus()
    line.setText("x")
    qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    line.clear()
    with qtbot.waitSignal(session.told) as undone:
        qtbot.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plain(undone.args[0]) == "Annulé : Engagement tenu"
    assert stored(session, first).status is PledgeStatus.MADE
    shown(qtbot, page, first)
    assert len(pledges.follow_ups(session.store, pledge=first.id)) == 1, "letters are undone first"
    told.args[2]()  # from the toast, too late
    page.list.take_focus()
    with qtbot.waitSignal(session.told) as undone:
        qtbot.keyClick(page.list.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert plain(undone.args[0]) == "Annulé : Suivi noté"
    assert pledges.follow_ups(session.store, pledge=first.id) == []


def test_a_double_click_keeps_one_pledge_and_no_second_one(
    qtbot, session, meeting, people, made, page, today
):
    other = pledges.make(
        session.store,
        event=meeting.id,
        what="Prêter une salle",
        people=list(people.values()),
        due=today - timedelta(days=3),
    )
    page.list.filters.set_code(rows.Filter.LATE.value)
    page.refresh()
    shown(qtbot, page, made)
    qtbot.mouseClick(page.detail.main, Qt.MouseButton.LeftButton)
    # The next one takes its place between the two clicks of somebody who always clicks twice.
    shown(qtbot, page, other)
    second_click_of_a_double_one(page.detail.main)
    with qtbot.waitSignal(session.told):
        page.detail.follow_up.submitted.emit(Contact(other.id, "appelé", Channel.CALL, today))
    # What is written in turn is written: had the second click counted, it would be by now.
    assert stored(session, made).status is PledgeStatus.DONE
    assert stored(session, other).status is PledgeStatus.MADE
    assert page.list.list.hasFocus()
    assert not page.detail.main.focusPolicy() & Qt.FocusPolicy.ClickFocus


def test_a_closed_pledge_can_be_opened_again(qtbot, session, made, page):
    pledges.change(session.store, pledge=made.id, status=PledgeStatus.DROPPED)
    page.refresh()
    qtbot.waitUntil(lambda: page._seen.promise(made.id).due is Due.CLOSED)
    with qtbot.waitSignal(session.told):
        page.detail.main.click()
    assert stored(session, made).status is PledgeStatus.STARTED


def test_dropping_asks_first(qtbot, session, made, page, monkeypatch):
    shown(qtbot, page, made)
    answers = [False, True]
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: answers.pop(0))
    page.detail.drop_asked.emit(made.id)
    assert stored(session, made).status is PledgeStatus.MADE
    with qtbot.waitSignal(session.told):
        page.detail.drop_asked.emit(made.id)
    assert stored(session, made).status is PledgeStatus.DROPPED


def test_postponing_changes_the_date_and_can_be_undone(qtbot, session, made, page, today):
    shown(qtbot, page, made)
    page.detail.banner.acted.emit()
    dialog = page.findChild(PostponeDialog)
    assert dialog.field.due() == today + timedelta(days=15)
    dialog.field.chips._chips["1m"].click()
    with qtbot.waitSignal(session.told) as told:
        dialog.confirm.click()
    assert stored(session, made).due == rows.months_later(today, 1)
    # Neither a button that is gone nor the field that follows it in the tab order.
    assert page.list.list.hasFocus()
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).due == made.due
