"""The first lines of a list, with a choice above each column: what it means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QScroller, QVBoxLayout, QWidget

from maillage.actions import lists
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.text import Text

if TYPE_CHECKING:
    from maillage.actions.lists import Preview

LINES = 3
"""Lines of the list that are shown."""
WIDTH = 190
"""Logical pixels of a column."""
_AT_ONCE = 30
"""Columns built at a time; more as one scrolls towards them."""
_SHOWN = 120
"""Letters of a cell that are shown."""


class Column(Struct, frozen=True):
    """One column as it is shown."""

    header: str
    cells: tuple[str, ...]
    meaning: str
    """A code of lists.MEANINGS, empty for a column without use."""


def columns_of(preview: Preview) -> list[Column]:
    """Return the columns of a list with what they are taken to mean and their first cells."""
    table = preview.read.table
    # What is shown is what somebody filled in: empty cells say nothing of a column.
    return [
        Column(
            header or _("Column {n}", n=at + 1),
            tuple(" ".join(row.cells[at].split())[:_SHOWN] for row in table.rows[:LINES]),
            meaning.value if meaning else "",
        )
        for at, (header, meaning) in enumerate(
            zip(table.headers, preview.columns.fields, strict=True)
        )
    ]


class ColumnsPanel(QScrollArea):
    """Columns side by side, scrolled sideways. ``said(column, meaning)`` when one is chosen."""

    said = Signal(int, str)

    def __init__(self, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What the columns mean"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_look(self, box="card")
        self._columns = list(columns)
        self.combos: list[ComboBox] = []
        self._shown: list[QWidget] = []
        self._words: list[list[Text]] = []
        self._most = LINES
        self._choices = _choices(self)
        self._content = QWidget()
        set_look(self._content, box="pane")
        self._row = QHBoxLayout(self._content)
        self._row.setContentsMargins(SPACE_M, SPACE_S, SPACE_M, SPACE_S)
        self._row.setSpacing(SPACE_M)
        self._row.addStretch(1)
        self.setWidget(self._content)
        self.viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self._build()
        theme.current().changed.connect(self._fit)
        self._fit()

    def show_columns(self, columns: Sequence[Column]) -> None:
        """Show what the columns mean now; nothing is emitted."""
        self._columns = list(columns)
        for at, (combo, column) in enumerate(zip(self.combos, columns, strict=False)):
            combo.set_code(column.meaning)
            self._mark(at, column)

    def focus_first(self) -> None:
        """Begin at the first column that means nothing yet, else at the first."""
        unknown = (c for c, one in zip(self.combos, self._columns, strict=False) if not one.meaning)
        next(unknown, self.combos[0]).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring a choice that gets the focus into view; the wheel scrolls, it never chooses."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, ComboBox):
            self._bring(watched)
            if watched is self.combos[-1]:
                self._build()
        if event.type() == QEvent.Type.Wheel and isinstance(watched, ComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the left: what was brought into view before had no place yet."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self.horizontalScrollBar().setValue(0)
        focused = next((one for one in self.combos if one.hasFocus()), None)
        if focused:
            self._bring(focused)

    def _bring(self, combo: ComboBox) -> None:
        """Scroll to a column, no further than need be and never to half a one at the left."""
        if not self.isVisible():
            return
        bar, step = self.horizontalScrollBar(), theme.px(WIDTH) + self._row.spacing()
        left = self.combos.index(combo) * step
        over = left + step - (bar.value() + self.viewport().width())
        if over > 0:
            bar.setValue(-(-(bar.value() + over) // step) * step)
        elif left < bar.value():
            bar.setValue(left)

    def _build(self) -> None:
        """Build some more columns."""
        begun = len(self.combos)
        for at, column in enumerate(self._columns[begun : begun + _AT_ONCE], start=begun):
            self._row.insertWidget(at, self._column(at, column))

    def _column(self, at: int, column: Column) -> QWidget:
        found = QWidget()
        self._shown.append(found)
        found.setFixedWidth(theme.px(WIDTH))
        combo = ComboBox()
        combo.setModel(self._choices)
        combo.set_code(column.meaning)
        combo.setAccessibleName(_("Column “{column}”", column=column.header))
        combo.setAccessibleDescription(", ".join(filter(None, column.cells)))
        combo.activated.connect(partial(self._chosen, at, combo))
        combo.installEventFilter(self)
        self.combos.append(combo)
        lines = QVBoxLayout(found)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE_XS)
        lines.addWidget(combo)
        lines.addSpacing(SPACE_XS)
        header = Text(column.header, "label", elide=True)
        words = [header, *(Text(cell, "sub", elide=True) for cell in column.cells)]
        for text in words:
            lines.addWidget(text)
        lines.addStretch(1)
        self._words.append(words)
        self._show_lines(words)
        self._mark(at, column)
        return found

    def set_lines(self, most: int) -> None:
        """Show at most so many of the first lines."""
        if most != self._most:
            self._most = most
            for words in self._words:
                self._show_lines(words)
            self._fit()

    def _show_lines(self, words: Sequence[Text]) -> None:
        for place, text in enumerate(words):
            text.setHidden(place > self._most)  # the first is the header

    def _mark(self, at: int, column: Column) -> None:
        """A column without use steps back."""
        for text in self._words[at]:
            text.set_tone("" if column.meaning else "muted")

    def _chosen(self, at: int, combo: ComboBox, _index: int) -> None:
        self.said.emit(at, str(combo.code() or ""))

    def _scrolled(self, value: int) -> None:
        if value >= self.horizontalScrollBar().maximum() - theme.px(WIDTH):
            self._build()

    def _fit(self) -> None:
        # Known once every widget has its new font.
        QTimer.singleShot(0, self, self._set_height)
        for column in self._content.findChildren(
            QWidget, "", Qt.FindChildOption.FindDirectChildrenOnly
        ):
            column.setFixedWidth(theme.px(WIDTH))

    def _set_height(self) -> None:
        bar = self.horizontalScrollBar().sizeHint().height()
        self.setFixedHeight(self._content.sizeHint().height() + bar + 2)


def _choices(panel: QObject) -> QStandardItemModel:
    """Return what every column may mean: one model serves all the choices of a panel."""
    model = QStandardItemModel(panel)
    used = ((code, _(label)) for code, label in lists.MEANINGS)
    for code, label in (("", _("Not used")), *used):
        item = QStandardItem(label)
        item.setData(code, Qt.ItemDataRole.UserRole)
        model.appendRow(item)
    return model
