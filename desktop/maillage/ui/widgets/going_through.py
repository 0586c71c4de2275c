"""Goes through the rows that something is wrong with, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text

ROOM = 320
"""Logical pixels that the words have beside the buttons, or they stand above them."""


class GoingThrough(QFrame):
    """What is gone through, how far one is, and the way on.

    `wanted(row)` for each row in turn; `left` when somebody goes back where they came from.
    It goes away by itself once the page is left.
    """

    wanted = Signal(str)
    left = Signal()

    def __init__(self, back: str, parent: QWidget | None = None) -> None:
        """``back`` says where one came from."""
        super().__init__(parent)
        set_look(self, box="info")
        self._title = ""
        self._rows: Sequence[str] = ()
        self._at = 0
        self._words = Text("", wrap=True)
        self.next = Button(_("Next one"), "secondary", "chevron-right")
        self.back = Button(back, "quiet", "log-out")
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(self._leave)
        line = QHBoxLayout()
        line.setSpacing(SPACE_M)
        line.addWidget(IconLabel("info", "accent", 20))
        line.addWidget(self._words, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(SPACE_M, 6, SPACE_M - 4, 6)
        self._box.setSpacing(SPACE_S)
        self._box.addLayout(line, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.next)
        buttons.addWidget(self.back)
        self._box.addLayout(buttons)
        self.hide()

    def begin(self, title: str, rows: Sequence[str]) -> None:
        """Start with the first of these rows; ``title`` says what is wrong with them."""
        self._title, self._rows, self._at = title, rows, 0
        self.setVisible(bool(rows))
        if rows:
            self._show()

    def go_on(self) -> None:
        """Go to the next row."""
        if self._at + 1 < len(self._rows):
            self._at += 1
            self._show()

    def end(self) -> None:
        """Have nothing to go through any more."""
        self._rows = ()
        self.hide()

    def _show(self) -> None:
        at, n = self._at + 1, len(self._rows)
        said = _("{title}: {at} of {n}", title=self._title, at=at, n=n) if n > 1 else self._title
        self._words.setText(said)
        self.setAccessibleName(said)
        if at == n and self.next.hasFocus():
            self.back.setFocus()
        self.next.setVisible(at < n)
        self.wanted.emit(self._rows[self._at])

    def _leave(self) -> None:
        self.end()
        self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the words where there is no room beside."""
        super().resizeEvent(event)
        buttons = self.next.sizeHint().width() + self.back.sizeHint().width()
        direction = QBoxLayout.Direction
        beside = self.width() >= buttons + theme.px(ROOM)
        self._box.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget it once the page is left, not when the window is put aside."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.end()
