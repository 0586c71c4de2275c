"""The weave as widgets: one shape, the bar of counts, and the labelled counts."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import SPACE_M, SPACE_S, category_token, shape_of
from maillage.ui.widgets.text import Text


class CategoryCount(Struct, frozen=True):
    """How many of one category, out of how many (None: no total is known)."""

    category: str
    label: str
    count: int
    total: int | None = None


class ShapeWidget(QWidget):
    """The shape of a category; its name is for screen readers, words beside it are for eyes."""

    def __init__(
        self, category: str, name: str = "", size: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_category(category, name)

    def set_category(self, category: str, name: str = "") -> None:
        """Show another category."""
        self._category = category
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A little more than the shape, whose corners reach out."""
        side = theme.px(self._size + 4)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape."""
        painter = QPainter(self)
        centre = QPointF(self.width() / 2, self.height() / 2)
        colour = theme.color(category_token(self._category))
        paint_shape(painter, shape_of(self._category), centre, theme.px(self._size), colour)


class WeaveBar(QWidget):
    """Counts by category as one bar, each part with its shape so that colour is not needed."""

    GAP = 3

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: tuple[CategoryCount, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, counts: Sequence[CategoryCount]) -> None:
        """Show these counts; categories at zero take no room."""
        self._counts = tuple(counts)
        self.setAccessibleName(", ".join(f"{one.label} {one.count}" for one in counts))
        self.update()

    def sizeHint(self) -> QSize:
        """Wide as it may, 26 high."""
        return QSize(theme.px(220), theme.px(26))

    def widths(self, room: float) -> list[float]:
        """Widths of the parts that are not zero, in order: in proportion, each with its shape."""
        shown = [one.count for one in self._counts if one.count > 0]
        least = min(theme.px(22), room / max(len(shown), 1))
        widths = [float(least)] * len(shown)
        spare = room - self.GAP * max(len(shown) - 1, 0) - least * len(shown)
        whole = sum(shown)
        # Proportional shares, but never under what the shape needs.
        share = [(spare + least * len(shown)) * count / whole for count in shown] if whole else []
        lacking = sum(least - one for one in share if one < least)
        rich = sum(one - least for one in share if one > least)
        for place, one in enumerate(share):
            widths[place] = least if one <= least else one - lacking * (one - least) / rich
        return widths

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts and their shapes; an empty track when nobody is there."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shown = [one for one in self._counts if one.count > 0]
        if not shown:
            painter.setBrush(theme.color("sunken"))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
            return
        x = 0.0
        for one, width in zip(shown, self.widths(self.width()), strict=True):
            box = QRectF(x, 0, width, self.height())
            painter.setBrush(theme.color(category_token(one.category)))
            painter.drawRoundedRect(box, 5, 5)
            size = min(theme.px(11), width * 0.6)
            ground = theme.color("raised")
            paint_shape(painter, shape_of(one.category), box.center(), size, ground)
            x += width + self.GAP


class CategoryCounts(QWidget):
    """One labelled line per category: shape, name, count, and « / total » where there is one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_S)
        self._grid.setVerticalSpacing(SPACE_M - 3)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[ShapeWidget, Text, Text, Text]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def set_counts(self, counts: Sequence[CategoryCount]) -> None:
        """Show these counts, in this order."""
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        while len(self._rows) < len(counts):
            line = len(self._rows)
            row = (ShapeWidget("other"), Text(wrap=True), Text(role="strong"), Text(tone="muted"))
            for column, widget in enumerate(row):
                self._grid.addWidget(widget, line, column)
            row[2].setAlignment(right)
            row[3].setAlignment(left)  # so that the strokes stand below each other
            self._rows.append(row)
        for place, (shape, label, number, total) in enumerate(self._rows):
            used = place < len(counts)
            for widget in (shape, label, number, total):
                widget.setVisible(used)
            if not used:
                continue
            one = counts[place]
            shape.set_category(one.category, one.label)
            label.setText(one.label)
            number.setText(str(one.count))
            total.setText("" if one.total is None else f"/\u00a0{one.total}")
