"""Who is in a pledge, and how to reach those who agreed to be called back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.pledges import Party
from maillage.language import _
from maillage.ui.look.tokens import SPACE_S, SPACE_XS
from maillage.ui.pledges.rows import is_erased, name_of
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.shape import ShapeWidget
from maillage.ui.widgets.text import IconLabel, Text

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class Parties(QWidget):
    """Shape, name and structure of everybody; below, phone and e-mail of who agreed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE_S)

    def show_parties(self, parties: Sequence[Party]) -> None:
        """Show these people, the one who leads first."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, party in enumerate(parties):
            self._column.addWidget(_party(party, joins=place > 0))


def _party(party: Party, *, joins: bool) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    who = QWidget()
    line = FlowLayout(who, SPACE_S)
    if joins:
        line.addWidget(Text(_("with"), tone="muted"))
    line.addWidget(ShapeWidget(party.world.value, _(party.world.label)))
    line.addWidget(Text(name_of(party), "strong", wrap=False))
    if party.organisation and party.name:
        line.addWidget(Text(party.organisation, "sub", "muted", elide=True))
    column.addWidget(who)
    if not is_erased(party):
        # Of somebody erased nothing is known any more, no agreement either.
        column.addWidget(_reach(party))
    return holder


def _reach(party: Party) -> QWidget:
    """Return phone and e-mail, or why there is none."""
    if not party.may_call:
        return Text(_("Has not agreed to be called back."), "caption", "muted", wrap=True)
    if not (party.phone or party.email):
        return Text(_("Agrees to be called back, but left no address."), "caption", "muted")
    holder = QWidget()
    flow = FlowLayout(holder, SPACE_S)
    for icon, value in (("phone", party.phone), ("mail", party.email)):
        if value:
            flow.addWidget(_value(icon, value))
    return holder


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
