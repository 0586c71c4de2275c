"""A programme is started by keyboard, with nothing typed lost, and its key is not lost either."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import PASSPHRASE

from maillage.actions import programme
from maillage.ui.start.choices import CREATE
from maillage.ui.start.create import CreateForm
from maillage.ui.start.recovery import RecoveryPage, file_name, groups

from .conftest import SLOW, choose_passphrase, pressed, typed


def test_a_programme_starts_by_keyboard_and_shows_its_recovery_key(qtbot, start, folder):
    form = start.choose(CREATE)
    assert isinstance(form, CreateForm)
    typed(qtbot, form.programme, "Grandes Rencontres du Beaujolais")
    pressed(qtbot, form.programme)
    typed(qtbot, form.device, "Poste d’accueil")
    typed(qtbot, form.contact, "toto")
    pressed(qtbot, form.contact)
    assert "e-mail" in form.fields["privacy_contact"].help()
    assert not form.fields["privacy_contact"].error()
    form.contact.clear()
    typed(qtbot, form.contact, "contact@gniac.example")
    pressed(qtbot, form.contact)
    assert "compte-rendu" in form.fields["privacy_contact"].help()
    choose_passphrase(qtbot, form)
    pressed(qtbot, form.passphrase.second.editor)
    qtbot.waitUntil(lambda: start.pending is not None, timeout=SLOW)
    page = start.step()
    assert isinstance(page, RecoveryPage)
    assert not start.readies, "the key has not been noted yet"
    assert not page.go_on.isEnabled()
    qtbot.keyClick(page.noted, Qt.Key.Key_Space)
    pressed(qtbot, page.go_on, Qt.Key.Key_Space)
    (ready,) = start.readies
    store = ready.opened.store
    assert ready.path == folder / "poste-daccueil"
    assert store.programme.name == "Grandes Rencontres du Beaujolais"
    assert store.programme.privacy_contact == "contact@gniac.example"
    assert store.is_coordinator
    assert start.pending is None


def test_the_printed_key_opens_the_store(qtbot, start, tmp_path):
    form = start.choose(CREATE)
    typed(qtbot, form.programme, "P")
    typed(qtbot, form.device, "Accueil")
    choose_passphrase(qtbot, form)
    form.send()
    qtbot.waitUntil(lambda: start.pending is not None, timeout=SLOW)
    ready, page = start.pending, start.step()
    page.print_to(tmp_path / "clé.pdf")
    qtbot.waitUntil(page.printed.isVisible, timeout=SLOW)
    assert str(tmp_path) in page.printed.accessibleName(), "to delete it, one has to find it"
    assert (tmp_path / "clé.pdf").read_bytes().startswith(b"%PDF")
    ready.opened.store.close()
    again = programme.open_store(ready.path, passphrase=ready.opened.recovery_key)
    assert again.store.me.name == "Accueil"
    again.store.close()


def test_a_page_that_cannot_be_written_says_so_and_the_key_stays(qtbot, start, tmp_path):
    form = start.choose(CREATE)
    typed(qtbot, form.programme, "P")
    typed(qtbot, form.device, "Accueil")
    choose_passphrase(qtbot, form)
    form.send()
    qtbot.waitUntil(lambda: start.pending is not None, timeout=SLOW)
    page = start.step()
    page.print_to(tmp_path / "missing" / "clé.pdf")
    qtbot.waitUntil(page.printed.isVisible, timeout=SLOW)
    assert not page.go_on.isEnabled()
    assert page.print.isEnabled()


def test_tab_comes_from_the_last_field_to_what_starts_then_to_the_way_back(qtbot, start):
    form = start.choose(CREATE)
    qtbot.waitUntil(form.programme.hasFocus)
    met = [form.programme]
    while met[-1] is not form.back:
        pressed(qtbot, met[-1], Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
        assert len(met) < 20
    fields = [form.device, form.contact, form.passphrase._once, form.passphrase._again]
    wanted = [*fields, form.passphrase.suggest, form.submit]  # and no eye between them
    assert met[1 : 1 + len(wanted)] == wanted


def test_a_missing_name_is_said_at_its_field_and_what_was_typed_stays(qtbot, start):
    form = start.choose(CREATE)
    typed(qtbot, form.device, "Accueil")
    choose_passphrase(qtbot, form)
    form.send()
    qtbot.waitUntil(lambda: form.fields["programme"].error() != "", timeout=SLOW)
    assert form.device.text() == "Accueil"
    assert form.passphrase.typed() == PASSPHRASE
    assert form.submit.isEnabled()
    qtbot.waitUntil(form.programme.hasFocus)
    typed(qtbot, form.programme, "P")
    assert form.fields["programme"].error() == ""


def test_a_weak_passphrase_is_refused_at_its_field(qtbot, start):
    form = start.choose(CREATE)
    typed(qtbot, form.programme, "P")
    typed(qtbot, form.device, "Accueil")
    choose_passphrase(qtbot, form, "soleil", "soleil")
    form.send()
    qtbot.waitUntil(lambda: form.fields["passphrase"].error() != "", timeout=SLOW)
    assert start.pending is None


def test_two_different_passphrases_start_nothing(qtbot, start, folder):
    form = start.choose(CREATE)
    typed(qtbot, form.programme, "P")
    typed(qtbot, form.device, "Accueil")
    choose_passphrase(qtbot, form, PASSPHRASE, PASSPHRASE[:-1])
    form.send()
    assert form.passphrase.second.error()
    assert not form.working
    assert not folder.exists()


def test_a_recovery_key_is_read_in_groups():
    assert groups("AB12 CD34") == ["AB12", "CD34"]
    assert file_name("accueil") == "maillage-cle-de-secours-accueil.pdf"
