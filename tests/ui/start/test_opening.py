"""A store is opened: found on this computer or elsewhere, by typed words or by the keyring."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from tests.ui.conftest import PASSPHRASE

from maillage.actions import passphrases
from maillage.domain import errors
from maillage.domain.errors import hub as hub_errors
from maillage.ui.start import faults, jobs, stores
from maillage.ui.start.choices import REOPEN

from .conftest import SLOW, closed_store, pressed, typed


@pytest.fixture
def keyring(monkeypatch):
    """A keyring that keeps what it is given."""
    kept: dict[str, str] = {}
    monkeypatch.setattr(passphrases, "can_remember", lambda: True)
    monkeypatch.setattr(
        passphrases, "remember", lambda store, words: kept.update({store: words}) or True
    )
    monkeypatch.setattr(passphrases, "recall", kept.get)
    return kept


@pytest.fixture
def elsewhere(monkeypatch):
    """A laptop whose clock is that of Greenwich."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_the_stores_of_this_computer_are_listed(qtbot, start, folder):
    closed_store(folder / "accueil")
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() == str(folder / "accueil"), timeout=SLOW)
    typed(qtbot, form.passphrase, PASSPHRASE)
    pressed(qtbot, form.passphrase)
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
    assert start.readies[0].opened.store.me.name == "Accueil"


def test_a_click_on_a_store_leads_to_its_words(qtbot, start, folder):
    for name in ("accueil", "coordination"):
        closed_store(folder / name, name)
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() == str(folder / "accueil"), timeout=SLOW)
    other = form.list.model().index(1, 0)
    qtbot.mouseClick(
        form.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=form.list.visualRect(other).center(),
    )
    assert form.list.current_key() == str(folder / "coordination")
    assert form.passphrase.hasFocus()


def test_a_wrong_passphrase_is_said_and_can_be_mended(qtbot, start, folder):
    closed_store(folder / "accueil")
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() != "", timeout=SLOW)
    typed(qtbot, form.passphrase, "merle lanterne")
    form.send()
    qtbot.waitUntil(lambda: form.fields["passphrase"].error() != "", timeout=SLOW)
    assert form.passphrase.text() == "merle lanterne"
    typed(qtbot, form.passphrase, PASSPHRASE)
    form.send()
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)


def test_a_store_elsewhere_is_looked_for(qtbot, start, tmp_path, monkeypatch):
    path = closed_store(tmp_path / "clé USB" / "accueil")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(path))
    form = start.choose(REOPEN)
    qtbot.waitUntil(form.nothing.isVisible, timeout=SLOW)
    form.browse.click()
    assert form.list.current_key() == str(path)
    typed(qtbot, form.passphrase, PASSPHRASE)
    form.send()
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)


def test_the_folder_above_stands_for_the_stores_in_it(qtbot, start, tmp_path, monkeypatch):
    stick = tmp_path / "clé USB"
    paths = [closed_store(stick / name, name) for name in ("accueil", "coordination")]
    (stick / "photos").mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(stick))
    form = start.choose(REOPEN)
    qtbot.waitUntil(form.nothing.isVisible, timeout=SLOW)
    form.browse.click()
    assert [row.key for row in form.list.rows.rows()] == [str(path) for path in paths]
    assert form.list.current_key() == str(paths[0])
    assert form.passphrase.hasFocus()


def test_a_folder_without_a_store_is_said_before_the_words_are_typed(
    qtbot, start, tmp_path, monkeypatch
):
    (tmp_path / "photos").mkdir()
    chosen = [tmp_path / "photos", closed_store(tmp_path / "accueil")]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_a, **_k: str(chosen[0]))
    form = start.choose(REOPEN)
    qtbot.waitUntil(form.nothing.isVisible, timeout=SLOW)
    form.browse.click()
    assert "photos" in form.fault.accessibleName()
    assert form.list.current_key() == ""
    chosen.pop(0)
    form.browse.click()
    assert form.fault.isHidden()
    assert form.list.current_key() == str(chosen[0])


def test_a_folder_that_holds_no_store_is_said_at_the_store(qtbot, start, folder):
    (folder / "vide").mkdir(parents=True)
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() != "", timeout=SLOW)
    typed(qtbot, form.passphrase, PASSPHRASE)
    form.send()
    qtbot.waitUntil(lambda: form.fields["store"].error() != "", timeout=SLOW)


