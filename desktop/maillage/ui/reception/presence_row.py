"""Whether somebody is here, in one row of their card, and the buttons that change it."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from maillage.actions.reception import Arrival
from maillage.language import _
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.reception import presence
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import IconLabel, Text


class PresenceRow(QWidget):
    """Emits the registration whose arrival, its undoing or departure is to be recorded."""

    checked_in = Signal(str)
    undone = Signal(str)
    left = Signal(str)

    def __init__(self, arrival: Arrival, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._arrival = arrival
        self._signed: datetime | None = None
        self._icon = IconLabel("check", "positive", 20)
        self.words = Text(role="strong")
        self.change = Button(_("Check in"), "secondary", "check")
        self.change.clicked.connect(self._change)
        self.leave = Button(_("Note the departure"), "secondary", "log-out")
        self.leave.clicked.connect(self._leave)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_M)
        row.addWidget(self._icon)
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.change)
        row.addWidget(self.leave)
        self.show_arrival(arrival)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show whether the person has come, as it is now."""
        self._arrival = arrival
        self._icon.set_icon(*presence.icon(arrival))
        self.words.setText(presence.told(arrival, self._signed))
        self.words.set_tone("positive" if arrival.is_here else "muted")
        self.change.set_text(presence.verb(arrival))
        self.change.set_icon("undo-2" if arrival.is_here else "check")
        self.change.setEnabled(True)
        self.leave.setVisible(arrival.is_here)
        self.leave.setEnabled(True)

    def show_signed(self, signed: datetime | None) -> None:
        """Say that the person has signed, and when; None if they have not."""
        self._signed = signed
        self.show_arrival(self._arrival)

    def _change(self) -> None:
        self.change.setEnabled(False)
        wants = self.undone if self._arrival.is_here else self.checked_in
        wants.emit(self._arrival.registration)

    def _leave(self) -> None:
        self.leave.setEnabled(False)
        self.left.emit(self._arrival.registration)
