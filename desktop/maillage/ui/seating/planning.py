"""Has a plan searched for beside the store's own work, so that the door never waits for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal

from maillage.actions import seating
from maillage.actions.seating import Deed, Hall
from maillage.domain.seating import Plan
from maillage.language import _
from maillage.ui.background import Progress, Task, Worker
from maillage.ui.session import Session
from maillage.ui.ways_back import WaysBack

if TYPE_CHECKING:
    from maillage import Store


class Wanted(Struct, frozen=True):
    """What somebody asked for: tables of ``seats``, and rounds ``first`` to ``rounds``."""

    seats: int
    rounds: int
    first: int = 1
    only_present: bool = False
    standing: int | None = None
    """Tables in the room."""
    seed: int = 1


class Seats:
    """What a change did to the seats: puts them back, and seats people again as after it."""

    def __init__(self, store: Store, event: str, deed: Deed) -> None:
        self._store, self._event, self._deed = store, event, deed

    def put_back(self) -> None:
        """Undo the change."""
        seating.put_back(self._store, event=self._event, deed=self._deed)

    def again(self) -> None:
        """Undo that: a key pressed by mistake costs nobody a plan."""
        seating.put_back(self._store, event=self._event, deed=self._deed.undone)


class Planner(QObject):
    """Searches, keeps what was found, and tells so in the toast.

    ``progressed(done, of)`` meanwhile; ``ended`` once it is kept, or failed.
    """

    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, session: Session, ways_back: WaysBack, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._ways_back = session, ways_back
        self._worker: Worker | None = None
        self._task: Task | None = None
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Whether a search is going on."""
        return self._worker is not None

    def start(self, hall: Hall, wanted: Wanted) -> None:
        """Search; one search at a time."""
        if self.busy:
            return
        self._stopped = False
        self._worker = Worker(self)
        self._task = self._worker.submit_long(
            partial(_search, hall, wanted),
            done=partial(self._found, hall.event, wanted),
            failed=self._failed,
            progress=self._progress,
        )
        # A window that closes does not wait for a plan nobody will see.
        self.destroyed.connect(self._task.cancel)

    def stop(self) -> None:
        """Be content with the best plan found so far."""
        self._stopped = True
        if self._task is not None:
            self._task.cancel()

    def _progress(self, done: int, of: int, _text: str) -> None:
        self.progressed.emit(done, of)

    def _found(self, event: str, wanted: Wanted, plan: Plan) -> None:
        self._close()
        session, store, stopped = self._session, self._session.store, self._stopped

        def kept(deed: Deed) -> None:
            fact = _("Stopped: the best plan so far is kept") if stopped else _("Plan made")
            seats = Seats(store, event, deed)
            self._ways_back.tell(fact, "", seats.put_back, seats.again)
            self.ended.emit()

        session.write(
            lambda: seating.save(store, event=event, sittings=plan.sittings, first=wanted.first),
            done=kept,
            failed=self._failed,
        )

    def _failed(self, error: BaseException) -> None:
        self._close()
        self.ended.emit()
        self._session.failed.emit(error)

    def _close(self) -> None:
        if self._worker is not None:
            self._worker.shutdown()
            self._worker.deleteLater()
        self._worker = self._task = None


def _search(hall: Hall, wanted: Wanted, progress: Progress) -> Plan:
    return seating.propose(
        hall,
        seats=wanted.seats,
        rounds=wanted.rounds,
        first=wanted.first,
        only_present=wanted.only_present,
        standing=wanted.standing,
        seed=wanted.seed,
        going=_going(progress),
    )


def _going(progress: Progress) -> Callable[[int, int], bool]:
    def going(done: int, of: int) -> bool:
        if progress.cancelled:
            return False
        progress.report(done, of)
        return not progress.cancelled

    return going
