"""The picture of Maillage: petrol ground, the mark, and the weave that the name means."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from maillage.ui.look import theme
from maillage.ui.look.drawings import paint_mark
from maillage.ui.look.shapes import paint_shape
from maillage.ui.look.tokens import SIDE_RAIL, SPACE_M, SPACE_XL, Shape

WIDTH = 360
MARGIN, ABOVE = SPACE_XL + SPACE_M, SPACE_XL
"""Room at the left and at the right of mark and words, and above the mark."""
MARK = 56
WORDS = 240
"""Logical pixels kept free at the top for the mark and the words under it; the weave is below."""

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


def width(*, compact: bool) -> int:
    """Return how wide the picture is, at the left of the window; compact: a rail."""
    return theme.px(SIDE_RAIL if compact else WIDTH)


def paint(painter: QPainter, size: QSize, *, compact: bool) -> None:
    """Draw the picture into the upper left corner; a rail has the mark alone."""
    panel = QRect(0, 0, size.width(), size.height())
    painter.setClipRect(panel)  # one knot reaches over the edge
    painter.fillRect(panel, theme.color("side"))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark = theme.px(MARK)
    left = (size.width() - mark) // 2 if compact else MARGIN
    paint_mark(painter, QRectF(left, ABOVE, mark, mark))
    side = min(size.width(), size.height() - theme.px(WORDS))
    if not compact and side >= size.width() / 2:
        _paint_weave(painter, QRectF(0, size.height() - side, size.width(), side))


def _paint_weave(painter: QPainter, box: QRectF) -> None:
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
            _paint_knot(painter, shape, centre, theme.color("side_text"))


def _paint_knot(painter: QPainter, shape: Shape, centre: QPointF, colour: QColor) -> None:
    # The ground around a shape keeps the threads from running into it.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("side"))
    painter.drawEllipse(centre, theme.px(22), theme.px(22))
    paint_shape(painter, shape, centre, theme.px(26), colour)
