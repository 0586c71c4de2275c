"""The list at the door: people above, the row for somebody unannounced always in sight below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.tokens import SPACE_XS
from maillage.ui.widgets.row_delegate import RowDelegate
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Index, Row, RowRole
from maillage.ui.widgets.scroll import Hairline

MORE_ROOM = 44
"""Logical pixels at the right of each row that open the person's card instead."""

MOST_KNOWN = 50_000
"""Row sizes remembered before all are forgotten; more than any meeting has people, or each
would be forgotten before it is asked for again."""


class _DoorDelegate(RowDelegate):
    """Rows with three dots at their right end."""

    def __init__(self, parent: RowList) -> None:
        super().__init__(parent)
        self._right += MORE_ROOM - 10
        self._known: dict[tuple[object, ...], QSize] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The same height whatever letters are marked: typing lays nothing out anew."""
        row: Row = index.data(RowRole.ROW)
        state = row.state.word if row.state else ""
        width = self._view.viewport().width()
        hinted = row.hint is not None and self._view.selectionModel().isSelected(index)
        key = (row.title, row.sub, state, hinted, width, theme.current().text_size)
        if key not in self._known:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[key] = super().sizeHint(option, index)
        return self._known[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row, then the dots: plain on the row in hand, faint on the others."""
        super().paint(painter, option, index)
        near = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Selected
        side = theme.px(20)
        rect = QRectF(option.rect)
        middle = QPointF(rect.right() - theme.px(MORE_ROOM) / 2, rect.center().y())
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.save()
        painter.setOpacity(1.0 if option.state & near else 0.55)
        paint_icon(painter, box, "ellipsis", "muted")
        painter.restore()


class PeopleList(RowList):
    """The people; one tap checks in, a tap on the dots opens the card.

    ``left_below`` when the arrow down goes beyond the last row, ``wandered`` for an arrow while
    nobody is current (true for down), ``typed`` for letters typed while the list has the focus.
    """

    asked_for_card = Signal(str)
    asked_for_menu = Signal(str, QPoint)
    left_below = Signal()
    wandered = Signal(bool)
    typed = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(name, single_click=True, fit=True)
        self._pressed = QPoint()
        self.setItemDelegate(_DoorDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down from the last row leaves the list; letters belong to the search."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not self.currentIndex().isValid():
            self.wandered.emit(key == Qt.Key.Key_Down)
            return
        if key == Qt.Key.Key_Down and self.currentIndex().row() == self.rows.rowCount() - 1:
            self.left_below.emit()
            return
        control = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text().isprintable() and event.text().strip() and not control:
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remember where, for `_clicked`."""
        self._pressed = event.position().toPoint()
        super().mouseReleaseEvent(event)

    def dots(self, key: str) -> QPoint:
        """The middle of a row's three dots, in the viewport's coordinates."""
        rect = self.visualRect(self.rows.index(self.rows.place(key)))
        return QPoint(rect.right() - theme.px(MORE_ROOM) // 2, rect.center().y())

    def _clicked(self, index: QModelIndex) -> None:
        if self._pressed.x() >= self.viewport().width() - theme.px(MORE_ROOM):
            self.asked_for_card.emit(str(index.data(RowRole.KEY)))
        else:
            super()._clicked(index)

    def _ask_for_menu(self, at: QPoint) -> None:
        # The menu key of a keyboard asks at the corner: then the current row is meant.
        index = self.indexAt(at) if self.indexAt(at).isValid() else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked_for_menu.emit(str(index.data(RowRole.KEY)), self.mapToGlobal(at))


class DoorList(QWidget):
    """People, and one row more that never scrolls away. Arrows pass from one to the other.

    `people` gets the keys of the search field. While the last row is the current one nobody
    is, so that Enter in the field finds no person and `is_on_welcome` is true.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.people = PeopleList(_("People found"))
        self.welcome = RowList(_("Somebody else"), single_click=True, fit=True)
        self.people.left_below.connect(self.go_to_welcome)
        self.people.wandered.connect(self._wander)
        self.people.current_row.connect(self._leave_welcome)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_XS)
        self._edge = Hairline()
        self._edge.hide()
        self.people.verticalScrollBar().rangeChanged.connect(self._draw_edge)
        column.addWidget(self.people)
        column.addWidget(self._edge)
        column.addWidget(self.welcome)
        column.addStretch(1)

    @property
    def is_on_welcome(self) -> bool:
        """Whether Enter would welcome somebody."""
        return self.welcome.currentIndex().isValid()

    def set_rows(self, people: Sequence[Row], welcome: Row) -> None:
        """Show these, keeping the current row and the place one had scrolled to."""
        bar = self.people.verticalScrollBar()
        place = bar.value()
        others = self.people.set_rows(people)
        if self.people.isHidden():
            # As wide as it is about to be: nothing lays out what is hidden, but its rows are asked.
            self.people.resize(self.width(), self.people.height())
        self.people.setVisible(bool(people))
        self.welcome.set_rows([welcome])
        if others and place and not self.people.current_key():
            self.people.doItemsLayout()
            bar.setValue(place)

    def select_likeliest(self) -> None:
        """Make the first person the current one, the last row when there is none."""
        if self.people.rows.rowCount():
            self.people.select_first()
            self.people.scrollToTop()
        else:
            self.go_to_welcome()

    def select_nobody(self) -> None:
        """Leave no row current, so that Enter does nothing by mistake."""
        self._unselect(self.people)
        self._unselect(self.welcome)
        self.people.scrollToTop()

    def go_to_welcome(self) -> None:
        """Make the last row the current one."""
        self._unselect(self.people)
        self.welcome.select_first()

    def _wander(self, down: bool) -> None:
        rows = self.people.rows.rows()
        if self.is_on_welcome:
            if rows and not down:
                self.people.set_current(rows[-1].key)
        elif down and rows:
            self.people.select_first()
        else:
            self.go_to_welcome()

    def _draw_edge(self, _least: int, most: int) -> None:
        self._edge.setVisible(most > 0 and not self.people.isHidden())

    def _leave_welcome(self, _key: str) -> None:
        self._unselect(self.welcome)

    @staticmethod
    def _unselect(rows: RowList) -> None:
        rows.clearSelection()
        rows.setCurrentIndex(QModelIndex())
