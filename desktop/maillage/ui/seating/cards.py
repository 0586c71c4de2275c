"""One table as a card: who sits there, to be moved by keyboard, finger or mouse."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGridLayout, QScroller, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.seating.rows import NOWHERE, Table
from maillage.ui.widgets.card import Card
from maillage.ui.widgets.marked import TextBlock
from maillage.ui.widgets.row_delegate import Blocks, RowDelegate
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, RowRole, State
from maillage.ui.widgets.text import Text

SEAT = "application/x-maillage-seat"
"""What is dragged: a registration."""
CARD_WIDTH = 238
"""Logical pixels that a card has at least."""


class _SeatDelegate(RowDelegate):
    """Rows of one line each for name and organisation, close together: a table at a glance."""

    def __init__(self, parent: RowList) -> None:
        super().__init__(parent, 1)
        self._left, self._right = 38, 0

    def _blocks(self, row: Row, width: float, *, current: bool) -> Blocks:
        """A name is told whole: a mark stands beside where they come from."""
        found = super()._blocks(row, width, current=current)
        if not row.sub:
            return found
        room = width - theme.px(self._left) - theme.px(self._right)
        return replace(found, title=TextBlock(row.title, theme.font("strong"), room, 1))

    def _paint_state(self, painter: QPainter, rect: QRectF, state: State, width: float) -> None:
        below = QRectF(rect.left(), rect.center().y(), rect.width(), rect.height() / 2)
        super()._paint_state(painter, below, state, width)

    def _height(self, row: Row, width: int, *, current: bool, first: bool) -> int:
        blocks = self._blocks(row, width, current=current)
        return max(theme.px(44), round(blocks.height) + 2 * theme.px(3))


class SeatList(RowList):
    """The people of one table. Enter or a tap asks what to do; left and right change tables.

    ``asked(registration)`` for the menu; ``sideways(step)`` for the next table or the one
    before; a person may be dragged to another card.
    """

    asked = Signal(str)
    sideways = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name, single_click=True, fit=True)
        self.setItemDelegate(_SeatDelegate(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_at)
        self.activated_row.connect(self.asked)
        # A finger on a card moves the page: the list itself has nothing to scroll.
        QScroller.ungrabGesture(self.viewport())
        self._pressed: QPoint | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the tables beside."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.sideways.emit(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """One row is lit on the whole screen, not one of each table."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.clearSelection()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Light the current row again."""
        super().focusInEvent(event)
        if self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        left = event.button() == Qt.MouseButton.LeftButton
        # A finger scrolls: only a mouse drags people.
        mouse = event.source() == Qt.MouseEventSource.MouseEventNotSynthesized
        self._pressed = event.position().toPoint() if left and mouse else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag whoever was pressed on."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position().toPoint() - self._pressed
            index = self.indexAt(self._pressed)
            if index.isValid() and way.manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._drag(index.data(RowRole.ROW))
            return
        super().mouseMoveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: the list shows all it has."""
        event.ignore()

    def menu_place(self, key: str) -> QPoint:
        """Where the menu of a person opens, on the screen."""
        rect = self.visualRect(self.rows.index(max(0, self.rows.place(key))))
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(theme.px(30), 0))

    def _drag(self, row: Row) -> None:
        data = QMimeData()
        data.setData(SEAT, row.key.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def _ask_at(self, at: QPoint) -> None:
        index = self.indexAt(at) if self.indexAt(at).isValid() else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            self.asked.emit(str(index.data(RowRole.KEY)))


class TableCard(Card):
    """``dropped(registration, onto)``: somebody let go here, on a person or on nobody ("")."""

    dropped = Signal(str, str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(" ", margin=SPACE_M, parent=parent)
        self.number = number
        self.body.setSpacing(SPACE_S)
        self._count = self.add_to_head(Text("", "sub", "muted"))
        self.list = self.add(SeatList(""))
        self.body.addStretch(1)
        self.setAcceptDrops(number != NOWHERE)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_table(self, table: Table) -> None:
        """Show who sits here."""
        self.number = table.number
        self.set_title(table.title)
        self._count.setText(table.count)
        self.list.setAccessibleName(f"{table.title}, {table.count}")
        self.list.set_rows(table.rows)
        self.list.setVisible(bool(table.rows))
        self.setAcceptDrops(table.number != NOWHERE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Light up for somebody who may sit here."""
        if event.mimeData().hasFormat(SEAT):
            set_look(self, box="lit")
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere on the card will do."""
        event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        set_look(self, box="card")

    def dropEvent(self, event: QDropEvent) -> None:
        """Say who was let go, and on whom."""
        set_look(self, box="card")
        who = bytes(event.mimeData().data(SEAT).data()).decode()
        at = self.list.viewport().mapFrom(self, event.position().toPoint())
        index = self.list.indexAt(at)
        event.acceptProposedAction()
        self.dropped.emit(who, str(index.data(RowRole.KEY)) if index.isValid() else "")


class TableGrid(QWidget):
    """The cards, in as many columns as there is room for.

    ``asked(registration)`` for a person's menu; ``dropped(registration, table, onto)``.
    """

    asked = Signal(str)
    dropped = Signal(str, int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[TableCard] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_M)
        self._columns = 1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_tables(self, tables: Sequence[Table]) -> None:
        """Show these tables, in this order; whoever was current stays so."""
        while len(self.cards) < len(tables):
            self._add()
        while len(self.cards) > len(tables):
            card = self.cards.pop()
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for card, table in zip(self.cards, tables, strict=True):
            card.show_table(table)
            if card.list.hasFocus() and not card.list.currentIndex().isValid():
                card.list.select_first()  # whoever was current sits elsewhere
        self._place()

    def list_of(self, registration: str) -> SeatList | None:
        """The list in which somebody is shown."""
        found = (card.list for card in self.cards if card.list.rows.place(registration) >= 0)
        return next(found, None)

    def reveal(self, registration: str) -> None:
        """Put the keyboard on somebody."""
        if found := self.list_of(registration):
            found.set_current(registration)
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> bool:
        """Put the keyboard on the first person; return whether there is one."""
        for card in self.cards:
            if card.list.rows.rowCount():
                card.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may hold another number of columns."""
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._place()

    def _fitting(self) -> int:
        return max(1, (self.width() + SPACE_M) // (theme.px(CARD_WIDTH) + SPACE_M))

    def _place(self) -> None:
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = self._fitting()
        for place, card in enumerate(self.cards):
            self._grid.addWidget(card, *divmod(place, self._columns), Qt.AlignmentFlag.AlignTop)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)

    def _add(self) -> None:
        card = TableCard(NOWHERE)
        self.cards.append(card)
        card.list.asked.connect(self.asked)
        card.list.sideways.connect(lambda step: self._go(card, step))
        card.dropped.connect(lambda who, onto: self.dropped.emit(who, card.number, onto))

    def _go(self, card: TableCard, step: int) -> None:
        place = self.cards.index(card) + step
        while 0 <= place < len(self.cards):
            if self.cards[place].list.rows.rowCount():
                self.cards[place].list.setFocus(Qt.FocusReason.TabFocusReason)
                return
            place += step
