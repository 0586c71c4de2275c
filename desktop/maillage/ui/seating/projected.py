"""The plan on the projector: light, large, read only; people look for their table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from maillage.actions.seating import Hall, Tour
from maillage.language import _
from maillage.ui.look.fonts import font_for
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import LIGHT, category_token, shape_of
from maillage.ui.seating import wall
from maillage.ui.seating.rows import tour_title
from maillage.ui.widgets.text import no_mnemonic
from maillage.ui.widgets.wall_button import WallButton

LARGER = 1.5
"""Times the sizes of the desk: what is read from the back of a room."""
LARGEST, SMALLEST = 11, 36
"""The letters, as a part of the height of the window: an eleventh looks well, a thirty-sixth is
read from the back of a room, six times as far away as the picture is high."""
LEAST = 20
"""Pixels of the screen that the letters have at least, in however small a window."""
TITLE = 14
"""The letters of the title take this part of the height of a low window, as at 200 %."""
MARGIN = 36
BESIDE = 1240
"""Width of a window in pixels from which the buttons stand beside the title."""


class Board(QWidget):
    """One page of a wall, painted. ``page`` and ``pages`` say where one is.

    ``resized`` says that there may be another number of pages.
    """

    resized = Signal()

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may need another number of pages."""
        super().resizeEvent(event)
        self.page = 0
        self.resized.emit()

    def _wall(self) -> wall.Wall:
        if self._fitted is None or self._fitted[0] != self.size():
            room = (float(self.width()), float(self.height()))
            letters = sizes(self.window().height(), self.devicePixelRatioF())
            found = wall.fit(self._blocks, room, _width, sizes=letters)
            self._fitted = (self.size(), found)
        return self._fitted[1]

    def _draw(self, painter: QPainter, placed: wall.Placed, found: wall.Wall) -> None:
        size, y = found.size, placed.y
        line, gutter = found.line, size * 0.9
        if placed.block.heading:
            high = line * wall.HEAD
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
        wide = _width(name.name, size)
        # A hair less, for letters are whole pixels high.
        squeezed = max(wall.SQUEEZED, min(1.0, 0.99 * box.width() / wide)) if wide else 1.0
        painter.setFont(_font("body", int(size * squeezed)))
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
        self.where = QLabel()
        self.board = Board()
        self.board.resized.connect(self._show_page)
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
        self.head = QHBoxLayout()
        self.head.setSpacing(24)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.where)
        self.buttons = QWidget()
        row = QHBoxLayout(self.buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for button in (self.earlier, self.later, self.by_name, self.initials, self.next_page):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.leave)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN - 12, MARGIN, 18)
        self.column.setSpacing(18)
        self.column.addLayout(self.head)
        self.column.addWidget(self.board, 1)
        self.column.addWidget(self.buttons)

    def _button(self, act: Callable[[], object]) -> WallButton:
        return WallButton("", act, self)

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
        """Put the buttons where there is room for them."""
        super().resizeEvent(event)
        self.title.setFont(_font("title", min(26 * LARGER, self.height() / TITLE)))
        self.where.setFont(_font("sub", min(15 * LARGER, self.height() / TITLE)))
        # A line less of buttons is a line more of names.
        place = self.head if self.width() >= BESIDE else self.column
        place.addWidget(self.buttons)


def sizes(high: int, ratio: float = 1.0) -> range:
    """Return the pixels that letters may have in a window of this height, the largest first.

    ``ratio`` is how many of the screen make one: 2 at 200 %, where a projected picture is still
    as large, and read from as far away.
    """
    least = max(round(LEAST / ratio), high // SMALLEST)
    return range(max(least, high // LARGEST), least - 1, -1)


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
    """
