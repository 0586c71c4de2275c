"""The one window: the first run, then an open programme; its menu, its errors, its closing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QWidget

from maillage.language import _
from maillage.ui.frame import Frame
from maillage.ui.pages import ENTRIES, START, Entry
from maillage.ui.preferences import Preferences

if TYPE_CHECKING:
    from maillage.actions.opening import Unlocking
    from maillage.ui.background import Worker
    from maillage.ui.commands import Commands
    from maillage.ui.failures import Failures
    from maillage.ui.session import Session
    from maillage.ui.shell import Shell
    from maillage.ui.start.jobs import Ready
    from maillage.ui.start.page import StartPage

SOON = 600
"""Milliseconds after which it is told that a store is being opened."""


class MainWindow(Frame):
    """Shows a StartPage, or the Shell of an open store.

    What the empty frame does without is imported once that is painted, and what needs the
    store's libraries once a store is open.
    """

    # Made by `furnish`.
    worker: Worker
    failures: Failures
    commands: Commands

    def __init__(self, preferences: Preferences, entries: Sequence[Entry] = ENTRIES) -> None:
        """``entries`` are the screens, in the order of the side bar."""
        super().__init__(preferences.settings.window)
        self.preferences = preferences
        self.session: Session | None = None
        self.shell: Shell | None = None
        self.start: StartPage | None = None
        self._entries = entries
        self._furnished = False
        self._closing = False
        self._busy = False

    def furnish(self) -> None:
        """Make what the window works with, once it was painted and its language is in force."""
        from maillage.ui.commands import Commands
        from maillage.ui.failures import Failures

        self.failures = Failures(self)
        self.worker = self._new_worker()
        self.commands = Commands(self)
        self.preferences.spoken.connect(self._speak)
        self._furnished = True

    # The first run --------------------------------------------------------------------

    def show_start(self) -> StartPage:
        """Show the choices; return their page."""
        start = self._new_start()
        start.show_choices()
        return start

    def begin(self, store: Path | None = None, passphrase: str | Unlocking | None = None) -> None:
        """Offer to open a store; at once with a passphrase, else silently if the system can.

        Without a store, that of yesterday is offered if it is still there.
        """
        last = self.preferences.settings.last_store
        if store is None and last and Path(last).is_dir():
            store = Path(last)
        if store is None:
            self.show_start()
            self.worker.submit(warm_up, done=lambda _done: None, failed=self.failures.show)
        elif passphrase:
            self._open(store, passphrase)
        else:
            self._new_start().reopen(store)

    def _open(self, store: Path, passphrase: str | Unlocking) -> None:
        """Open a store; most are open before a page that says so could be read."""
        from maillage.ui.start import jobs

        task = self.worker.submit(
            partial(jobs.open_given, store, passphrase),
            done=self.enter,
            failed=lambda error: (self.start or self._new_start()).offer(store).fail(error),
        )

        def say() -> None:
            if not task.finished:
                self._new_start().say_opening(store)

        QTimer.singleShot(SOON, self, say)

    def _new_start(self) -> StartPage:
        from maillage.ui.start.page import StartPage

        self.start = StartPage(self.worker, lambda: self.preferences.settings.recent_stores)
        self.start.opened.connect(self.enter)
        self.start.settings_wanted.connect(self.show_preferences)
        self._put(self.start)
        self.say_title()
        return self.start

    # An open programme ----------------------------------------------------------------

    def enter(self, ready: Ready) -> None:
        """Show the screens of a store that was opened."""
        from maillage.ui.session import Session

        self.preferences.remember_store(ready.path)
        session = self.session = Session(ready.opened, self.worker)
        session.failed.connect(self.failures.show)
        session.meeting_changed.connect(self.say_title)
        session.start(ready.latest)
        self._show_shell()
        if ready.told:
            self._say_first(ready.told)

    def _say_first(self, told: str) -> None:
        """Say what to do before all else; a toast would be gone before it is read."""
        from maillage.ui.widgets.dialogs import MessageDialog

        self.open(
            MessageDialog(
                _("Before you go on"),
                told,
                close=_("Understood"),
                icon_name="info",
                icon_token="accent",  # noqa: S106 - the name of a colour
                parent=self,
            )
        )

    def leave(self) -> None:
        """Close the store and show the first choices again."""
        if self.session is None or not self._may_lose_drafts():
            return
        self._close_store()
        self.worker = self._new_worker()
        self.shell = None
        self.show_start()

    def go_into_hub(self, ready: Ready) -> None:
        """Show the hub that this store was brought into, once its recovery key is noted."""
        from maillage.ui.hub_entering import outcome

        self.leave()
        if self.start is not None:
            self.start.show_key(ready, outcome())

    def _show_shell(self, code: str = "") -> None:
        from maillage.ui.shell import Shell

        if self.session is None:
            return
        self.shell = Shell(self.session, self._entries)
        self.shell.wants_meeting.connect(self.commands.new_meeting)
        self.shell.wants_correcting.connect(self.commands.edit_meeting)
        self.shell.place_known.connect(self.say_title)
        self.commands.fill(self.shell.menu.menu_shown)
        self.start = None
        self._put(self.shell)
        codes = [entry.code for entry in self._entries]
        self.shell.show_page(code or (START if START in codes else codes[0]))

    # What the menu and the shortcuts do -----------------------------------------------

    def show_preferences(self) -> None:
        """Show the settings of this computer."""
        from maillage.ui.preferences_dialog import PreferencesDialog

        self.open(PreferencesDialog(self.preferences, self))

    def show_about(self) -> None:
        """Show version and licences."""
        from maillage.ui.about import AboutDialog

        self.open(AboutDialog(self))

    @staticmethod
    def open(dialog: QDialog) -> None:
        """Show a dialog over the window; it goes for good when it is closed."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def say_title(self) -> None:
        """Name the meeting in the title bar, or else the programme."""
        title = "Maillage"
        if self.session is not None and self.session.meeting is not None:
            title = f"Maillage – {self.session.meeting.title}"
        elif self.shell is not None and self.shell.place.programme:
            title = f"Maillage – {self.shell.place.programme}"
        self.setWindowTitle(title)

    # Size, language, closing ----------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Step from wide to compact as the window becomes narrow."""
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is running end, have the recovery key noted, then close the store."""
        if not self._furnished:
            return
        if self.session is not None and not self._closing:
            self.session.drafts.save()  # and see whether it could be
        if self._busy:
            event.ignore()
            self._closing = True
            return
        self._closing = False
        if not (self._may_lose_key() and self._may_lose_drafts()):
            event.ignore()
            return
        self._close_store()
        self.preferences.change(window=self.place())
        event.accept()

    def _may_lose_key(self) -> bool:
        """Ask before a recovery key that nobody has noted goes from the screen for ever."""
        if self.start is None or self.start.pending is None:
            return True
        from maillage.ui.widgets.dialogs import ConfirmDialog

        return ConfirmDialog.ask(
            _("Close without noting the recovery key?"),
            _(
                "It is shown only now. Without it, a forgotten passphrase means that nobody can"
                " open this store any more."
            ),
            safe=_("Go back to the key"),
            danger=_("Close all the same"),
            parent=self,
        )

    def _may_lose_drafts(self) -> bool:
        """Ask before what is half typed goes, where it could not be kept."""
        if self.session is None or not self.session.drafts.go_with_window:
            return True
        from maillage.ui.widgets.dialogs import ConfirmDialog

        return ConfirmDialog.ask(
            _("Close without recording what you began?"),
            _(
                "What you typed last could not be kept: the disk is full, or the hub does not"
                " answer. If you close now, it is lost."
            ),
            safe=_("Go on writing"),
            danger=_("Close all the same"),
            parent=self,
        )

    def _close_store(self) -> None:
        pending = self.start.pending if self.start is not None else None
        if self.session is not None:
            self.session.close()
        else:
            self.worker.shutdown()
        if pending is not None:
            self.preferences.remember_store(pending.path)
            pending.opened.store.close()
        self.session = None

    def _new_worker(self) -> Worker:
        from maillage.ui.background import Worker

        worker = Worker(self)
        worker.busy.connect(self._set_busy)
        return worker

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        if not busy and self.shell is not None:
            # What was recorded may have taken away the control that asked for it.
            QTimer.singleShot(0, self.shell, self.shell.regain)
        if not busy and self._closing:
            # After the answer of the job has been dealt with: it may start another one.
            QTimer.singleShot(0, self.close)

    def _put(self, content: QWidget) -> None:
        """Make something the content; Qt would show it later, and the focus be lost till then."""
        self.setCentralWidget(content)
        content.show()
        self._fit()

    def _fit(self) -> None:
        showing = self.centralWidget()
        if showing is not None and showing is self.shell and self.shell is not None:
            self.shell.set_compact(self.compact)
        elif self.start is not None:
            self.start.set_compact(self.compact)

    def _speak(self) -> None:
        """Build what is shown anew in the language chosen."""
        self.commands.name()
        if self.shell is not None:
            self._show_shell(self.shell.current)
        elif self.start is not None and self.start.chooses:
            self.show_start()


def warm_up() -> None:
    """Import what opening a store needs, while somebody reads the first screen."""
    from maillage.actions import passphrases, programme  # noqa: F401
