"""What is typed over a record, or about one, is there again, and nowhere else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from tests.ui.shown import show

from maillage.actions import drafts, pledges, reception
from maillage.domain.records import FollowUp, Pledge
from maillage.domain.vocabulary import Channel
from maillage.ui.drafts import FOLLOW_UP, PLEDGE_EDIT
from maillage.ui.pledges.page import PledgesPage
from maillage.ui.widgets.caret import go_on


def kept(session, what):
    """The drafts of one kind by the record each is about."""
    found = drafts.drafts(session.store)
    return {place.split()[-1]: one for place, one in found.items() if place.split()[0] == what}


def typed(session, what):
    return [one["typed"] for one in kept(session, what).values()]


def choose(combo, code):
    """Choose an option by hand."""
    combo.set_code(code)
    combo.activated.emit(combo.currentIndex())


# Pledges ---------------------------------------------------------------------------------


@pytest.fixture
def promised(session, meeting):
    """Three pledges of one person."""
    ada = reception.welcome(session.store, event=meeting.id, given_name="Ada", family_name="Lovel")
    return [
        pledges.make(session.store, event=meeting.id, what=what, people=[ada.person])
        for what in ("Ouvrir un guichet", "Appeler le bailleur", "Trouver une salle")
    ]


@pytest.fixture
def at_pledges(qtbot):
    """Opens the page of pledges of a session."""

    def start(session):
        page = show(qtbot, PledgesPage(session), 1100, 700)
        session.changed.connect(page.refresh)
        page.refresh()
        qtbot.waitUntil(lambda: page._seen is not None and session._worker._open == 0)
        return page

    return start


def kill(page):
    """Have a window do nothing more: it would record what stands in a field as it loses focus."""
    page.detail.blockSignals(True)


def test_the_line_begun_about_each_pledge_is_there_again_with_its_channel(
    qtbot, session, promised, again, at_pledges
):
    first, second, third = promised
    page = at_pledges(session)
    line = page.detail.follow_up
    page.select(first.id)
    choose(line.channel, Channel.MEETING)
    qtbot.keyClicks(line.field, "vu au cafe")
    page.select(third.id)
    qtbot.keyClicks(line.field, "de trop")
    page.select(second.id)
    choose(line.channel, Channel.MAIL)
    qtbot.keyClicks(line.field, "a recrire mard")
    qtbot.waitUntil(lambda: set(kept(session, FOLLOW_UP)) == {one.id for one in promised})
    qtbot.waitUntil(lambda: kept(session, FOLLOW_UP)[second.id]["text"] == "a recrire mard")
    pledges.delete(session.store, pledge=third.id)
    later = at_pledges(again())
    back = later.detail.follow_up
    assert later.detail.pledge() == second.id, "the last one typed into"
    assert (back.field.text(), back.channel.code()) == ("a recrire mard", Channel.MAIL)
    assert back.field.hasFocus()
    assert not back.field.selectedText()
    assert back.field.cursorPosition() == len("a recrire mard")
    later.select(first.id)
    assert (back.field.text(), back.channel.code()) == ("vu au cafe", Channel.MEETING)
    qtbot.waitUntil(lambda: third.id not in kept(session, FOLLOW_UP))
    qtbot.keyClick(back.field, Qt.Key.Key_Return)
    later.select(second.id)
    qtbot.waitUntil(lambda: set(kept(session, FOLLOW_UP)) == {second.id})
    (noted,) = session.store.all(FollowUp)
    assert (noted.pledge, noted.text, noted.channel) == (first.id, "vu au cafe", Channel.MEETING)
    back.field.clear()
    qtbot.waitUntil(lambda: not kept(session, FOLLOW_UP))


def test_a_field_of_a_pledge_is_there_again_before_one_has_left_it_and_writes_nothing(
    qtbot, session, promised, again, at_pledges
):
    digest = session.store.digest()
    page = at_pledges(session)
    page.select(promised[1].id)
    page.detail.next_step.setFocus()
    qtbot.keyClicks(page.detail.next_step, "lui ecr")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"next_step": "lui ecr"}])
    assert session.store.digest() == digest
    kill(page)
    later = at_pledges(again())
    field = later.detail.next_step
    assert later.detail.pledge() == promised[1].id
    assert field.value() == "lui ecr"
    assert field.hasFocus()
    qtbot.keyClicks(field, "ire")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))
    assert session.store.get(Pledge, promised[1].id).next_step == "lui ecrire"
    go_on(field)
    qtbot.keyClicks(field, " demain")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"next_step": "lui ecrire demain"}])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))


def test_what_is_typed_over_a_pledge_never_covers_what_somebody_else_wrote_since(
    qtbot, session, promised, again, at_pledges
):
    page = at_pledges(session)
    pledge = promised[0].id
    page.select(pledge)
    page.detail.help_needed.setFocus()
    qtbot.keyClicks(page.detail.help_needed, "une sal")
    qtbot.waitUntil(lambda: typed(session, PLEDGE_EDIT) == [{"help_needed": "une sal"}])
    kill(page)
    pledges.change(session.store, pledge=pledge, help_needed="un bus")
    offered = {"help_needed": "une sal"}
    for _start in range(2):
        later = at_pledges(again())
        later.select(pledge)
        assert later.detail.help_needed.value() == "un bus"
        assert "une sal" in later.detail.changed_since.accessibleName()
        qtbot.waitUntil(lambda: kept(session, PLEDGE_EDIT)[pledge]["offered"] == offered)
    later.detail.changed_since.acted.emit()
    assert later.detail.help_needed.value() == "une sal"
    assert not later.detail.changed_since.isVisible()
    later.select(promised[1].id)
    assert not later.detail.help_needed.value(), "nothing comes back to another pledge"
    qtbot.waitUntil(lambda: not kept(session, PLEDGE_EDIT))
    assert session.store.get(Pledge, pledge).help_needed == "une sal"
