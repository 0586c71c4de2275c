"""Who is in a pledge, who agreed to be called back, and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.pledges import Party
from maillage.language import _
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.pledges.rows import is_erased, name_of
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.shape import ShapeWidget
from maillage.ui.widgets.text import IconLabel, Text

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Parties(QWidget):
    """Everybody in a pledge, each on lines of their own.

    `answered(party, agrees, refused)` when somebody is said to agree to be called back, or
    not any more; ``refused`` is to be called if that could not be saved.
    """

    answered = Signal(object, bool, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PartyLines] = []
        self.asks = True
        """Whether boxes can be ticked, or only looked at."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_M)

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show these people, the one who leads first; a box in use keeps the focus."""
        if [line.party.id for line in self.lines] != [one.id for one in parties]:
            for line in self.lines:
                line.hide()
                line.deleteLater()
            self.lines = [PartyLines(one, joins=at > 0) for at, one in enumerate(parties)]
            for line in self.lines:
                line.box.setEnabled(self.asks)
                line.answered.connect(self.answered)
                self._column.addWidget(line)
        for line, party in zip(self.lines, parties, strict=True):
            line.show_party(party)


class PartyLines(QWidget):
    """Shape, name and structure; whether the person may be called back, and then where."""

    answered = Signal(object, bool, object)

    def __init__(self, party: Party, *, joins: bool) -> None:
        super().__init__()
        self.party = party
        who = QWidget()
        self._who = FlowLayout(who, SPACE_S)
        self._joins = joins
        self.box = CheckBox(_("Agrees to be called back"))
        self.box.clicked.connect(self._answer)
        self._reach = QWidget()
        self._addresses = FlowLayout(self._reach, SPACE_S)
        self._addresses.addWidget(self.box)
        self._disputed = Text(
            _("Laptops say different things: do not call before it is decided."),
            "caption",
            "warning",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (who, self._reach, self._disputed):
            column.addWidget(part)

    def show_party(self, party: Party) -> None:
        """Show somebody as the store knows them now."""
        self.party = party
        _empty(self._who, 0)
        if self._joins:
            self._who.addWidget(Text(_("with"), tone="muted"))
        self._who.addWidget(ShapeWidget(party.world.value, _(party.world.label)))
        self._who.addWidget(Text(name_of(party), "strong", wrap=False))
        if party.organisation and party.name:
            self._who.addWidget(Text(party.organisation, "sub", "muted", elide=True))
        # Of somebody erased nothing is known any more, no agreement either.
        answers = bool(party.person) and not is_erased(party)
        self._reach.setVisible(answers)
        self.box.setChecked(party.may_call)
        self.box.setAccessibleDescription(party.name)
        self._disputed.setVisible(answers and party.disputed)
        _empty(self._addresses, 1)
        for icon, value in (("phone", party.phone), ("mail", party.email)):
            if value and party.may_call:
                self._addresses.addWidget(_value(icon, value))
        if party.may_call and not (party.phone or party.email):
            self._addresses.addWidget(Text(_("Left neither phone nor e-mail."), "caption", "muted"))

    def _answer(self, agrees: bool) -> None:
        party = self.party
        self.answered.emit(party, agrees, lambda: self.show_party(self.party))


def _empty(layout: FlowLayout, from_: int) -> None:
    while (item := layout.takeAt(from_)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _value(icon: str, value: str) -> QWidget:
    words = Text(value)
    words.setTextInteractionFlags(_SELECTABLE)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, SPACE_XS, 0)
    row.setSpacing(SPACE_XS + 2)
    row.addWidget(IconLabel(icon, "accent", 18))
    row.addWidget(words)
    return holder
