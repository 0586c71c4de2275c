"""Chooses one person among those of the meeting, searching as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from maillage.actions.reception import Arrival, matching
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.seating.rows import people_rows
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.row_list import RowList

MOST = 40
"""People listed at once: whoever wants another one types."""


class PersonDialog(PlainDialog):
    """``picked(registration)`` by Enter, a tap, or the button."""

    picked = Signal(str)

    def __init__(
        self,
        title: str,
        sentence: str,
        people: Sequence[Arrival],
        do: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, sentence, parent)
        self._people = list(people)
        self.search = SearchField(_("Type a name or a first name"), tall=False)
        self.list = RowList(_("People found"), single_click=True)
        self.list.setFixedHeight(theme.px(230))
        self.body.insertWidget(2, self.search)
        self.body.insertWidget(3, self.list)
        self.add_button(_("Not now")).clicked.connect(self.reject)
        self.go_on = self.add_button(do, "primary")
        self.go_on.clicked.connect(lambda: self._pick(self.list.current_key()))
        self.go_on.setDefault(True)
        self.search.drive(self.list)
        self.search.textChanged.connect(self._search)
        self.list.activated_row.connect(self._pick)
        self._search("")
        self.search.setFocus()

    def _search(self, typed: str) -> None:
        self.list.set_rows(people_rows(matching(self._people, typed)[:MOST]))
        self.list.select_first()
        self.go_on.setEnabled(bool(self.list.current_key()))

    def _pick(self, registration: str) -> None:
        if registration:
            self.accept()
            self.picked.emit(registration)
