"""What a list needs done off the main thread while one looks at it: the latest wish counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from maillage.actions import lists
from maillage.actions.lists import Preview, TakenIn
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.session import Session


class ListWork(QObject):
    """Reads a list again as a person corrects it, then takes it in; one thing at a time."""

    read = Signal(object)
    """The preview as it is now."""
    taken = Signal(object)
    """What was done, a TakenIn."""
    told = Signal(int, int)
    """How far it is, of how much."""
    rested = Signal()
    """Nothing is being done any more: it was stopped, or failed and was told."""

    def __init__(self, session: Session, preview: Preview, path: Path, event: str) -> None:
        super().__init__()
        self._session, self._path, self._event = session, path, event
        self.preview = preview
        self._task: Task | None = None
        self._number = 0

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def say(self, column: int, meaning: str) -> None:
        """Read the list again, a column of it meaning something else."""
        store, found, event = self._session.store, self.preview, self._event
        self._again(
            lambda progress: lists.said(
                store, found, column, meaning, event=event, progress=progress.report
            )
        )

    def read_sheet(self, sheet: str) -> None:
        """Read another sheet of the workbook."""
        store, path, event = self._session.store, self._path, self._event
        self._again(
            lambda progress: lists.preview(
                store, path, event=event, sheet=sheet, progress=progress.report
            )
        )

    def decide(self, code: str, chosen: Iterable[int]) -> None:
        """Do what a person decided about lines of the file: see ``list_words.Wish``."""
        change = lists.followed if code in {"follow", "keep"} else lists.left_out
        store, found, event = self._session.store, self.preview, self._event
        self._again(lambda _progress: change(store, found, chosen, event=event))

    def take_in(self) -> None:
        """Write all of it, or nothing."""
        self._number += 1
        self._task = self._session.write_long(
            partial(_take_in, self._session, self.preview, self._event),
            done=self._taken,
            failed=partial(self._failed, self._number),
            progress=self._tell,
        )

    def stop(self) -> None:
        """Stop what is being done; nothing is written."""
        if self._task:
            self._task.cancel()

    def _again(self, job: Callable[[Progress], Preview]) -> None:
        self.stop()
        self._number += 1
        self._task = self._session.read_long(
            job,
            done=partial(self._read, self._number),
            failed=partial(self._failed, self._number),
            progress=self._tell,
        )

    def _read(self, number: int, preview: Preview) -> None:
        if number == self._number:
            self._task = None
            self.preview = preview
            self.read.emit(preview)

    def _taken(self, done: TakenIn) -> None:
        self._task = None
        self.taken.emit(done)

    def _failed(self, number: int, error: BaseException) -> None:
        if number != self._number:
            return  # something newer is being done
        self._task = None
        self.rested.emit()
        if not isinstance(error, Cancelled):
            self._session.failed.emit(error)

    def _tell(self, done: int, total: int, _words: str) -> None:
        if self._task:
            self.told.emit(done, total)


def _take_in(session: Session, preview: Preview, event: str, progress: Progress) -> TakenIn:
    return lists.take_in(session.store, preview, event=event, progress=progress.report)
