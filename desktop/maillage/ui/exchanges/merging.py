"""The files of this sitting and the merges they go through, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from maillage.actions import exchanges
from maillage.actions.explain import is_expected
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.exchanges.rows import ReceivedFile, Stage
from maillage.ui.session import Session

Outcome = tuple[list[ReceivedFile], int]
"""The files as a merge left them, and how many choices it added."""


def merged(
    session: Session,
    files: Sequence[ReceivedFile],
    *,
    words: str,
    progress: Callable[[int, int, str], None],
) -> Outcome:
    """Merge files and return what became of each, in the same order; runs with the store."""
    paths = [file.path for file in files]
    report = exchanges.merge(session.store, paths, passphrase=words or None, progress=progress)
    after = [
        replace(
            file,
            stage=Stage.REFUSED if one.refused else Stage.DONE,
            device=one.device,
            new=one.new,
            known=one.known,
            refused=one.refused,
            words=words,
        )
        for file, one in zip(files, report.files, strict=True)
    ]
    return after, report.conflicts


class Merging(QObject):
    """Takes files, merges those that wait, and says how far it is."""

    changed = Signal()
    """Some file is at another stage."""
    progressed = Signal(int, int)
    """Files read, files in all; equal once the store writes and nothing can stop it."""
    merged = Signal(object, int)
    """The files of a merge that went through, and how many choices it added."""
    too_late = Signal()
    """Stopping was asked for after the last moment: the files are in."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files: list[ReceivedFile] = []
        self._session = session
        self._task: Task | None = None
        self._stopping = False
        self._locked: list[tuple[Path, str]] = []

    @property
    def busy(self) -> bool:
        """Whether a merge is under way."""
        return self._task is not None

    def take(self, paths: Iterable[str | Path]) -> None:
        """Merge these files too; one that was here before is merged anew."""
        for path in map(Path, paths):
            at = next((n for n, file in enumerate(self.files) if file.path == path), None)
            if at is None:
                self.files.append(ReceivedFile(path))
            elif self.files[at].stage not in {Stage.WAITING, Stage.READING, Stage.READ}:
                self.files[at] = ReceivedFile(path)
        self.changed.emit()
        self._go_on()

    def unlock(self, path: Path, words: str) -> None:
        """Try a file again with the words that may open it."""
        self._locked.append((path, words))
        self._go_on()

    def stop(self) -> None:
        """Stop before anything is written; too late, the files are merged after all."""
        if self._task is not None:
            self._stopping = True
            self._task.cancel()

    def resume(self) -> None:
        """Merge what was stopped."""
        self._put({Stage.STOPPED}, Stage.WAITING)
        self._go_on()

    def clear(self) -> None:
        """Forget the files of this list; what was merged stays merged."""
        if not self.busy:
            self.files = []
            self.changed.emit()

    def _go_on(self) -> None:
        if self.busy:
            return
        words = ""
        if self._locked:
            path, words = self._locked.pop(0)
            batch = [file for file in self.files if file.path == path]
        else:
            batch = [file for file in self.files if file.stage is Stage.WAITING]
        if batch:
            self._start(batch, words)

    def _start(self, batch: list[ReceivedFile], words: str) -> None:
        session = self._session
        self._stopping = False
        self._put_files([replace(file, stage=Stage.WAITING, refused=None) for file in batch])

        def job(progress: Progress) -> Outcome:
            return merged(session, batch, words=words, progress=progress.report)

        self._task = session.write_long(
            job,
            done=self._done,
            failed=lambda error: self._failed(error, batch),
            progress=lambda done, total, _name: self._progress(batch, done, total),
        )
        self.progressed.emit(0, len(batch))
        self.changed.emit()

    def _progress(self, batch: list[ReceivedFile], done: int, total: int) -> None:
        stages = [Stage.READ] * done + [Stage.READING] + [Stage.WAITING] * total
        self._put_files(
            [replace(file, stage=stage) for file, stage in zip(batch, stages, strict=False)]
        )
        self.progressed.emit(done, total)
        self.changed.emit()

    def _done(self, outcome: Outcome) -> None:
        files, conflicts = outcome
        self._task = None
        self._put_files(files)
        self.changed.emit()
        if self._stopping:
            self.too_late.emit()
        self.merged.emit(files, conflicts)
        self._go_on()

    def _failed(self, error: BaseException, batch: list[ReceivedFile]) -> None:
        self._task = None
        self._locked = []
        reason = None if isinstance(error, Cancelled) else error
        self._put_files([replace(file, stage=Stage.STOPPED, refused=reason) for file in batch])
        self._put({Stage.WAITING}, Stage.STOPPED)
        self.changed.emit()
        if reason is not None and not is_expected(reason):
            self._session.failed.emit(reason)

    def _put(self, before: set[Stage], after: Stage) -> None:
        self.files = [
            replace(file, stage=after, refused=None) if file.stage in before else file
            for file in self.files
        ]

    def _put_files(self, changed: Sequence[ReceivedFile]) -> None:
        by_path = {file.path: file for file in changed}
        self.files = [by_path.get(file.path, file) for file in self.files]
