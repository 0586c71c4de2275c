"""Shows the choices that were made, and takes another value where somebody asks for it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from maillage.actions import choices_made, reopening
from maillage.language import _
from maillage.ui.exchanges.choices import decided_fact, one_field
from maillage.ui.exchanges.made import MadeView
from maillage.ui.exchanges.made_dialog import MadeDialog
from maillage.ui.exchanges.reading import read_made
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack


class ChoosingAgain(QObject):
    """Connects the choices made to the store."""

    waits = Signal(str)
    """The choice of this key waits again."""

    def __init__(self, session: Session, ways_back: WaysBack, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._ways_back, self._page = session, ways_back, page

    def show_made(self) -> None:
        """Show the choices made here and elsewhere."""
        self._session.read(lambda: read_made(self._session), done=self._offer)

    def _offer(self, made: list[MadeView]) -> None:
        dialog = MadeDialog(made, self._page.window(), takes=not self._session.reads)
        dialog.wanted.connect(self.take)
        dialog.undone.connect(self.put_back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, view: MadeView, place: int) -> None:
        """Take another of the values there were; the toast takes it back."""
        store = self._session.store
        value = view.made.decision.versions[place].value
        fact = decided_fact(view.choice, view.choice.versions[place].value)

        def done(take_back: Callable[[], None]) -> None:
            self._ways_back.tell(
                fact,
                one_field(view.made.decision),
                take_back,
                undone=lambda _none: _("Undone: {fact}", fact=view.choice.title),
            )

        self._session.write(lambda: choices_made.choose(store, view.made, value), done=done)

    def put_back(self, view: MadeView) -> None:
        """Undo a choice: it waits again, here and wherever this arrives."""
        store = self._session.store
        fact = _("{field}: the choice waits again", field=view.choice.title)

        def done(_none: object) -> None:
            # Or Ctrl+Z would undo it once more, and say that this cannot be done.
            self._ways_back.drop(one_field(view.made.decision))
            self._session.tell(fact, icon="undo-2")
            self.waits.emit(view.choice.key)

        self._session.write(lambda: reopening.undo(store, view.made.undoable), done=done)
