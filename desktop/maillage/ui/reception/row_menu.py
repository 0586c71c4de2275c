"""What one can do with one person of the list, as a menu."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from msgspec import Struct
from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from maillage.ui.widgets.header import action
from maillage.ui.widgets.popup import Menu


class Choice(Struct, frozen=True):
    """One line of the menu; ``does`` gets the registration. Shown only if it ``applies``."""

    words: str
    icon: str
    does: Callable[[str], None]
    applies: bool
    keys: QKeyCombination | None = None


def row_menu(parent: QWidget, registration: str, choices: Iterable[Choice]) -> Menu:
    """Return the menu of one person; it goes once it was used."""
    menu = Menu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for one in choices:
        if not one.applies:
            continue
        line = action(one.words, one.icon, menu)
        if one.keys:
            line.setShortcut(QKeySequence(one.keys))
        line.triggered.connect(partial(one.does, registration))
        menu.addAction(line)
    return menu
