"""Buttons: verb and object, in one of four kinds."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.icons import GAP, icon
from maillage.ui.look.style import set_look
from maillage.ui.widgets.text import no_mnemonic, set_tooltip

Kind = Literal["primary", "secondary", "quiet", "danger", "toast", "square", "plain"]

_ICON_TOKEN = {"primary": "on_accent", "danger": "on_danger", "quiet": "accent", "plain": "muted"}


class Button(QPushButton):
    """A push button 40 px high, 52 at the door (`tall`), optionally with a Lucide icon."""

    def __init__(
        self,
        text: str,
        kind: Kind = "secondary",
        icon_name: str = "",
        *,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(no_mnemonic(text), parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self._kind = kind
        self._icon_name = icon_name
        self._has_word = bool(text)
        self.once = False
        """Whether a double click counts as one: after the first, it would hit something else."""
        set_look(self, kind=kind, tall=tall)
        if icon_name:
            self.set_icon(icon_name)
            theme.current().changed.connect(self._size_icon)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second click of a double one acts too, unless the button is `once`."""
        if not self.once:
            super().mouseDoubleClickEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it as the space bar does, which Qt does in dialogs alone."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def set_icon(self, name: str) -> None:
        """Show a Lucide icon before the word."""
        self._icon_name = name
        off = "line" if self._kind == "plain" else "muted"  # a bare icon is told by it alone
        self.setIcon(icon(name, _ICON_TOKEN.get(self._kind, "text"), off=off))
        self._size_icon()

    def set_text(self, text: str) -> None:
        """Say something else; `&` is shown as it is."""
        self.setText(no_mnemonic(text))

    def set_kind(self, kind: Kind) -> None:
        """Turn into another kind, icon included."""
        self._kind = kind
        set_look(self, kind=kind)
        if self._icon_name:
            self.set_icon(self._icon_name)

    def _size_icon(self) -> None:
        side = theme.px(20)
        self.setIconSize(QSize(side + (GAP if self._has_word else 0), side))


def enter_presses(button: QPushButton, event: QKeyEvent) -> bool:
    """Press a button that has the focus if the key is Enter, once however long it is held."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if enter and not event.isAutoRepeat():
        button.click()
    return enter


def icon_button(name: str, label: str, kind: Kind = "plain") -> Button:
    """A button that is only an icon; `label` is its accessible name and its tooltip."""
    button = Button("", kind, name)
    button.setAccessibleName(label)
    set_tooltip(button, label)
    return button


class ActionButton(Button):
    """A button that mirrors a QAction: its text, whether it is enabled and shown, its trigger."""

    def __init__(
        self, action: QAction, kind: Kind, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("…", kind, icon_name, parent=parent)
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._sync)
        self._sync()

    def _sync(self) -> None:
        self.setText(self._action.text())
        self.setEnabled(self._action.isEnabled())
        set_tooltip(self, self._action.property("hint") or "")
