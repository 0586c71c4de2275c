"""One line for one contact: how it took place, and what was said."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from maillage.domain.vocabulary import Channel
from maillage.language import _
from maillage.ui.drafts import FOLLOW_UP, Drafts
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.text import set_tooltip

CHANNELS = {channel.value: channel for channel in Channel}


class Contact(Struct, frozen=True):
    """What is to be recorded about a pledge."""

    pledge: str
    text: str
    channel: Channel
    event: str = ""


class FollowUpLine(QWidget):
    """`submitted(Contact)` on Enter; the line stays until it is ``recorded``.

    Each pledge keeps the line begun about it, while one looks at others and after a power cut.
    """

    submitted = Signal(object)

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._event = self._pledge = ""
        self._usual = Channel.CALL
        """The channel chosen last: a line begun about one pledge has it change for no other."""
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
        self.field.textChanged.connect(self._keep)
        self.channel.activated.connect(self._choose_channel)
        self.field.returnPressed.connect(self._submit)
        self.add.clicked.connect(self._submit)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Say less beside the field in a small window."""
        self.channel.setMinimumContentsLength(6 if compact else 9)
        self.field.setPlaceholderText(
            _("New follow-up") if compact else _("Note a follow-up: call, meeting, decision…")
        )

    def turn_to(self, pledge: str, event: str) -> None:
        """Take lines about another pledge, from the one begun about it on."""
        self._pledge = ""  # what stands here meanwhile is about neither
        begun = self._drafts.of(FOLLOW_UP, event, pledge)
        self.field.setText(str(begun.get("text", "")))
        self.channel.set_code(CHANNELS.get(str(begun.get("channel")), self._usual))
        self._pledge, self._event = pledge, event
        self._waiting = False

    def recorded(self, contact: Contact) -> None:
        """Empty the line that is now saved."""
        if contact.pledge != self._pledge:
            self._drafts.drop(FOLLOW_UP, contact.event, contact.pledge)
            return
        self._waiting = False
        self.field.setText(self.field.text().removeprefix(contact.text))

    def refused(self) -> None:
        """Keep the line: it could not be saved."""
        self._waiting = False

    def _choose_channel(self) -> None:
        self._usual = self._channel()
        self._keep()

    def _keep(self) -> None:
        if not self._pledge:
            return
        text = self.field.text()
        if text.strip():
            values = {"pledge": self._pledge, "text": text, "channel": self._channel().value}
            self._drafts.keep(FOLLOW_UP, self._event, values, self._pledge)
        else:
            self._drafts.drop(FOLLOW_UP, self._event, self._pledge)

    def _channel(self) -> Channel:
        code = self.channel.code()
        return code if isinstance(code, Channel) else Channel.OTHER

    def _submit(self) -> None:
        text = self.field.text()
        if text.strip() and not self._waiting:
            self._waiting = True
            self.submitted.emit(Contact(self._pledge, text, self._channel(), self._event))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
