"""Lucide icons painted at the size and in the colour of the moment."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap

from maillage.ui.look import theme
from maillage.ui.look.drawings import renderer, svg

GAP = 8
"""Qt leaves no room between an icon and its word: the icon's box is this much wider."""


def paint_icon(painter: QPainter, box: QRectF, name: str, token: str) -> None:
    """Draw a Lucide icon inside a box, in the colour of a token."""
    renderer(name, theme.color(token).name()).render(painter, box)


class LucideEngine(QIconEngine):
    """Paints one Lucide icon, in one token's colour, another when on, muted when disabled."""

    def __init__(self, name: str, token: str, on: str | None, disabled: str) -> None:
        super().__init__()
        self._name, self._token, self._on, self._disabled = name, token, on or token, disabled

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw a square at the left of `rect`, so that a wider box leaves a gap before the word."""
        side = min(rect.width(), rect.height())
        corner = QPointF(rect.left(), rect.top() + (rect.height() - side) / 2)
        token = self._on if state == QIcon.State.On else self._token
        if mode == QIcon.Mode.Disabled:
            token = self._disabled
        paint_icon(painter, QRectF(corner.x(), corner.y(), side, side), self._name, token)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The icon on a transparent ground, `size` in device pixels."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """The same icon again."""
        return LucideEngine(self._name, self._token, self._on, self._disabled)


def icon(name: str, token: str = "text", *, on: str | None = None, off: str = "muted") -> QIcon:
    """A Lucide icon that follows the theme: colour tokens for normal, checked and disabled.

    Raises FileNotFoundError at once for an icon we do not ship, rather than while painting.
    """
    svg(name)
    return QIcon(LucideEngine(name, token, on, off))


def app_icon() -> QIcon:
    """The Maillage mark on its petrol ground, for windows and task bars."""
    result = QIcon()
    drawing = renderer("maillage", "none")
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawing.render(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(pixmap)
    return result
