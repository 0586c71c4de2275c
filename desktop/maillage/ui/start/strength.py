"""How hard a passphrase is to guess, as three segments and a word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M, SPACE_XS
from maillage.ui.widgets.text import Text

LEVELS = 3
_TOKENS = ("edge", "danger", "warning", "positive")


class _Segments(QWidget):
    """Three outlined segments, filled up to a level."""

    def __init__(self) -> None:
        super().__init__()
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(132), theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = (self.width() - (LEVELS - 1) * SPACE_XS) / LEVELS
        token = _TOKENS[self.level]
        for at in range(LEVELS):
            full = at < self.level
            painter.setPen(QPen(theme.color(token if full else "edge"), 1))
            painter.setBrush(theme.color(token) if full else Qt.BrushStyle.NoBrush)
            box = QRectF(at * (width + SPACE_XS), 0, width, self.height())
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class StrengthMeter(QWidget):
    """Says a level from 0 (nothing typed) to 3 (good)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._segments = _Segments()
        self._word = Text("", "caption", "muted", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self._segments)
        row.addWidget(self._word, 1)
        self.set_level(0)

    @property
    def level(self) -> int:
        """The level shown."""
        return self._segments.level

    def set_level(self, level: int) -> None:
        """Show a level, in words too: colour alone says nothing."""
        words = (
            _("Several words that do not go together are easy to remember, hard to guess."),
            _("Too easy to guess"),
            _("Passable"),
            _("Hard to guess"),
        )
        self._segments.level = level
        self._segments.update()
        self._word.setText(words[level])
        self._word.set_tone("muted" if level == 0 else _TOKENS[level])
        self.setAccessibleName(words[level])
