"""What is recorded at the door, each with its way back: nobody waits, nothing is done twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct, structs
from PySide6.QtCore import QObject, Signal

from maillage.actions import at_the_door, reception
from maillage.domain.errors import UsedSince
from maillage.domain.records import Registration
from maillage.language import _
from maillage.ui.session import Session

if TYPE_CHECKING:
    from maillage import Store
    from maillage.actions.deeds import WayBack
    from maillage.actions.lists import TakenIn


class Deed(Enum):
    """What happened at the door."""

    ARRIVED = auto()
    WELCOMED = auto()
    """Arrived without a registration."""
    LEFT = auto()
    BACK = auto()
    """Came in again after leaving."""
    LIST = auto()
    """Not somebody: a list was taken in."""


class Done(Struct, frozen=True):
    """Something that can be undone."""

    registration: str
    name: str
    deed: Deed = Deed.ARRIVED
    taken: TakenIn | None = None
    """What a list has written."""
    way: WayBack | None = None
    """What takes it back; none for an arrival that is undone from the list of people."""


class Desk(QObject):
    """Records arrivals and departures and remembers the way back, the last one first."""

    recorded = Signal(str)
    """Registration of somebody whose arrival or departure is now saved."""
    undone = Signal(str)
    """Registration of which something was undone."""
    wants_list_back = Signal(object)
    """What a list has written, a TakenIn, is to be taken back."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._done: list[Done] = []
        self._busy: set[str] = set()

    def forget(self, registration: str = "") -> None:
        """Keep no way back for a registration that is gone, or for any."""
        kept = [one for one in self._done if registration and one.registration != registration]
        self._done = kept

    def check_in(self, registration: str, name: str, had_left: datetime | None = None) -> None:
        """Record that somebody has arrived; a second tap meanwhile changes nothing."""
        deed = Deed.BACK if had_left else Deed.ARRIVED
        self._record(Done(registration, name, deed), reception.check_in)

    def check_out(self, registration: str, name: str) -> None:
        """Record that somebody has left."""
        self._record(Done(registration, name, Deed.LEFT), reception.check_out)

    def welcomed(self, registration: str, name: str, way: WayBack) -> None:
        """Remember, and tell, that somebody unannounced was received."""
        self._remember(Done(registration, name, Deed.WELCOMED, way=way))

    def took_in(self, taken: TakenIn) -> None:
        """Remember that a list was taken in; whoever did it has told it already."""
        if taken.span:
            self._done.append(Done("", "", Deed.LIST, taken=taken))

    def list_is_back(self, taken: TakenIn) -> None:
        """Keep no way back for a list that was taken back."""
        self._done = [one for one in self._done if one.taken != taken]

    def undo_last(self) -> None:
        """Undo what was done last, if anything was."""
        if self._done:
            self.undo(self._done[-1])

    def undo(self, done: Done) -> None:
        """Undo one deed; whoever was welcomed is deleted then, not erased."""
        if done.taken:
            self.wants_list_back.emit(done.taken)
            return
        if done.registration in self._busy:
            return
        self._busy.add(done.registration)
        self._session.write(
            _way_back(done, self._session.store),
            done=partial(self._went_back, done),
            failed=partial(self._stayed, done),
        )

    def _record(self, done: Done, act: Callable[..., Registration]) -> None:
        if done.registration in self._busy:
            return
        self._busy.add(done.registration)
        store = self._session.store
        self._session.write(
            partial(at_the_door.record, store, act, registration=done.registration),
            done=partial(self._saved, done),
            failed=partial(self._failed, done.registration),
        )

    def _saved(self, done: Done, saved: tuple[Registration, WayBack]) -> None:
        self._busy.discard(done.registration)
        _registration, way = saved
        if way:
            self._remember(structs.replace(done, way=way))
        else:  # another desk's file has said so already: that is not this desk's to undo
            self._session.tell(_fact(done))
        self.recorded.emit(done.registration)

    def _remember(self, done: Done) -> None:
        self._done.append(done)
        self._session.tell(_fact(done), undo=_("Undo"), on_undo=partial(self._undo_told, done))

    def _undo_told(self, done: Done) -> None:
        if done in self._done:  # the toast may outlive what it offers to undo
            self.undo(done)

    def _went_back(self, done: Done, _result: object) -> None:
        self._busy.discard(done.registration)
        if done.deed in (Deed.ARRIVED, Deed.WELCOMED):
            self.forget(done.registration)
        else:
            self._done = [one for one in self._done if one != done]
        self._session.tell(_undone_fact(done))
        self.undone.emit(done.registration)

    def _stayed(self, done: Done, error: BaseException) -> None:
        if isinstance(error, UsedSince) and self._done[-1:] == [done]:
            self._done.remove(done)  # nothing done here later can be undone to make way
        self._failed(done.registration, error)

    def _failed(self, registration: str, error: BaseException) -> None:
        self._busy.discard(registration)
        self._session.failed.emit(error)


def _way_back(done: Done, store: Store) -> Callable[[], object]:
    if done.way is not None:
        return done.way.undo
    return partial(reception.undo_check_in, store, registration=done.registration)


def _fact(done: Done) -> str:
    if done.deed is Deed.LEFT:
        return _("{name} has left", name=done.name)
    if done.deed is Deed.BACK:
        return _("{name} is back", name=done.name)
    return _("{name} has arrived", name=done.name)


def _undone_fact(done: Done) -> str:
    if done.deed is Deed.WELCOMED:
        return _("{name} is no longer on the list", name=done.name)
    if done.deed is Deed.LEFT:
        return _("{name} has not left", name=done.name)
    if done.deed is Deed.BACK:
        return _("{name} is not back", name=done.name)
    return _("{name} has not arrived", name=done.name)
