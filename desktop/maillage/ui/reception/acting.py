"""What is done for one person at the door, whether a row, a card, a badge or a key asks for it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QKeyCombination, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QWidget

from maillage.actions.badges import Holder
from maillage.actions.deeds import WayBack
from maillage.actions.reception import Arrival
from maillage.language import _
from maillage.ui.reception import rows
from maillage.ui.reception.desk import Desk, Done
from maillage.ui.reception.door import Door
from maillage.ui.reception.opening import Opening
from maillage.ui.reception.row_menu import Choice, row_menu
from maillage.ui.session import Session

CARD = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_E)
DEPARTURE = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)


class Acting(QObject):
    """Finds whom a registration is of in the door as shown, and does what is asked for them."""

    begins = Signal()
    """Something is about to be recorded: what is typed at this moment belongs to it."""
    wants_search = Signal()
    """The field should wait for the next name."""
    wants_next = Signal(str)
    """This registration is done with: the field may be emptied."""

    def __init__(self, session: Session, desk: Desk, opening: Opening, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._desk, self._opening, self._page = session, desk, opening, page
        self.door: Door | None = None
        """The door as it is shown."""
        opening.welcomed.connect(self._welcomed)
        opening.recognised.connect(self.activate)
        opening.known.connect(self._welcomed)
        opening.wants_check_in.connect(self.activate)
        opening.wants_undo.connect(self._undo_arrival)
        opening.wants_departure.connect(self.let_go)
        opening.erased.connect(desk.forget)

    def activate(self, registration: str) -> None:
        """Check somebody in; who is here already is only pointed out.

        Somebody who only reads looks at the card.
        """
        arrival = self._find(registration)
        if arrival is None:
            return
        if self._session.reads:
            self._opening.card(arrival)
            return
        self.begins.emit()
        self.wants_search.emit()
        if arrival.is_here:
            fact = _("{name} is here since {time}", name=arrival.name, time=rows.clock(arrival))
            card = partial(self.open_card, registration)
            self._session.tell(fact, undo=_("Open the card"), on_undo=card)
        else:
            self._desk.check_in(registration, arrival.name, arrival.left)

    def let_go(self, registration: str) -> None:
        """Record that somebody has left, if they are here."""
        arrival = self._find(registration)
        if arrival and arrival.is_here:
            self.begins.emit()
            self._desk.check_out(registration, arrival.name)
        elif arrival:
            self._session.tell(_("{name} is not in the room", name=arrival.name), icon="info")

    def scanned(self, holder: Holder) -> None:
        """Check in whoever wears a badge; those who had cancelled come all the same."""
        known = self._find(holder.registration)
        if known is None and not self._session.may_write():
            return
        if known is None:
            self._desk.check_in(holder.registration, holder.name or _("Somebody erased"))
            return
        self.activate(holder.registration)
        if known.is_here:
            self.wants_next.emit(holder.registration)

    def open_card(self, registration: str) -> None:
        """Show somebody's card."""
        if arrival := self._find(registration):
            self._opening.card(arrival)

    def open_menu(self, registration: str, at: QPoint) -> None:
        """Offer what can be done for somebody, at a point of the screen."""
        arrival = self._find(registration)
        if arrival is None:
            return
        changing = (
            Choice(_("Check in"), "check", self.activate, arrival.arrived is None),
            Choice(_("Is back"), "check", self.activate, arrival.left is not None),
            Choice(_("Note the departure"), "log-out", self.let_go, arrival.is_here, DEPARTURE),
            Choice(_("Undo the arrival"), "undo-2", self._undo_arrival, arrival.is_here),
            Choice(_("Have them sign…"), "signature", self._have_signed, bool(arrival.person)),
        )
        look = Choice(_("Open the card"), "user", self.open_card, True, CARD)
        choices = (look,) if self._session.reads else (*changing, look)
        row_menu(self._page, registration, choices).popup(at)

    def _find(self, registration: str) -> Arrival | None:
        return self.door.find(registration) if self.door else None

    def _welcomed(self, registration: str, name: str, way: WayBack) -> None:
        self._desk.welcomed(registration, name, way)
        self.wants_next.emit(registration)

    def _undo_arrival(self, registration: str) -> None:
        if arrival := self._find(registration):
            self._desk.undo(Done(registration, arrival.name))

    def _have_signed(self, registration: str) -> None:
        if arrival := self._find(registration):
            self._opening.signing(arrival)
