"""Conflict cards: the values that were given, side by side, for a person to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dashed import DashedFrame
from maillage.ui.widgets.marked import MarkedText, Marks
from maillage.ui.widgets.text import Text


def _fill(
    box: QFrame, caption: str, value: str, marks: Marks, who_when: str, choose: str
) -> Button | None:
    """Caption, value, who and when, and a button when there is something to choose."""
    column = QVBoxLayout(box)
    column.setContentsMargins(SPACE_M + 2, SPACE_M, SPACE_M + 2, SPACE_M)
    column.setSpacing(SPACE_S - 4)
    column.addWidget(Text(caption, "label", "muted", wrap=True))
    shown = MarkedText("section")
    shown.set_text(value, marks)
    column.addWidget(shown)
    column.addWidget(Text(who_when, "caption", "muted", wrap=True))
    box.setAccessibleName(", ".join(filter(None, (caption, value, who_when))))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column.addStretch(1)
    if not choose:
        return None
    column.addSpacing(SPACE_S)
    button = Button(choose, "secondary")
    button.setAccessibleDescription(", ".join(filter(None, (caption, value))))
    column.addWidget(button)
    return button


class ConflictCard(QFrame):
    """One value one may keep. `chosen` when its button is pressed."""

    chosen = Signal()

    def __init__(
        self,
        caption: str,
        value: str,
        who_when: str,
        choose: str,
        marks: Marks = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, box="inset")
        self.button = _fill(self, caption, value, marks, who_when, choose)
        if self.button is not None:
            self.button.clicked.connect(self.chosen)


class BaseCard(DashedFrame):
    """What the value was before: to compare with, not to choose."""

    def __init__(
        self, caption: str, value: str, who_when: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(RADIUS_CONTROL, parent=parent)
        _fill(self, caption, value, (), who_when, "")
