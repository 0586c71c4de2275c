"""One line for one contact: how it took place, on which day, and what was said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from maillage.domain.vocabulary import Channel
from maillage.language import _
from maillage.ui.drafts import FOLLOW_UP, Drafts
from maillage.ui.look.tokens import SPACE_S, SPACE_XS
from maillage.ui.pledges.past_day import PastDay
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.text import Text, set_tooltip

CHANNELS = {channel.value: channel for channel in Channel}


class Contact(Struct, frozen=True):
    """What is to be recorded about a pledge."""

    pledge: str
    text: str
    channel: Channel
    on: date
    event: str = ""


class ChannelChoice(ComboBox):
    """How a contact took place."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Channel"))
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for channel in Channel:
            self.add(_(channel.label), channel)

    def channel(self) -> Channel:
        """Return the channel chosen."""
        code = self.code()
        return code if isinstance(code, Channel) else Channel.OTHER


class FollowUpLine(QWidget):
    """`submitted(Contact)` on Enter; the line stays until it is ``recorded``.

    Each pledge keeps the line begun about it, while one looks at others and after a power cut.
    """

    submitted = Signal(object)
    kept = Signal()
    """A contact about the pledge that is shown was recorded."""

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._event = self._pledge = ""
        self._usual = Channel.CALL
        """The channel chosen last: a line begun about one pledge has it change for no other."""
        self._waiting = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("New follow-up"))
        self.field.setAccessibleName(_("New follow-up"))
        self.channel = ChannelChoice()
        self.day = PastDay()
        self.add = Button(_("Add"))
        self.sign = icon_button("plus", _("Add"), "secondary")
        for button in (self.add, self.sign):
            set_tooltip(button, _("Enter"))
            button.clicked.connect(self._submit)
        self._heading = Text(_("Follow-ups"), "section")
        self._how = QHBoxLayout()
        self._how.setSpacing(SPACE_S)
        for part in (self._heading, self.channel, self.day, self.add):
            self._how.addWidget(part)
        self._how.insertStretch(1)
        self._said = QHBoxLayout()
        self._said.setSpacing(SPACE_S)
        self._said.addWidget(self.field)
        self._said.addWidget(self.sign)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_XS)
        self.field.textChanged.connect(self._keep)
        self.day.dateChanged.connect(self._keep)
        self.channel.activated.connect(self._choose_channel)
        self.field.returnPressed.connect(self._submit)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Head the thread, channel and day beside its title; below it in a small window.

        There the line stands away from the thread, and its button says its word.
        """
        self.channel.setMinimumContentsLength(6 if compact else 9)
        column = self._column
        for row in (self._how, self._said):
            column.removeItem(row)
            row.setParent(None)
        for row in (self._said, self._how) if compact else (self._how, self._said):
            column.addLayout(row)
        self._heading.setVisible(not compact)
        self.add.setVisible(compact)
        self.sign.setVisible(not compact)
        as_seen(self)

    def set_today(self, today: date) -> None:
        """Take contacts of this day, unless another was chosen, and of none after it."""
        self.day.set_today(today)

    def turn_to(self, pledge: str, event: str) -> None:
        """Take lines about another pledge, from the one begun about it on."""
        self._pledge = ""  # what stands here meanwhile is about neither
        begun = self._drafts.of(FOLLOW_UP, event, pledge)
        self.field.setText(str(begun.get("text", "")))
        self.channel.set_code(CHANNELS.get(str(begun.get("channel")), self._usual))
        self.day.set_day(_day(begun.get("on")) or self.day.today)
        self._pledge, self._event = pledge, event
        self._waiting = False

    def recorded(self, contact: Contact) -> None:
        """Empty the line that is now saved; the next one is of today again."""
        if contact.pledge != self._pledge:
            self._drafts.drop(FOLLOW_UP, contact.event, contact.pledge)
            return
        self._waiting = False
        left = self.field.text().removeprefix(contact.text)
        if not left:
            self.day.set_day(self.day.today)
        self.field.setText(left)
        self.kept.emit()

    def refused(self) -> None:
        """Keep the line: it could not be saved."""
        self._waiting = False

    def _choose_channel(self) -> None:
        self._usual = self.channel.channel()
        self._keep()

    def _keep(self) -> None:
        if not self._pledge:
            return
        text = self.field.text()
        if text.strip():
            values = {
                "pledge": self._pledge,
                "text": text,
                "channel": self.channel.channel().value,
                "on": self.day.day().isoformat(),
            }
            self._drafts.keep(FOLLOW_UP, self._event, values, self._pledge)
        else:
            self._drafts.drop(FOLLOW_UP, self._event, self._pledge)

    def _submit(self) -> None:
        text = self.field.text()
        if text.strip() and not self._waiting:
            self._waiting = True
            channel, on = self.channel.channel(), self.day.day()
            self.submitted.emit(Contact(self._pledge, text, channel, on, self._event))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
