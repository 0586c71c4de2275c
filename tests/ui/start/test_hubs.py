"""A hub is joined and opened from the first run, and refused in a sentence."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from tests.hubs import COORDINATORS
from tests.ui.conftest import PASSPHRASE

from maillage.actions import hubs, programme
from maillage.domain.vocabulary import DeviceRole
from maillage.ui.start.choices import HUB, REOPEN
from maillage.ui.start.hub import READING

from .conftest import SLOW, WORDS, choose_passphrase, pressed, typed


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
