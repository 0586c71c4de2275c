"""One line for one contact: how it took place, and what was said."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from maillage.domain.vocabulary import Channel
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.text import set_tooltip


class Contact(Struct, frozen=True):
    """What is to be recorded about a pledge."""

    pledge: str
    text: str
    channel: Channel


class FollowUpLine(QWidget):
    """`submitted(Contact)` on Enter; the line stays until it is ``recorded``.

    Each pledge keeps the line begun about it while one looks at others.
    """

    submitted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pledge = ""
        self._begun: dict[str, str] = {}
        self._waiting = False
        self.channel = ComboBox()
        self.channel.setAccessibleName(_("Channel"))
        self.channel.setSizeAdjustPolicy(
            ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        for channel in Channel:
            self.channel.add(_(channel.label), channel)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Note a follow-up: call, meeting, decision…"))
        self.field.setAccessibleName(_("New follow-up"))
        self.add = Button(_("Add"))
        set_tooltip(self.add, _("Enter"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_S)
        line.addWidget(self.channel)
        line.addWidget(self.field, 1)
        line.addWidget(self.add)
        self.field.returnPressed.connect(self._submit)
        self.add.clicked.connect(self._submit)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Say less beside the field in a small window."""
        self.channel.setMinimumContentsLength(6 if compact else 9)
        self.field.setPlaceholderText(
            _("New follow-up") if compact else _("Note a follow-up: call, meeting, decision…")
        )

    def turn_to(self, pledge: str) -> None:
        """Take lines about another pledge."""
        self._begun[self._pledge] = self.field.text()
        self._pledge = pledge
        self._waiting = False
        self.field.setText(self._begun.pop(pledge, ""))

    def recorded(self, contact: Contact) -> None:
        """Empty the line that is now saved."""
        if contact.pledge != self._pledge:
            self._begun.pop(contact.pledge, None)
            return
        self._waiting = False
        self.field.setText(self.field.text().removeprefix(contact.text))

    def refused(self) -> None:
        """Keep the line: it could not be saved."""
        self._waiting = False

    def _submit(self) -> None:
        text = self.field.text()
        if text.strip() and not self._waiting:
            self._waiting = True
            channels = {channel.value: channel for channel in Channel}
            code = self.channel.code()
            channel = code if isinstance(code, Channel) else channels["other"]
            self.submitted.emit(Contact(self._pledge, text, channel))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
