"""Two hands on a keyboard, for tests that use the window as a person does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from maillage.ui.pages import ENTRIES

SLOW = 30_000
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Two hands on a keyboard: what they press goes where the focus is."""

    def __init__(self, qtbot, window):
        self.qtbot, self.window = qtbot, window
        self.pressed = 0
        """Keys, each letter and each key held down for another."""

    def type(self, text):
        """Type letter by letter; QTest's own keys know no ’ and no é."""
        for letter in text:
            self.pressed += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
                QApplication.sendEvent(self.focus(), key)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.pressed += 1 if modifier is Qt.KeyboardModifier.NoModifier else 2
        QTest.keyClick(self.focus(), key, modifier)

    def shortcut(self, key):
        """Press Ctrl and a key, once no dialog is in the way."""
        self.until(lambda: QApplication.activeModalWidget() is None)
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        self.press(key, CONTROL)

    def go_to(self, screen):
        """Press Ctrl and the number of a screen in the side bar."""
        place = [entry.code for entry in ENTRIES].index(screen)
        self.shortcut(KEY(KEY.Key_1.value + place))

    def tab_to(self, widget):
        """Press Tab until a widget has the focus; it must be reached."""
        for _step in range(80):
            if widget.hasFocus():
                return
            self.press(KEY.Key_Tab)
        pytest.fail(f"{widget} is not reached by Tab")

    def dialog(self, kind):
        """Wait for a dialog and turn to it."""
        self.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        found.activateWindow()
        self.until(found.isActiveWindow)
        return found

    def until(self, true):
        self.qtbot.waitUntil(true, timeout=SLOW)

    def focus(self):
        self.until(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()
