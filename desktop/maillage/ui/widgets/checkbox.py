"""Check box drawn from tokens: 22 px, easy to hit, its state told by a check and not by colour."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.tokens import SPACE_S, SPACE_XS, TOUCH


class CheckBox(QCheckBox):
    """A yes-or-no whose words may wrap; the whole line can be clicked."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._words = text
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _room(self, width: int) -> int:
        flags = Qt.TextFlag.TextWordWrap.value
        wide = max(width - theme.px(22) - SPACE_S, 40)
        return self.fontMetrics().boundingRect(0, 0, wide, 10_000, flags, self._words).height()

    def sizeHint(self) -> QSize:
        """One line, wide enough for all words."""
        words = self.fontMetrics().horizontalAdvance(self._words) + 2
        width = theme.px(22) + SPACE_S + words
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The words may wrap."""
        return QSize(theme.px(160), max(TOUCH, theme.px(30)))

    def hasHeightForWidth(self) -> bool:
        """Wrapped words grow downwards."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Height of the wrapped words, never under a finger's reach."""
        return max(TOUCH, theme.px(30), self._room(width) + 2 * SPACE_XS)

    def hitButton(self, pos: QPoint) -> bool:
        """Anywhere on the line counts."""
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the check and the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = theme.px(22)
        # Beside the first line of words, which stand in the middle.
        words = self._room(self.width())
        top = (self.height() - words + self.fontMetrics().height() - side) / 2
        box = QRectF(0, top, side, side)
        on = self.isChecked()
        edge = "muted" if not self.isEnabled() else "accent" if on else "edge"
        painter.setBrush(theme.color("accent" if on and self.isEnabled() else "raised"))
        painter.setPen(QPen(theme.color(edge), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if on:
            tone = "on_accent" if self.isEnabled() else "muted"
            paint_icon(painter, box.adjusted(3, 3, -3, -3), "check", tone)
        painter.setPen(theme.color("text" if self.isEnabled() else "muted"))
        room = self.rect().adjusted(side + SPACE_S, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value
        painter.drawText(room, flags, self._words)
