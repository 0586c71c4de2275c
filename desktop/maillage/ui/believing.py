"""Shows the laptops of the programme, believes one no more, and takes that back."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from maillage.actions import laptops
from maillage.actions.laptops import Laptop, Limit, Withdrawn
from maillage.language import _
from maillage.ui.laptops_dialog import LaptopsDialog, StopDialog
from maillage.ui.session import Session
from maillage.ui.writers import for_writers


class Believing(QObject):
    """Connects the list of laptops to the store."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page

    def show_laptops(self) -> None:
        """Show the laptops of the programme."""
        store = self._session.store
        self._session.read(lambda: laptops.laptops(store), done=self._offer)

    def _offer(self, found: list[Laptop]) -> None:
        named = {one.device.id: one for one in found}
        dialog = LaptopsDialog(found, self._session.store.device, self._page.window())
        dialog.stopping.connect(lambda id_: self.ask(named[id_]))
        dialog.again.connect(lambda id_: self.believe_again(named[id_]))
        for_writers(self._session, dialog.change)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask(self, laptop: Laptop) -> None:
        """Ask up to where a laptop stays believed; what each place leaves out is counted."""
        store = self._session.store
        self._session.read(
            lambda: laptops.limits(store, laptop), done=lambda limits: self._ask(laptop, limits)
        )

    def _ask(self, laptop: Laptop, limits: list[Limit]) -> None:
        dialog = StopDialog(laptop, limits, self._page.window())
        dialog.chosen.connect(lambda last: self.stop(laptop, last))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def stop(self, laptop: Laptop, last: int) -> None:
        """Believe a laptop no more; the toast takes it back."""
        store, name = self._session.store, laptop.device.name

        def done(ignored: int) -> None:
            self._session.tell(
                laptops.done_line(name, ignored),
                undo=_("Undo"),
                on_undo=lambda: self.believe_again(laptop),
                icon="ban",
            )

        self._session.write(
            lambda: laptops.stop_believing(store, laptop.device.id, last=last), done=done
        )

    def believe_again(self, laptop: Laptop) -> None:
        """Take back that a laptop is believed no more."""
        store, name = self._session.store, laptop.device.name

        def done(again: Withdrawn) -> None:
            self._session.tell(laptops.again_line(name, again), icon="undo-2")
            self._session.welcome.emit()

        self._session.write(lambda: laptops.believe_again(store, laptop.device.id), done=done)
