"""One record of somebody, or two side by side, under what one asks about them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from maillage.language import _
from maillage.ui.exchanges.duplicate_rows import Line
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XS
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
        self._above: list[QWidget] = []
        self._lead = QSpacerItem(0, 0)
        self._heads = QHBoxLayout()
        self._heads.setContentsMargins(0, SPACE_XS, 0, SPACE_XS)
        self._heads.setSpacing(0)
        inner.addLayout(self._heads)
        inner.addWidget(pane, 1)
        inside.installEventFilter(self)

    def head(self, one: QWidget, other: QWidget) -> None:
        """Put a control above each record, where no scrolling takes it away."""
        self._above = [one, other]
        self._heads.addItem(self._lead)
        self._heads.addWidget(one)
        self._heads.addSpacing(SPACE_L)
        self._heads.addWidget(other)
        self._heads.addStretch(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Line up what stands above the records with them, once their widths are known."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            QTimer.singleShot(0, self, self._line_up)
        return super().eventFilter(watched, event)

    def _line_up(self) -> None:
        self._grid.activate()
        first = self._grid.cellRect(0, 1)
        if first.width() > 0:
            self._lead.changeSize(first.x(), 0)
            for widget in self._above:
                widget.setFixedWidth(first.width())
            self._heads.invalidate()

    def show_records(
        self, title: str, why: str, lines: Sequence[Line] = (), *, columns: int = 2
    ) -> None:
        """Show this of two records, or of the first ``columns`` of them."""
        self.title.setText(title)
        self.why.setText(why)
        self._clear()
        self._grid.setColumnStretch(2, int(columns > 1))
        for row, line in enumerate(lines):
            label = Text(line.label, "label", "muted")
            label.setContentsMargins(0, 2, 0, 0)  # on the line of the larger words beside it
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            for column, value, marks in (
                (1, line.one, line.one_marks),
                (2, line.other, line.other_marks),
            )[:columns]:
                shown = MarkedText("body")
                shown.set_text(value or "–", marks)
                shown.setAccessibleName(", ".join((line.label, value or _("nothing"))))
                self._grid.addWidget(shown, row, column, Qt.AlignmentFlag.AlignTop)
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
