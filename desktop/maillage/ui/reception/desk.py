"""What is recorded at the door, each with its way back: nobody waits, nothing is done twice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from maillage.actions import reception
from maillage.domain.records import Registration
from maillage.language import _
from maillage.ui.session import Session


@dataclass(frozen=True, slots=True)
class Done:
    """Something that can be undone."""

    registration: str
    name: str
    walk_in: bool = False


class Desk(QObject):
    """Records arrivals and remembers the way back, the last one first."""

    checked_in = Signal(str)
    """Registration of somebody whose arrival is now saved."""
    undone = Signal(str)
    """Registration whose arrival was undone."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Done] = []
        self._busy: set[str] = set()

    def forget(self, registration: str = "") -> None:
        """Keep no way back for a registration that is gone, or for any."""
        kept = [one for one in self._done if registration and one.registration != registration]
        self._done = kept

    def check_in(self, registration: str, name: str) -> None:
        """Record that somebody has arrived; a second tap meanwhile changes nothing."""
        if registration in self._busy:
            return
        self._busy.add(registration)
        self._session.write(
            partial(reception.check_in, self._session.store, registration=registration),
            done=partial(self._arrived, Done(registration, name)),
            failed=partial(self._failed, registration),
        )

    def welcomed(self, registration: str, name: str) -> None:
        """Remember, and tell, that somebody unannounced was received."""
        self._remember(Done(registration, name, walk_in=True))

    def undo_last(self) -> None:
        """Undo what was done last, if anything was."""
        if self._done:
            self.undo(self._done[-1])

    def undo(self, done: Done) -> None:
        """Undo one arrival, or one welcome: the person is deleted then, not erased."""
        if done.registration in self._busy:
            return
        self._busy.add(done.registration)
        back = reception.send_away if done.walk_in else reception.undo_check_in
        self._session.write(
            partial(back, self._session.store, registration=done.registration),
            done=partial(self._went_back, done),
            failed=partial(self._failed, done.registration),
        )

    def _arrived(self, done: Done, _saved: Registration) -> None:
        self._busy.discard(done.registration)
        self._remember(done)
        self.checked_in.emit(done.registration)

    def _remember(self, done: Done) -> None:
        self._done.append(done)
        fact = _("{name} has arrived", name=done.name)
        self._session.tell(fact, undo=_("Undo"), on_undo=partial(self._undo_told, done))

    def _undo_told(self, done: Done) -> None:
        if done in self._done:  # the toast may outlive what it offers to undo
            self.undo(done)

    def _went_back(self, done: Done, _result: object) -> None:
        self._busy.discard(done.registration)
        self.forget(done.registration)
        if done.walk_in:
            self._session.tell(_("{name} is no longer on the list", name=done.name))
        else:
            self._session.tell(_("{name} has not arrived", name=done.name))
        self.undone.emit(done.registration)

    def _failed(self, registration: str, error: BaseException) -> None:
        self._busy.discard(registration)
        self._session.failed.emit(error)
