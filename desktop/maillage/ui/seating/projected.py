"""The plan on the projector: light, large, read only; people look for their table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from maillage.actions.seating import Hall, Tour
from maillage.language import _
from maillage.ui.look.fonts import font_for
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import LIGHT, category_token, shape_of
from maillage.ui.seating import wall
from maillage.ui.seating.rows import tour_title
from maillage.ui.widgets.text import no_mnemonic

LARGER = 1.5
"""Times the sizes of the desk: what is read from the back of a room."""
SIZES = range(56, 21, -2)
"""Pixels of the letters, from the largest that look well to the smallest that can be read."""
MARGIN = 36


class Board(QWidget):
    """One page of a wall, painted. ``page`` and ``pages`` say where one is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[wall.Block] = []
        self._fitted: tuple[QSize, wall.Wall] | None = None
        self.page = 0

    @property
    def pages(self) -> int:
        """How many pages there are at this size of the window."""
        return max(1, len(self._wall().pages))

    def show_blocks(self, blocks: list[wall.Block]) -> None:
        """Show these, from the first page."""
        self._blocks, self._fitted, self.page = blocks, None, 0
        spoken = (
            f"{block.heading}: "
            + ", ".join(f"{one.name} {one.table}".strip() for one in block.names)
            for block in blocks
        )
        self.setAccessibleName("; ".join(spoken))
        self.update()

    def turn(self, by: int) -> None:
        """Go some pages on, or back."""
        self.page = max(0, min(self.pages - 1, self.page + by))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        found = self._wall()
        for placed in found.pages[min(self.page, len(found.pages) - 1)]:
            self._draw(painter, placed, found)

    def _wall(self) -> wall.Wall:
        if self._fitted is None or self._fitted[0] != self.size():
            room = (float(self.width()), float(self.height()))
            found = wall.fit(self._blocks, room, _width, sizes=SIZES)
            self._fitted = (self.size(), found)
        return self._fitted[1]

    def _draw(self, painter: QPainter, placed: wall.Placed, found: wall.Wall) -> None:
        size, y = found.size, placed.y
        line, gutter = size * wall.LINE, size * 0.9
        if placed.block.heading:
            high = size * wall.HEAD * wall.LINE
            painter.setFont(_font("heading", size * wall.HEAD))
            painter.setPen(QColor(LIGHT.accent))
            box = QRectF(placed.x, y, found.column - gutter, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, placed.block.heading)
            y += high
        for name in placed.block.names:
            centre = QPointF(placed.x + size * 0.4, y + line / 2)
            colour = QColor(getattr(LIGHT, category_token(name.category)))
            paint_shape(painter, shape_of(name.category), centre, size * 0.62, colour)
            left = size * 1.2
            box = QRectF(placed.x + left, y, found.column - left - gutter, line)
            self._draw_name(painter, name, box, size)
            y += line

    def _draw_name(self, painter: QPainter, name: wall.Name, box: QRectF, size: int) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        if name.table:
            painter.setFont(_font("title", size))
            painter.setPen(QColor(LIGHT.accent))
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, name.table)
            box = box.adjusted(0, 0, -size * 1.6, 0)
        painter.setFont(_font("body", size))
        painter.setPen(QColor(LIGHT.text))
        cut = painter.fontMetrics().elidedText(
            name.name, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, middle, cut)


