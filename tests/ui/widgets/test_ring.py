"""The ring shows where the keyboard is: after Tab, not after a click, around any corner."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from tests.ui.shown import column, show

from maillage.ui.look.tokens import TOUCH
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.chips import ChipBar
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.widgets.focus import FocusRing
from maillage.ui.widgets.ring import ring_radius

from .conftest import CHIPS


def test_the_ring_shows_after_tab_and_not_after_a_click(qapp, qtbot):
    ring = FocusRing(qapp)
    first, second, edit = Button("Un"), Button("Deux"), QLineEdit()
    window = show(qtbot, column(edit, first, second))
    edit.setFocus()
    handle = window.windowHandle()
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    qtbot.waitUntil(first.hasFocus)
    qtbot.waitUntil(lambda: ring.widget() is first)
    assert ring.frame().width() == first.width() + 8
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=second.geometry().center())
    assert ring.widget() is None
    edit.setFocus()
    ring._settle()  # at once: nothing would come in a moment either
    assert ring.widget() is None
    ring.deleteLater()


def test_the_ring_outlives_the_dialog_it_was_in(qapp, qtbot):
    ring = FocusRing(qapp)
    edit, button = QLineEdit(), Button("Un")
    window = show(qtbot, column(edit, button))
    dialog = ConfirmDialog("Effacer ?", "Rien ne revient.", safe="Garder", danger="Effacer")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.widget() is dialog.danger)
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: ring.widget() is button)
    assert ring.frame().isVisible()
    ring.deleteLater()


def test_the_ring_follows_the_corners_of_its_widget(qtbot):
    chip = ChipBar(CHIPS)
    show(qtbot, chip)
    assert ring_radius(chip._chips["all"]) == TOUCH / 2
    assert ring_radius(Button("Un", tall=True)) == 10
    assert ring_radius(Button("Un")) == 8
