"""Who is in a pledge, who agreed to be called back, and how to reach them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from maillage.actions.party_names import name_of
from maillage.actions.pledges import Party
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S, SPACE_XS
from maillage.ui.pledges.rows import refusal_words
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.shape import ShapeWidget
from maillage.ui.widgets.text import IconLabel, Text

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Parties(QWidget):
    """Everybody in a pledge, each on a line of their own, and one more for how to reach them.

    `answered(party, agrees, refused)` when somebody is said to agree to be called back, or
    not any more; ``refused`` is to be called if that could not be saved.
    """

    answered = Signal(object, bool, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[PartyLines] = []
        self._compact = False
        self.asks = True
        """Whether boxes can be ticked, or only looked at."""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)

    def set_compact(self, *, compact: bool) -> None:
        """Fit a narrow place."""
        self._compact = compact
        for line in self.lines:
            line.set_compact(compact=compact)

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show these people, the one who leads first; a box in use keeps the focus."""
        if [line.party.id for line in self.lines] != [one.id for one in parties]:
            for line in self.lines:
                line.hide()
                line.deleteLater()
            self.lines = [PartyLines(one, joins=at > 0) for at, one in enumerate(parties)]
            for line in self.lines:
                line.box.setEnabled(self.asks)
                line.set_compact(compact=self._compact)
                line.answered.connect(self.answered)
                self._column.addWidget(line)
        for line, party in zip(self.lines, parties, strict=True):
            line.show_party(party)


class PartyLines(QWidget):
    """Shape, name, structure and the box to call back on one line; below it where, if agreed."""

    answered = Signal(object, bool, object)

    def __init__(self, party: Party, *, joins: bool) -> None:
        super().__init__()
        self.party = party
        self._role = "sub"
        self._shape = ShapeWidget(party.world.value, _(party.world.label))
        self._name = Text("", "strong", elide=True)
        self._structure = Text("", "sub", "muted", elide=True)
        # The structure takes what the name leaves, and is cut before the name is.
        self._structure.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._structure.setMinimumWidth(1)
        self.box = CheckBox(_("Agrees to be called back"))
        self.box.clicked.connect(self._answer)
        who = self._who = QHBoxLayout()
        who.setSpacing(SPACE_S)
        if joins:
            who.addWidget(Text(_("with"), tone="muted"))
        who.addWidget(self._shape)
        who.addWidget(self._name)
        who.addWidget(self._structure, 1)
        who.addWidget(self.box)
        self._reach = QWidget()
        self._addresses = FlowLayout(self._reach, SPACE_XS)
        self._disputed = Text(
            _("Laptops say different things: do not call before it is decided."),
            "caption",
            "warning",
            wrap=True,
        )
        self.refused = Text("", "caption", "muted", wrap=True)
        column = self._lines = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(who)
        column.addWidget(self._reach)
        column.addWidget(self._disputed)
        column.addWidget(self.refused)

    def set_compact(self, *, compact: bool) -> None:
        """Put the box below the name where both would be cut beside each other."""
        self._role = "caption" if compact else "sub"
        self.show_party(self.party)
        if compact:
            self._lines.insertWidget(1, self.box)
        else:
            self._who.addWidget(self.box)

    def show_party(self, party: Party) -> None:
        """Show somebody as the store knows them now."""
        self.party = party
        self._shape.set_category(party.world.value, _(party.world.label))
        self._name.setText(name_of(party))
        self._structure.setText(party.organisation if party.name else "")
        # Who is erased or deleted is not to be called, whatever was agreed.
        answers = bool(party.person) and not party.gone
        self.box.setVisible(answers)
        self.box.setChecked(party.may_call)
        if party.name:  # else two boxes of one pledge would be read alike
            self.box.setAccessibleName(_("{name} agrees to be called back", name=party.name))
        self._disputed.setVisible(party.disputed and bool(party.name))
        said = "" if party.disputed else refusal_words(party)
        self.refused.setText(said)
        self.refused.setVisible(bool(said))
        self.box.setAccessibleDescription(said)
        _empty(self._addresses, 0)
        reached = answers and party.may_call
        for icon, value in (("phone", party.phone), ("mail", party.email)):
            if value and reached:
                self._addresses.addWidget(_value(icon, value, self._role))
        if reached and party.others:
            others = [("phone", phone) for phone in party.others.phones]
            others += [("mail", email) for email in party.others.emails]
            for at, (icon, value) in enumerate(others):
                lead = "" if at else _("Other record:")
                self._addresses.addWidget(_value(icon, value, self._role, lead))
        if reached and not (party.phone or party.email or party.others):
            self._addresses.addWidget(Text(_("Left neither phone nor e-mail."), "caption", "muted"))
        self._reach.setVisible(reached)

    def _answer(self, agrees: bool) -> None:
        party = self.party
        self.answered.emit(party, agrees, lambda: self.show_party(self.party))


def _empty(layout: FlowLayout, from_: int) -> None:
    while (item := layout.takeAt(from_)) is not None:
        if (old := item.widget()) is not None:
            old.hide()
            old.deleteLater()


def _value(icon: str, value: str, role: str, lead: str = "") -> QWidget:
    words = Text(value, role)
    words.setTextInteractionFlags(_SELECTABLE)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, SPACE_S, 0)
    row.setSpacing(SPACE_XS + 2)
    if lead:
        row.addWidget(Text(lead, "caption", "muted"))
    row.addWidget(IconLabel(icon, "accent", 16))
    row.addWidget(words)
    return holder
