"""Lucide icons painted at the size and in the colour of the moment."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from maillage import assets
from maillage.ui.look import theme

GAP = 8
"""Qt leaves no room between an icon and its word: the icon's box is this much wider."""


@cache
def svg(name: str) -> str:
    """The source of an icon. Raises FileNotFoundError for one we do not ship."""
    return assets.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def paint_icon(painter: QPainter, box: QRectF, name: str, token: str) -> None:
    """Draw a Lucide icon inside a box, in the colour of a token."""
    _renderer(name, theme.color(token).name()).render(painter, box)


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the Maillage mark without its ground, as on the side bar."""
    renderer = _renderer("maillage", "none")
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, "mark", box)


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
    renderer = _renderer("maillage", "none")
    for side in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, side, side))
        painter.end()
        result.addPixmap(pixmap)
    return result
