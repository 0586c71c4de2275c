"""Choice card: a big button with an icon, what it does, and when to take it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.icons import paint_icon
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import RADIUS_DOOR, SPACE_L, SPACE_M, SPACE_XS
from maillage.ui.widgets.text import IconLabel, Text


class _Medal(QWidget):
    """An icon on a soft disc."""

    def __init__(self, icon_name: str, size: int = 48) -> None:
        super().__init__()
        self._icon, self._size = icon_name, size
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(theme.px(size), theme.px(size))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawEllipse(self.rect())
        inset = self.width() * 0.26
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_icon(painter, box, self._icon, "accent")


class ChoiceCard(QAbstractButton):
    """A card that is a button. `clicked` as any button; Enter works as Space does."""

    def __init__(
        self, icon_name: str, title: str, sentence: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_look(self, tall=True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(Text(title, "section", wrap=True))
        words.addWidget(Text(sentence, "sub", "muted", wrap=True))
        self._row = QHBoxLayout(self)
        self._row.setSpacing(SPACE_L)
        self._row.addWidget(_Medal(icon_name), 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self._row.addWidget(IconLabel("chevron-right", "muted", 22))
        self.set_compact(False)
        for label in self.findChildren(Text):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_compact(self, compact: bool) -> None:
        """Less air in a low window."""
        above = SPACE_M if compact else SPACE_L + SPACE_XS
        self._row.setContentsMargins(SPACE_L + SPACE_XS, above, SPACE_L, above)

    def minimumSizeHint(self) -> QSize:
        """The words wrapped at the width there is; Qt's own minimum wraps them at the least."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), self._row.totalHeightForWidth(max(self.width(), hint.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the words differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, and the arrows move between cards as Tab does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card; its outline answers the pointer, its ground the press.

        The keyboard has its ring, around any button.
        """
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse()
        painter.setPen(QPen(theme.color("accent" if lit else "line"), 2 if lit else 1))
        painter.setBrush(theme.color("accent_soft" if self.isDown() else "raised"))
        inset = 1 if lit else 0.5
        box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, RADIUS_DOOR, RADIUS_DOOR)
