"""Saving the whole store somewhere else, from the menu: where, how far, and what was saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import backups, explain
from maillage.actions.backups import Made
from maillage.language import _
from maillage.ui import folders
from maillage.ui.background import Cancelled, Progress, Task
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.progress import ProgressRow
from maillage.ui.widgets.text import Text

WIDTH = 640
"""Logical pixels, for the path of a folder and its button."""


class BackupDialog(PlainDialog):
    """Where the copy goes, then how far it is, then what was saved and what opens it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Save the whole store"),
            _(
                "A complete copy, encrypted, in a new folder. Should this computer be lost or"
                " break, one goes on from it: “Restore a backup…” on the first screen."
            ),
            parent,
            icon_name="shield-check",
        )
        self._session, self._task = session, Task()
        self.working = False
        self.made: Made | None = None
        self.setMinimumWidth(theme.px(WIDTH))
        self.within = folders.current().start("backups")
        self.place = self._build_place()
        self.progress = ProgressRow()
        self.progress.stopped.connect(self.reject)
        self.progress.hide()
        self.outcome = Banner("positive", "…")
        self.outcome.hide()
        self.later = [Text("", wrap=True), Text("", wrap=True)]
        for widget in (self.place, self.progress, self.outcome, *self.later):
            self.body.insertWidget(self.body.count() - 1, widget)
        for text in self.later:
            text.hide()
        self.folder = self.add_button(_("Open the folder"), "quiet", "folder-open")
        self.folder.clicked.connect(self._open_folder)
        self.folder.hide()
        self.leave = self.add_button(_("Not now"))
        self.leave.clicked.connect(self.reject)
        self.save = self.add_button(_("Save"), "primary", "file-down")
        self.save.clicked.connect(self.send)
        self.save.setDefault(True)
        self.save.setFocus()
        self._say_place()

    def _build_place(self) -> QWidget:
        self._where = Text("", "strong", wrap=True)
        self._warning = Text("", "caption", "warning", wrap=True)
        self.choose = Button(_("Choose another folder…"), "secondary", "folder-open")
        self.choose.clicked.connect(self._choose)
        words = QVBoxLayout()
        words.setSpacing(SPACE_XS)
        words.addWidget(Text(_("Where"), "label"))
        words.addWidget(self._where)
        words.addWidget(self._warning)
        place = QFrame()
        set_look(place, box="inset")
        row = QHBoxLayout(place)
        row.setContentsMargins(SPACE_M, SPACE_M, SPACE_M, SPACE_M)
        row.setSpacing(SPACE_S)
        row.addLayout(words, 1)
        row.addWidget(self.choose)
        return place

    def take(self, within: Path) -> None:
        """Have the copy made in a new folder in this one."""
        self.within = within
        self.outcome.hide()
        self._say_place()

    def send(self) -> None:
        """Make the copy, unless it is being made."""
        if self.working:
            return
        store, within = self._session.store, self.within

        def job(progress: Progress) -> Made:
            folder = backups.free_folder(store, within)
            return backups.back_up(store, folder, progress=progress.report)

        self._set_working(True)
        self._show(0, 0, backups.COPYING)
        self._task = self._session.read_long(
            job, done=self._done, failed=self._failed, progress=self._show
        )

    def reject(self) -> None:
        """Close; while the copy is being made, stop that first: nothing stays of it then."""
        if self.working:
            self._task.cancel()
            return
        super().reject()

    def _set_working(self, working: bool) -> None:
        self.working = working
        self.place.setEnabled(not working)
        self.save.setEnabled(not working)
        self.leave.setEnabled(not working)
        self.progress.setVisible(working)
        self.progress.allow_stop()
        self.outcome.hide()

    def _show(self, done: int, total: int, phase: str) -> None:
        self.progress.set_bytes(done, total, backups.progress_line(done, total, phase))

    def _done(self, made: Made) -> None:
        self._set_working(False)
        self.made = made
        fact, *more = backups.made_lines(made)
        self.outcome.say("positive", fact)
        self.outcome.show()
        for text, line in zip(self.later, more, strict=True):
            text.setText(line)
            text.show()
        self.place.hide()
        self.save.hide()
        self.folder.show()
        self.leave.set_text(_("Close"))
        self.leave.set_kind("primary")
        self.leave.setDefault(True)
        self.leave.setFocus()
        self._fit()

    def _failed(self, error: BaseException) -> None:
        self._set_working(False)
        if isinstance(error, Cancelled):
            self.outcome.say("info", _("Stopped. Nothing was saved, and nothing is left of it."))
        elif explain.is_expected(error):
            self.outcome.say("danger", explain.sentence(error))
        else:
            self._session.failed.emit(error)
            return
        self.outcome.show()
        self.save.setFocus()

    def _choose(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Where the backup goes"), str(self.within))
        if path:
            folders.current().remember("backups", Path(path) / "-")
            self.take(Path(path))

    def _say_place(self) -> None:
        self._where.setText(str(self.within))
        here = folders.on_same_disk(self.within, self._session.store.path)
        self._warning.setText(
            _("This is the disk of this computer: a copy there is lost with it. Take a stick.")
            if here
            else ""
        )
        self._warning.setVisible(here)

    def _open_folder(self) -> None:
        if self.made:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path.parent)))
