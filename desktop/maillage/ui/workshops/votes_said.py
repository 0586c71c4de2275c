"""How many votes are given and whose they are, and how many a table has left, in two lines."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.actions.workshops import Budget
from maillage.ui.widgets.text import Text, set_tooltip
from maillage.ui.workshops.rows import budget_words, dots_left, is_over, table_words


class VotesSaid(QWidget):
    """Above the ideas. In a small window it is brief, and says the rest when pointed at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = False
        self._budget: Budget | None = None
        self._table: int | None = None
        self.given = Text("", "caption", "muted", wrap=True)
        self.left = Text("", "label", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.given)
        column.addWidget(self.left)
        self.left.hide()

    def set_compact(self, *, compact: bool) -> None:
        """Be brief when true."""
        self._compact = compact
        self._say()

    def show_budget(self, budget: Budget) -> None:
        """Say what is given."""
        self._budget = budget
        self._say()

    def show_table(self, budget: Budget, table: int | None) -> None:
        """Say how many dots the table has left that votes."""
        self._budget, self._table = budget, table
        self._say()

    def _say(self) -> None:
        budget, table, brief = self._budget, self._table, self._compact
        if budget is None:
            return
        left = table_words(budget, table, short=brief)
        used_up = bool(table) and dots_left(budget, table or 0) <= 0
        self.left.setText(left)
        self.left.set_tone("warning" if left and used_up else "text")
        self.left.setVisible(bool(left))
        set_tooltip(self.left, table_words(budget, table) if brief else "")
        self.given.setText(budget_words(budget, short=brief))
        self.given.set_tone("warning" if is_over(budget) else "muted")
        set_tooltip(self.given, budget_words(budget) if brief else "")