class Projected(QWidget):
    """A window of its own, full screen. Arrows change rounds, pages by Page up and down."""

    def __init__(self, hall: Hall, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("Table plan"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("projected")
        self.setStyleSheet(_style())
        self._hall, self._number = hall, number
        self.named = self.initial = False
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setFont(_font("title", 26 * LARGER))
        self.where = QLabel()
        self.where.setFont(_font("sub", 15 * LARGER))
        self.board = Board()
        self.by_name = self._button(self.toggle_names)
        self.initials = self._button(self.toggle_initials)
        self.earlier = self._button(lambda: self.go(-1))
        self.later = self._button(lambda: self.go(1))
        self.next_page = self._button(self._turn_on)
        self.leave = self._button(self.close)
        self._place()
        self._show()

    def show_hall(self, hall: Hall) -> None:
        """Show the plan as it is now."""
        self._hall = hall
        self._show()

    def go(self, by: int) -> None:
        """Show the round before or after."""
        self._number = max(1, min(len(self._hall.rounds), self._number + by))
        self._show()

    def toggle_names(self) -> None:
        """Show names with their table, or tables with their names."""
        self.named = not self.named
        self._show()

    def toggle_initials(self) -> None:
        """Show whole names, or the initial of the last name alone."""
        self.initial = not self.initial
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; the rest turns rounds and pages."""
        turns = {
            Qt.Key.Key_Escape: self.close,
            Qt.Key.Key_Left: lambda: self.go(-1),
            Qt.Key.Key_Right: lambda: self.go(1),
            Qt.Key.Key_PageUp: lambda: self._turn(-1),
            Qt.Key.Key_PageDown: lambda: self._turn(1),
            Qt.Key.Key_N: self.toggle_names,
            Qt.Key.Key_I: self.toggle_initials,
        }
        act = turns.get(Qt.Key(event.key()))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _place(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.where)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        for button in (self.earlier, self.later, self.by_name, self.initials, self.next_page):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 12, MARGIN, 18)
        column.setSpacing(18)
        column.addLayout(head)
        column.addWidget(self.board, 1)
        column.addLayout(foot)

    def _button(self, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(self)
        # The arrows belong to the rounds, and Enter to nothing.
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _on: act())
        return button

    def _show(self) -> None:
        rounds = self._hall.rounds
        tour = next((one for one in rounds if one.number == self._number), None)
        if tour is None:
            self.close()
            return
        self._show_words(tour)
        make = wall.by_name if self.named else wall.by_table
        self.board.show_blocks(make(self._hall, tour, initial=self.initial))
        self._show_page()

    def _show_words(self, tour: Tour) -> None:
        self.title.setText(tour_title(tour))
        words = {
            self.earlier: _("← Earlier round"),
            self.later: _("Next round →"),
            self.by_name: _("By table (N)") if self.named else _("By name (N)"),
            self.initials: _("Whole names (I)") if self.initial else _("Initials (I)"),
            self.next_page: _("Next page"),
            self.leave: _("Leave (Esc)"),
        }
        for button, word in words.items():
            button.setText(no_mnemonic(word))
        self.earlier.setVisible(len(self._hall.rounds) > 1)
        self.later.setVisible(len(self._hall.rounds) > 1)
        self.earlier.setEnabled(tour.number > 1)
        self.later.setEnabled(tour.number < len(self._hall.rounds))

    def _turn(self, by: int) -> None:
        self.board.turn(by)
        self._show_page()

    def _turn_on(self) -> None:
        last = self.board.page + 1 >= self.board.pages
        self._turn(-self.board.page if last else 1)

    def _show_page(self) -> None:
        pages = self.board.pages
        self.where.setText(f"{self.board.page + 1} / {pages}" if pages > 1 else "")
        self.next_page.setVisible(pages > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may need another number of pages."""
        super().resizeEvent(event)
        self.board.page = 0
        self._show_page()


def _font(role: str, size: float) -> QFont:
    font = QFont(font_for(role))
    font.setPixelSize(round(size))
    return font


def _width(text: str, size: float) -> float:
    return QFontMetricsF(_font("body", size)).horizontalAdvance(text)


def _style() -> str:
    return f"""
        QWidget#projected {{ background: {LIGHT.raised}; }}
        QLabel {{ color: {LIGHT.text}; background: transparent; }}
        QPushButton {{ color: {LIGHT.muted}; background: transparent; font-size: 17px;
            border: 1px solid {LIGHT.line}; border-radius: 8px; padding: 7px 14px;
            min-height: 24px; }}
        QPushButton:hover {{ background: {LIGHT.sunken}; }}
        QPushButton:disabled {{ color: {LIGHT.edge}; }}
    """
