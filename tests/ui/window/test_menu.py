"""The menu: what it offers to whom, and that all of it is reached by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QCursor, QKeySequence, QShortcut

from maillage.ui.shortcuts import KEYS, ShortcutsDialog

from .conftest import dialog_of


def test_inviting_is_offered_to_coordinators_alone(qtbot, open_window):
    open_window.commands.open_menu()
    assert open_window.commands.invite.isVisible()
    assert not open_window.commands.edit.isEnabled(), "there is no meeting yet"
    open_window.shell.menu.menu_shown.close()
    open_window.shell.place = type(open_window.shell.place)("Tables", "P", coordinator=False)
    open_window.commands.open_menu()
    assert not open_window.commands.invite.isVisible()
    open_window.shell.menu.menu_shown.close()


def test_the_menu_looks_pointed_at_no_more_once_something_was_chosen(open_window):
    button = open_window.shell.menu
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # it was clicked
    button.open()
    QCursor.setPos(button.mapToGlobal(QPoint(4, -40)))  # on a line of what it opened
    button.menu_shown.close()
    assert not button.underMouse()


def test_every_line_of_the_menu_has_room_on_a_low_screen_and_the_keyboard_reaches_it(
    qtbot, open_window
):
    commands, menu = open_window.commands, open_window.shell.menu.menu_shown
    commands.open_menu()
    assert menu.sizeHint().height() <= 420, "a screen of 460 pixels, with a taskbar"
    bottoms = [menu.actionGeometry(one).bottom() for one in menu.actions() if one.isVisible()]
    assert bottoms == sorted(bottoms), "one column"
    folded = next(one.menu() for one in menu.actions() if one.menu())
    assert commands.backup in folded.actions()
    menu.setActiveAction(folded.menuAction())
    qtbot.keyClick(menu, Qt.Key.Key_Right)
    qtbot.waitUntil(folded.isVisible)
    assert folded.activeAction() is commands.backup
    for one in (folded, menu):
        one.close()


def test_the_sheet_lists_every_shortcut_of_the_window(qtbot, open_window):
    qtbot.keyClick(open_window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: dialog_of(ShortcutsDialog) is not None)
    dialog_of(ShortcutsDialog).accept()
    said = {QKeySequence(one).toString() for key in KEYS for one in key.keys.split()}
    for action in open_window.findChildren(QAction):
        if action.shortcut().toString():
            assert action.shortcut().toString() in said


def test_no_shortcut_is_declared_twice_in_one_place(open_window):
    assert len({(key.place, key.keys) for key in KEYS}) == len(KEYS)
    assert open_window.findChildren(QShortcut) == []
