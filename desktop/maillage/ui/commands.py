"""What the window can do, each a QAction: the menu and the shortcuts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from maillage.language import _
from maillage.ui.look.icons import icon
from maillage.ui.pages import ENTRIES
from maillage.ui.widgets.header import action
from maillage.ui.widgets.popup import Menu

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.ui.window import MainWindow


class Commands(QObject):
    """The actions of a window; they live as long as it does and follow its language."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.new = self._make("plus", self.new_meeting)
        self.edit = self._make("pencil", self.edit_meeting)
        self.choose = self._make("calendar", self.choose_meeting)
        self.invite = self._make("key-round", self.invite_laptop)
        self.laptops = self._make("laptop", self.show_laptops)
        self.hub = self._make("share-2", self.enter_hub)
        self.password = self._make("key-round", self.change_password)
        self.passphrase = self._make("key-round", self.change_passphrase)
        self.recovery = self._make("printer", self.renew_recovery_key)
        self.backup = self._make("file-down", self.back_up)
        self.settings = self._make("settings", window.show_preferences, "Ctrl+,")
        self.keys = self._make("list", self.show_shortcuts, "F1")
        self.about = self._make("info", window.show_about)
        self.leave = self._make("folder-open", window.leave)
        self.quit = self._make("x", window.close, "Ctrl+Q")
        self.menu = self._make("ellipsis", self.open_menu, "F10")
        self.screens = [
            self._make("", partial(self.show_screen, place), f"Ctrl+{place + 1}")
            for place in range(len(ENTRIES))
        ]
        self.name()

    def _make(self, icon_name: str, act: Callable[[], object], shortcut: str = "") -> QAction:
        made = action("…", icon_name, self._window)
        if shortcut:
            made.setShortcut(QKeySequence(shortcut))
        made.triggered.connect(lambda _checked=False: act())
        self._window.addAction(made)
        return made

    def name(self) -> None:
        """Give every action its words, in the language in force."""
        words = {
            self.new: _("New meeting…"),
            self.edit: _("Edit the meeting…"),
            self.choose: _("Choose another meeting…"),
            self.invite: _("Invite a laptop…"),
            self.laptops: _("Laptops of the programme…"),
            self.hub: _("Bring this programme into a hub…"),
            self.password: _("Password of the hub…"),
            self.passphrase: _("Change the passphrase…"),
            self.recovery: _("New recovery key…"),
            self.backup: _("Save the whole store…"),
            self.settings: _("Settings"),
            self.keys: _("Keyboard shortcuts"),
            self.about: _("About Maillage"),
            self.leave: _("Open another programme…"),
            self.quit: _("Quit"),
            self.menu: _("Menu"),
        }
        for made, word in words.items():
            made.setText(word)
        for made, entry in zip(self.screens, ENTRIES, strict=True):
            made.setText(_(entry.label))

    def fill(self, menu: QMenu) -> None:
        """Put the actions into the menu of a shell; what is seldom done, a step further.

        Every line must fit on a screen of 460 pixels.
        """
        menu.addActions([self.new, self.edit, self.choose])
        menu.addSeparator()
        menu.addAction(self.invite)
        self._fold(menu, _("Store and keys"), "shield-check", self._keeping())
        menu.addSeparator()
        menu.addAction(self.settings)
        self._fold(menu, _("Help"), "circle-question-mark", [self.keys, self.about])
        menu.addSeparator()
        menu.addActions([self.leave, self.quit])
        menu.aboutToShow.connect(self._allow)

    def _keeping(self) -> list[QAction]:
        who = [self.laptops, self.hub, self.password]
        return [self.backup, self.passphrase, self.recovery, *who]

    @staticmethod
    def _fold(menu: QMenu, title: str, icon_name: str, actions: list[QAction]) -> None:
        folded = Menu(menu)
        folded.addActions(actions)
        entry = folded.menuAction()
        entry.setText(title)
        entry.setIcon(icon(icon_name))
        menu.addAction(entry)

    def _allow(self) -> None:
        """Offer only what can be done now."""
        window = self._window
        met = window.session is not None and window.session.meeting is not None
        place = window.shell.place if window.shell is not None else None
        writes = place is None or not place.reads
        self.new.setVisible(writes)
        self.edit.setVisible(writes)
        self.password.setVisible(place is not None and bool(place.hub))
        self.edit.setEnabled(met)
        self.choose.setEnabled(met)
        self.backup.setVisible(place is None or not place.hub)
        self.invite.setVisible(place is not None and place.coordinator)
        self.laptops.setVisible(place is not None and place.coordinator)
        self.hub.setVisible(place is not None and place.coordinator and not place.hub)

    def show_screen(self, place: int) -> None:
        """Bring a screen to the front."""
        if self._window.shell is not None:
            self._window.shell.show_nth(place)

    def open_menu(self) -> None:
        """Show the menu, for the keyboard."""
        if self._window.shell is not None:
            self._window.shell.menu.open()

    def new_meeting(self) -> None:
        """Ask for a meeting; it is then the one shown."""
        from maillage.ui.meeting.dialog import MeetingDialog

        if self._window.session is not None:
            self._window.open(MeetingDialog(self._window.session, parent=self._window))

    def edit_meeting(self) -> None:
        """Correct the meeting shown."""
        from maillage.ui.meeting.dialog import MeetingDialog

        session = self._window.session
        if session is not None and session.meeting is not None:
            self._window.open(MeetingDialog(session, session.meeting, parent=self._window))

    def choose_meeting(self) -> None:
        """Show another meeting."""
        from maillage.ui.meeting.choose import ChooseMeetingDialog

        if self._window.session is not None:
            self._window.open(ChooseMeetingDialog(self._window.session, self._window))

    def invite_laptop(self) -> None:
        """Write an invitation; only a coordinator's laptop can."""
        from maillage.ui.invite import InviteDialog

        if self._window.session is not None:
            self._window.open(InviteDialog(self._window.session, self._window))

    def show_laptops(self) -> None:
        """Show the laptops, of which one may be believed no more."""
        from maillage.ui.believing import Believing

        if self._window.session is not None:
            Believing(self._window.session, self._window).show_laptops()

    def enter_hub(self) -> None:
        """Bring what this store holds into a hub; only a coordinator can."""
        from maillage.ui.hub_entering import EnterHubDialog

        window = self._window
        if window.session is not None and not window.session.store.hub:
            dialog = EnterHubDialog(window.session, window.worker, window)
            dialog.entered.connect(window.go_into_hub)
            window.open(dialog)

    def change_password(self) -> None:
        """Take another password of the hub's server."""
        from maillage.ui.hub_password import HubPasswordDialog

        if self._window.session is not None and self._window.session.store.hub:
            self._window.open(HubPasswordDialog(self._window.session, self._window))

    def change_passphrase(self) -> None:
        """Let other words open the store of this computer."""
        from maillage.ui.passphrase_change import PassphraseDialog

        window = self._window
        if window.session is not None:
            window.open(PassphraseDialog(window.session, window.worker, window))

    def renew_recovery_key(self) -> None:
        """Make another recovery key, where the printed one is lost or was seen."""
        from maillage.ui.recovery_renewal import RenewRecoveryDialog

        window = self._window
        if window.session is not None:
            window.open(RenewRecoveryDialog(window.session, window.worker, window))

    def back_up(self) -> None:
        """Save a copy of the store elsewhere; a hub's server makes its own."""
        from maillage.ui.backing_up import BackupDialog

        window = self._window
        if window.session is not None and not window.session.store.hub:
            window.open(BackupDialog(window.session, window))

    def show_shortcuts(self) -> None:
        """Show every shortcut there is."""
        from maillage.ui.shortcuts import ShortcutsDialog

        self._window.open(ShortcutsDialog(self._window))
