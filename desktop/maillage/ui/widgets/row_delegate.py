"""The one delegate: every two-line row, its glyph, marks, state and section heads."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import ROW, category_token, shape_of
from maillage.ui.widgets.marked import TextBlock
from maillage.ui.widgets.rows import Index, Row, RowKind, RowRole, State

_TEXT_X, _GLYPH_BACK, _RIGHT, _PAD = 44, 22, 14, 7
"""Logical pixels: left of the words, from there back to the glyph's centre, right margin, and
above and below."""

_MOST_HEIGHTS = 4000
"""Row heights remembered before all are forgotten."""


class Blocks(Struct, frozen=True):
    """A row laid out for a width."""

    title: TextBlock
    sub: TextBlock | None
    state_width: float

    @property
    def height(self) -> float:
        """Both lines, in pixels."""
        return self.title.height + (self.sub.height if self.sub else 0)


class RowDelegate(QStyledItemDelegate):
    """Paints `Row`s (RowRole.ROW). Titles and second lines wrap before they are cut."""

    def __init__(self, parent: QAbstractItemView, lines: int = 2, *, flush: bool = False) -> None:
        super().__init__(parent)
        self._left, self._right = (_TEXT_X - 12, 0) if flush else (_TEXT_X, _RIGHT)
        self._head_left = 0 if flush else 14
        self._view = parent
        self._lines = lines
        self._heights: dict[tuple[Row, int, int, bool, bool], int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Height of the row at the width of the list."""
        row: Row = index.data(RowRole.ROW)
        width = self._view.viewport().width()
        current = row.hint is not None and self._view.selectionModel().isSelected(index)
        first = index.row() == 0
        key = (row, width, theme.current().text_size, current, first)
        if key not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = self._height(row, width, current=current, first=first)
        return QSize(theme.px(120), self._heights[key])

    def _height(self, row: Row, width: int, *, current: bool, first: bool) -> int:
        if row.kind is RowKind.HEAD:
            return theme.px(32 if first else 42)
        least = theme.px(ROW if row.sub else 50)
        return max(
            least, round(self._blocks(row, width, current=current).height) + 2 * theme.px(_PAD)
        )

    def _blocks(self, row: Row, width: float, *, current: bool) -> Blocks:
        shown = _shown(row, current=current)
        state = min(self._state_width(shown) if shown else 0.0, width * 0.45)
        room = width - theme.px(self._left) - theme.px(self._right) - state
        title = TextBlock(row.title, theme.font("strong"), room, self._lines)
        sub = TextBlock(row.sub, theme.font("sub"), room, self._lines) if row.sub else None
        return Blocks(title, sub, state)

    def _state_width(self, state: State) -> float:
        words = QFontMetricsF(theme.font("label")).horizontalAdvance(state.word)
        gap = 7 if state.word else 0
        return words + (theme.px(18) + gap if state.icon else 0) + theme.px(16 if gap else 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row: Row = index.data(RowRole.ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEAD:
            self._paint_head(painter, option, row)
        else:
            self._paint_ground(painter, option, index)
            self._paint_row(painter, option, row)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        words = row.title if row.count is None else f"{row.title} · {row.count}"
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("muted"))
        room = option.rect.adjusted(
            theme.px(self._head_left), 0, -theme.px(self._right), -theme.px(6)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        box = QRectF(option.rect).adjusted(0, 0, 0, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or hovered:
            painter.setBrush(theme.color("accent_soft" if selected else "sunken"))
            painter.drawRoundedRect(box, 8, 8)
        if selected:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 8, 4, box.height() - 16), 2, 2)
        elif not hovered and self._has_line(index):
            left = option.rect.left() + theme.px(self._left)
            width = option.rect.right() - theme.px(self._right) + 2 - left
            painter.fillRect(left, option.rect.bottom(), width, 1, theme.color("line"))

    def _has_line(self, index: Index) -> bool:
        """A hairline stands between two rows, neither of them selected."""
        below = index.model().index(index.row() + 1, 0)
        if not below.isValid():
            return False
        row: Row = below.data(RowRole.ROW)
        selection = self._view.selectionModel()
        return row.kind is not RowKind.HEAD and not selection.isSelected(below)

    def _paint_row(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        rect = QRectF(option.rect).adjusted(0, 0, 0, -1)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        blocks = self._blocks(row, rect.width(), current=selected)
        self._paint_glyph(painter, rect, row)
        x = rect.left() + theme.px(self._left)
        y = rect.center().y() - blocks.height / 2
        ink = theme.color("accent" if row.kind is RowKind.ACTION else "text")
        mark = theme.color("mark")
        blocks.title.draw(painter, QPointF(x, y), ink, row.marks, mark)
        if blocks.sub:
            below = QPointF(x, y + blocks.title.height)
            blocks.sub.draw(painter, below, theme.color("muted"), row.sub_marks, mark)
        if state := _shown(row, current=selected):
            self._paint_state(painter, rect, state, blocks.state_width)

    def _paint_glyph(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        centre = QPointF(rect.left() + theme.px(self._left - _GLYPH_BACK), rect.center().y())
        if row.category:
            colour = theme.color(category_token(row.category))
            paint_shape(painter, shape_of(row.category), centre, theme.px(14), colour)
        elif row.icon:
            side = theme.px(20)
            box = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
            paint_icon(painter, box, row.icon, row.icon_tone)

    def _paint_state(self, painter: QPainter, rect: QRectF, state: State, width: float) -> None:
        font = theme.font("label")
        metrics = QFontMetricsF(font)
        side = theme.px(18)
        icon_room = (side + 7 if state.word else side) if state.icon else 0
        words = metrics.elidedText(
            state.word, Qt.TextElideMode.ElideRight, width - icon_room - theme.px(14)
        )
        advance = metrics.horizontalAdvance(words)
        right = rect.right() - theme.px(self._right) + 1
        painter.setFont(font)
        painter.setPen(theme.color(state.tone))
        room = QRectF(right - advance - 2, rect.top(), advance + 3, rect.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if state.icon:
            at = QPointF(right - advance - icon_room - 1, rect.center().y() - side / 2)
            paint_icon(painter, QRectF(at.x(), at.y(), side, side), state.icon, state.tone)


def _shown(row: Row, *, current: bool) -> State | None:
    """Return what stands at the right of a row: its hint while it is the current one."""
    return row.hint if current and row.hint else row.state
