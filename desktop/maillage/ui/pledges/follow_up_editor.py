"""A contact opened for correction, where it stands in the thread."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType, structs
from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.drafts import Values
from maillage.domain.records import FollowUp
from maillage.domain.vocabulary import Channel
from maillage.language import _
from maillage.ui.correcting import Correcting
from maillage.ui.look.tokens import SPACE_L, SPACE_S
from maillage.ui.pledges.follow_up import ChannelChoice
from maillage.ui.pledges.past_day import PastDay
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.flow import FlowLayout


class _Typed(Struct, frozen=True):
    """What is typed over a contact, as a draft keeps it; unset: as in the contact."""

    text: str | UnsetType = UNSET
    on: date | UnsetType = UNSET
    channel: Channel | UnsetType = UNSET


class FollowUpEditor(Correcting):
    """Channel, day and words of a contact; saved, left as it was, deleted or erased.

    `saved(follow_up, values)` with only what changed; `deleted(follow_up)`;
    `erasing(follow_up)`, which is to be asked about first.
    """

    saved = Signal(object, dict)
    deleted = Signal(object)
    erasing = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Correct the follow-up"),
            _("This follow-up was changed meanwhile, and stands here as it is now."),
            parent,
        )
        self.original = FollowUp()
        """The contact being corrected, as it was opened."""
        self.channel = ChannelChoice()
        self.channel.setMinimumContentsLength(9)
        self.day = PastDay()
        how = QHBoxLayout()
        how.setSpacing(SPACE_S)
        how.addWidget(self.channel)
        how.addWidget(self.day)
        how.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, SPACE_L)
        column.setSpacing(SPACE_S)
        column.addWidget(self.changed_since)
        column.addWidget(self.words)
        column.addLayout(how)
        column.addWidget(self._foot())
        self.day.dateChanged.connect(self.changed)
        self.channel.currentIndexChanged.connect(self.changed)

    def _foot(self) -> QWidget:
        self.save, keep = self.keep_or_leave(_("Save the follow-up"))
        self.delete = Button(_("Delete it"), "quiet", "trash-2")
        self.delete.setAccessibleName(_("Delete the follow-up"))
        self.erase = Button(_("Erase for ever…"), "quiet")
        self.erase.setAccessibleName(_("Erase this follow-up for ever…"))
        foot = QWidget()
        line = FlowLayout(foot, SPACE_S)
        for button in (self.save, keep, self.delete, self.erase):
            line.addWidget(button)
        self.delete.once = True
        self.delete.clicked.connect(lambda: self.deleted.emit(self.original))
        self.erase.clicked.connect(lambda: self.erasing.emit(self.original))
        return foot

    def edit(self, follow_up: FollowUp, today: date) -> None:
        """Open a contact as it is stored."""
        with QSignalBlocker(self):
            self.original = follow_up
            self.changed_since.clear()
            self.words.set_error("")
            self.text.setPlainText(follow_up.text)
            self.day.set_today(max(today, follow_up.on or today))
            self.day.set_day(follow_up.on or today)
            self.channel.set_code(follow_up.channel or Channel.OTHER)

    def changes(self) -> dict[str, Any]:
        """The fields that differ from the contact as it was opened."""
        said = self.original
        typed = {
            "text": self.typed_words(),
            "on": self.day.day(),
            "channel": self.channel.channel(),
        }
        stood = {
            "text": " ".join(said.text.split()),
            "on": said.on or self.day.today,
            "channel": said.channel or Channel.OTHER,
        }
        return {name: value for name, value in typed.items() if value != stood[name]}

    def typed(self) -> Values:
        """Return the same in what JSON can say, for a draft."""
        found: Values = msgspec.to_builtins(self.changes())
        return found

    def was(self) -> Values:
        """Return the fields that were typed over as they were, in what JSON can say."""
        stood = structs.asdict(self.original)
        found: Values = msgspec.to_builtins({name: stood[name] for name in self.changes()})
        return found

    def retype(self, values: Values) -> None:
        """Type over the open contact what a draft kept of it; what it cannot read stays away."""
        try:
            typed = msgspec.convert(values, _Typed)
        except msgspec.ValidationError:
            return
        if typed.text is not UNSET:
            self.text.setPlainText(typed.text)
        if typed.on is not UNSET:
            self.day.set_day(typed.on)
        if typed.channel is not UNSET:
            self.channel.set_code(typed.channel)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves from any of the fields, too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submit()
        else:
            super().keyPressEvent(event)

    def submit(self) -> None:
        """Save what differs; say what keeps it from being saved."""
        if not self.text.toPlainText().strip():
            self.refused(_("Write at least one word, or delete the follow-up."))
        elif changes := self.changes():
            self.saved.emit(self.original, changes)
        else:
            self.left.emit()
