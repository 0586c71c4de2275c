"""The side bar tells the screen chosen, and becomes a rail where room is short."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QWidget
from tests.ui.shown import show

from maillage.ui.look import theme
from maillage.ui.widgets.sidebar import NavItem, SideBar

from .conftest import sections


def test_the_side_bar_tells_the_screen_chosen_and_shows_one(qtbot):
    side = SideBar(sections())
    show(qtbot, side, 212, 600)
    told: list[str] = []
    side.chosen.connect(told.append)
    side.set_current("in")
    assert told == []
    buttons = {button.accessibleName(): button for button in side.findChildren(QToolButton)}
    buttons["Tableau de bord"].click()
    assert told == ["bord"]
    assert not buttons["Accueil"].isChecked()


@pytest.mark.parametrize("text_size", [100, 130])
def test_a_badge_stands_inside_its_entry_and_is_heard(qtbot, qapp, text_size):
    theme.apply(qapp, "dark", text_size)
    side = SideBar(sections())
    show(qtbot, side, side.width(), 600)
    button = side.findChildren(QToolButton)[-1]
    for compact in (False, True):
        side.set_compact(compact)
        for n, shown in ((3, "3"), (99, "99"), (100, "99+")):
            side.set_badge("bord", n, f"{n} choix")
            assert button.accessibleName() == f"Tableau de bord, {n} choix"
            assert button._badge == shown
            assert button.rect().contains(button.badge_box().toAlignedRect())
        seen = button.grab().toImage()
        at = button.badge_box()
        colour = seen.pixelColor(round(at.left()) + 3, round(at.center().y()))
        assert colour == theme.color("saffron")
        side.set_badge("bord", 0)
        assert button.accessibleName() == "Tableau de bord"
        assert button.badge_box().isEmpty()
    side.set_badge("no such screen", 3, "3 choix")


def test_the_side_bar_becomes_a_rail_with_short_words_and_full_names(qtbot):
    side = SideBar(sections())
    side.set_foot("Porte nord", "Enregistré à 13 h 52")
    show(qtbot, side, 212, 600)
    assert side.width() == 212
    side.set_compact(True)
    assert side.width() == 98
    last = side.findChildren(QToolButton)[-1]
    assert last.text() == "Tableau"
    assert last.accessibleName() == "Tableau de bord"
    assert last.height() >= 48
    side.set_compact(False)
    assert last.text() == "Tableau de bord"


def test_in_a_low_window_the_mark_makes_room_for_the_screens(qtbot):
    window = QWidget()
    side = SideBar(sections(), parent=window)
    side.set_compact(True)
    side.resize(98, 600)
    show(qtbot, window, 400, 600)
    assert side._brand.isVisible()
    least = side.minimumSizeHint().height()
    side.resize(98, least)
    assert not side._brand.isVisible()
    assert side.minimumSizeHint().height() == least
    side.resize(98, 600)
    assert side._brand.isVisible()


def test_in_a_low_rail_seven_screens_keep_their_words_then_their_icons(qtbot):
    items = [NavItem(str(n), f"Écran {n}", "users") for n in range(7)]
    window = QWidget()  # as low as it likes: a bar alone would be a window that its layout widens
    side = SideBar([("Le jour J", items)], parent=window)
    side.set_compact(True)
    side.resize(98, 405)
    show(qtbot, window, 98, 405)
    buttons = side.findChildren(QToolButton)
    assert all(button.toolButtonStyle() != Qt.ToolButtonIconOnly for button in buttons)
    assert buttons[-1].geometry().bottom() <= 405
    side.resize(98, side.minimumSizeHint().height())
    qtbot.waitUntil(lambda: buttons[0].toolButtonStyle() == Qt.ToolButtonIconOnly)
    assert buttons[-1].geometry().bottom() <= side.height()
    assert buttons[-1].accessibleName() == "Écran 6"
    side.resize(98, 700)
    qtbot.waitUntil(lambda: buttons[0].height() == 52)
