"""Choosing for whom papers are made: search, Enter ticks, the others stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from maillage.actions.paper import Guest
from maillage.domain.matching import matches, rank
from maillage.language import _, ngettext_
from maillage.ui.look.tokens import SPACE_S
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.widgets.text import Text

MOST_SHOWN = 60
"""Rows at most: whoever is not among them is found by typing."""


def guest_rows(guests: Sequence[Guest], chosen: frozenset[str], typed: str) -> list[Row]:
    """Return who may be chosen, those chosen first, then those most like what was typed."""
    found = [one for one in guests if matches(f"{one.name} {one.structure}", typed)]
    found.sort(key=lambda one: (one.registration not in chosen, rank(one.name, typed)))
    return [
        Row(
            one.registration,
            one.name or _("Somebody without a name"),
            one.structure,
            category=one.world.value,
            category_name=_(one.world.label),
            state=State(_("Chosen"), "check", "positive") if one.registration in chosen else None,
        )
        for one in found[:MOST_SHOWN]
    ]


class GuestPicker(QWidget):
    """`changed` when somebody was ticked or unticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guests: Sequence[Guest] = ()
        self.chosen: frozenset[str] = frozenset()
        self.search = SearchField(_("Type a name or a first name"), tall=False)
        self.list = RowList(_("People registered"), single_click=True, fit=True)
        self.says = Text("", "caption", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        for widget in (self.search, self.says, self.list):
            column.addWidget(widget)
        self.setFocusProxy(self.search)
        self.search.drive(self.list)
        self.search.textChanged.connect(lambda _typed: self._show())
        self.list.activated_row.connect(self._toggle)

    def set_guests(self, guests: Sequence[Guest], chosen: frozenset[str]) -> None:
        """Offer these, some of them ticked."""
        self._guests, self.chosen = guests, chosen
        self._show()

    def _toggle(self, registration: str) -> None:
        self.chosen ^= {registration}
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        typed = self.search.text()
        rows = guest_rows(self._guests, self.chosen, typed)
        self.list.set_rows(rows)
        if rows and typed.strip():
            self.list.select_first()
        self.says.setText(
            ngettext_("{n} person chosen", "{n} people chosen", len(self.chosen))
            if rows or not typed.strip()
            else _("Nobody here has this name.")
        )
