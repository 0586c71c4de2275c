"""What the screens of one open store share: its worker, its meeting, and news of changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from maillage.actions import events, hubs
from maillage.actions.programme import Opened
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui.background import Progress, Task, Worker, receivers_alive
from maillage.ui.drafts import Drafts
from maillage.ui.hub_news import HubNews

if TYPE_CHECKING:
    from maillage.actions.duplicate_counting import Counting

T = TypeVar("T")


class Session(QObject):
    """One open store, seen by every screen.

    Screens never touch the store on the main thread: they ``read`` and ``write`` through
    here, one job after the other, and read again when ``changed`` says that somebody wrote.
    """

    changed = Signal()
    """Something was recorded, merged or decided, here or by somebody else in a hub."""
    counted = Signal()
    """It was counted how many people seem to be recorded twice."""
    meeting_changed = Signal()
    """Another meeting is shown."""
    failed = Signal(object)
    """A job that nobody else took care of raised this exception."""
    reachable = Signal(bool)
    """The hub that this store works in does not answer, or answers again."""
    led = Signal(object)
    """Somebody goes to where a text stands, which a Mention names."""
    welcome = Signal()
    """What was refused may be welcome now: this laptop goes on as another, or one is believed
    again."""
    told = Signal(str, str, object, str)
    """A fact to show in the toast, the label of what undoes it, and a callable or None."""

    def __init__(self, opened: Opened, worker: Worker, parent: QObject | None = None) -> None:
        """Share the store of ``opened``; ``worker`` runs what touches it."""
        super().__init__(parent)
        self.store = opened.store
        self.meeting: Event | None = None
        self.looking = False
        """Whether the meeting to show is being looked for, so that nobody says there is none."""
        self.saved_at: datetime | None = None
        self._worker = worker
        self._idle = Task()
        self._closed = False
        self.news = HubNews(self.store, self)
        self.news.written.connect(self.changed)
        self.news.reachable.connect(self._reached)
        self.drafts = Drafts(self)

    def start(self, latest: Event | None = None) -> None:
        """Show the latest meeting, or look for it; ``meeting_changed`` follows.

        From now on it is heard what others do.
        """
        self.news.start()
        if latest is None:
            self._look_for_meeting()
        else:
            self.show_meeting(latest)

    def _look_for_meeting(self) -> None:
        self.looking = True
        job = partial(events.latest_event, self.store)
        self.read(job, done=self.show_meeting, failed=self._found_none)

    @cached_property
    def doubles(self) -> Counting:
        """How many people seem to be recorded twice, as last counted."""
        # Whatever compares people is loaded by whoever looks for them.
        from maillage.actions.duplicate_counting import Counting

        return Counting()

    @property
    def doubles_waiting(self) -> int:
        """How much of that is to decide, as last counted; 0 before anybody has counted."""
        counted: Counting | None = self.__dict__.get("doubles")
        return counted.last.all if counted else 0

    @property
    def reads(self) -> bool:
        """Whether one only reads a hub here: no file leaves, and none is taken in."""
        return not self.store.device

    def may_write(self) -> bool:
        """Return whether one may; somebody who only reads is told so."""
        if self.reads:
            self.tell(_("You only read here: nothing was changed."), icon="eye")
        return not self.reads

    def show_meeting(self, event: Event | None) -> None:
        """Show a meeting in every screen."""
        self.looking = False
        self.meeting = event
        self.meeting_changed.emit()

    def read(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Run a job that changes nothing; ``done`` gets its result on the main thread.

        Once the store is closed nothing is read any more: what asks late shows nobody anything.
        """
        if self._closed:
            return Task()
        self._idle.cancel()

        def at_once() -> T:
            with self.store.moment():
                return job()

        return self._worker.submit(at_once, done=done, failed=failed or self._not_read)

    def read_long(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[int, int, str], None],
    ) -> Task:
        """Run a long job that changes nothing, with progress and a way to stop it."""
        self._idle.cancel()
        return self._worker.submit_long(job, done=done, failed=failed, progress=progress)

    def read_idle(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run a long job that nobody waits for; it fails as Cancelled once anything else is."""
        if not (self._closed or self._worker.closed):
            self._idle = self._worker.submit_long(
                job, done=done, failed=failed, progress=lambda _done, _of, _words: None
            )

    def write(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> Task:
        """Run a job that records something; ``changed`` follows ``done``."""
        self._idle.cancel()

        def saved(result: T) -> None:
            self._saved()
            if done and receivers_alive(done):
                done(result)
            self.changed.emit()

        return self._worker.submit(job, done=saved, failed=failed or self.failed.emit)

    def keep(self, job: Callable[[], object], *, failed: Callable[[BaseException], None]) -> None:
        """Run a job that keeps something of this device alone: nothing follows it."""
        self._idle.cancel()
        self._worker.submit(job, done=lambda _nothing: None, failed=failed)

    def write_long(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[int, int, str], None],
    ) -> Task:
        """Run a long job that records something, with progress and a way to stop it."""
        self._idle.cancel()

        def saved(result: T) -> None:
            self._saved()
            if receivers_alive(done):
                done(result)
            self.changed.emit()

        return self._worker.submit_long(job, done=saved, failed=failed, progress=progress)

    def tell(
        self,
        fact: str,
        *,
        undo: str = "",
        on_undo: Callable[[], object] | None = None,
        icon: str = "check",
    ) -> None:
        """Show a fact in the toast, with a way to undo it if there is one."""
        self.told.emit(fact, undo, on_undo, icon)

    def close(self) -> None:
        """Let running jobs end, keep what is half typed, then close the store."""
        self.drafts.save()
        self._closed = True
        self._idle.cancel()
        self.news.stop()
        self.blockSignals(True)  # a late answer would have screens read a closed store
        self._worker.shutdown()
        self.store.close()

    def _found_none(self, error: BaseException) -> None:
        self.show_meeting(None)
        self._not_read(error)

    def _not_read(self, error: BaseException) -> None:
        """Leave on the screen what was read before, as long as the hub does not answer."""
        if hubs.is_lost(error):
            self.news.doubt()
        else:
            self.failed.emit(error)

    def _reached(self, reachable: bool) -> None:
        self.reachable.emit(reachable)
        if reachable and self.meeting is None:
            self._look_for_meeting()  # in vain while the hub was away
        if reachable:
            self.changed.emit()

    def _saved(self) -> None:
        self.saved_at = self.store.clock()
