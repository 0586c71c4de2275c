"""The list every screen uses: rows, keyboard, touch, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QScroller, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.widgets.row_delegate import RowDelegate
from maillage.ui.widgets.rows import FEW, Index, Row, RowKind, RowModel, RowRole

TALLEST = 6000
"""Logical pixels up to which the height of rows is added up."""

LEAST = 112
"""Height at least, in logical pixels at every text size: a low window must hold its page."""


class RowList(QListView):
    """Two-line rows for keyboard, mouse and finger.

    `activated_row(key)` by Enter or, when `single_click`, one tap or click; `current_row(key)`
    when another row becomes the current one. A `passive` list is only read: nothing lights up,
    and its rows stand flush with the headings around them.

    With `fit`, the list asks for no more height than its rows have, so that no blank is left
    under a short list; without, it fills its place and scrolls.
    """

    activated_row = Signal(str)
    current_row = Signal(str)

    def __init__(
        self,
        name: str,
        *,
        single_click: bool = False,
        passive: bool = False,
        fit: bool = False,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._single_click, self._fit_rows = single_click, fit
        # Asked for the one Qt makes, PySide first learns every kind of widget there is.
        self.setViewport(QWidget())
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self, lines, flush=passive))
        self.setAccessibleName(name)
        set_look(self, box="rows")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if passive:
            self.setSelectionMode(QListView.SelectionMode.NoSelection)
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setMouseTracking(False)
        if fit:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self.clicked.connect(self._clicked)
        theme.current().changed.connect(self._relaid)

    def set_rows(self, rows: Sequence[Row]) -> bool:
        """Show these rows; the current one stays current where its key is still there.

        Return whether other rows are there now.
        """
        key = self.current_key()
        others = self.rows.set_rows(rows)
        if key and self.current_key() != key:
            self.set_current(key)
        if others:
            self._relaid()
        return others

    def current_key(self) -> str:
        """The key of the current row, or nothing."""
        index = self.currentIndex()
        return str(index.data(RowRole.KEY)) if index.isValid() else ""

    def set_current(self, key: str) -> None:
        """Make a row the current one; an unknown key leaves none."""
        place = self.rows.place(key)
        self.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())

    def select_first(self) -> None:
        """Make the first thing of the list the current one."""
        for row in self.rows.rows():
            if row.kind is not RowKind.HEAD:
                self.set_current(row.key)
                return

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is current now, and draw the lines around it again."""
        super().currentChanged(current, previous)
        self.viewport().update()
        if current.isValid():
            self.current_row.emit(str(current.data(RowRole.KEY)))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Only a chosen row makes room for its hint: its words may wrap differently."""
        super().selectionChanged(selected, deselected)
        changed = [*selected.indexes(), *deselected.indexes()]
        if any(self._has_other_height(index) for index in changed):
            self._relaid()

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """Draw what changed; lay out anew only if a row has another height now.

        Qt would ask every row of the list for its height because one person has arrived.
        """
        rows = range(first.row(), last.row() + 1)
        if len(rows) > FEW or any(self._has_other_height(self.rows.index(n)) for n in rows):
            super().dataChanged(first, last, list(roles))
            self._relaid()
        else:
            QAbstractItemView.dataChanged(self, first, last, list(roles))

    def _has_other_height(self, index: Index) -> bool:
        height = self._laid_height(index)
        return bool(height) and height != self.sizeHintForIndex(index).height()

    def _laid_height(self, index: Index) -> int:
        """Return the height a row was laid out with: its rectangle has the one it asks for now."""
        place = index.row()
        top = self.visualRect(self.rows.index(place)).top()
        if place + 1 < self.rows.rowCount():
            return self.visualRect(self.rows.index(place + 1)).top() - top
        return self.contentsSize().height() - self.verticalOffset() - top

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter acts on the current row; the rest is Qt's, moves included."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current_key():
                self.activated_row.emit(self.current_key())
            else:
                event.ignore()
            return
        if not self.currentIndex().isValid() and event.key() == Qt.Key.Key_Down:
            self.select_first()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by keyboard, start on the first row: Qt would move there without showing it."""
        by_pointer = event.reason() == Qt.FocusReason.MouseFocusReason
        if not by_pointer and not self.currentIndex().isValid():
            self.select_first()
        super().focusInEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        row: Row = index.data(RowRole.ROW)
        if self._single_click or row.kind is RowKind.ACTION:
            self.activated_row.emit(row.key)

    def rows_height(self, enough: int = 0) -> int:
        """The height all rows take together, in logical pixels; at least ``enough`` if more.

        ``enough`` is else ``TALLEST``: no screen shows so much, and to measure thousands of rows
        takes a second.
        """
        height, enough = 0, enough or theme.px(TALLEST)
        for place in range(self.rows.rowCount()):
            height += self.sizeHintForIndex(self.rows.index(place)).height()
            if height > enough:
                break
        return height

    def sizeHint(self) -> QSize:
        """With `fit`, exactly the rows."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(self.rows_height(), 1)) if self._fit_rows else hint

    def minimumSizeHint(self) -> QSize:
        """Nearly two rows, fewer of larger letters: what does not fit scrolls."""
        least = min(LEAST, self.rows_height(LEAST)) if self._fit_rows else LEAST
        return QSize(theme.px(160), least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may wrap the rows differently."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        # Qt lays a list out anew for another height only.
        self.scheduleDelayedItemsLayout()
        if self._fit_rows:
            self.updateGeometry()

    def _relaid(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
