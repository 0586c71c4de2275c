"""A new pledge: its words, its people and who may be called, by keyboard."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt

from maillage.actions import pledges, workshops
from maillage.domain.vocabulary import PledgeOrigin
from maillage.ui.pledges.making import NewPledgeDialog
from maillage.ui.widgets.dialogs import ConfirmDialog


def open_form(qtbot, page, note=""):
    page.new_from(note)
    qtbot.waitUntil(lambda: page.findChild(NewPledgeDialog) is not None)
    return page.findChild(NewPledgeDialog)


def choose(qtbot, dialog, typed):
    picker = dialog.people
    before = len(picker.people())
    picker.search.setText(typed)
    qtbot.waitUntil(lambda: picker.list.current_key() != "")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert len(picker.people()) == before + 1


def test_tab_asks_who_may_be_called_before_what_comes_next_and_control_enter_records(
    qtbot, session, meeting, people, page, today
):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("Prêter deux vélos")
    choose(qtbot, dialog, "mari")
    box = dialog.may_call.boxes[people["Marie"]]
    assert box.accessibleName() == "Marie Delorme accepte un rappel"
    qtbot.waitUntil(lambda: box.isVisible() and dialog.focusWidget() is dialog.people.search)
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is box
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert dialog.focusWidget() is dialog.next_step
    with qtbot.waitSignal(session.told):
        qtbot.keyClick(dialog.next_step, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (found,) = pledges.promises(session.store, today=today, event=meeting.id)
    assert [one.may_call for one in found.parties] == [True]


def test_a_new_pledge_is_recorded_shown_and_can_be_undone(
    qtbot, session, meeting, people, page, today
):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("Prêter deux vélos")
    choose(qtbot, dialog, "mari")
    dialog.people._found = dialog.people.chosen()
    dialog.people._add(people["Marie"])
    assert dialog.people.people() == [people["Marie"]], "nobody is in a pledge twice"
    choose(qtbot, dialog, "font")
    dialog.people._lead(people["Marc"])
    dialog.next_step.setText("se voir mardi")
    dialog.may_call.boxes[people["Marc"]].click()
    with qtbot.waitSignal(session.told) as told:
        dialog.make.click()
    (found,) = pledges.promises(session.store, today=today, event=meeting.id)
    assert found.pledge.what == "Prêter deux vélos"
    assert found.pledge.due == today + timedelta(days=15)
    assert found.pledge.origin is PledgeOrigin.SPONTANEOUS
    assert [one.name for one in found.parties] == ["Marc Fontanel", "Marie Delorme"]
    assert [one.may_call for one in found.parties] == [True, False], "each for themselves"
    qtbot.waitUntil(lambda: page.list.current() == found.pledge.id)
    qtbot.waitUntil(page.detail.fresh.isVisible)
    assert page.detail.fresh.button.text() == "Fiche et agenda…"
    told.args[2]()
    qtbot.waitUntil(lambda: not page._seen.promises)


def test_a_pledge_from_an_idea_has_its_words_and_its_origin(qtbot, session, meeting, page, people):
    (workshop, *_others) = workshops.workshops(session.store, event=meeting.id)
    note = workshops.add_note(
        session.store, event=meeting.id, workshop=workshop.id, typed="i: un guichet mobile"
    )
    dialog = open_form(qtbot, page, note.id)
    draft = dialog.draft()
    assert (draft.what, draft.note, draft.origin) == (
        "un guichet mobile",
        note.id,
        PledgeOrigin.PLANNED,
    )
    dialog.what.setPlainText("mes mots")
    dialog.idea.set_code("")
    assert dialog.draft().what == "mes mots"
    dialog.done(0)


def test_the_form_says_what_is_missing_and_stays_open(qtbot, page):
    dialog = open_form(qtbot, page)
    dialog.make.click()
    assert dialog.isVisible()
    assert dialog._what.error()
    assert dialog._people.error()
    dialog.what.setPlainText("quelque chose")
    assert not dialog._what.error()
    dialog.done(0)


def test_a_pledge_that_cannot_be_saved_stays_in_its_form(qtbot, session, people, page):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("mot " * 30_000)
    choose(qtbot, dialog, "marie")
    with qtbot.waitSignal(session.failed):
        dialog.make.click()
    assert dialog.isVisible()
    assert dialog.make.isEnabled()
    assert not page._seen.promises
    dialog.done(0)


def test_a_form_with_something_in_it_is_not_left_without_asking(qtbot, page, monkeypatch):
    dialog = open_form(qtbot, page)
    answers = [False, True]
    monkeypatch.setattr(ConfirmDialog, "ask", lambda *_a, **_k: answers.pop(0))
    dialog.what.setPlainText("quelque chose")
    dialog.reject()
    assert dialog.isVisible()
    dialog.reject()
    assert not answers


def test_an_empty_form_is_left_at_once(qtbot, page):
    dialog = open_form(qtbot, page)
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_enter_in_the_search_adds_somebody_and_does_not_record(qtbot, people, page):
    dialog = open_form(qtbot, page)
    dialog.what.setPlainText("quelque chose")
    choose(qtbot, dialog, "marie")
    qtbot.keyClick(dialog.people.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.done(0)


def test_a_name_that_nobody_has_is_said(qtbot, people, page):
    dialog = open_form(qtbot, page)
    dialog.people.search.setText("zzz")
    qtbot.waitUntil(dialog.people.none.isVisible)
    dialog.people.search.clear()
    assert not dialog.people.none.isVisible()
    dialog.done(0)


def test_somebody_chosen_is_not_offered_again_and_can_be_taken_off(qtbot, people, page):
    dialog = open_form(qtbot, page)
    choose(qtbot, dialog, "marie")
    dialog.people.search.setText("mar")
    qtbot.waitUntil(lambda: bool(dialog.people.list.rows.rows()))
    assert [row.title for row in dialog.people.list.rows.rows()] == ["Marc Fontanel"]
    dialog.people._drop(people["Marie"])
    assert dialog.people.people() == []
    dialog.done(0)
