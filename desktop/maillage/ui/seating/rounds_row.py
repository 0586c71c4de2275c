"""The line above the tables: the rounds as chips, the figures of the plan, and what shows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from maillage.actions.seating import Tour
from maillage.language import _
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.seating.rows import tour_title
from maillage.ui.widgets.buttons import ActionButton
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.text import Text

MOST_BESIDE = 0.5
"""Part of the width that rounds may take in a small window with the figures beside them."""


class RoundsRow(QWidget):
    """``rounds`` to choose from; beside them buttons, or in a small window the figures."""

    def __init__(self, acts: Sequence[QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self.rounds = ChipBar(name=_("Round"))
        self.line = Text("", "sub", "muted", elide=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.rounds, 2)
        self._row.addWidget(self.line, 3)
        self._buttons = [ActionButton(one, "quiet", str(one.property("icon_name"))) for one in acts]
        for button in self._buttons:
            self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def show_rounds(self, rounds: Sequence[Tour], number: int, figures: str) -> None:
        """Show these rounds, one of them chosen, and how good the plan is."""
        self.rounds.set_items([ChipItem(str(one.number), tour_title(one)) for one in rounds])
        self.rounds.set_code(str(number))
        self.line.setText(figures)
        self._fit()

    def set_compact(self, *, compact: bool) -> None:
        """Fit a small window: the figures stand here, the buttons in the header's menu."""
        self._compact = compact
        self.line.setVisible(compact)
        for button in self._buttons:
            button.setVisible(not compact)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Many rounds may need the whole width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say the figures below the rounds where these need the width."""
        direction, side = QBoxLayout.Direction, Qt.AlignmentFlag
        below = self._compact and self.rounds.sizeHint().width() > self.width() * MOST_BESIDE
        self._row.setDirection(direction.TopToBottom if below else direction.LeftToRight)
        self._row.setSpacing(SPACE_S if below else SPACE_L)
        edge = side.AlignLeft if below else side.AlignRight
        self.line.setAlignment(edge | side.AlignVCenter)
