"""The window, what opens a store, and what is done to it: first run, passphrase, key, backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget
from settling import settle

from maillage.ui.background import Worker
from maillage.ui.session import Session


def first_run(session: Session) -> QWidget:
    """Return what somebody sees before any store is open."""
    from maillage.ui.start.page import StartPage

    page = StartPage(session._worker, tuple)
    page.show_choices()
    return page


def open_hub(_session: Session) -> QWidget:
    """Return the form that opens a hub, as far down as it goes."""
    from maillage.ui.start.choices import HUB
    from maillage.ui.start.page import StartPage

    page = StartPage(Worker(), tuple)
    page.choose(HUB)
    return page


def restoring(session: Session) -> QWidget:
    """Return the form that restores a backup, with one found."""
    from maillage.ui.start.choices import RESTORE
    from maillage.ui.start.page import StartPage
    from maillage.ui.start.restore import RestoreForm

    page = StartPage(Worker(), tuple)
    form = page.choose(RESTORE)
    if isinstance(form, RestoreForm):
        form.take(session.store.path)
    return page


def shell(session: Session) -> QWidget:
    """Return side bar and screens as the window holds them."""
    from maillage.ui.shell import Shell

    found = Shell(session)
    found.show_page("reception")
    return found


def shell_of_a_copy(session: Session) -> QWidget:
    """Return the window of a laptop whose name somebody else goes on under."""
    from maillage.actions import copies
    from maillage.store import identity

    with session.store.action() as writer:
        identity.remember(writer.connection, copies.NAME, session.store.device)
    return shell(session)


def invite(session: Session) -> QWidget:
    """Return the dialog that invites a laptop."""
    from maillage.ui.invite import InviteDialog

    return InviteDialog(session)


def passphrase(session: Session) -> QWidget:
    """Return the dialog that changes the passphrase, with wrong words and a suggestion."""
    from maillage.domain.errors import WrongPassphrase
    from maillage.ui.passphrase_change import PassphraseDialog

    dialog = PassphraseDialog(session, Worker())
    dialog.passphrase.suggest.click()
    dialog.present.setText("merle")
    settle()
    dialog.failed(WrongPassphrase("-"))
    return dialog


def renewal(session: Session) -> QWidget:
    """Return the dialog that warns before a new recovery key."""
    from maillage.ui.recovery_renewal import RenewRecoveryDialog

    return RenewRecoveryDialog(session, Worker())


def new_key(session: Session) -> QWidget:
    """Return the new recovery key, shown once."""
    from maillage.store import keys
    from maillage.ui.recovery_renewal import NewKeyDialog

    dialog = NewKeyDialog(session, Worker(), keys.make("merle").recovery_key)
    dialog.page.noted.setChecked(True)  # else it asks before it goes
    return dialog


def backup(session: Session) -> QWidget:
    """Return the dialog that saves the store, before anything."""
    from maillage.ui.backing_up import BackupDialog

    return BackupDialog(session)


def backup_made(session: Session) -> QWidget:
    """Return the same once the copy is made."""
    from maillage.actions.backups import Made
    from maillage.ui.backing_up import BackupDialog

    dialog = BackupDialog(session)
    folder = Path("/media/cle/sauvegarde-accueil-2021-12-13-18h05")
    dialog.show_made(Made(folder, 4_312_000, people=63, notes=107, pledges=14))
    return dialog


def backup_writing(session: Session) -> QWidget:
    """Return the same while the copy is written."""
    from maillage.actions.backups import COPYING
    from maillage.ui.backing_up import BackupDialog

    dialog = BackupDialog(session)
    dialog.set_working(working=True)
    dialog.show_progress(1_200_000, 8_000_000, COPYING)
    return dialog
