"""What opens the store is changed from the menu, by keyboard, and never halfway."""

from __future__ import annotations

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.conftest import PASSPHRASE

from maillage.actions import passphrases, store_keys
from maillage.domain.errors import WrongPassphrase
from maillage.settings import Settings
from maillage.store import keys
from maillage.store.files import KEYS
from maillage.ui.passphrase_change import PassphraseDialog
from maillage.ui.preferences import Preferences
from maillage.ui.recovery_renewal import NewKeyDialog, RenewRecoveryDialog
from maillage.ui.start.jobs import Ready
from maillage.ui.widgets.dialogs import ConfirmDialog
from maillage.ui.window import MainWindow

SLOW = 20_000
OTHER = "tilleul semaine barque violon ardoise"


class Ring(keyring.backend.KeyringBackend):
    """A keyring in memory, that may be locked."""

    priority = 5

    def __init__(self):
        super().__init__()
        self.held, self.locked = {}, False

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        if self.locked:
            raise keyring.errors.KeyringLocked
        self.held[service, username] = password

    def delete_password(self, service, username):
        self.held.pop((service, username), None)


@pytest.fixture
def ring():
    former, found = keyring.get_keyring(), Ring()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(former)


@pytest.fixture
def window(qtbot, opened, tmp_path):
    found = MainWindow(Preferences(Settings(language="fr"), tmp_path / "settings.json"))
    found.furnish()
    qtbot.addWidget(found, before_close_func=lambda window: window._close_store())
    with qtbot.waitActive(found):
        found.show()
        found.activateWindow()
    found.enter(Ready(opened, opened.store.path))
    qtbot.waitUntil(lambda: found.shell.place.coordinator and not found._busy, timeout=SLOW)
    return found


def asked(qtbot, window, command, kind):
    """The dialog of a line of the menu, its first field focused."""
    command.trigger()
    dialog = window.findChild(kind)
    qtbot.waitUntil(dialog.present.hasFocus)
    return dialog


def type_on(dialog, *words):
    """Type into one field after the other, Enter after each."""
    for one in words:
        QTest.keyClicks(dialog.focusWidget(), one)
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)


def test_the_passphrase_is_changed_by_keyboard_and_the_keyring_with_it(qtbot, window, ring):
    path = window.session.store.path
    passphrases.remember(passphrases.name_of(path), PASSPHRASE)
    dialog = asked(qtbot, window, window.commands.passphrase, PassphraseDialog)
    with qtbot.waitSignal(dialog.accepted, timeout=SLOW):
        type_on(dialog, PASSPHRASE, OTHER, OTHER)
    assert keys.unlock(path / KEYS, OTHER) == window.session.store._key
    with pytest.raises(WrongPassphrase):
        keys.unlock(path / KEYS, PASSPHRASE)
    assert passphrases.recall(passphrases.name_of(path)) == OTHER
    qtbot.waitUntil(window.shell.toast.isVisible)


def test_what_is_wrong_is_said_at_its_field_and_changes_nothing(qtbot, window):
    file = window.session.store.path / KEYS
    before = file.read_bytes()
    dialog = asked(qtbot, window, window.commands.passphrase, PassphraseDialog)
    type_on(dialog, "")
    dialog.act.click()
    assert "Saisissez" in dialog.proof.error()
    dialog.present.setFocus()
    type_on(dialog, "not these words", OTHER, "something else")
    assert "pas identiques" in dialog.passphrase.second.error()
    dialog.passphrase.second.editor.clear()
    type_on(dialog, OTHER)
    qtbot.waitUntil(lambda: "n’ouvre pas" in dialog.proof.error(), timeout=SLOW)
    assert dialog.present.hasFocus()
    assert dialog.passphrase.typed() == OTHER
    dialog.present.setText(PASSPHRASE)
    for field in (dialog.passphrase.first, dialog.passphrase.second):
        field.editor.setText("azerty")
    dialog.act.click()
    qtbot.waitUntil(lambda: dialog.passphrase.first.error() != "", timeout=SLOW)
    assert file.read_bytes() == before
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(opened):
    path = opened.store.path
    store_keys.change_passphrase(path, present=opened.recovery_key, passphrase=OTHER)
    assert keys.unlock(path / KEYS, OTHER) == keys.unlock(path / KEYS, opened.recovery_key)
    opened.store.close()


def test_a_keyring_that_takes_nothing_more_keeps_no_words_that_open_nothing(opened, ring):
    path = opened.store.path
    name = passphrases.name_of(path)
    passphrases.remember(name, PASSPHRASE)
    ring.locked = True
    assert not store_keys.change_passphrase(path, present=PASSPHRASE, passphrase=OTHER)
    assert passphrases.recall(name) is None
    opened.store.close()


def test_a_passphrase_that_was_kept_nowhere_is_kept_nowhere(opened, ring):
    store_keys.change_passphrase(opened.store.path, present=PASSPHRASE, passphrase=OTHER)
    assert ring.held == {}
    opened.store.close()


def test_a_new_recovery_key_is_made_by_keyboard_and_the_former_opens_no_more(
    qtbot, window, opened, tmp_path
):
    file = window.session.store.path / KEYS
    dialog = asked(qtbot, window, window.commands.recovery, RenewRecoveryDialog)
    type_on(dialog, "not these words")
    qtbot.waitUntil(lambda: "n’ouvre pas" in dialog.proof.error(), timeout=SLOW)
    assert keys.unlock(file, opened.recovery_key), "nothing was changed"
    dialog.present.clear()
    type_on(dialog, PASSPHRASE)
    qtbot.waitUntil(lambda: window.findChild(NewKeyDialog) is not None, timeout=SLOW)
    shown = window.findChild(NewKeyDialog)
    qtbot.waitUntil(shown.page.print.hasFocus)
    new = shown.page._ready.opened.recovery_key
    assert keys.unlock(file, new) == keys.unlock(file, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, opened.recovery_key)
    shown.page.print_to(tmp_path / "key.pdf")
    qtbot.waitUntil(lambda: not shown.page.printed.isHidden(), timeout=SLOW)
    assert shown.page.noted.hasFocus()
    QTest.keyClick(shown.page.noted, Qt.Key.Key_Space)
    shown.page.go_on.setFocus()
    with qtbot.waitSignal(shown.accepted):
        QTest.keyClick(shown.page.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(window.shell.toast.isVisible)
    assert (tmp_path / "key.pdf").read_bytes().startswith(b"%PDF")


def test_a_new_key_that_nobody_has_noted_is_not_lost_by_escape(qtbot, session, monkeypatch):
    asked_ = []
    monkeypatch.setattr(
        ConfirmDialog, "ask", lambda title, *_rest, **_more: bool(asked_.append(title))
    )
    dialog = NewKeyDialog(session, session._worker, keys.grouped("0" * 32))
    qtbot.addWidget(dialog)
    dialog.open()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert len(asked_) == 1
    dialog.page.noted.setChecked(True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
