"""Saving the whole store somewhere else, from the menu: where, how far, and what was saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from maillage.actions import backups
from maillage.actions.backups import Made
from maillage.language import _
from maillage.ui import folders
from maillage.ui.background import Progress
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S, SPACE_XS
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import Text
from maillage.ui.working import WorkingDialog


class BackupDialog(WorkingDialog):
    """Where the copy goes, then how far it is, then what was saved and what opens it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            title=_("Save the whole store"),
            sentence=_(
                "A complete copy, encrypted, in a new folder. Should this computer be lost or"
                " break, one goes on from it: “Restore a backup…” on the first screen."
            ),
            icon_name="shield-check",
            stopped=_("Stopped. Nothing was saved, and nothing is left of it."),
        )
        self.made: Made | None = None
        self.within = folders.current().start("backups")
        self.ask(self._build_place(), leave=_("Not now"), act=_("Save"), icon_name="file-down")
        self.later = [Text("", wrap=True), Text("", wrap=True)]
        for text in self.later:
            self.body.insertWidget(self.body.count() - 1, text)
            text.hide()
        self.folder = Button(_("Open the folder"), "quiet", "folder-open")
        self.folder.clicked.connect(self._open_folder)
        self.folder.hide()
        self.buttons.insertWidget(self.buttons.indexOf(self.leave), self.folder)
        self.act.setFocus()
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
        store, within = self.session.store, self.within

        def job(progress: Progress) -> Made:
            folder = backups.free_folder(store, within)
            return backups.back_up(store, folder, progress=progress.report)

        self.run(job, self.show_made)

    def show_progress(self, done: int, total: int, phase: str) -> None:
        """Say how much is written, then that it is read back."""
        self.progress.set_bytes(done, total, backups.progress_line(done, total, phase))

    def show_made(self, made: Made) -> None:
        """Say what was saved, where, and what opens it."""
        self.made = made
        fact, *more = backups.made_lines(made)
        self.outcome.say("positive", fact)
        self.outcome.show()
        for text, line in zip(self.later, more, strict=True):
            text.setText(line)
            text.show()
        self.asked.hide()
        self.act.hide()
        self.folder.show()
        self.leave.set_text(_("Close"))
        self.leave.set_kind("primary")
        self.leave.setDefault(True)
        self.leave.setFocus()
        self._fit_later()

    def _choose(self) -> None:
        path = QFileDialog.getExistingDirectory(self, _("Where the backup goes"), str(self.within))
        if path:
            folders.current().remember("backups", Path(path) / "-")
            self.take(Path(path))

    def _say_place(self) -> None:
        self._where.setText(str(self.within))
        here = folders.on_same_disk(self.within, self.session.store.path)
        self._warning.setText(
            _("This is the disk of this computer: a copy there is lost with it. Take a stick.")
            if here
            else ""
        )
        self._warning.setVisible(here)

    def _open_folder(self) -> None:
        if self.made:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.made.path.parent)))
