"""The dialogs of the door: which opens when, and what comes of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from maillage.actions import forgetting, lists
from maillage.actions.forgetting import Forgotten
from maillage.actions.lists import Preview, TakenIn
from maillage.actions.reception import Arrival
from maillage.domain.records import Person
from maillage.language import _
from maillage.ui import folders
from maillage.ui.reception.door import Door
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage.ui.reception.card import PersonCard


class Opening(QObject):
    """Opens one dialog at a time over the page, without ever blocking it."""

    welcomed = Signal(str, str)
    """Somebody unannounced was received: registration and name."""
    recognised = Signal(str)
    """Somebody on the list was taken for unannounced: their registration."""
    wants_check_in = Signal(str)
    wants_undo = Signal(str)
    """From a card: the arrival of this registration is to be recorded, or undone."""
    erased = Signal(str)
    """Somebody was erased: their registration."""
    closed = Signal()
    """A dialog closed, and none followed it."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.dialog: QDialog | None = None
        self._card: PersonCard | None = None

    def walk_in(self, door: Door, typed: str) -> None:
        """Receive somebody who is not registered, with the name already typed."""
        from maillage.ui.reception.walk_in import WalkInDialog

        if self.dialog:
            return
        dialog = WalkInDialog(self._session, door, typed, self._page)
        dialog.welcomed.connect(self.welcomed)
        dialog.recognised.connect(self.recognised)
        self._open(dialog)

    def card(self, arrival: Arrival) -> None:
        """Open somebody's card."""
        if not self.dialog:
            find = partial(forgetting.person_of, self._session.store, arrival.person)
            self._session.read(find, done=partial(self._open_card, arrival))

    def refresh(self, door: Door) -> None:
        """Bring an open card up to date."""
        arrival = door.find(self._card.registration) if self._card else None
        if self._card and arrival:
            self._card.show_arrival(arrival)

    def choose_list(self, event: str) -> None:
        """Let the person choose a list, then show what it would change."""
        start = str(folders.current().start("lists"))
        path, _chosen = QFileDialog.getOpenFileName(
            self._page, _("Take in a list"), start, _("Lists (*.csv)")
        )
        if path:
            folders.current().remember("lists", Path(path))
            self.preview_list(Path(path), event)

    def preview_list(self, path: Path, event: str) -> None:
        """Show what a list would change."""
        job = partial(lists.preview, self._session.store, path, event=event)
        self._session.read(job, done=partial(self._open_list, path.name, event))

    def _open_card(self, arrival: Arrival, person: Person) -> None:
        from maillage.ui.reception.card import PersonCard

        if self.dialog:
            return
        card = PersonCard(self._session, arrival, person, self._page)
        card.wants_check_in.connect(self.wants_check_in)
        card.wants_undo.connect(self.wants_undo)
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
            self._open(MentionsDialog(done.mentions, self._page))

    def _open_list(self, file: str, event: str, preview: Preview) -> None:
        from maillage.ui.reception.list_dialog import ListDialog

        if self.dialog:
            return
        dialog = ListDialog(self._session, preview, event=event, file=file, parent=self._page)
        dialog.taken.connect(self._taken)
        self._open(dialog)

    def _taken(self, done: TakenIn) -> None:
        from maillage.ui.reception.list_preview import outcome

        self._session.tell(outcome(done))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._closed, dialog))
        dialog.open()

    def _closed(self, dialog: QDialog, _result: int) -> None:
        if self.dialog is dialog:
            self.dialog = self._card = None
            self.closed.emit()
