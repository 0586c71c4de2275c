"""One line for one contact: how it took place, on which day, and what was said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from maillage.domain.vocabulary import Channel
from maillage.language import _
from maillage.ui.drafts import FOLLOW_UP, Drafts
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.pledges.past_day import PastDay
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.focus import as_seen
from maillage.ui.widgets.text import set_tooltip

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

    def __init__(self, drafts: Drafts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drafts = drafts
        self._event = self._pledge = ""
        self._usual = Channel.CALL
        """The channel chosen last: a line begun about one pledge has it change for no other."""
        self._waiting = False
        self.channel = ChannelChoice()
        self.day = PastDay()
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("New follow-up"))
        self.field.setAccessibleName(_("New follow-up"))
        self.add = Button(_("Add"))
        self.sign = icon_button("plus", _("Add"), "secondary")
        for button in (self.add, self.sign):
            set_tooltip(button, _("Enter"))
            button.clicked.connect(self._submit)
        self._how = QHBoxLayout()
        self._how.setSpacing(SPACE_S)
        self._how.addWidget(self.channel)
        self._how.addWidget(self.day)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(SPACE_S)
        self._grid.setColumnStretch(1, 1)
        self.field.textChanged.connect(self._keep)
        self.day.dateChanged.connect(self._keep)
        self.channel.activated.connect(self._choose_channel)
        self.field.returnPressed.connect(self._submit)
        self.set_compact(compact=False)

    def set_compact(self, *, compact: bool) -> None:
        """Give the field a line of its own in a small window; else the button says no word."""
        self.channel.setMinimumContentsLength(6 if compact else 9)
        grid, last = self._grid, int(compact)
        shown, hidden = (self.add, self.sign) if compact else (self.sign, self.add)
        hidden.hide()
        for item in (self._how, self.field, self.add, self.sign):
            _take_out(grid, item)
        if compact:  # Tab comes to them in the order in which they are put in
            grid.addWidget(self.field, 0, 0, 1, 3)
        grid.addLayout(self._how, last, 0)
        if not compact:
            grid.addWidget(self.field, 0, 1)
        grid.addWidget(self.add, last, 2)
        grid.addWidget(self.sign, last, 3)
        shown.show()  # only now: before it has a place, a button is a window for a moment
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


def _take_out(grid: QGridLayout, item: QWidget | QHBoxLayout) -> None:
    if isinstance(item, QWidget):
        grid.removeWidget(item)
    else:
        grid.removeItem(item)
        item.setParent(None)


def _day(said: object) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None
