"""Figure: a number, its noun and what it was counted from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.ui.look.tokens import SPACE_M
from maillage.ui.widgets.text import Text


class Figure(QWidget):
    """A large number with two lines beside it, as at the top of a card."""

    def __init__(
        self, number: str = "", noun: str = "", note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        self._number = Text(role="figure")
        words = QVBoxLayout()
        words.setSpacing(0)
        self._noun = Text(role="sub", tone="muted", wrap=True)
        self._note = Text(role="sub", tone="muted", wrap=True)
        words.addWidget(self._noun)
        words.addWidget(self._note)
        row.addWidget(self._number)
        row.addLayout(words, 1)
        row.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.set_figure(number, noun, note)

    def set_figure(self, number: str, noun: str, note: str = "") -> None:
        """Show another figure; the number comes formatted."""
        self._number.setText(number)
        self._noun.setText(noun)
        self._note.setText(note)
        self._note.setVisible(bool(note))


def align(figures: Sequence[Figure]) -> None:
    """Give the numbers of figures that stand below each other one width."""
    numbers = [figure._number for figure in figures]  # noqa: SLF001 - their own module
    widest = max((number.sizeHint().width() for number in numbers), default=0)
    for number in numbers:
        number.setMinimumWidth(widest)
