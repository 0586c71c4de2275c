"""Stepper: one fewer, the number, one more. For votes by show of hands."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_XS
from maillage.ui.widgets.buttons import icon_button
from maillage.ui.widgets.text import Text


class Stepper(QWidget):
    """A count between two buttons. `changed(value)` when a person changes it."""

    changed = Signal(int)

    def __init__(
        self,
        value: int = 0,
        *,
        least: int = 0,
        most: int = 999,
        about: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self._fewer = icon_button("minus", _("One fewer"), "square")
        self._more = icon_button("plus", _("One more"), "square")
        self._number = Text("", "section")
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._number.setMinimumWidth(theme.px(42))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_XS - 4)
        for widget in (self._fewer, self._number, self._more):
            row.addWidget(widget)
        self._fewer.clicked.connect(lambda: self._step(-1))
        self._more.clicked.connect(lambda: self._step(1))
        for button in (self._fewer, self._more):
            button.setAccessibleDescription(about)
        self.set_value(value)

    def value(self) -> int:
        """The count shown."""
        return self._value

    def set_value(self, value: int) -> None:
        """Show a count; emits nothing."""
        self._value = value
        self._number.setText(str(value))
        self.setAccessibleName(str(value))
        self._fewer.setEnabled(value > self._least)
        self._more.setEnabled(value < self._most)

    def set_most(self, most: int) -> None:
        """Allow up to another count; a larger one becomes that."""
        self._most = most
        self.set_value(min(self._value, most))

    def _step(self, by: int) -> None:
        self.set_value(self._value + by)
        self.changed.emit(self._value)
