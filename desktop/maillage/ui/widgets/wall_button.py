"""The quiet buttons of what is thrown on a wall: always light, and never in the keyboard's way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from maillage.ui.look.tokens import LIGHT, TOUCH
from maillage.ui.widgets.text import no_mnemonic

_STYLE = f"""
    QPushButton {{ color: {LIGHT.muted}; background: transparent; font-size: 17px;
        border: 1px solid {LIGHT.line}; border-radius: 8px; padding: 7px 14px;
        min-height: {TOUCH - 16}px; }}
    QPushButton:hover {{ background: {LIGHT.sunken}; }}
    QPushButton:disabled {{ color: {LIGHT.edge}; }}
"""


class WallButton(QPushButton):
    """Does something to the wall it stands on."""

    def __init__(self, text: str, act: Callable[[], object], parent: QWidget) -> None:
        super().__init__(no_mnemonic(text), parent)
        self.setStyleSheet(_STYLE)
        # The arrows belong to the pages, and Enter to nothing.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.clicked.connect(lambda _on: act())
