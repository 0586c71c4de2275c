"""Fields written in where they stand, and the day a pledge is due: what one leaves is saved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QDate, Qt
from tests.ui.shown import show

from maillage.domain.errors import TooLong
from maillage.ui.pledges.due import DueField
from maillage.ui.pledges.inline import InlineEdit

from .conftest import TODAY, shown, stored


def test_a_field_edited_in_place_sends_its_value_once_one_leaves_it(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("après\nencore")
    with qtbot.waitSignal(edit.changed) as sent:
        edit.leave()
    assert sent.args == ["après encore"]


@pytest.mark.parametrize("stored", ["Voir\u00a0: demain", "deux  blancs", "deux\nlignes", " bord "])
def test_leaving_a_field_in_which_nobody_typed_corrects_nothing(qtbot, stored):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    sent = []
    edit.changed.connect(sent.append)
    edit.load(stored)
    edit.leave()
    assert sent == []
    edit.load("autre")
    assert edit.value() == "autre"
    edit.load(stored)
    edit.setPlainText("autre chose")
    edit.leave()
    assert sent == ["autre chose"]


def test_a_field_keeps_what_is_being_written_when_the_store_answers(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("refusé")
    edit.leave()
    edit.refused("refusé")
    edit.load("avant")
    assert edit.value() == "refusé"
    edit.leave()
    edit.kept("refusé")
    edit.load("autre")
    assert edit.value() == "autre"


def test_escape_brings_the_stored_words_back(qtbot):
    edit = InlineEdit("Prochain pas", "")
    qtbot.addWidget(edit)
    edit.reset("avant")
    edit.setPlainText("après")
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert edit.value() == "avant"


def test_a_title_takes_the_lines_it_needs(qtbot):
    edit = InlineEdit("Quoi", "", "heading")
    show(qtbot, edit, 300, 40)
    edit.reset("court")
    one = edit.height()
    edit.reset("une promesse qui tient sur plusieurs lignes de ce titre étroit")
    qtbot.waitUntil(lambda: edit.height() > one * 1.5)
    several = edit.height()
    edit.resize(900, several)
    qtbot.waitUntil(lambda: edit.height() == one)
    edit.resize(300, one)
    qtbot.waitUntil(lambda: edit.height() == several)
    edit.set_role("section")
    edit.reset("court")
    qtbot.waitUntil(lambda: edit.height() < one)


def test_a_usual_delay_sets_the_date_and_another_date_turns_the_chips_off(qtbot):
    field = DueField(TODAY, TODAY + timedelta(15))
    qtbot.addWidget(field)
    assert field.chips.code() == "15d"
    field.chips._chips["1m"].click()
    assert field.due() == date(2026, 12, 26)
    field.day.setDate(QDate(2026, 12, 24))
    assert field.chips.code() == ""
    assert field.due() == date(2026, 12, 24)


def test_a_day_that_is_past_is_pointed_out_and_taken(qtbot):
    field = DueField(TODAY, TODAY)
    qtbot.addWidget(field)
    assert field.past.isHidden()
    field.set_due(TODAY - timedelta(1))
    assert not field.past.isHidden()
    assert field.due() == TODAY - timedelta(1)
    field.chips._chips["15d"].click()
    assert field.past.isHidden()


def test_a_field_is_saved_by_leaving_it_and_the_toast_undoes_it(qtbot, session, made, page):
    shown(qtbot, page, made)
    page.detail.next_step.setPlainText("écrire au préfet")
    with qtbot.waitSignal(session.told) as told:
        page.detail.next_step.leave()
    assert stored(session, made).next_step == "écrire au préfet"
    with qtbot.waitSignal(session.changed):
        told.args[2]()
    assert stored(session, made).next_step == "appeler la mairie"
    qtbot.waitUntil(lambda: page.detail.next_step.value() == "appeler la mairie")


def test_a_value_that_cannot_be_saved_stays_where_it_was_written(qtbot, session, made, page):
    shown(qtbot, page, made)
    long = "mot " * 30_000
    page.detail.next_step.setPlainText(long)
    with qtbot.waitSignal(session.failed) as failed:
        page.detail.next_step.leave()
    assert isinstance(failed.args[0], TooLong)
    page.refresh()
    with qtbot.waitSignal(session.changed):
        session.write(lambda: None)
    assert page.detail.next_step.value() == long.strip()


def test_a_pledge_is_never_left_without_words(qtbot, session, made, page):
    shown(qtbot, page, made)
    page.detail.what.setPlainText(" ")
    page.detail.what.leave()
    assert page.detail.what.value() == "Réunir les bailleurs"
