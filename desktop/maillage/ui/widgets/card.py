"""Card: a raised box with a hairline, an optional heading and what it holds."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.widgets.text import Text

W = TypeVar("W", bound=QWidget)
L = TypeVar("L", bound=QLayout)


class Card(QFrame):
    """A box whose `body` is a vertical layout; `add` returns the widget it was given."""

    def __init__(
        self, title: str = "", *, margin: int = SPACE_L, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_look(self, box="card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(SPACE_M)
        self.title = Text(title, "section", wrap=True)
        self._head = QHBoxLayout()
        self._head.setSpacing(SPACE_M)
        self._head.addWidget(self.title, 1)
        self.body.addLayout(self._head)
        self.set_title(title)

    def set_title(self, title: str) -> None:
        """Show another heading; an empty one takes no room."""
        self.title.setText(title)
        self.title.setVisible(bool(title))
        if title:
            self.setAccessibleName(title)

    def add_to_head(self, widget: W) -> W:
        """Put a widget at the right of the heading."""
        self._head.addWidget(widget)
        return widget

    def add(self, widget: W, stretch: int = 0) -> W:
        """Put a widget below what is already there."""
        self.body.addWidget(widget, stretch)
        return widget

    def add_layout(self, layout: L, stretch: int = 0) -> L:
        """Put a layout below what is already there."""
        self.body.addLayout(layout, stretch)
        return layout
