"""The dialogs of the door: which opens when, and what comes of it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from maillage.actions import consents, forgetting
from maillage.actions.forgetting import Forgotten
from maillage.actions.reception import Arrival, Room
from maillage.actions.whence import TerritoryCount
from maillage.domain.records import Notice, Person
from maillage.language import _
from maillage.ui.drafts import CARD, NOTICE, WALK_IN
from maillage.ui.reception.door import Door
from maillage.ui.reception.list_opening import ListOpening
from maillage.ui.reception.scan_in_dialog import ScanInDialog
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.reception.card import PersonCard


class Opening(QObject):
    """Opens one dialog at a time over the page, without ever blocking it."""

    welcomed = Signal(str, str, object)
    """Somebody unannounced was received: registration, name, and the way back."""
    recognised = Signal(str)
    """Somebody on the list was taken for unannounced: their registration."""
    known = Signal(str, str, object)
    """The same of somebody whom another meeting made known."""
    wants_check_in = Signal(str)
    wants_undo = Signal(str)
    wants_departure = Signal(str)
    """From a card: the arrival of this registration is to be recorded, or undone; it leaves."""
    erased = Signal(str)
    """Somebody was erased: their registration."""
    scanned = Signal(str)
    """A badge was scanned into a dialog: its code."""
    closed = Signal()
    """A dialog closed, and none followed it."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.dialog: QDialog | None = None
        self._card: PersonCard | None = None
        self.lists = ListOpening(session, page)
        self.lists.shown.connect(self._list_shown)

    def go_on(self, door: Door) -> None:
        """Open again what was half typed when the lid was closed: one dialog, the others wait."""
        drafts, event = self._session.drafts, door.event
        arrivals, cards = {one.person: one for one in door.arrivals}, []
        for person in drafts.about(CARD, event):
            if arrival := arrivals.get(person):
                cards.append(arrival)
            else:
                drafts.drop(CARD, event, person)  # nobody has such a card any more
        if drafts.of(WALK_IN, event):
            self.walk_in(door, "")
        elif cards:
            self.card(cards[-1])
        elif drafts.about(NOTICE, event):
            self._notice()

    def walk_in(self, door: Door, typed: str) -> None:
        """Receive somebody who is not registered, with the name already typed."""
        from maillage.ui.reception.walk_in import WalkInDialog

        if self.dialog:
            return
        dialog = WalkInDialog(self._session, door, typed, self._page)
        dialog.welcomed.connect(self.welcomed)
        dialog.recognised.connect(self.recognised)
        dialog.known.connect(self.known)
        self._open(dialog)

    def card(self, arrival: Arrival) -> None:
        """Open somebody's card."""
        if not self.dialog:
            find = partial(forgetting.person_of, self._session.store, arrival.person)
            self._session.read(find, done=partial(self._open_card, arrival))

    def signing(self, arrival: Arrival) -> None:
        """Have somebody sign on the screen."""
        from maillage.ui.reception import signing

        meeting = self._session.meeting
        if self.dialog or meeting is None:
            return
        dialog = signing.ask(
            self._session,
            person=arrival.person,
            name=arrival.name,
            event=meeting,
            parent=self._page,
        )
        if not arrival.arrived:  # whoever signs is there
            dialog.signed.connect(partial(self._signed, arrival.registration))
        self.dialog = dialog
        dialog.finished.connect(partial(self._closed, dialog))

    def _signed(self, registration: str, *_picture: object) -> None:
        self.wants_check_in.emit(registration)

    def _notice(self) -> None:
        def show(notice: Notice) -> None:
            from maillage.ui.reception.notice import NoticeDialog

            if not self.dialog:
                self._open(NoticeDialog(self._session, notice, self._page))

        read = partial(consents.notice_in_force, self._session.store)
        self._session.read(read, done=show)

    def calling(self) -> None:
        """Look at whom one may ring up of those who have not come."""
        # What draws pages is loaded by whoever looks at one.
        from maillage.ui.reception.calling import CallDialog

        if (meeting := self._session.meeting) and not self.dialog:
            self._open(CallDialog(self._session, meeting, self._page.window()))

    def room(self, room: Room, counts: Sequence[TerritoryCount]) -> None:
        """Tell who is in the room, where the screen has no place for it."""
        from maillage.ui.reception.room_dialog import RoomDialog

        if not self.dialog:
            self._open(RoomDialog(room, counts, self._page))

    def refresh(self, door: Door) -> None:
        """Bring an open card up to date."""
        arrival = door.find(self._card.registration) if self._card else None
        if self._card and arrival:
            self._card.show_arrival(arrival)

    def choose_list(self, event: str) -> None:
        """Let the person choose a list, then show what it would change."""
        if not self.dialog:
            self.lists.choose(event)

    def preview_list(self, path: Path, event: str) -> None:
        """Show what a list would change."""
        if not self.dialog:
            self.lists.open(path, event)

    def _open_card(self, arrival: Arrival, person: Person) -> None:
        from maillage.ui.reception.card import PersonCard

        if self.dialog:
            return
        card = PersonCard(self._session, arrival, person, self._page)
        card.wants_check_in.connect(self.wants_check_in)
        card.wants_undo.connect(self.wants_undo)
        card.wants_departure.connect(self.wants_departure)
        card.wants_erasing.connect(partial(self._ask_to_erase, card, arrival))
        self._card = card
        self._open(card)

    def _ask_to_erase(self, card: QDialog, arrival: Arrival, person: Person) -> None:
        from maillage.ui.reception import erasing

        done = partial(self._erased, card, arrival.registration)
        erasing.ask(self._session, person, card, done=done)

    def _erased(self, card: QDialog, registration: str, done: Forgotten) -> None:
        from maillage.ui.reception.erasing import MentionsDialog

        # Nothing is left to save: the card goes without asking its fields.
        card.done(QDialog.DialogCode.Rejected)
        self._session.tell(_("Person erased"))
        self.erased.emit(registration)
        if done.mentions:
            self._open(MentionsDialog(self._session, done.mentions, self._page))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        ScanInDialog(dialog).scanned.connect(self.scanned)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._closed, dialog))
        dialog.open()

    def _list_shown(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(partial(self._closed, dialog))

    def _closed(self, dialog: QDialog, _result: int) -> None:
        if self.dialog is dialog:
            self.dialog = self._card = None
            self.closed.emit()
