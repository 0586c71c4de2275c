"""What the first run offers is chosen by keyboard, and fits the smallest window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from maillage.ui.start.choices import CREATE, HUB, JOIN, REOPEN
from maillage.ui.start.form import StartForm
from maillage.ui.start.join import JoinForm
from maillage.ui.widgets.focus import FocusRing

from .conftest import pressed


def test_three_cards_are_reached_and_chosen_by_keyboard(qtbot, start):
    start.choices.focus_first()
    cards = list(start.choices.cards.values())
    qtbot.waitUntil(cards[0].hasFocus)
    pressed(qtbot, cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    pressed(qtbot, cards[1], Qt.Key.Key_Return)
    assert isinstance(start.step(), JoinForm)


def test_the_keyboard_and_the_pointer_show_differently_on_a_card(qapp, qtbot, start):
    ring = FocusRing(qapp)
    first, second, *_ = start.choices.cards.values()
    second.clearFocus()
    plain = second.grab().toImage()
    first.setFocus()
    pressed(qtbot, first, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: ring.widget() is second)
    assert second.grab().toImage() == plain, "the outline is the pointer's"
    around = ring.frame()
    assert around.parentWidget().rect().contains(around.geometry())
    ring.deleteLater()


def test_escape_goes_back_to_the_three_choices(qtbot, start):
    form = start.choose(CREATE)
    qtbot.waitUntil(form.programme.hasFocus)
    pressed(qtbot, form.programme, Qt.Key.Key_Escape)
    assert start.step() is start.choices


@pytest.mark.parametrize("code", [CREATE, JOIN, REOPEN, HUB])
@pytest.mark.parametrize("compact", [False, True])
def test_every_step_fits_a_small_window(qtbot, start, code, compact):
    start.resize(960, 460)
    start.set_compact(compact)
    form = start.choose(code)
    assert start.minimumSizeHint().width() <= 960
    assert start.minimumSizeHint().height() <= 460
    qtbot.waitUntil(form.submit.isVisible)
    assert form.submit.mapTo(start, form.submit.rect().bottomRight()).y() <= 460


def test_every_field_has_a_name_for_screen_readers(qtbot, start):
    for code in (CREATE, JOIN, REOPEN):
        form = start.choose(code)
        assert isinstance(form, StartForm)
        for editor in form.findChildren(QLineEdit):
            assert editor.accessibleName()
