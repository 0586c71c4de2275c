"""Seats latecomers, and frees the seats of the missing, once somebody has read whom it moves."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import latecomers
from maillage.actions.explain import sentence
from maillage.actions.latecomers import Change
from maillage.actions.seating import Deed, Hall
from maillage.domain.errors import PlanChanged
from maillage.language import _
from maillage.ui.seating import late_words
from maillage.ui.seating.late_dialog import LateDialog
from maillage.ui.seating.planning import Seats
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack


class LateSeats(QObject):
    """Asks, does it, and tells so with its way back."""

    wanted = Signal()
    """Somebody wants to look again, at the tables as they are now."""

    def __init__(self, session: Session, ways_back: WaysBack, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._ways_back, self._page = session, ways_back, page

    def ask(self, seen: Hall, first: int) -> None:
        """List what seating those who are here would change from a round on; do it once agreed."""
        if not latecomers.late_and_missing(seen, first=first):
            self._session.tell(_("Everybody who is here has a seat"))
            return
        dialog = LateDialog(seen, first, self._page.window())
        dialog.agreed.connect(partial(self._apply, seen.event))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _apply(self, event: str, changes: list[Change]) -> None:
        store = self._session.store

        def done(deed: Deed) -> None:
            seats, fact = Seats(store, event, deed), late_words.done_words(changes)
            self._ways_back.tell(fact, "", seats.put_back, seats.again)

        def failed(error: BaseException) -> None:
            if isinstance(error, PlanChanged):  # by a file taken in while the list was read
                again = _("Look again")
                self._session.tell(
                    sentence(error), undo=again, on_undo=self.wanted.emit, icon="info"
                )
            else:
                self._session.failed.emit(error)

        act = partial(latecomers.apply, store, event=event, changes=changes)
        self._session.write(act, done=done, failed=failed)
