"""How many people somebody else says came to a meeting, and who says so."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from maillage.language import _
from maillage.ui.look.tokens import SPACE_L
from maillage.ui.meeting.typed import Typed
from maillage.ui.widgets.fields import LabelledField

_FIVE_DIGITS = QRegularExpression(r"\d{0,5}")


class DeclaredRow(QWidget):
    """A number, or none, and its source. It never replaces what is counted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count, self.source = QLineEdit(), QLineEdit()
        self.count.setValidator(QRegularExpressionValidator(_FIVE_DIGITS, self.count))
        self.source.setPlaceholderText(_("The press, the town hall…"))
        self.sourced = LabelledField(_("Source of this figure"), self.source)
        self.source.textChanged.connect(lambda: self.sourced.set_error(""))
        counted = LabelledField(
            _("Declared attendance"), self.count, _("Announced by others: Maillage counts apart.")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_L)
        row.addWidget(counted, 2, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sourced, 3, Qt.AlignmentFlag.AlignTop)

    def show_typed(self, known: Typed) -> None:
        """Show what is recorded."""
        self.count.setText("" if known.declared is None else f"{known.declared}")
        self.source.setText(known.declared_source)
        self.source.setCursorPosition(0)

    def declared(self) -> int | None:
        """Return the number typed, None for none."""
        typed = self.count.text()
        return int(typed) if typed else None
