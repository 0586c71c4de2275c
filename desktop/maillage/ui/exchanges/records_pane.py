"""One record of somebody, or two side by side, under what one asks about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.exchanges.duplicate_rows import Line
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.widgets.marked import MarkedText
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.text import Text


class RecordsPane(QWidget):
    """Names, why one asks, and line by line what is known; what differs is marked."""

    def __init__(self) -> None:
        super().__init__()
        self.title = Text("", "section", wrap=True)
        self.why = Text("", "label", "muted", wrap=True)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, SPACE_S, 0)
        self._grid.setHorizontalSpacing(SPACE_L)
        self._grid.setVerticalSpacing(SPACE_S)
        for column in (1, 2):
            self._grid.setColumnStretch(column, 1)
        pane = ScrollPane(inside)
        pane.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(SPACE_S)
        inner.addWidget(self.title)
        inner.addWidget(self.why)
        inner.addWidget(pane, 1)

    def show_records(
        self, title: str, why: str, lines: Sequence[Line] = (), *, columns: int = 2
    ) -> None:
        """Show this of two records, or of the first ``columns`` of them."""
        self.title.setText(title)
        self.why.setText(why)
        self._clear()
        self._grid.setColumnStretch(2, int(columns > 1))
        for row, line in enumerate(lines):
            self._grid.addWidget(
                Text(line.label, "label", "muted"), row, 0, Qt.AlignmentFlag.AlignTop
            )
            for column, value, marks in (
                (1, line.one, line.one_marks),
                (2, line.other, line.other_marks),
            )[:columns]:
                shown = MarkedText("body")
                shown.set_text(value or "–", marks)
                shown.setAccessibleName(", ".join((line.label, value or _("nothing"))))
                self._grid.addWidget(shown, row, column)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
