"""Banner: one sentence that matters now, with one action at most."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QWidget

from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text

BannerKind = Literal["info", "positive", "warning", "danger"]

_ICONS = {
    "info": ("info", "accent"),
    "positive": ("circle-check", "positive"),
    "warning": ("triangle-alert", "warning"),
    "danger": ("circle-alert", "danger"),
}


class Banner(QFrame):
    """An icon, a sentence and one button. `acted` when the button is pressed."""

    acted = Signal()

    def __init__(
        self,
        kind: BannerKind = "info",
        sentence: str = "",
        action: str = "",
        action_icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        name, token = _ICONS[kind]
        self._icon = IconLabel(name, token, 20)
        self._text = Text("", wrap=True)
        self._button = Button(action or "…", "secondary", action_icon)
        self._button.clicked.connect(self.acted)
        line = QHBoxLayout()
        line.setSpacing(SPACE_M)
        line.addWidget(self._icon)
        line.addWidget(self._text, 1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(SPACE_M, 6, SPACE_M - 4, 6)
        self._box.setSpacing(SPACE_M)
        self._box.addLayout(line, 1)
        self._box.addWidget(self._button)
        self.say(kind, sentence, action)

    def say(self, kind: BannerKind, sentence: str, action: str = "") -> None:
        """Say this; without an action there is no button."""
        set_look(self, box=kind)
        self._icon.set_icon(*_ICONS[kind])
        self._text.setText(sentence)
        self._button.set_text(action or "…")
        self._button.setVisible(bool(action))
        self.setAccessibleName(sentence)

    @property
    def button(self) -> Button:
        """Its button, there while it says an action."""
        return self._button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: the button goes below the sentence instead of squeezing it."""
        super().resizeEvent(event)
        words = min(self._text.fontMetrics().horizontalAdvance(self._text.text()), theme.px(200))
        beside = self._button.sizeHint().width() + words + theme.px(70) <= self.width()
        direction = QBoxLayout.Direction
        wanted = direction.LeftToRight if beside else direction.TopToBottom
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
            self._box.setSpacing(SPACE_M if beside else 8)
            # Qt tells nobody that another direction needs another height.
            self.updateGeometry()
