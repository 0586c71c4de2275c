"""Files and choices on one screen: beside each other, or first what a person is busy with."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget


class Halves(QBoxLayout):
    """Files, and what is to be decided or that nothing is."""

    def __init__(self, files: QWidget, choices: QWidget, calm: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.TopToBottom)
        self._right = QVBoxLayout()
        self._right.addWidget(choices)
        self._right.addWidget(calm, 1)
        self._right.addStretch()
        self.addWidget(files)
        self.addLayout(self._right)

    def arrange(self, *, calm: bool, ahead: bool, beside: bool) -> None:
        """Put what a person must do before what arrived, once they have left the latter.

        ``calm``: nothing is in front, which fills what room there is; ``ahead``: choices before
        files; ``beside``: there is room for both next to each other.
        """
        direction = QBoxLayout.Direction
        below = direction.BottomToTop if ahead else direction.TopToBottom
        self.setDirection(direction.LeftToRight if beside else below)
        self.setStretch(0, 2 if beside else 0)
        self.setStretch(1, 3 if beside else int(calm))
        self._right.setStretch(2, int(beside and not calm))
