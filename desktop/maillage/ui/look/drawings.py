"""What we ship as SVG, ready to be drawn."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgRenderer

from maillage import assets


@cache
def svg(name: str) -> str:
    """The source of an icon. Raises FileNotFoundError for one we do not ship."""
    return assets.resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def renderer(name: str, colour: str) -> QSvgRenderer:
    """What draws a file, its `currentColor` being a colour. Raises FileNotFoundError."""
    drawing = QSvgRenderer(QByteArray(svg(name).replace("currentColor", colour).encode()))
    drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return drawing


def paint_mark(painter: QPainter, box: QRectF) -> None:
    """Draw the Maillage mark without its ground, as on the side bar."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer("maillage", "none").render(painter, "mark", box)
