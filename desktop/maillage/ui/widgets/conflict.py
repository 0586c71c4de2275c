"""Conflict cards: the values that were given, side by side, for a person to choose."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import RADIUS_CONTROL, SPACE_M, SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dashed import DashedFrame
from maillage.ui.widgets.marked import MarkedText, Marks
from maillage.ui.widgets.text import Text


def _fill(
    box: QFrame, caption: str, value: str, marks: Marks, who_when: str, choose: str, *, beside: bool
) -> Button | None:
    """Caption, value, who and when, and a button when there is something to choose.

    ``beside`` is for cards below each other: fewer lines, the button at the right.
    """
    direction = QBoxLayout.Direction
    both = QBoxLayout(direction.LeftToRight if beside else direction.TopToBottom, box)
    both.setContentsMargins(SPACE_M + 2, SPACE_S if beside else SPACE_M, SPACE_M, SPACE_M)
    both.setSpacing(SPACE_M)
    column = QVBoxLayout()
    column.setSpacing(SPACE_S - 4)
    both.addLayout(column, 1)
    shown = MarkedText("section")
    shown.set_text(value, marks)
    if beside:
        line = " · ".join(filter(None, (caption, who_when)))
        column.addWidget(Text(line, "caption", "muted", wrap=True))
        column.addWidget(shown)
    else:
        column.addWidget(Text(caption, "label", "muted", wrap=True))
        column.addWidget(shown)
        column.addWidget(Text(who_when, "caption", "muted", wrap=True))
    box.setAccessibleName(", ".join(filter(None, (caption, value, who_when))))
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    column.addStretch(1)
    if not choose:
        return None
    button = Button(choose, "secondary")
    button.setAccessibleDescription(", ".join(filter(None, (caption, value))))
    both.addWidget(button)
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
        *,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_look(self, box="inset")
        self.button = _fill(self, caption, value, marks, who_when, choose, beside=beside)
        if self.button is not None:
            self.button.clicked.connect(self.chosen)


class BaseCard(DashedFrame):
    """What the value was before: to compare with, not to choose."""

    def __init__(
        self,
        caption: str,
        value: str,
        who_when: str,
        *,
        beside: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(RADIUS_CONTROL, parent=parent)
        _fill(self, caption, value, (), who_when, "", beside=beside)
