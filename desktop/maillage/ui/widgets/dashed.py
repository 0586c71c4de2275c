"""A box with a dashed outline, its corners whole (the style sheet's are not)."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from maillage.ui.look import theme


class DashedFrame(QFrame):
    """For what is not a value of now (the base of a choice) and where one may drop files."""

    def __init__(self, radius: int, ground: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._radius, self._ground, self._lit = radius, ground, False

    def set_lit(self, lit: bool) -> None:
        """Show that something is about to be dropped here."""
        self._lit = lit
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and outline."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._lit else 1.4
        pen = QPen(theme.color("accent" if self._lit else "edge"), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([4.5, 3.5])
        painter.setPen(pen)
        ground = "accent_soft" if self._lit else self._ground
        if ground:
            painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(1, 1, -1, -1), self._radius, self._radius
        )
