"""Going on from a backup: a new store is made of it on this computer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from maillage.language import _
from maillage.ui import folders
from maillage.ui.background import Cancelled, Progress, Task, Worker
from maillage.ui.start import jobs, stores
from maillage.ui.start.choosing import ChoosingForm
from maillage.ui.start.jobs import Known, Ready


class RestoreForm(ChoosingForm):
    """Which backup, and the passphrase or recovery key that opened the store that day."""

    stoppable = True

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
        self._wanted, self._task = wanted, Task()
        self.progress.stopped.connect(self._leave)
        self.add_choice(
            _("Backup"),
            name=_("Backups"),
            nothing=_("No backup was found. Plug in its stick, then look for its folder."),
        )
        self.list.current_row.connect(lambda _key: self.fields["store"].set_error(""))
        self.card.add(
            self.add(
                "passphrase",
                _("Passphrase or recovery key"),
                self.passphrase,
                _("Those of the day of the backup, even if they were changed since."),
            )
        )
        self.add_remember()

    def begin(self) -> None:
        """Look for backups on a stick, and where one was last saved."""
        super().begin()
        self.show_known(self._wanted)
        places = (folders.current().start("backups"), folders.current().start("stores"))
        self.worker.submit(partial(jobs.backups, places), done=self._found, failed=self.fail)
        self.ask_keyring()

    def focus_first(self) -> None:
        """The latest backup is chosen already: the passphrase is what is missing."""
        (self.passphrase if self.known else self.browse).setFocus()

    def job(self) -> Callable[[Progress], Ready] | None:
        """Return the job that restores the backup chosen."""
        path = self.chosen(_("Look for the folder of the backup."))
        if path is None:
            return None
        words, remember = self.passphrase.text(), self.remembers()

        def restore(progress: Progress) -> Ready:
            return jobs.restore(path, passphrase=words, remember=remember, progress=progress)

        return restore

    def run(self, job: Callable[[Progress], Ready]) -> None:
        """Run the job, which tells how far it is and can be stopped."""
        self.progress.allow_stop()
        self._task = self.worker.submit_long(
            job, done=self.done, failed=self.fail, progress=self._show
        )

    def fail(self, error: BaseException) -> None:
        """Say what went wrong, or that it was stopped."""
        if not isinstance(error, Cancelled):
            super().fail(error)
            return
        self.set_working(False)
        self.fault.say("info", _("Stopped. Nothing was restored, and the backup is as it was."))
        self.fault.show()
        self.submit.setFocus()

    def take(self, backup: Path) -> None:
        """Choose a backup that somebody has found."""
        self._wanted = backup
        self.show_known(self._wanted)
        self.passphrase.setFocus()

    def _show(self, done: int, total: int, phase: str) -> None:
        # Late: the library of stores is loaded by then.
        from maillage.actions import backups

        self.progress.set_bytes(done, total, backups.progress_line(done, total, phase))

    def _leave(self) -> None:
        """Go back; while a store is being made, stop that first: nothing stays of it then."""
        if self.working:
            self._task.cancel()
            return
        super()._leave()

    def _found(self, known: list[Known]) -> None:
        self.known = known
        self.show_known(self._wanted)
        self.focus_first()

    def look_elsewhere(self) -> None:
        """Ask for a folder: a backup, or the stick it is on."""
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