def test_what_the_system_keeps_opens_the_store_of_yesterday(qtbot, start, folder, keyring):
    path = closed_store(folder / "accueil")
    keyring[jobs.key_of(path)] = PASSPHRASE
    start.reopen(path)
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)


def test_an_old_passphrase_in_the_keyring_just_asks(qtbot, start, folder, keyring):
    path = closed_store(folder / "accueil")
    keyring[jobs.key_of(path)] = "celle d’avant"
    start.reopen(path)
    form = start.step()
    qtbot.waitUntil(lambda: form.list.current_key() == str(path), timeout=SLOW)
    qtbot.waitUntil(lambda: not form.working, timeout=SLOW)
    assert not start.readies
    qtbot.waitUntil(form.passphrase.hasFocus)
    assert form.fields["passphrase"].error() == ""


def test_the_keyring_is_given_the_passphrase_when_asked(qtbot, start, folder, keyring):
    path = closed_store(folder / "accueil")
    form = start.choose(REOPEN)
    qtbot.waitUntil(form.remember.isVisible, timeout=SLOW)
    qtbot.waitUntil(lambda: form.list.current_key() != "", timeout=SLOW)
    form.remember.setChecked(True)
    typed(qtbot, form.passphrase, PASSPHRASE)
    form.send()
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
    assert keyring == {jobs.key_of(path): PASSPHRASE}


def test_nothing_can_be_sent_twice(qtbot, start, folder):
    closed_store(folder / "accueil")
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() != "", timeout=SLOW)
    typed(qtbot, form.passphrase, PASSPHRASE)
    form.send()
    assert form.working
    assert not form.submit.isEnabled()
    form.send()
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
    assert len(start.readies) == 1


@pytest.mark.parametrize(
    ("error", "field"),
    [
        (errors.MissingValue("programme"), "programme"),
        (errors.MissingValue("invitation_passphrase"), "words"),
        (errors.TooLong("device", 400, 200), "device"),
        (errors.WeakPassphrase(12, 40), "passphrase"),
        (errors.WrongPassphrase("x"), "passphrase"),
        (errors.OtherInvitationWords("x"), "words"),
        (errors.NotAnInvitation("x"), "invitation"),
        (errors.PackageDamaged("x"), "invitation"),
        (errors.NotAStore("x"), "store"),
        (hub_errors.HubRefused("x"), "password"),
        (hub_errors.HubOutdated("x"), "address"),
        (hub_errors.HubOfAnother("x"), "invitation"),
        (errors.StoreInUse("x"), ""),
        (errors.DiskFull("x"), ""),
        (ValueError("x"), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_an_error_knows_the_field_to_mend(error, field):
    assert faults.field_of(error) == field


def test_rows_of_stores_say_where_and_when_in_the_time_of_the_meetings(elsewhere):
    used = datetime(2021, 12, 13, 12, 52, tzinfo=UTC)
    (row, _other, shared) = stores.rows(
        [
            jobs.Known(Path("/srv/ada/stores/accueil"), used),
            jobs.Known(Path("/media/clé/tables"), None),
            jobs.Known(Path("/srv/ada/stores/lea"), used, "maillage (hub.example.org)"),
        ],
        Path("/srv/ada"),
    )
    assert shared.sub == "Base commune maillage (hub.example.org)"
    assert row.title == "accueil"
    assert row.sub == str(Path("~/stores"))
    assert "13\xa0h\xa052" in row.state.word


def test_a_store_looked_for_comes_first_and_only_once():
    one, two = jobs.Known(Path("a"), None), jobs.Known(Path("b"), None)
    assert stores.added([one, two], Path("b")) == [two, one]
    assert stores.added([one], Path("c"))[0].path == Path("c")


def test_recent_stores_come_first_and_those_gone_are_left_out(tmp_path, folder):
    usual = closed_store(folder / "accueil")
    recent = closed_store(tmp_path / "ailleurs")
    known = jobs.known_stores((str(recent), str(tmp_path / "gone")))
    assert [one.path for one in known] == [recent, usual]
    assert all(one.used for one in known)
