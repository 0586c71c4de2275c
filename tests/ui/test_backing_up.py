"""The whole store is saved elsewhere from the menu, and gone on from on the first screen."""

from __future__ import annotations

import os

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.stores import by_hand
from tests.ui.conftest import PASSPHRASE

from maillage import Store, language
from maillage.actions import backups, programme
from maillage.domain.errors import DiskFull
from maillage.domain.records import Note, Person
from maillage.settings import Settings
from maillage.ui import folders
from maillage.ui.background import Worker
from maillage.ui.backing_up import BackupDialog
from maillage.ui.preferences import Preferences
from maillage.ui.start.choices import REOPEN
from maillage.ui.start.jobs import Ready
from maillage.ui.start.page import StartPage
from maillage.ui.start.restore import RestoreForm
from maillage.ui.widgets.dialogs import MessageDialog
from maillage.ui.window import MainWindow

SLOW = 20_000


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A folder that stands for a stick."""
    language.use("fr")
    path = tmp_path / "stick"
    path.mkdir()
    monkeypatch.setattr(folders, "plugged_in", lambda: path)
    monkeypatch.setattr(folders, "_folders", folders.Folders())
    monkeypatch.setattr(programme, "stores_folder", lambda: tmp_path / "usual")
    return path


@pytest.fixture
def dialog(qtbot, session, stick):
    session.store.add(Person(given_name="Ada", family_name="Lefèvre"))
    session.store.add(Note(text="Un guichet commun"))
    found = BackupDialog(session)
    qtbot.addWidget(found)
    found.open()
    return found


def test_the_store_is_saved_on_the_stick_by_one_key_and_all_is_said(
    qtbot, opened, stick, tmp_path, monkeypatch
):
    window = MainWindow(Preferences(Settings(language="fr"), tmp_path / "settings.json"))
    window.furnish()
    qtbot.addWidget(window, before_close_func=lambda window: window._close_store())
    window.show()
    opened.store.add(Person(given_name="Ada"))
    window.enter(Ready(opened, opened.store.path))
    qtbot.waitUntil(lambda: window.shell.place.coordinator and not window._busy, timeout=SLOW)
    window.commands._allow()
    assert window.commands.backup.isVisible()
    window.commands.backup.trigger()
    dialog = window.findChild(BackupDialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=SLOW)
    (copy,) = stick.iterdir()
    assert copy.name.startswith("sauvegarde-accueil-")
    said = [dialog.outcome.accessibleName(), *(text.text() for text in dialog.later)]
    assert copy.name in said[0]
    assert "1 personne," in said[0], "what there is none of is left out"
    assert language.current().size(dialog.made.size) in said[0]
    assert "phrase de passe" in said[1]
    assert "effacerez" in said[2]
    assert dialog.leave.hasFocus()
    with Store.open(by_hand(copy), passphrase=PASSPHRASE) as again:
        assert again.digest() == opened.store.digest()


def test_a_backup_that_is_stopped_leaves_nothing_and_can_be_made_then(
    qtbot, dialog, stick, monkeypatch
):
    whole = backups.back_up

    def stopped_half_way(store, path, *, progress):
        def look(done, total, phase):
            if phase == backups.CHECKING:
                dialog._task.cancel()
            progress(done, total, phase)

        return whole(store, path, progress=look)

    monkeypatch.setattr(backups, "back_up", stopped_half_way)
    dialog.act.click()
    qtbot.waitUntil(lambda: not dialog.working, timeout=SLOW)
    assert "Arrêté" in dialog.outcome.accessibleName()
    assert list(stick.iterdir()) == []
    monkeypatch.undo()
    dialog.send()
    qtbot.waitUntil(lambda: dialog.made is not None, timeout=SLOW)
    assert len(list(dialog.within.iterdir())) == 1


def test_a_stick_without_room_is_told_at_its_place(qtbot, dialog, stick, monkeypatch):
    def full(_store, path, **_how):
        raise DiskFull(str(path))

    monkeypatch.setattr(backups, "back_up", full)
    dialog.act.click()
    qtbot.waitUntil(lambda: "plus de place" in dialog.outcome.accessibleName(), timeout=SLOW)
    assert dialog.act.isEnabled()
    assert dialog.isVisible()


def test_a_copy_on_the_disk_of_the_store_is_warned_of_and_one_inside_it_refused(
    qtbot, dialog, session, monkeypatch
):
    assert dialog._warning.isVisible(), "the stick of a test is on the same disk"
    monkeypatch.setattr(
        QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(session.store.path)
    )
    dialog.choose.click()
    dialog.act.click()
    qtbot.waitUntil(
        lambda: "pas le droit d’écrire" in dialog.outcome.accessibleName(), timeout=SLOW
    )
    assert dialog.made is None


def test_whoever_goes_on_from_a_backup_is_told_first_what_it_lacks(qtbot, opened, tmp_path):
    window = MainWindow(Preferences(Settings(language="fr"), tmp_path / "settings.json"))
    window.furnish()
    qtbot.addWidget(window, before_close_func=lambda window: window._close_store())
    window.show()
    window.enter(Ready(opened, opened.store.path, told=backups.restored_line(coordinator=False)))
    said = window.findChild(MessageDialog)
    assert said.accessibleDescription() == backups.restored_line(coordinator=False)
    QTest.keyClick(said, Qt.Key.Key_Return)
    assert not said.isVisible()
    qtbot.waitUntil(lambda: not window._busy, timeout=SLOW)


@pytest.fixture
def start(qtbot, stick):
    worker = Worker()
    page = StartPage(worker, tuple)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    yield page
    worker.shutdown()


def test_a_backup_on_the_stick_is_found_and_gone_on_from_by_keyboard(
    qtbot, start, opened, stick, tmp_path
):
    opened.store.add(Note(text="Un guichet commun"))
    device, digest = opened.store.device, opened.store.digest()
    backups.back_up(opened.store, backups.free_folder(opened.store, stick))
    opened.store.close()
    readies = []
    start.opened.connect(readies.append)
    start.choices.restore.click()
    form = start.step()
    assert isinstance(form, RestoreForm)
    qtbot.waitUntil(form.passphrase.hasFocus, timeout=SLOW)
    QTest.keyClicks(form.passphrase, "not these words")
    QTest.keyClick(form.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.fields["passphrase"].error() != "", timeout=SLOW)
    form.passphrase.setText(PASSPHRASE)
    QTest.keyClick(form.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: readies != [], timeout=SLOW)
    with readies[0].opened.store as restored:
        assert restored.path.parent == tmp_path / "usual"
        assert restored.path.name.startswith("restaure-")
        assert restored.device != device
        assert [one.text for one in restored.all(Note)] == ["Un guichet commun"]
        assert restored.digest() != digest, "it is a device of its own"
    assert "tous les autres postes" in readies[0].told, "there may be no other coordination"


def test_making_a_store_of_a_backup_can_be_stopped_by_escape_and_begun_anew(
    qtbot, start, opened, stick, tmp_path, monkeypatch
):
    backups.back_up(opened.store, backups.free_folder(opened.store, stick))
    opened.store.close()
    readies, whole = [], backups.restore
    start.opened.connect(readies.append)
    start.choices.restore.click()
    form = start.step()
    qtbot.waitUntil(form.passphrase.hasFocus, timeout=SLOW)

    def stopped_half_way(source, *, passphrase, progress):
        def look(done, total, phase):
            if phase == backups.CHECKING:
                form._leave()  # as Escape does; only this once
            progress(done, total, phase)

        return whole(source, passphrase=passphrase, progress=look)

    form.passphrase.setText(PASSPHRASE)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(backups, "restore", stopped_half_way)
        form.send()
        assert form.progress.isVisibleTo(form)
        qtbot.waitUntil(lambda: not form.working, timeout=SLOW)
    assert "Arrêté" in form.fault.accessibleName()
    usual = tmp_path / "usual"
    assert not usual.exists() or list(usual.iterdir()) == []
    form.send()
    qtbot.waitUntil(lambda: readies != [], timeout=SLOW)
    readies[0].opened.store.close()


def test_a_backup_looked_for_as_a_store_is_offered_to_be_restored(
    qtbot, start, opened, stick, monkeypatch
):
    copy = opened.store.backup(stick / "copie")
    opened.store.close()
    form = start.choose(REOPEN)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(copy))
    form.browse.click()
    step = start.step()
    assert isinstance(step, RestoreForm)
    assert step.list.current_key() == str(copy)
    assert not (copy / "lock").exists()
    qtbot.waitUntil(lambda: step.known != [], timeout=SLOW)


def test_whoever_points_at_the_stick_is_shown_the_backups_on_it(
    qtbot, start, opened, tmp_path, monkeypatch
):
    elsewhere = tmp_path / "other-stick"
    copies = [opened.store.backup(elsewhere / name) for name in ("un", "deux")]
    os.utime(copies[0] / "keys.json", (0, 0))
    opened.store.close()
    start.choices.restore.click()
    form = start.step()
    qtbot.waitUntil(lambda: not form.nothing.isHidden(), timeout=SLOW)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(elsewhere))
    form.browse.click()
    qtbot.waitUntil(lambda: form.list.current_key() == str(copies[1]), timeout=SLOW)
    assert [one.path for one in form.known] == copies[::-1]


def test_where_there_is_no_backup_the_form_says_what_to_do(qtbot, start):
    start.choices.restore.click()
    form = start.step()
    qtbot.waitUntil(lambda: not form.nothing.isHidden(), timeout=SLOW)
    form.send()
    assert "dossier de la sauvegarde" in form.fields["store"].error()
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert start.step() is start.choices
