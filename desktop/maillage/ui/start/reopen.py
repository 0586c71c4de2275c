"""Opening a store of this computer: the one of yesterday first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from maillage.language import _
from maillage.ui import folders
from maillage.ui.background import Worker
from maillage.ui.start import jobs, stores
from maillage.ui.start.choosing import ChoosingForm
from maillage.ui.start.jobs import Known, Ready
from maillage.ui.widgets.fields import RevealEdit


class OpenForm(ChoosingForm):
    """Which store, and the passphrase or recovery key that opens it.

    ``backup_found(Path)`` for a backup: opened as it is, two laptops would write as one.
    """

    backup_found = Signal(object)

    def __init__(
        self, worker: Worker, recent: Callable[[], tuple[str, ...]], wanted: Path | None = None
    ) -> None:
        """``recent()`` returns stores opened lately; ``wanted`` is offered first, and at once."""
        super().__init__(
            worker,
            title=_("Open a programme of this computer"),
            sentence=_("Choose the store, then type its passphrase or its recovery key."),
            submit=_("Open"),
            busy=_("The store is being opened…"),
        )
        self._recent = recent
        self._wanted = wanted
        self._looked = False
        self._chosen = ""
        self.add_choice(
            _("Store"),
            name=_("Stores of this computer"),
            nothing=_(
                "No store was found in the usual folder. Look for it with “Look elsewhere…”."
            ),
        )
        self.list.current_row.connect(self._another)
        self.password = RevealEdit()
        self.password.textChanged.connect(lambda: self.fields["password"].set_error(""))
        self.password.returnPressed.connect(self.send)
        self.card.add(self.add("passphrase", _("Passphrase or recovery key"), self.passphrase))
        self.card.add(self.add("password", _("New password of the hub"), self.password))
        self.fields["password"].hide()
        self.add_remember()

    def begin(self) -> None:
        """Show the store wanted, which is about to be opened; else look for stores."""
        super().begin()
        if self._wanted is None:
            self._look_around()
        else:
            self.show_known(self._wanted)

    def _look_around(self) -> None:
        """Find the stores, and the keyring if there is one.

        Once, and only by who waits for a person: a store that opens at once comes first.
        """
        if self._looked:
            return
        self._looked = True
        self.worker.submit(
            partial(jobs.known_stores, self._recent()), done=self._found, failed=self.fail
        )
        self.ask_keyring()

    def focus_first(self) -> None:
        """The store is chosen already: the passphrase is what is missing."""
        self.passphrase.setFocus()

    def open_remembered(self, path: Path) -> None:
        """Open with what the system keeps; without it, wait for the passphrase."""
        self.set_working(True)
        self.worker.submit(
            partial(jobs.reopen_remembered, path), done=self._remembered, failed=self.fail
        )

    def job(self) -> Callable[[], Ready] | None:
        """Return the job that opens the store chosen."""
        path = self.chosen(_("Look for the folder of the store."))
        if path is None:
            return None
        return partial(
            jobs.reopen,
            path,
            passphrase=self.passphrase.text(),
            remember=self.remembers(),
            password="" if self.fields["password"].isHidden() else self.password.text(),
        )

    def fail(self, error: BaseException) -> None:
        """Ask for another password where the hub's server does not accept the one kept."""
        from maillage.domain.errors.hub import HubRefused

        if isinstance(error, HubRefused):
            self.fields["password"].show()
        super().fail(error)
        self._look_around()

    def _another(self, key: str) -> None:
        """Another store: what the hub of the former one refused concerns it no more."""
        if key == self._chosen:  # the same one, in a list that was filled again
            return
        self._chosen = key
        self.fields["store"].set_error("")
        self.password.clear()
        self.fields["password"].hide()

    def _found(self, known: list[Known]) -> None:
        self.known = known
        self.show_known(self._wanted)

    def look_elsewhere(self) -> None:
        """Ask for a folder; a backup is handed on."""
        start = str(folders.current().start("stores"))
        path = QFileDialog.getExistingDirectory(self, _("Folder of the store"), start)
        if path and jobs.is_backup(Path(path)):
            folders.current().remember("backups", Path(path))
            self.backup_found.emit(Path(path))
        elif path:
            folders.current().remember("stores", Path(path))
            self._take(Path(path))

    def _take(self, chosen: Path) -> None:
        """Choose the store, or the first of those in the folder; say at once if there is none."""
        inside = jobs.stores_in(chosen)
        if not inside:
            self.fault.say("danger", jobs.no_store_line(chosen))
            self.fault.show()
            self.browse.setFocus()
            return
        self.fault.hide()
        for one in reversed(inside):
            self.known = stores.added([*self.known, one], one.path)
        self._wanted = inside[0].path
        self.show_known(self._wanted)
        self.passphrase.setFocus()

    def _remembered(self, ready: Ready | None) -> None:
        self.set_working(False)
        if ready is not None:
            self.ready.emit(ready)
        else:
            self.focus_first()
            self._look_around()

    def set_working(self, working: bool) -> None:
        """Give the keyboard back to the passphrase: it is what to mend."""
        super().set_working(working)
        if not working:
            self.focus_first()
