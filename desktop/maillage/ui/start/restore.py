"""Going on from a backup: a new store is made of it on this computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from maillage.language import _
from maillage.ui import folders
from maillage.ui.background import Worker
from maillage.ui.start import jobs, stores
from maillage.ui.start.form import StartForm
from maillage.ui.start.jobs import Known, Ready
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.checkbox import CheckBox
from maillage.ui.widgets.fields import LabelledField, RevealEdit
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.text import Text


class RestoreForm(StartForm):
    """Which backup, and the passphrase or recovery key that opened the store that day."""

    def __init__(self, worker: Worker, wanted: Path | None = None) -> None:
        """``wanted`` is a backup that somebody has found already."""
        super().__init__(
            worker,
            title=_("Restore a backup"),
            sentence=_(
                "A new store is made of it on this computer; the backup stays as it is. The"
                " others will know this computer as a new laptop, so that nothing is mixed up."
            ),
            submit=_("Restore"),
            busy=_("The backup is being copied and checked…"),
        )
        self._wanted = wanted
        self.known: list[Known] = []
        self.passphrase = RevealEdit()
        self.list = RowList(_("Backups"), fit=True)
        self.list.current_row.connect(lambda _key: self.fields["store"].set_error(""))
        self.list.activated_row.connect(lambda _key: self.passphrase.setFocus())
        self.nothing = Text(
            _("No backup was found. Plug in its stick, then look for its folder."),
            "sub",
            "muted",
            wrap=True,
        )
        self.nothing.hide()
        self.browse = Button(_("Look elsewhere…"), "secondary", "folder-open")
        self.browse.clicked.connect(self._look_for)
        self.passphrase.returnPressed.connect(self.send)
        self.remember = CheckBox(_("Keep it on this computer, in the system’s keyring"))
        self.remember.hide()
        self.fields["store"] = self.card.add(LabelledField(_("Backup"), self.list))
        self.card.add(self.nothing)
        self.card.body.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)
        self.card.add(
            self.add(
                "passphrase",
                _("Passphrase or recovery key"),
                self.passphrase,
                _("Those of the day of the backup, even if they were changed since."),
            )
        )
        self.card.add(self.remember)

    def begin(self) -> None:
        """Look for backups on a stick, and where one was last saved."""
        super().begin()
        self._show()
        places = (folders.current().start("backups"), folders.current().start("stores"))
        self.worker.submit(partial(jobs.backups, places), done=self._found, failed=self.fail)
        self.worker.submit(
            jobs.can_remember, done=self.remember.setVisible, failed=lambda _error: None
        )

    def focus_first(self) -> None:
        """The latest backup is chosen already: the passphrase is what is missing."""
        (self.passphrase if self.known else self.browse).setFocus()

    def job(self) -> Callable[[], Ready] | None:
        """Return the job that restores the backup chosen."""
        path = self.list.current_key()
        if not path:
            self.fields["store"].set_error(_("Look for the folder of the backup."))
            self.browse.setFocus()
            return None
        return partial(
            jobs.restore,
            Path(path),
            passphrase=self.passphrase.text(),
            remember=not self.remember.isHidden() and self.remember.isChecked(),
        )

    def take(self, backup: Path) -> None:
        """Choose a backup that somebody has found."""
        self._wanted = backup
        self._show()
        self.passphrase.setFocus()

    def _found(self, known: list[Known]) -> None:
        self.known = known
        self._show()
        self.focus_first()

    def _show(self) -> None:
        if self._wanted is not None:
            self.known = stores.added(self.known, self._wanted)
        self.list.set_rows(stores.rows(self.known, Path.home()))
        self.nothing.setVisible(not self.known)
        self.fields["store"].setVisible(bool(self.known))
        if self.known:
            self.list.set_current(str(self.known[0].path))

    def _look_for(self) -> None:
        start = str(folders.current().start("backups"))
        path = QFileDialog.getExistingDirectory(self, _("Folder of the backup"), start)
        if path:
            chosen = Path(path)
            folders.current().remember("backups", chosen)
            self.worker.submit(
                partial(jobs.backups, (chosen,)),
                done=partial(self._looked_into, chosen),
                failed=self.fail,
            )

    def _looked_into(self, chosen: Path, inside: list[Known]) -> None:
        """Choose the folder, or the latest backup in it: one may have pointed at the stick."""
        for one in reversed(inside):
            self.known = stores.added([*self.known, one], one.path)
        self.take(inside[0].path if inside else chosen)
