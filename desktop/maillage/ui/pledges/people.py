"""Choosing who is in a pledge: search as one types, chips of those chosen, the first leads."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import pledges
from maillage.actions.pledges import Choosable
from maillage.domain.vocabulary import World
from maillage.language import _
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_S, SPACE_XS
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button, icon_button
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.flow import FlowLayout
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.rows import Row, State
from maillage.ui.widgets.shape import ShapeWidget
from maillage.ui.widgets.text import Text, set_tooltip

MOST_SHOWN = 5


def world_of(person: Choosable) -> World:
    """Return the family somebody's shape stands for."""
    return person.category.world if person.category else World.OTHER


def people_rows(found: list[Choosable], chosen: list[str]) -> list[Row]:
    """Return those who can still be named, as rows."""
    return [
        Row(
            one.person,
            one.name,
            one.organisation,
            category=world_of(one).value,
            category_name=_(world_of(one).label),
            hint=State(_("Enter to add"), "corner-down-left", "accent"),
        )
        for one in found
        if one.person not in chosen
    ][:MOST_SHOWN]


class _Field(SearchField):
    """Enter adds whoever is current in the list, and never reaches the dialog's own button."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            event.accept()
        else:
            super().keyPressEvent(event)


class PersonChip(QFrame):
    """Somebody chosen. `dropped(person)` by ×, `leads(person)` by a click on the name."""

    dropped = Signal(str)
    leads = Signal(str)

    def __init__(self, person: Choosable, *, first: bool) -> None:
        super().__init__()
        set_look(self, box="inset")
        name = Button(person.name, "quiet")
        told = _("Leads the pledge") if first else _("Have this person lead the pledge")
        set_tooltip(name, told)
        name.setAccessibleDescription(told)
        name.clicked.connect(partial(self.leads.emit, person.person))
        drop = icon_button("x", _("Take {name} off", name=person.name))
        drop.clicked.connect(partial(self.dropped.emit, person.person))
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_S, 0, SPACE_XS, 0)
        line.setSpacing(SPACE_XS)
        world = world_of(person)
        line.addWidget(ShapeWidget(world.value, _(world.label)))
        line.addWidget(name)
        if first:
            line.addWidget(Text(_("leads"), "caption", "muted"))
        line.addWidget(drop)


class PeoplePicker(QWidget):
    """`changed` when somebody was added, taken off, or put first."""

    changed = Signal()

    def __init__(
        self, session: Session, parent: QWidget | None = None, *, there: Collection[str] = ()
    ) -> None:
        """Offer everybody but those who are ``there`` already."""
        super().__init__(parent)
        self._session = session
        self._there = frozenset(there)
        self._chosen: list[Choosable] = []
        self._found: list[Choosable] = []
        self.search = _Field(_("Type a name or a first name"), tall=False)
        self.list = RowList(_("People found"), single_click=True, fit=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = Text("", "caption", "muted", wrap=True)
        holder = QWidget()
        self._chips = FlowLayout(holder, SPACE_S)
        self._holder = holder
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_S)
        column.addWidget(self._holder)
        column.addWidget(self.search)
        column.addWidget(self.list)
        column.addWidget(self.none)
        self.setFocusProxy(self.search)
        self.search.drive(self.list)
        self.search.textChanged.connect(self._search)
        self.search.entered.connect(lambda: self._add(self.list.current_key()))
        self.list.activated_row.connect(self._add)
        self._show()

    def people(self) -> list[str]:
        """Those chosen; the first leads."""
        return [one.person for one in self._chosen]

    def chosen(self) -> list[Choosable]:
        """Return them with their names; the first leads."""
        return list(self._chosen)

    def choose(self, people: Sequence[Choosable]) -> None:
        """Have these people chosen, the first of whom leads."""
        self._chosen = list(people)
        self._show_chips()
        self.changed.emit()

    def _search(self, typed: str) -> None:
        store = self._session.store
        if not typed.strip():
            self._found = []
            self._show()
            return
        self._session.read(
            lambda: pledges.choosable(store, typed), done=partial(self._show_found, typed)
        )

    def _show_found(self, typed: str, found: list[Choosable]) -> None:
        if typed == self.search.text():
            self._found = found
            self._show()

    def _add(self, person: str) -> None:
        found = [one for one in self._found if one.person == person]
        if not found or person in (*self._there, *self.people()):
            return
        self._chosen += found
        self._found = []
        self.search.clear()
        self._show_chosen()

    def _drop(self, person: str) -> None:
        self._chosen = [one for one in self._chosen if one.person != person]
        self._show_chosen()

    def _lead(self, person: str) -> None:
        self._chosen.sort(key=lambda one: one.person != person)
        self._show_chosen()

    def _show(self) -> None:
        rows = people_rows(self._found, [*self._there, *self.people()])
        there = any(one.person in self._there for one in self._found)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.none.setText(
            _("Whoever has this name takes part already.")
            if there
            else _("Nobody here has this name. Reception can welcome somebody new.")
        )
        nobody = not rows and (there or not self._found)
        self.none.setVisible(bool(self.search.text().strip()) and nobody)
        if rows:
            self.list.select_first()

    def _show_chosen(self) -> None:
        self._show_chips()
        # Once the click that asked for it is over: the focus may be on a chip that is gone.
        QTimer.singleShot(0, self.search, self.search.setFocus)
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for place, person in enumerate(self._chosen):
            chip = PersonChip(person, first=place == 0)
            chip.dropped.connect(self._drop)
            chip.leads.connect(self._lead)
            self._chips.addWidget(chip)
        self._holder.setVisible(bool(self._chosen))
        self._show()
