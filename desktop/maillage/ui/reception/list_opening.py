"""The way a list comes in: read off the main thread, shown, then taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import list_undoing
from maillage.language import _, ngettext_
from maillage.ui import folders
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.session import Session
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.header import action
from maillage.ui.widgets.progress import ProgressRow

if TYPE_CHECKING:
    from maillage.actions.lists import Preview, TakenIn
    from maillage.ui.reception.list_dialog import ListDialog

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".ods", ".vcf", ".vcard")
"""How the names of lists end; a text file may be one too, but most are not."""
PATIENCE = 400
"""Milliseconds after which a list that is still being read is said to be."""


class ListOpening(QObject):
    """Opens one list at a time over a page, whatever its kind, without ever blocking it."""

    shown = Signal(object)
    """The dialog that shows what the list would change."""
    taken = Signal(object)
    """What was done, a TakenIn; the toast has told it."""
    taken_back = Signal(object)
    """What was done, a TakenIn, is no more."""
    closed = Signal()
    """The dialog is closed, or there was none: the list could not be read, or was stopped."""

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._page = session, page
        self.reading: ReadingDialog | None = None
        self.dialog: ListDialog | None = None
        self._task: Task | None = None
        self._waiting: list[tuple[Path, str]] = []
        self.back = action(_("Take the last list back"), "undo-2", page)
        """For whoever sees the mistake once the toast has gone."""
        self.back.setVisible(False)
        self.back.triggered.connect(self._take_last_back)
        self._last: TakenIn | None = None
        self._going_back: set[TakenIn] = set()
        """What is taken back, or is being."""

    def choose(self, event: str) -> None:
        """Let the person choose a list for a meeting, then show what it would change."""
        start = str(folders.current().start("lists"))
        wanted = " ".join(f"*{suffix}" for suffix in (*SUFFIXES, ".txt"))
        path, _chosen = QFileDialog.getOpenFileName(
            self._page, _("Take in a list"), start, _("Lists") + f" ({wanted})"
        )
        if path:
            folders.current().remember("lists", Path(path))
            self.open(Path(path), event)

    def open(self, path: Path, event: str) -> None:
        """Read a list and show what it would change in a meeting; nothing is written before.

        Lists that are dropped together are shown one after the other.
        """
        if self._task or self.dialog:
            self._waiting.append((path, event))
            return
        self._task = self._session.read_long(
            partial(_read, self._session, path, event),
            done=partial(self._show, path, event),
            failed=self._failed,
            progress=self._tell,
        )
        QTimer.singleShot(PATIENCE, self, partial(self._wait, path, self._task))

    def _wait(self, path: Path, task: Task) -> None:
        if self._task is task and not task.finished:
            self.reading = ReadingDialog(path.name, self._page)
            self.reading.rejected.connect(partial(self._stop, task))
            self.reading.open()

    def _stop(self, task: Task) -> None:
        self.reading = None  # it is closed, and deletes itself
        task.cancel()

    def _tell(self, done: int, total: int, _words: str) -> None:
        if self.reading:
            self.reading.tell(done, total)

    def _ended(self) -> None:
        self._task = None
        if self.reading:
            self.reading.accept()
            self.reading = None

    def _failed(self, error: BaseException) -> None:
        self._ended()
        self.closed.emit()
        if not isinstance(error, Cancelled):
            self._session.failed.emit(error)
        self._next()

    def _show(self, path: Path, event: str, preview: Preview) -> None:
        from maillage.ui.reception.list_dialog import ListDialog

        self._ended()
        dialog = ListDialog(self._session, preview, path=path, event=event, parent=self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.taken.connect(self._taken)
        dialog.finished.connect(self._closed)
        self.dialog = dialog
        self.shown.emit(dialog)
        dialog.open()

    def _taken(self, done: TakenIn) -> None:
        from maillage.ui.reception.list_preview import outcome

        undo = partial(self.take_back, done)
        self._session.tell(outcome(done), undo=_("Undo") if done.span else "", on_undo=undo)
        self._last = done
        self.back.setVisible(done.span is not None)
        self.taken.emit(done)

    def _take_last_back(self) -> None:
        if self._last:
            self.take_back(self._last)

    def take_back(self, done: TakenIn) -> None:
        """Take back what a list has written; a second wish meanwhile changes nothing."""
        if done.span is None or done in self._going_back:
            return
        self._going_back.add(done)
        self._session.write(
            partial(list_undoing.take_back, self._session.store, done.span),
            done=partial(self._went_back, done),
            failed=partial(self._stayed, done),
        )

    def _went_back(self, done: TakenIn, _none: None) -> None:
        if done is self._last:
            self.back.setVisible(False)
        self._session.tell(_("The list is taken back"), icon="undo-2")
        self.taken_back.emit(done)

    def _stayed(self, done: TakenIn, error: BaseException) -> None:
        self._going_back.discard(done)
        self._session.failed.emit(error)

    def _closed(self, _result: int) -> None:
        self.dialog = None
        self.closed.emit()
        self._next()

    def _next(self) -> None:
        if self._waiting:
            self.open(*self._waiting.pop(0))


class ReadingDialog(PlainDialog):
    """Says that a list is being read; rejected by its button, or by Escape."""

    def __init__(self, file: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Reading “{file}”", file=file),
            _("Nothing is written before you say so."),
            parent,
            icon_name="list",
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.row = ProgressRow()
        self.row.stopped.connect(self.reject)
        self.body.insertWidget(self.body.count() - 1, self.row)
        self.tell(0, 0)

    def tell(self, done: int, total: int) -> None:
        """Say how far it is; of a list that is still being opened nobody knows."""
        lines = ngettext_("{n} line read", "{n} lines read", done)
        self.row.set_progress(done, total, lines if done else _("Opening the file…"))


def _read(session: Session, path: Path, event: str, progress: Progress) -> Preview:
    # Late: at most doors nobody takes a list in.
    from maillage.actions import lists

    return lists.preview(session.store, path, event=event, progress=progress.report)
