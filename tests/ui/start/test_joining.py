"""A laptop joins with a file and its words; what is wrong is said where it was typed."""

from __future__ import annotations

import pytest
from tests.ui.conftest import PASSPHRASE

from maillage.actions import programme
from maillage.domain import errors
from maillage.ui.start.choices import JOIN

from .conftest import SLOW, WORDS, choose_passphrase, pressed, typed


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
