"""Brand panel: petrol ground, the mark, one sentence, and the weave that the name means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SIDE_RAIL, SPACE_L, SPACE_M, SPACE_XL, Shape
from maillage.ui.widgets.text import MarkLabel, Text

WIDTH = 360

_KNOTS: tuple[tuple[float, float, Shape | None], ...] = (
    (0.08, 0.30, None), (0.34, 0.10, None), (0.70, 0.20, None), (0.98, 0.04, None),
    (0.20, 0.56, Shape.DISC), (0.52, 0.42, Shape.TRIANGLE), (0.86, 0.52, Shape.SQUARE),
    (0.06, 0.86, None), (0.40, 0.80, Shape.DIAMOND), (0.72, 0.88, None), (1.02, 0.82, None),
)  # fmt: skip
"""Where the threads meet, in parts of the square they fill; four of them are the four worlds."""
_THREADS = (
    (0, 1), (1, 2), (2, 3), (0, 4), (1, 4), (1, 5), (2, 5), (2, 6), (3, 6), (4, 7), (7, 8),
    (8, 9), (9, 10), (6, 10), (6, 9), (0, 7), (5, 9),
)  # fmt: skip
_WOVEN = ((4, 5), (5, 6), (5, 8), (4, 8), (6, 8))
"""The threads between the four worlds: those Maillage is for."""


class BrandPanel(QWidget):
    """The left of the first run. Compact: a rail with the mark alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(self, box="side")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._compact = False
        self._name = Text("Maillage", "title", "side_text")
        self._words = Text(
            _("What is said and promised at a meeting, kept with no network and no loss."),
            "body",
            "side_text",
            wrap=True,
        )
        self._mark = MarkLabel(56)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(SPACE_M)
        self._column.addWidget(self._mark)
        self._column.addWidget(self._name)
        self._column.addWidget(self._words)
        self._column.addStretch(1)
        self._lay_out()
        theme.current().changed.connect(self._lay_out)

    def set_compact(self, compact: bool) -> None:
        """A rail when true."""
        self._compact = compact
        self._lay_out()

    def _lay_out(self) -> None:
        side = SPACE_L if self._compact else SPACE_XL + SPACE_M
        self._column.setContentsMargins(side, SPACE_XL, side, SPACE_XL)
        self.setFixedWidth(theme.px(SIDE_RAIL if self._compact else WIDTH))
        for words in (self._name, self._words):
            words.setVisible(not self._compact)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the weave at the foot."""
        super().paintEvent(event)
        if self._compact:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width() * 1.0, self.height() - self._words.geometry().bottom() - SPACE_XL)
        if side < self.width() / 2:
            return
        box = QRectF(0, self.height() - side, self.width(), side)
        at = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height())
            for x, y, _shape in _KNOTS
        ]
        painter.setPen(QPen(theme.color("side_active"), 2))
        for one, other in _THREADS:
            painter.drawLine(at[one], at[other])
        painter.setPen(QPen(theme.color("saffron"), 2.5))
        for one, other in _WOVEN:
            painter.drawLine(at[one], at[other])
        for centre, (_x, _y, shape) in zip(at, _KNOTS, strict=True):
            if shape is None:
                paint_shape(painter, Shape.DISC, centre, 9, theme.color("side_active"))
            else:
                self._knot(painter, shape, centre, theme.color("side_text"))

    @staticmethod
    def _knot(painter: QPainter, shape: Shape, centre: QPointF, colour: QColor) -> None:
        # The ground around a shape keeps the threads from running into it.
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("side"))
        painter.drawEllipse(centre, theme.px(22), theme.px(22))
        paint_shape(painter, shape, centre, theme.px(26), colour)
