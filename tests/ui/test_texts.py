"""What becomes of the texts that name somebody erased: replaced, erased, or corrected there."""

from __future__ import annotations

from datetime import date

import pytest

from maillage.actions import events, forgetting, pledges, texts, workshops
from maillage.domain.records import Note, Person, Pledge, Vote
from maillage.ui.pages import PLEDGES, WORKSHOPS
from maillage.ui.reception.erasing import MentionsDialog
from maillage.ui.shell import Shell
from maillage.ui.texts import EraseDialog, ReplaceDialog
from maillage.ui.workshops.page import WorkshopsPage

NAMED, CORRECTED = "Voir avec Ada Lefèvre", "Voir avec la mairie"


@pytest.fixture
def named(session, meeting):
    """A note, a pledge and a follow-up with the name of somebody who was erased."""
    store = session.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre"))
    eva = store.add(Person(given_name="Eva", family_name="Roy"))
    place = workshops.workshops(store, event=meeting.id)[1].id
    note = workshops.add_note(store, event=meeting.id, workshop=place, typed=NAMED)
    workshops.vote(store, note=note.id)
    pledge = pledges.make(store, event=meeting.id, what="Visiter", people=[eva.id], note=note.id)
    on = date(2022, 1, 1)
    pledges.follow_up(store, pledge=pledge.id, text="Lefèvre : oui", on=on)
    return forgetting.erase(store, person=ada.id).mentions


@pytest.fixture
def dialog(qtbot, session, named):
    found = MentionsDialog(session, named)
    qtbot.addWidget(found)
    found.show()
    return found


@pytest.fixture
def told(session):
    found = []
    session.told.connect(lambda fact, *_more: found.append(fact))
    return found


def question(dialog, kind, qtbot):
    qtbot.waitUntil(lambda: any(one.isVisible() for one in dialog.findChildren(kind)))
    return next(one for one in dialog.findChildren(kind) if one.isVisible())


def test_a_note_makes_place_for_a_corrected_text(dialog, session, told, qtbot):
    assert [row.sub for row in dialog.list.rows.rows()] == ["Note", "Suivi"]
    dialog.replace.click()
    asked = question(dialog, ReplaceDialog, qtbot)
    said = asked.accessibleDescription()
    assert "voix" in said
    assert "engagement" in said
    assert "ne s’annule pas" in said
    asked.danger.click()
    assert "ancien texte" in asked.field.editor.accessibleDescription()
    asked.text.setPlainText(" ")
    asked.danger.click()
    assert "au moins un mot" in asked.field.editor.accessibleDescription()
    asked.text.setPlainText("x" * 20_000)
    asked.danger.click()
    qtbot.waitUntil(lambda: "20" in asked.field.editor.accessibleDescription())
    asked.text.setPlainText(CORRECTED)
    asked.danger.click()
    qtbot.waitUntil(lambda: dialog.list.rows.rowCount() == 1)
    (new,) = session.store.all(Note)
    assert new.text == CORRECTED
    assert len(session.store.all(Vote, note=new.id)) == 1
    assert session.store.all(Pledge)[0].note == new.id
    assert "effacé pour toujours" in told[-1]


def test_a_text_is_erased_only_once_that_is_confirmed(dialog, session, qtbot):
    dialog.list.set_current("1")
    assert not dialog.replace.isVisible()
    dialog.erase.click()
    question(dialog, EraseDialog, qtbot).safe.click()
    assert dialog.list.rows.rowCount() == 2
    for left in (1, 0):
        dialog.erase.click()
        asked = question(dialog, EraseDialog, qtbot)
        assert "toutes ses versions" in asked.accessibleDescription()
        asked.danger.click()
        qtbot.waitUntil(lambda left=left: len(dialog._mentions) == left)
    assert not dialog.isVisible()
    assert session.store.all(Note) == []
    assert [one.what for one in session.store.all(Pledge)] == ["Visiter"]


def test_a_text_that_is_not_shown_any_more_can_only_be_erased(qtbot, session, named):
    store = session.store
    workshops.delete_note(store, note=named[0].id)
    gone = texts.mentions(store, Person(family_name="Lefèvre"))[0]
    dialog = MentionsDialog(session, [gone])
    qtbot.addWidget(dialog)
    dialog.show()
    assert "supprimé" in dialog.list.rows.rows()[0].sub
    assert [one.isVisible() for one in (dialog.replace, dialog.correct, dialog.erase)] == [
        False,
        False,
        True,
    ]


def test_correcting_leads_to_where_the_text_stands_in_its_own_meeting(
    qtbot, session, meeting, named
):
    shell = Shell(session)
    qtbot.addWidget(shell)
    other = events.create_event(
        session.store, title="Une autre", event_kind=meeting.event_kind, starts=meeting.starts
    )
    session.show_meeting(other)
    dialog = MentionsDialog(session, named)
    qtbot.addWidget(dialog)
    dialog.correct.click()
    qtbot.waitUntil(lambda: session.meeting.id == meeting.id and shell.current == WORKSHOPS)
    page = shell.page(WORKSHOPS)
    qtbot.waitUntil(lambda: page.notes.list.current_key() == named[0].id)
    session.led.emit(named[1])
    qtbot.waitUntil(lambda: shell.current == PLEDGES)
    pledge = named[1].pledge
    qtbot.waitUntil(lambda: shell.page(PLEDGES).list.current() == pledge)


def test_a_note_can_be_erased_later_from_its_own_menu(qtbot, session, meeting, named):
    page = WorkshopsPage(session)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    session.changed.connect(page.refresh)
    page.refresh()
    page.show()
    page.show_note(named[0].id)
    qtbot.waitUntil(lambda: page.notes.list.current_key() == named[0].id)
    page.notes.edit(named[0].id)
    page.notes.editor.erase.trigger()
    asked = question(page, EraseDialog, qtbot)
    asked.other.click()
    instead = question(page, ReplaceDialog, qtbot)
    instead.text.setPlainText(CORRECTED)
    instead.danger.click()
    qtbot.waitUntil(lambda: not page.notes.correcting)
    qtbot.waitUntil(lambda: CORRECTED in [row.title for row in page.notes.list.rows.rows()])
    assert [one.text for one in session.store.all(Note)] == [CORRECTED]
