"""Asks for whom, at tables of how many, and for how many rounds a plan is to be made."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions.seating import Hall
from maillage.domain.seating import MOST_GUESTS, MOST_ROUNDS, tables_for
from maillage.language import _, ngettext_
from maillage.ui.look.tokens import SPACE_L, SPACE_M
from maillage.ui.seating.planning import Wanted
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.combo import ComboBox
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.fields import LabelledField
from maillage.ui.widgets.stepper import Stepper
from maillage.ui.widgets.text import Text

EVERYBODY, PRESENT = "everybody", "present"
SEATS, ROUNDS = 6, 3
"""What is offered first."""


class PlanDialog(PlainDialog):
    """``wanted(Wanted)`` once somebody chose; the dialog is closed then.

    It begins with what was chosen ``last``, or as the plan there is was made.
    """

    wanted = Signal(object)

    def __init__(
        self,
        hall: Hall,
        tables: int | None,
        parent: QWidget | None = None,
        *,
        last: Wanted | None = None,
    ) -> None:
        super().__init__(
            _("Propose a plan"),
            _(
                "Worlds are mixed, people of one organisation sit apart,"
                " and nobody meets the same person twice where this can be."
            ),
            parent,
            icon_name="shuffle",
        )
        self._hall, self._tables = hall, tables
        self.who = ChipBar(
            [
                ChipItem(EVERYBODY, _("Everybody"), str(len(hall.people))),
                ChipItem(PRESENT, _("In the room"), str(len(hall.present))),
            ],
            name=_("For whom"),
        )
        partly = 0 < len(hall.present) < len(hall.people)
        self.who.set_code(PRESENT if partly and last and last.only_present else EVERYBODY)
        self.who.setVisible(partly)
        self._offered = self._enough()
        seats = last.seats if last else hall.seats() or self._offered
        self.seats = Stepper(seats, least=2, most=50, about=_("Seats at a table"))
        rounds = len(hall.rounds) or (last.rounds if last else ROUNDS)
        self.rounds = Stepper(rounds, least=1, most=MOST_ROUNDS, about=_("Rounds"))
        self.first = ComboBox()
        self.first.add(_("All rounds"), 1)
        for number in range(2, min(len(hall.rounds) + 1, MOST_ROUNDS) + 1):
            self.first.add(_("From round {n} on: the earlier ones stay", n=number), number)
        if last and last.first <= len(hall.rounds) + 1:
            self.first.set_code(last.first)
        self.says = Text("", "sub", "muted", wrap=True)
        self._place()
        self.add_button(_("Not now")).clicked.connect(self.reject)
        self.go_on = self.add_button(_("Propose a plan"), "primary", "shuffle")
        self.go_on.clicked.connect(self._choose)
        self.go_on.setDefault(True)
        self.who.chosen.connect(lambda _code: self._count())
        self.seats.changed.connect(lambda _value: self._say())
        self.rounds.changed.connect(lambda _value: self._say())
        self.first.activated.connect(self._say)
        self._say()

    def _place(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(SPACE_M)
        form.addWidget(self.who)
        numbers = QHBoxLayout()
        numbers.setSpacing(SPACE_L)
        numbers.addWidget(LabelledField(_("Seats at a table"), self.seats))
        numbers.addWidget(LabelledField(_("Rounds"), self.rounds))
        numbers.addStretch(1)
        form.addLayout(numbers)
        self._from = LabelledField(_("Which rounds"), self.first)
        self._from.setVisible(bool(self._hall.rounds))
        form.addWidget(self._from)
        form.addWidget(self.says)
        self.body.insertLayout(2, form)

    def _people(self) -> int:
        only_present = self.who.code() == PRESENT
        return len(self._hall.present if only_present else self._hall.people)

    def _besides(self) -> str:
        """Return why more are seated than the door says are expected; nothing if it is so many."""
        expected = self._hall.expected
        besides = len(self._hall.people) - expected
        if not (expected and besides) or self.who.code() == PRESENT:
            return ""
        return ngettext_(
            "{expected} were expected, {n} more came.",
            "{expected} were expected, {n} more came.",
            besides,
            expected=expected,
        )

    def _enough(self) -> int:
        """Return the seats at each of the tables in the room, if that is known."""
        return max(2, -(-self._people() // self._tables)) if self._tables else SEATS

    def _count(self) -> None:
        """Offer the seats for other people, unless somebody chose another number."""
        before, self._offered = self._offered, self._enough()
        if self.seats.value() == before:
            self.seats.set_value(self._offered)
        self._say()

    def _say(self) -> None:
        people, first = self._people(), int(str(self.first.code() or 1))
        if self.rounds.value() < first:
            self.rounds.set_value(first)
        tables = tables_for(people, self.seats.value(), self._tables)
        least, longer = divmod(people, tables)
        sizes = str(least) if not longer else _("{least} or {most}", least=least, most=least + 1)
        plan = ngettext_(
            "{people} people at {n} table of {sizes}.",
            "{people} people at {n} tables of {sizes}.",
            tables,
            people=people,
            sizes=sizes,
        )
        self.says.setText(" ".join(filter(None, [plan, self._besides()])))
        self.go_on.setEnabled(0 < people <= MOST_GUESTS)
        if people > MOST_GUESTS:
            self.says.setText(_("A plan holds at most {n} people.", n=MOST_GUESTS))

    def _choose(self) -> None:
        self.accept()
        self.wanted.emit(
            Wanted(
                seats=self.seats.value(),
                rounds=self.rounds.value(),
                first=int(str(self.first.code() or 1)),
                only_present=self.who.code() == PRESENT,
                standing=self._tables,
            )
        )
