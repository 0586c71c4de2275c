"""What opens a store is changed in a terminal as in the window: never from an argument."""

from __future__ import annotations

import click
import pytest
from tests.cli.conftest import PASSPHRASE

from maillage.domain.errors import WrongPassphrase
from maillage.store import keys

OTHER = "tilleul semaine barque violon ardoise"


@pytest.fixture
def kept(maillage, tmp_path):
    """The key file of a store, and the recovery key that was shown when it was made."""
    made = maillage("init", tmp_path / "s", "--programme", "P", "--device", "D", "--json")
    return tmp_path / "s" / "keys.json", made.data["recovery_key"]


@pytest.fixture
def typing(monkeypatch):
    """Answer prompts, and note what was asked and whether it was hidden."""
    monkeypatch.delenv("MAILLAGE_PASSPHRASE")
    monkeypatch.delenv("MAILLAGE_NEW_PASSPHRASE")
    asked = []

    def answers(*words):
        given = iter(words)

        def prompt(text, **how):
            asked.append((text, how))
            return next(given)

        monkeypatch.setattr(click, "prompt", prompt)
        return asked

    return answers


def test_the_passphrase_is_changed_at_prompts_that_show_nothing(maillage, kept, typing):
    file, recovery = kept
    key = keys.unlock(file, PASSPHRASE)
    asked = typing(PASSPHRASE, OTHER)
    said = maillage("--store", file.parent, "passphrase")
    assert said.code == 0
    assert keys.unlock(file, OTHER) == keys.unlock(file, recovery) == key
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, PASSPHRASE)
    assert [how["hide_input"] for _, how in asked] == [True, True]
    assert asked[1][1]["confirmation_prompt"]
    assert OTHER not in said.out + said.err


def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(maillage, kept, typing):
    file, recovery = kept
    typing(recovery, OTHER)
    assert maillage("--store", file.parent, "passphrase", "--json").data["in_keyring"]
    assert keys.unlock(file, OTHER)


def test_a_new_recovery_key_is_shown_once_and_the_former_opens_no_more(maillage, kept):
    file, former = kept
    said = maillage("--store", file.parent, "recovery-key")
    assert said.code == 0
    (new,) = filter(None, map(key_in, said.out.splitlines()))
    assert keys.unlock(file, new) == keys.unlock(file, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, former)
    again = maillage("--store", file.parent, "recovery-key", "--json").data["recovery_key"]
    assert keys.unlock(file, again) == keys.unlock(file, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        keys.unlock(file, new)


def key_in(line):
    """The recovery key at the end of a line, or empty text."""
    return keys.as_recovery_key(line[-len(keys.grouped("0" * keys.RECOVERY_LETTERS)) :])


@pytest.mark.parametrize("command", ["passphrase", "recovery-key"])
def test_wrong_words_are_told_in_one_sentence_and_change_nothing(
    maillage, kept, monkeypatch, command
):
    file, _ = kept
    before = file.read_bytes()
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", "not these words")
    said = maillage("--store", file.parent, command)
    assert (said.code, said.out) == (3, "")
    assert "n’ouvre pas" in said.err
    assert len(said.err.splitlines()) == 1
    assert file.read_bytes() == before


def test_a_weak_new_passphrase_changes_nothing(maillage, kept, monkeypatch):
    file, _ = kept
    before = file.read_bytes()
    monkeypatch.setenv("MAILLAGE_NEW_PASSPHRASE", "maillage")
    said = maillage("--store", file.parent, "passphrase")
    assert (said.code, said.out) == (1, "")
    assert file.read_bytes() == before


def test_nobody_is_asked_for_words_of_a_folder_that_is_no_store(maillage, tmp_path, typing):
    asked = typing()
    for command in ("passphrase", "recovery-key"):
        assert maillage("--store", tmp_path, command).code == 3
    assert asked == []
    assert maillage("--store", tmp_path, "passphrase", OTHER).code == 2, "no words as arguments"
