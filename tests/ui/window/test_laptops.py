"""Other laptops from the menu: invited, believed no more, and believed again."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QLabel
from tests.ui.conftest import PASSPHRASE

from maillage.actions import exchanges, programme
from maillage.domain.records import Invitation, Note
from maillage.domain.vocabulary import DeviceRole
from maillage.ui.invite import InviteDialog
from maillage.ui.invite import file_name as invitation_name
from maillage.ui.laptops_dialog import LaptopsDialog, StopDialog

from .conftest import SLOW, dialog_of

WORDS = "tilleul semaine barque violon ardoise"


def test_an_invitation_is_written_and_opens_with_the_words_shown(qtbot, open_window, tmp_path):
    open_window.commands.invite_laptop()
    dialog = dialog_of(InviteDialog)
    qtbot.waitUntil(lambda: len(dialog.words.text().split()) == 7, timeout=SLOW)
    path = tmp_path / "invitation.maillage"
    dialog.write(path)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SLOW)
    joined = programme.join(
        tmp_path / "tables", invitation=path, invitation_passphrase=dialog.words.text(),
        device="Tables", passphrase=PASSPHRASE,
    )  # fmt: skip
    assert not joined.store.is_coordinator
    joined.store.close()
    dialog.accept()


def test_an_invitation_that_cannot_be_saved_can_be_saved_elsewhere(
    qtbot, open_window, tmp_path, monkeypatch
):
    open_window.commands.invite_laptop()
    dialog = dialog_of(InviteDialog)
    qtbot.waitUntil(dialog.save.isEnabled, timeout=SLOW)
    chosen = tmp_path / "missing" / "invitation.maillage"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(chosen), ""))
    dialog.role.set_code(DeviceRole.COORDINATOR.value)
    words = dialog.words.text()
    dialog.save.click()
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=SLOW)
    assert dialog.save.isEnabled()
    assert dialog.words.text() == words
    assert dialog.chosen_role() is DeviceRole.COORDINATOR
    assert open_window.session.store.all(Invitation) == []
    dialog.reject()


def test_an_invitation_names_its_role():
    assert invitation_name(DeviceRole.FIELD) == "invitation-poste-de-terrain.maillage"


def test_a_laptop_is_believed_no_more_and_again(qtbot, open_window, tmp_path):
    store = open_window.session.store
    invitation = store.invite(tmp_path / "invitation", passphrase=WORDS)
    joined = programme.join(
        tmp_path / "tables", invitation=invitation, invitation_passphrase=WORDS,
        device="Tables", passphrase=PASSPHRASE,
    )  # fmt: skip
    with joined.store as other:
        other.add(Note(text="une idée"))
        exported = exchanges.export(other, tmp_path / "1.maillage").path
        assert not exchanges.merge(store, [exported]).refused
        device = other.device

    def change() -> None:
        open_window.commands.show_laptops()
        qtbot.waitUntil(lambda: bool(open_window.findChildren(LaptopsDialog)), timeout=SLOW)
        listed = dialog_of(LaptopsDialog)
        listed.list.set_current(device)
        listed.change.click()

    change()
    qtbot.waitUntil(lambda: bool(open_window.findChildren(StopDialog)), timeout=SLOW)
    asked = dialog_of(StopDialog)
    asked.limit.setCurrentIndex(asked.limit.count() - 1)
    assert "1 changement ignoré" in asked.limit.currentText()
    assert not any("ignoré" in one.text() for one in asked.findChildren(QLabel)), "said twice"
    asked.stop.click()
    qtbot.waitUntil(lambda: not store.all(Note), timeout=SLOW)
    change()
    qtbot.waitUntil(lambda: len(store.all(Note)) == 1, timeout=SLOW)
