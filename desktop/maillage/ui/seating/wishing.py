"""Records the wishes that table plans keep, from a person's menu or from their list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maillage.actions import deeds, seating_wishes
from maillage.actions.deeds import WayBack
from maillage.actions.seating import Hall
from maillage.domain.records import SeatingRule
from maillage.language import _
from maillage.ui.seating.wishes_dialog import NewWish, WishesDialog
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack


class Wishing(QObject):
    """Adds wishes and takes them off; both can be undone, from the toast or by key."""

    def __init__(self, session: Session, ways_back: WaysBack, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._ways_back, self._page = session, ways_back, page
        self._hall: Hall | None = None
        self.dialog: WishesDialog | None = None

    def show_hall(self, hall: Hall) -> None:
        """Know the wishes there are, and show them where their list is open."""
        self._hall = hall
        if self.dialog is not None:
            self.dialog.show_hall(hall)

    def show(self) -> None:
        """Open the list of wishes."""
        if self._hall is None or self.dialog is not None:
            return
        dialog = WishesDialog(self._hall, max(self._hall.tables(), 1), self._page.window())
        dialog.added.connect(self.add)
        dialog.removed.connect(self.remove)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        dialog.open()

    def add(self, wish: NewWish) -> None:
        """Record a wish; the plans to come keep it."""
        session, event = self._session, self._session.meeting
        if event is None:
            return
        store, meeting = session.store, event.id

        def done(added: tuple[SeatingRule, WayBack]) -> None:
            _rule, way = added
            fact = _("Wish added: the next plan keeps it")
            self._ways_back.tell(fact, wish.guest, way.undo, way.redo)

        def act() -> SeatingRule:
            return seating_wishes.add(
                store, event=meeting, kind=wish.kind, registration=wish.guest,
                other=wish.other, table=wish.table,
            )  # fmt: skip

        session.write(lambda: deeds.done(store, act), done=done)

    def remove(self, rule: str) -> None:
        """Take a wish off."""
        session, store = self._session, self._session.store

        def done(removed: tuple[None, WayBack]) -> None:
            _nothing, way = removed
            self._ways_back.tell(_("Wish taken off"), "", way.undo, way.redo)

        act = partial(seating_wishes.remove, store, rule=rule)
        session.write(lambda: deeds.done(store, act), done=done)

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
