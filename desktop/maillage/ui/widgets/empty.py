"""Empty state: what could be here, and how to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_L, SPACE_S, SPACE_XS
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text


class EmptyState(QWidget):
    """An icon, a title, a sentence and at most one action, centred. `acted` on the action."""

    acted = Signal()

    def __init__(
        self,
        icon_name: str,
        title: str,
        sentence: str = "",
        action: str = "",
        action_icon: str = "",
        *,
        tone: str = "accent",
        kind: str = "primary",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.setAccessibleName(title)
        inner = QWidget()
        inner.setMaximumWidth(theme.px(480))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(inner, 20)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE_L, SPACE_L, SPACE_L, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addStretch(1)
        self.icon = IconLabel(icon_name, tone, 44)
        self.title = Text(title, "section", wrap=True)
        self.sentence = Text(sentence, "sub", "muted", wrap=True)
        for words in (self.title, self.sentence):
            words.setAlignment(centre)
        self.action = Button(
            action or "…", "primary" if kind == "primary" else "secondary", action_icon
        )
        self.action.clicked.connect(self.acted)
        column.addWidget(self.icon, 0, centre)
        column.addSpacing(SPACE_XS)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addSpacing(SPACE_S)
        column.addWidget(self.action, 0, centre)
        column.addStretch(1)
        # Once they have a parent: shown before, a widget is a window of its own for a moment.
        self.action.setVisible(bool(action))
        self.sentence.setVisible(bool(sentence))

    def say(self, title: str, sentence: str = "") -> None:
        """Say something else in the same place."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
