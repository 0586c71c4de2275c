"""The first run: a programme started, joined or opened, with nothing typed ever lost."""

from __future__ import annotations

import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from tests.hubs import COORDINATORS
from tests.ui.conftest import PASSPHRASE

from maillage.actions import hubs, passphrases, programme
from maillage.actions.passphrases import Strength
from maillage.domain import errors
from maillage.domain.errors import hub as hub_errors
from maillage.domain.vocabulary import DeviceRole
from maillage.ui.background import Worker
from maillage.ui.start import faults, jobs, stores
from maillage.ui.start.choices import CREATE, HUB, JOIN, REOPEN
from maillage.ui.start.create import CreateForm
from maillage.ui.start.form import StartForm
from maillage.ui.start.hub import READING
from maillage.ui.start.join import JoinForm
from maillage.ui.start.page import StartPage
from maillage.ui.start.passphrase import NewPassphrase
from maillage.ui.start.recovery import RecoveryPage, file_name, groups
from maillage.ui.widgets.focus import FocusRing

WORDS = "tilleul semaine barque violon ardoise"
SLOW = 20_000


@pytest.fixture
def worker():
    found = Worker()
    yield found
    found.shutdown()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Keep the stores of one test to itself."""
    path = tmp_path / "usual"
    monkeypatch.setattr(programme, "stores_folder", lambda: path)
    return path


@pytest.fixture
def start(qtbot, worker, folder):
    page = StartPage(worker, tuple)
    page.show_choices()
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    opened = []
    page.opened.connect(opened.append)
    page.readies = opened
    yield page
    page.hide()
    for ready in [*opened, *([page.pending] if page.pending else [])]:
        worker.shutdown()
        ready.opened.store.close()


@pytest.fixture
def elsewhere(monkeypatch):
    """A laptop whose clock is that of Greenwich."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


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


def typed(qtbot, editor, text):
    """Type over what a field holds; QTest's own keys know no ’."""
    editor.clear()
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(editor, key)


def choose_passphrase(qtbot, form, first=PASSPHRASE, second=PASSPHRASE):
    typed(qtbot, form.passphrase.first.editor, first)
    typed(qtbot, form.passphrase.second.editor, second)


def pressed(qtbot, widget, key=Qt.Key.Key_Return):
    qtbot.keyClick(widget, key)


def closed_store(path, device="Accueil"):
    programme.start(path, programme="P", device=device, passphrase=PASSPHRASE).store.close()
    return path


# Choosing -----------------------------------------------------------------------------


def test_three_cards_are_reached_and_chosen_by_keyboard(qtbot, start):
    start.choices.focus_first()
    cards = list(start.choices.cards.values())
    qtbot.waitUntil(cards[0].hasFocus)
    pressed(qtbot, cards[0], Qt.Key.Key_Down)
    assert cards[1].hasFocus()
    pressed(qtbot, cards[1], Qt.Key.Key_Return)
    assert isinstance(start.step(), JoinForm)


def test_the_keyboard_and_the_pointer_show_differently_on_a_card(qapp, qtbot, start):
    ring = FocusRing(qapp)
    first, second, *_ = start.choices.cards.values()
    second.clearFocus()
    plain = second.grab().toImage()
    first.setFocus()
    pressed(qtbot, first, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: ring.widget() is second)
    assert second.grab().toImage() == plain, "the outline is the pointer's"
    around = ring.frame()
    assert around.parentWidget().rect().contains(around.geometry())
    ring.deleteLater()


def test_escape_goes_back_to_the_three_choices(qtbot, start):
    form = start.choose(CREATE)
    qtbot.waitUntil(form.programme.hasFocus)
    pressed(qtbot, form.programme, Qt.Key.Key_Escape)
    assert start.step() is start.choices


@pytest.mark.parametrize("code", [CREATE, JOIN, REOPEN, HUB])
@pytest.mark.parametrize("compact", [False, True])
def test_every_step_fits_a_small_window(qtbot, start, code, compact):
    start.resize(960, 460)
    start.set_compact(compact)
    form = start.choose(code)
    assert start.minimumSizeHint().width() <= 960
    assert start.minimumSizeHint().height() <= 460
    qtbot.waitUntil(form.submit.isVisible)
    assert form.submit.mapTo(start, form.submit.rect().bottomRight()).y() <= 460


# Starting a programme -----------------------------------------------------------------


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


# Choosing a passphrase ----------------------------------------------------------------


@pytest.fixture
def passphrase(qtbot, worker):
    widget = NewPassphrase(worker)
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()
    yield widget
    widget.hide()


def test_the_strength_follows_what_is_typed(qtbot, passphrase):
    typed(qtbot, passphrase.first.editor, "soleil")
    qtbot.waitUntil(lambda: passphrase.meter.level == 1, timeout=SLOW)
    typed(qtbot, passphrase.first.editor, PASSPHRASE)
    qtbot.waitUntil(lambda: passphrase.meter.level > 1, timeout=SLOW)


def test_an_answer_about_an_older_text_is_left_out(passphrase):
    passphrase.first.editor.setText("abc")
    passphrase._weighed("ab", Strength(100, 3))
    assert passphrase.meter.level == 0


