"""Moving people by hand: the menu of a person, and what a drop on a card means."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from maillage.actions import seating
from maillage.actions.seating import Deed, Hall, Tour
from maillage.domain.mixing import tables_of
from maillage.domain.vocabulary import SeatingWish
from maillage.language import _
from maillage.ui.look.icons import icon
from maillage.ui.seating.person_dialog import PersonDialog
from maillage.ui.seating.planning import Seats
from maillage.ui.seating.wishes_dialog import NewWish
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack
from maillage.ui.widgets.popup import Menu
from maillage.ui.widgets.text import no_mnemonic


class Moving(QObject):
    """Does what somebody decides about one person of the round shown.

    ``moved(registration)`` once somebody sits elsewhere; ``wished(NewWish)`` and
    ``unwished(rule)`` from the menu.
    """

    moved = Signal(str)
    wished = Signal(object)
    unwished = Signal(str)

    def __init__(self, session: Session, ways_back: WaysBack, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._ways_back, self._page = session, ways_back, page
        self.menu: Menu | None = None

    def ask(self, hall: Hall, tour: Tour, registration: str, at: QPoint) -> None:
        """Open the menu of a person."""
        self.menu = Menu(self._page)
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self._fill(self.menu, hall, tour, registration)
        self.menu.popup(at)

    def drop(self, hall: Hall, tour: Tour, who: str, table: int, onto: str) -> None:
        """Seat somebody who was let go on a card: on a person they change places."""
        if who not in hall.people or tour.sitting.get(who) == table:
            return
        if onto and who in tour.sitting:
            self.swap(hall, tour, who, onto)
        else:
            self.move(hall, tour, who, table)

    def move(self, hall: Hall, tour: Tour, who: str, table: int) -> None:
        """Seat somebody at a table."""
        fact = _("{name} sits at table {n}", name=hall.people[who].name, n=table)
        store, event = self._session.store, hall.event
        self._write(
            event,
            who,
            fact,
            lambda: seating.move(store, event=event, tour=tour.id, registration=who, table=table),
        )

    def swap(self, hall: Hall, tour: Tour, one: str, other: str) -> None:
        """Have two people change places."""
        fact = _(
            "{one} and {other} have changed places",
            one=hall.people[one].name,
            other=hall.people[other].name,
        )
        store, event = self._session.store, hall.event
        self._write(
            event,
            one,
            fact,
            lambda: seating.swap(store, event=event, tour=tour.id, one=one, other=other),
        )

    def _write(self, event: str, who: str, fact: str, job: Callable[[], Deed]) -> None:
        store = self._session.store

        def done(deed: Deed) -> None:
            seats = Seats(store, event, deed)
            self._ways_back.tell(fact, who, seats.put_back, seats.again)
            self.moved.emit(who)

        self._session.write(job, done=done)

    def _fill(self, menu: Menu, hall: Hall, tour: Tour, who: str) -> None:
        here = tour.sitting.get(who)
        sizes = {table: len(people) for table, people in tables_of(tour.sitting).items()}
        tables = menu.addMenu(icon("arrow-left-right"), _("Move to table…"))
        last = max(hall.tables(), 1)
        for number in range(1, last + 2):
            said = _("Table {n} ({people})", n=number, people=sizes.get(number, 0))
            act = tables.addAction(said if number <= last else _("New table {n}", n=number))
            act.setEnabled(number != here)
            act.triggered.connect(lambda _on, n=number: self.move(hall, tour, who, n))
        if here is not None:
            swap = partial(self._ask_swap, hall, tour, who)
            self._add(menu, "users", _("Change places with…"), swap)
        menu.addSeparator()
        for rule, wish in hall.rules:
            if wish.kind is SeatingWish.HOST and wish.guest == who:
                self._add(
                    menu, "pin", _("No longer hosts table {n}", n=wish.table),
                    partial(self.unwished.emit, rule),
                )  # fmt: skip
                break
        else:
            if here is not None:
                hosts = partial(self.wished.emit, NewWish(SeatingWish.HOST, who, table=here))
                self._add(menu, "pin", _("Hosts table {n}", n=here), hosts)
        for kind, words in (
            (SeatingWish.TOGETHER, _("At the same table as…")),
            (SeatingWish.APART, _("Never at the same table as…")),
        ):
            self._add(menu, "", words, partial(self._ask_wish, hall, who, kind))

    def _add(self, menu: Menu, name: str, words: str, do: Callable[..., object]) -> None:
        act = QAction(no_mnemonic(words), menu)
        if name:
            act.setIcon(icon(name))
        act.triggered.connect(lambda _checked: do())
        menu.addAction(act)

    def _ask_swap(self, hall: Hall, tour: Tour, who: str) -> None:
        here = tour.sitting[who]
        others = [
            person for one, person in hall.people.items() if tour.sitting.get(one, here) != here
        ]
        dialog = PersonDialog(
            _("Change places"),
            _("Who takes the seat of {name}?", name=hall.people[who].name),
            others,
            _("Change places"),
            self._page.window(),
        )
        dialog.picked.connect(lambda other: self.swap(hall, tour, who, other))
        self._open(dialog)

    def _ask_wish(self, hall: Hall, who: str, kind: SeatingWish) -> None:
        together = kind is SeatingWish.TOGETHER
        name = hall.people[who].name
        dialog = PersonDialog(
            _("At the same table") if together else _("Never at the same table"),
            _("The next plan keeps this wish of {name}, where this can be.", name=name),
            [person for one, person in hall.people.items() if one != who],
            _("Add the wish"),
            self._page.window(),
        )
        dialog.picked.connect(lambda other: self.wished.emit(NewWish(kind, who, other)))
        self._open(dialog)

    @staticmethod
    def _open(dialog: PersonDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
