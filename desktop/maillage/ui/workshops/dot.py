"""The colour of a theme, beside its name: decoration that nobody needs to tell apart."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.tokens import theme_token


class ThemeDot(QWidget):
    """A small disc in the colour of a theme; nothing, and no room, where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._colour: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_theme(self, colour: int | None) -> None:
        """Show the colour with this number."""
        self._colour = colour
        self.setVisible(colour is not None)
        self.update()

    def sizeHint(self) -> QSize:
        """As large as a small letter."""
        return QSize(theme.px(12), theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc."""
        if self._colour is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("line"))
        painter.setBrush(theme.color(theme_token(self._colour)))
        half = theme.px(5)
        painter.drawEllipse(QPointF(self.rect().center()), half, half)