def test_seven_words_are_suggested_in_both_fields_and_shown(qtbot, passphrase):
    pressed(qtbot, passphrase.suggest, Qt.Key.Key_Space)
    qtbot.waitUntil(passphrase.suggested.isVisible, timeout=SLOW)
    assert len(passphrase.typed().split()) == 7
    assert passphrase.agrees()
    qtbot.keyClicks(passphrase.first.editor, "x")
    assert not passphrase.suggested.isVisible(), "the words shown are no longer those typed"


def test_the_passphrase_is_kept_only_where_the_system_can(qtbot, passphrase):
    passphrase.ask_keyring()
    qtbot.waitUntil(lambda: not passphrase._worker._open, timeout=SLOW)
    assert passphrase.remember.isHidden(), "these tests have a keyring that keeps nothing"
    assert not passphrase.remembers()


# Joining ------------------------------------------------------------------------------


@pytest.fixture
def invitation(tmp_path):
    opened = programme.start(
        tmp_path / "first", programme="Grandes Rencontres", device="Coord", passphrase=PASSPHRASE
    )
    path = programme.invite(opened.store, tmp_path / "invitation.maillage", passphrase=WORDS)
    opened.store.close()
    return path


def fill_join(qtbot, form, invitation, words=WORDS):
    form.invitation.zone.files.emit([str(invitation)])
    typed(qtbot, form.words, words)
    typed(qtbot, form.device, "Tables 1 à 5")
    choose_passphrase(qtbot, form)


def test_a_laptop_joins_with_the_file_and_its_words(qtbot, start, invitation):
    form = start.choose(JOIN)
    fill_join(qtbot, form, invitation)
    pressed(qtbot, form.passphrase.second.editor)
    qtbot.waitUntil(lambda: start.pending is not None, timeout=SLOW)
    store = start.pending.opened.store
    assert store.programme.name == "Grandes Rencontres"
    assert not store.is_coordinator


def test_wrong_words_are_said_at_the_words(qtbot, start, invitation):
    form = start.choose(JOIN)
    fill_join(qtbot, form, invitation, words="d’autres mots")
    form.send()
    qtbot.waitUntil(lambda: form.fields["words"].error() != "", timeout=SLOW)
    assert form.words.text() == "d’autres mots"
    assert form.fields["words"].error().startswith("Vérifiez les mots de l’invitation")


def test_a_file_that_is_no_invitation_is_said_at_the_file(qtbot, start, tmp_path):
    wrong = tmp_path / "photo.maillage"
    wrong.write_bytes(b"not at all")
    form = start.choose(JOIN)
    form.invitation.zone.files.emit([str(wrong)])
    qtbot.waitUntil(lambda: form.fields["invitation"].error() != "", timeout=SLOW)
    assert form.invitation.path is None
    assert form.invitation._check.isHidden()


def test_the_mark_of_a_good_invitation_goes_when_its_file_is_refused_later(
    qtbot, start, invitation
):
    form = start.choose(JOIN)
    form.invitation.zone.files.emit([str(invitation)])
    qtbot.waitUntil(lambda: not form.invitation._check.isHidden(), timeout=SLOW)
    assert not form.fields["invitation"].error()
    form.fail(errors.PackageDamaged(str(invitation)))
    assert form.invitation._check.isHidden()


def test_joining_without_a_file_asks_for_it(qtbot, start):
    form = start.choose(JOIN)
    choose_passphrase(qtbot, form)
    form.send()
    assert form.fields["invitation"].error()
    assert not form.working


# Opening ------------------------------------------------------------------------------


def test_the_stores_of_this_computer_are_listed(qtbot, start, folder):
    closed_store(folder / "accueil")
    form = start.choose(REOPEN)
    qtbot.waitUntil(lambda: form.list.current_key() == str(folder / "accueil"), timeout=SLOW)
    typed(qtbot, form.passphrase, PASSPHRASE)
    pressed(qtbot, form.passphrase)
    qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
    assert start.readies[0].opened.store.me.name == "Accueil"


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


@contextmanager
def founded(cluster, folder):
    """Make a hub that a coordinator has entered; the name of its database."""
    with cluster.copied() as database:
        with programme.start(
            folder / "own", programme="P", device="Coord", passphrase=PASSPHRASE
        ).store as own:
            hubs.enter(
                own,
                cluster.at(database, COORDINATORS[0]),
                folder / "entered",
                device="Coordination",
                passphrase=PASSPHRASE,
                password=cluster.passwords[COORDINATORS[0]],
            ).store.close()
        yield database


