"""The four shapes of the weave as painter paths: the same in mark, rows, counts and charts."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from maillage.ui.look.tokens import Shape


def shape_path(shape: Shape, centre: QPointF, size: float) -> QPainterPath:
    """The outline of a shape of optical size `size`: areas are balanced, not bounding boxes."""
    path = QPainterPath()
    half, x, y = size / 2, centre.x(), centre.y()
    if shape is Shape.DISC:
        path.addEllipse(centre, half, half)
    elif shape is Shape.SQUARE:
        side = half * 0.92
        path.addRoundedRect(QRectF(x - side, y - side, 2 * side, 2 * side), 1.5, 1.5)
    elif shape is Shape.TRIANGLE:
        width, top, bottom = half * 1.2, half * 1.14, half * 0.98
        corners = [
            QPointF(x, y - top),
            QPointF(x + width, y + bottom),
            QPointF(x - width, y + bottom),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    else:
        reach = half * 1.22
        corners = [
            QPointF(x, y - reach),
            QPointF(x + reach, y),
            QPointF(x, y + reach),
            QPointF(x - reach, y),
        ]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    return path


def paint_shape(
    painter: QPainter, shape: Shape, centre: QPointF, size: float, colour: QColor
) -> None:
    """Fill a shape, its corners barely rounded by a thin line of the same colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    join = Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(colour, 1.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, join))
    painter.setBrush(colour)
    painter.drawPath(shape_path(shape, centre, size - 1.2))
    painter.restore()
