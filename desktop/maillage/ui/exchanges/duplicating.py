"""Finds people who may be recorded twice, says how many, and opens them side by side."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from maillage.actions.duplicate_counting import Waiting
from maillage.actions.duplicate_review import Review
from maillage.language import _, ngettext_
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.exchanges.duplicate_rows import waiting_words
from maillage.ui.exchanges.duplicates_dialog import DuplicatesDialog
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner, BannerKind


class Duplicating(QObject):
    """Keeps the action and the banner of a page right, and does what they offer."""

    def __init__(self, session: Session, action: QAction, banner: Banner, page: QWidget) -> None:
        super().__init__(page)
        self._session, self._action, self._page = session, action, page
        self.banner = banner
        self.waiting = Waiting()
        self._task: Task | None = None
        self._open = False
        banner.hide()
        banner.acted.connect(self.ask)
        action.triggered.connect(self.ask)

    def look(self) -> None:
        """Count again; whatever was being counted is out of date."""
        if self._session.reads:
            return  # nothing to decide for somebody who may not
        if self._task is not None:
            self._task.cancel()
        store = self._session.store

        counting = self._session.doubles

        def count(progress: Progress) -> Waiting:
            return counting.count(store, progress=progress.report)

        self._task = self._session.read_long(
            count,
            done=self._counted,
            failed=self._not_counted,
            progress=lambda _done, _of, _words: None,
        )

    def ask(self) -> None:
        """Show them side by side."""
        if self._open:
            return
        self._open = True
        store, counting = self._session.store, self._session.doubles

        def look(progress: Progress) -> Review:
            return counting.review(store, progress=progress.report)

        self._session.read_long(
            look, done=self._show, failed=self._failed, progress=lambda _done, _of, _words: None
        )

    def _show(self, found: Review) -> None:
        dialog = DuplicatesDialog(self._session, found, self._page.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._closed)
        dialog.open()
        dialog.list.setFocus()

    def _closed(self) -> None:
        self._open = False

    def _failed(self, error: BaseException) -> None:
        self._open = False
        if not isinstance(error, Cancelled):
            self._session.failed.emit(error)

    def _not_counted(self, error: BaseException) -> None:
        """Leave the count as it was: whoever opens the dialog is told what went wrong."""
        if not isinstance(error, Cancelled):
            self._task = None

    def _counted(self, found: Waiting) -> None:
        self._task = None
        self.waiting = found
        self._action.setText(
            ngettext_("{n} recorded twice…", "{n} recorded twice…", found.all)
            if found.all
            else _("Recorded twice…")
        )
        kind: BannerKind = "warning" if found.outlived else "info"
        self.banner.say(kind, waiting_words(found), _("Look at them"))
        self.banner.setVisible(found.all > 0)
        self._session.counted.emit()