def test_a_hub_is_offered_and_opened_like_a_store_and_refused_in_a_sentence(
    qtbot, start, folder, cluster
):
    def placed(name, password):
        with programme.start(
            folder.parent / name, programme="P", device=name, passphrase=PASSPHRASE
        ).store as own:
            address = cluster.at(database, COORDINATORS[0])
            hubs.enter(
                own,
                address,
                folder / name,
                device="Coordination",
                passphrase=PASSPHRASE,
                password=password,
            ).store.close()

    with cluster.copied() as database:
        placed("lea", cluster.passwords[COORDINATORS[0]])
        form = start.choose(REOPEN)
        qtbot.waitUntil(lambda: form.list.current_key() == str(folder / "lea"), timeout=SLOW)
        assert form.known[0].hub == f"{database} (localhost)"
        typed(qtbot, form.passphrase, PASSPHRASE)
        cluster.run(f"ALTER DATABASE {database} RENAME TO elsewhere")
        form.send()
        qtbot.waitUntil(form.fields["password"].isVisible, timeout=SLOW)
        assert "n’accepte pas" in form.fields["password"].error()
        cluster.run(f"ALTER DATABASE elsewhere RENAME TO {database}")
        form.send()
        qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
        assert start.readies[0].opened.store.hub.database == database


def test_a_password_that_was_changed_is_typed_where_the_hub_is_opened(
    qtbot, start, folder, cluster
):
    user = COORDINATORS[7]
    with founded(cluster, folder.parent) as database:
        hubs.read(
            cluster.at(database, user),
            folder / "lea",
            passphrase=PASSPHRASE,
            password=cluster.passwords[user],
        ).store.close()
        form = start.choose(REOPEN)
        qtbot.waitUntil(lambda: form.list.current_key() == str(folder / "lea"), timeout=SLOW)
        assert form.fields["password"].isHidden(), "nobody asks for it before it is needed"
        typed(qtbot, form.passphrase, PASSPHRASE)
        with cluster.other_password(user, "une nouvelle loutre"):
            form.send()
            qtbot.waitUntil(form.fields["password"].isVisible, timeout=SLOW)
            qtbot.waitUntil(form.password.hasFocus)
            typed(qtbot, form.password, "une autre loutre")
            form.send()
            qtbot.waitUntil(lambda: not form.working, timeout=SLOW)
            assert "n’accepte pas" in form.fields["password"].error()
            typed(qtbot, form.password, "une nouvelle loutre")
            pressed(qtbot, form.password)
            qtbot.waitUntil(lambda: bool(start.readies), timeout=SLOW)
            start.readies[0].opened.store.close()
            programme.open_store(folder / "lea", passphrase=PASSPHRASE).store.close()


def fill_hub(qtbot, form, address, password):
    typed(qtbot, form.address, address)
    typed(qtbot, form.password, password)
    choose_passphrase(qtbot, form)


def test_a_hub_is_joined_with_an_address_a_password_and_an_invitation(
    qtbot, start, tmp_path, cluster
):
    user = COORDINATORS[1]
    with (
        cluster.copied() as database,
        programme.start(
            tmp_path / "first", programme="P", device="Coord", passphrase=PASSPHRASE
        ).store as own,
    ):
        invited = {
            role: programme.invite(own, tmp_path / f"{role}.maillage", passphrase=WORDS, role=role)
            for role in DeviceRole
        }
        form = start.choose(HUB)
        fill_hub(qtbot, form, cluster.at(database, user), "pas le bon")
        form.send()
        assert form.fields["invitation"].error()
        form.invitation.zone.files.emit([str(invited[DeviceRole.FIELD])])
        typed(qtbot, form.words, WORDS)
        typed(qtbot, form.device, "Coordination de Lyon")
        form.send()
        qtbot.waitUntil(lambda: form.fields["invitation"].error() != "", timeout=SLOW)
        form.invitation.zone.files.emit([str(invited[DeviceRole.COORDINATOR])])
        form.send()
        qtbot.waitUntil(lambda: form.fields["password"].error() != "", timeout=SLOW)
        typed(qtbot, form.password, cluster.passwords[user])
        form.send()
        qtbot.waitUntil(lambda: start.pending is not None, timeout=SLOW)
        store = start.pending.opened.store
        assert store.hub.database == database
        assert (store.me.name, store.is_coordinator) == ("Coordination de Lyon", True)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "n’est pas l’adresse"),
        ("maillage", "n’est pas l’adresse"),
        ("postgresql+psycopg://lea@hub.example.org/maillage", "chiffrement"),
        ("postgresql+psycopg://lea@127.0.0.1:1/maillage", "ne répond pas"),
    ],
)
def test_an_address_that_leads_to_no_hub_is_said_at_the_address(
    qtbot, start, folder, address, words
):
    form = start.choose(HUB)
    form.way.set_code(READING)
    fill_hub(qtbot, form, address, "mot")
    form.send()
    qtbot.waitUntil(lambda: form.fields["address"].error() != "", timeout=SLOW)
    assert words in form.fields["address"].error()
    assert not list(folder.glob("*"))


# Deciding apart from showing ------------------------------------------------------------


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


def test_a_recovery_key_is_read_in_groups():
    assert groups("AB12 CD34") == ["AB12", "CD34"]
    assert file_name("accueil") == "maillage-cle-de-secours-accueil.pdf"


def test_every_field_has_a_name_for_screen_readers(qtbot, start):
    for code in (CREATE, JOIN, REOPEN):
        form = start.choose(code)
        assert isinstance(form, StartForm)
        for editor in form.findChildren(QLineEdit):
            assert editor.accessibleName()
