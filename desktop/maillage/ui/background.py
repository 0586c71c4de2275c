"""Work off the main thread: one serial thread for the store, answers back on the main thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Cancelled(Exception):
    """Raised inside a long job by Progress.report after its task was cancelled."""


class Progress:
    """What a long job reports to. Reports come to the screen at the pace it can show them."""

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._latest: tuple[int, int, str] | None = None
        self._stop = threading.Event()

    def report(self, done: int, total: int, text: str = "") -> None:
        """Say how far the job is. Raises Cancelled once somebody cancelled."""
        if self._stop.is_set():
            raise Cancelled
        with self._lock:
            waiting = self._latest is not None
            self._latest = (done, total, text)
        if not waiting:
            self._tell()

    def cancel(self) -> None:
        """Have the next report raise Cancelled."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled."""
        return self._stop.is_set()

    def take(self) -> tuple[int, int, str] | None:
        """The latest report nobody has taken yet."""
        with self._lock:
            latest, self._latest = self._latest, None
        return latest


class Task:
    """A submitted job."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._finished = False

    def cancel(self) -> None:
        """Ask a long job to stop at its next report; a short one runs to its end."""
        if self._progress is not None:
            self._progress.cancel()

    @property
    def finished(self) -> bool:
        """Whether its answer was delivered (main thread's view)."""
        return self._finished

    def finish(self) -> None:
        """Mark the answer as delivered."""
        self._finished = True


class Worker(QObject):
    """Runs jobs one after the other, in the order given, on one thread of its own.

    Callbacks run on the thread that made the Worker (the main one). A callback whose widget was
    destroyed meanwhile is left out: a bound method, a partial or a lambda that holds a QObject is
    recognised.
    """

    busy = Signal(bool)
    _answer = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._open = 0
        self.closed = False
        """Whether it takes no more jobs."""
        self._answer.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        job: Callable[[], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Task:
        """Run a job; then `done(result)` or `failed(error)`."""
        return self._start(job, Task(), done, failed)

    def submit_long(
        self,
        job: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
        progress: Callable[[int, int, str], None],
    ) -> Task:
        """Run a job that reports; `failed` receives Cancelled when it stopped on request."""

        def show() -> None:
            latest = reports.take()
            if latest is not None and not task.finished:
                progress(*latest)

        def tell() -> None:
            self._answer.emit(_Answer(progress, show))

        reports = Progress(tell)
        task = Task(reports)
        return self._start(partial(job, reports), task, done, failed)

    def shutdown(self) -> None:
        """Refuse new jobs and wait until those submitted have run: none is lost.

        Nobody is answered any more: a screen that goes would ask for more, in vain.
        """
        self.closed = True
        self._executor.shutdown(wait=True)

    def _start(
        self,
        job: Callable[[], T],
        task: Task,
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> Task:
        future: Future[T] = self._executor.submit(job)
        self._open += 1
        if self._open == 1:
            self.busy.emit(True)

        def finish() -> None:
            task.finish()
            self._open -= 1
            if self._open == 0:
                self.busy.emit(False)

        def ended(ran: Future[T]) -> None:
            # Runs on the store's thread: only hand over.
            error = ran.exception()
            if error is not None:
                self._hand_over(_Answer(failed, partial(failed, error), finish))
            else:
                self._hand_over(_Answer(done, partial(done, ran.result()), finish))

        future.add_done_callback(ended)
        return task

    def _hand_over(self, answer: _Answer) -> None:
        if shiboken6.isValid(self):
            self._answer.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        if answer.finish is not None:
            answer.finish()
        if not self.closed and receivers_alive(answer.callback):
            answer.call()


class _Answer:
    """A call to make on the main thread, and the callback whose receivers must be alive."""

    def __init__(
        self,
        callback: Callable[..., None],
        call: Callable[[], None],
        finish: Callable[[], None] | None = None,
    ) -> None:
        self.callback, self.call, self.finish = callback, call, finish


def receivers_alive(callback: object) -> bool:
    """False when the callback holds a QObject that Qt has destroyed."""
    if isinstance(callback, partial):
        held = [callback.func, *callback.args, *callback.keywords.values()]
        return all(receivers_alive(one) for one in held)
    if isinstance(callback, QObject):
        return shiboken6.isValid(callback)
    owner = getattr(callback, "__self__", None)
    cells = getattr(callback, "__closure__", None) or ()
    held = [owner]
    for cell in cells:
        try:
            held.append(cell.cell_contents)
        except ValueError:  # a name not yet bound
            continue
    return all(shiboken6.isValid(one) for one in held if isinstance(one, QObject))
