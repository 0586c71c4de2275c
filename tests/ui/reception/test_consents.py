"""Asking for consents and reading a card, by keyboard."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from tests.ui.shown import show

from maillage.actions import consents, organisations, reception
from maillage.domain.errors import DiskFull
from maillage.domain.records import Membership, Notice, Person
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.ui.look import theme
from maillage.ui.reception import door
from maillage.ui.reception.card import PersonCard
from maillage.ui.reception.consents import ConsentsDialog
from maillage.ui.reception.notice import NoticeDialog
from maillage.ui.widgets.chips import Chip

IMAGE = ConsentPurpose.IMAGE


@pytest.fixture
def ada(session, meeting) -> Person:
    came = reception.welcome(
        session.store,
        event=meeting.id,
        given_name="Ada",
        family_name="Zola",
        organisation="CCAS",
    )
    return session.store.get(Person, came.person)


@pytest.fixture
def dialog(session, meeting, ada, qtbot) -> ConsentsDialog:
    found = show(qtbot, ConsentsDialog(session, ada, meeting.id), 640, 700)
    qtbot.waitUntil(lambda: found.notice.toPlainText() != "")
    return found


def chip(dialog, purpose: ConsentPurpose, code: str) -> Chip:
    chips = dialog.lines[purpose].chips.findChildren(Chip)
    return next(one for one in chips if one.item.code == code and one.isVisible())


def last(session, ada):
    found = consents.standings(session.store, person=ada.id)
    return next(one.last for one in found if one.purpose is IMAGE)


def test_an_answer_is_saved_at_once_withdrawn_and_undone(dialog, session, ada, qtbot):
    told: list = []
    session.told.connect(lambda *facts: told.append(facts))
    QTest.keyClick(chip(dialog, IMAGE, "yes"), Qt.Key.Key_Space)
    state = dialog.lines[IMAGE].state
    qtbot.waitUntil(lambda: state.text().startswith("Accord donné le"))
    assert last(session, ada).given
    assert last(session, ada).notice in state.text()
    QTest.keyClick(chip(dialog, IMAGE, "no"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: state.text().startswith("Accord retiré le"))
    told[-1][2]()
    qtbot.waitUntil(lambda: state.text().startswith("Accord donné le"))
    # The toast is below a dialog: here one undoes, too, the last answer first.
    assert dialog.undo.isEnabled()
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: state.text() == "Pas encore demandé")
    assert dialog.lines[IMAGE].chips.code() == ""
    assert not dialog.undo.isEnabled()
    told[0][2]()  # the toast of what is undone already
    assert last(session, ada) is None


def test_an_answer_is_undone_from_the_toast_once_the_dialog_is_gone_with_its_card(
    session, meeting, ada, qtbot
):
    card = QWidget()
    dialog = ConsentsDialog(session, ada, meeting.id, card)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.notice.toPlainText() != "")
    with qtbot.waitSignal(session.told) as told:
        QTest.keyClick(chip(dialog, IMAGE, "yes"), Qt.Key.Key_Space)
    dialog.accept()
    shiboken6.delete(card)
    assert not shiboken6.isValid(dialog)
    with qtbot.waitSignal(session.told) as undone:
        told.args[2]()
    assert undone.args[0] == "Réponse annulée"
    assert last(session, ada) is None


def test_an_answer_that_could_not_be_undone_can_be_undone_later(
    dialog, session, ada, qtbot, monkeypatch
):
    with qtbot.waitSignal(session.told) as told:
        QTest.keyClick(chip(dialog, IMAGE, "yes"), Qt.Key.Key_Space)

    def full(*_args, **_more):
        raise DiskFull(path="x")

    with monkeypatch.context() as patch, qtbot.waitSignal(session.failed):
        patch.setattr(consents, "take_back", full)
        dialog.undo_last()
    assert last(session, ada).given
    assert dialog.undo.isEnabled()
    with qtbot.waitSignal(session.changed):
        told.args[2]()
        told.args[2]()  # twice in a row: once
    assert last(session, ada) is None
    qtbot.waitUntil(lambda: not dialog.undo.isEnabled())


def test_the_keyboard_goes_from_answer_to_answer_from_the_first_one(dialog, qtbot):
    agrees = [chip(dialog, purpose, "yes") for purpose in ConsentPurpose]
    for one in agrees:
        assert dialog.focusWidget() is one
        QTest.keyClick(one, Qt.Key.Key_Tab)
    assert dialog.focusWidget() not in agrees


def test_the_coordination_writes_its_own_notice(dialog, session, qtbot):
    qtbot.waitUntil(dialog.edit.isVisible)
    dialog.edit.click()
    editing = dialog.findChild(NoticeDialog)
    editing.text.setPlainText("")
    editing.save()
    qtbot.waitUntil(lambda: editing.field.error() != "")
    editing.text.setPlainText("Nos mots <b>à nous</b>.")
    editing.save()
    qtbot.waitUntil(lambda: dialog.notice.toPlainText() == "Nos mots <b>à nous</b>.")
    assert [one.text for one in session.store.all(Notice)] == ["Nos mots <b>à nous</b>."]


def test_the_card_tells_who_recorded_each_answer_when_and_after_which_notice(
    session, meeting, ada, qtbot
):
    saved = consents.answer(
        session.store,
        person=ada.id,
        event=meeting.id,
        purpose=IMAGE,
        given=True,
        form=ConsentForm.SPOKEN,
    )
    (arrival,) = door.read(session, meeting.id).arrivals
    card = show(qtbot, PersonCard(session, arrival, ada), 640, 600)
    qtbot.waitUntil(card.agreed.isVisible)
    (line,) = card.agreed.text().split("\n")
    assert line.startswith("Photos et films\u00a0: Accord donné le")
    assert saved.notice in line
    assert line.endswith("saisi sur Accueil")


def test_the_card_changes_organisation_and_position_and_tells_the_meetings(
    session, meeting, ada, qtbot
):
    (arrival,) = door.read(session, meeting.id).arrivals
    card = show(qtbot, PersonCard(session, arrival, ada), 640, 600)
    organisation, position = card.lines["organisation"], card.lines["position"]
    qtbot.waitUntil(lambda: organisation.text == "CCAS")
    organisation.edit.setText("Le Relais")
    organisation.leave()
    position.edit.setText("Cheffe de service")
    position.leave()
    qtbot.waitUntil(lambda: organisation.is_saved and position.is_saved)
    assert organisations.belonging(session.store, person=ada.id) == (
        "Le Relais",
        "Cheffe de service",
    )
    assert len(session.store.all(Membership)) == 1
    assert [row.title for row in card.visits.rows.rows()] == [meeting.title]
    organisation.edit.setText("")
    organisation.leave()
    qtbot.waitUntil(lambda: organisation.is_saved)
    assert organisations.belonging(session.store, person=ada.id) == ("", "")


def test_in_a_low_window_of_large_letters_notice_and_first_answers_are_in_sight_at_once(
    session, meeting, ada, qtbot, qapp, monkeypatch
):
    low = QSize(960, 500)
    monkeypatch.setattr("maillage.ui.reception.consents._screen", lambda: low)
    monkeypatch.setattr(ConsentsDialog, "_most", lambda _dialog: low.height() - 40)
    theme.apply(qapp, "light", 130)
    dialog = show(qtbot, ConsentsDialog(session, ada, meeting.id), 900, 460)
    qtbot.waitUntil(lambda: dialog.notice.toPlainText() != "")
    for purpose in (ConsentPurpose.PARTICIPATION, ConsentPurpose.RECONTACT):
        for code in ("yes", "no"):
            one = chip(dialog, purpose, code)
            qtbot.waitUntil(lambda one=one: one.visibleRegion().boundingRect().size() == one.size())
    assert dialog.notice.visibleRegion().boundingRect().size() == dialog.notice.size()
    assert dialog.notice.height() > 3 * dialog.notice.fontMetrics().lineSpacing()
    assert dialog.height() <= low.height() - 40
    theme.apply(qapp, "light")
