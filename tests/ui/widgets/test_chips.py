"""Chips tell what a person turned on, keep it, and take another line where they must."""

from __future__ import annotations

from tests.ui.shown import show

from maillage.ui.look.tokens import TOUCH
from maillage.ui.widgets.chips import ChipBar, ChipItem

from .conftest import CHIPS


def test_exclusive_chips_tell_the_one_chosen_by_a_person(qtbot):
    bar = ChipBar(CHIPS, name="Filtre")
    show(qtbot, bar)
    told: list[str] = []
    bar.chosen.connect(told.append)
    bar.set_code("all")
    assert told == []
    bar._chips["mine"].click()
    assert told == ["mine"]
    assert bar.codes() == ["mine"]
    assert bar._chips["late"].text() == "R&&D"
    assert bar._chips["all"].height() == TOUCH


def test_free_chips_are_turned_on_and_off_each(qtbot):
    bar = ChipBar(CHIPS, exclusive=False)
    show(qtbot, bar)
    told: list[tuple[str, bool]] = []
    bar.toggled.connect(lambda code, on: told.append((code, on)))
    bar._chips["all"].click()
    bar._chips["mine"].click()
    bar._chips["all"].click()
    assert told == [("all", True), ("mine", True), ("all", False)]
    assert bar.codes() == ["mine"]


def test_new_chips_keep_what_was_on(qtbot):
    bar = ChipBar(CHIPS)
    qtbot.addWidget(bar)
    bar.set_code("mine")
    bar.set_items([*CHIPS, ChipItem("done", "Tenus")])
    assert bar.code() == "mine"


def test_chips_go_to_a_new_line_when_there_is_no_room(qtbot):
    bar = ChipBar(CHIPS)
    qtbot.addWidget(bar)
    assert bar.heightForWidth(1000) == TOUCH
    assert bar.heightForWidth(150) >= 2 * TOUCH
