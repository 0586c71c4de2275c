"""Words that protect a file which anybody may copy and try for ever."""

from __future__ import annotations

import logging

import keyring
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.errors import KeyringError

from maillage.actions import passphrases
from maillage.domain.errors import WeakPassphrase
from maillage.store.words import suggestion, word_list

LISTED = st.sampled_from(word_list())


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "   ",
        "motdepasse",
        "azerty",
        "azerty azerty azerty azerty",
        "abandon abandon abandon abandon abandon",
        "merle lanterne",
        "merle lanterne vallon",
        "Merle  Lanterne Vallon",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "12345678901234567890",
        "password password1",
    ],
)
def test_what_is_easy_to_guess_is_refused(weak: str) -> None:
    assert not passphrases.strength(weak).accepted
    with pytest.raises(WeakPassphrase) as refused:
        passphrases.require(weak)
    assert refused.value.length < refused.value.least


@pytest.mark.parametrize("good", ["merle lanterne vallon cuivre", "Rj7#kQ2!vX9$mB4&"])
def test_what_is_hard_to_guess_is_accepted(good: str) -> None:
    passphrases.require(good)
    assert passphrases.strength(good).bits >= passphrases.LEAST_BITS


def test_seven_words_of_the_list_are_what_is_suggested_and_they_are_good() -> None:
    words = passphrases.suggest()
    assert len(words.split()) == 7
    assert set(words.split()) <= set(word_list())
    assert passphrases.suggest() != words
    assert passphrases.strength("merle lanterne vallon cuivre otarie brume sillon").level == 3
    assert len(suggestion(4).split()) == 4


@given(st.lists(LISTED, min_size=1, max_size=7, unique=True))
def test_another_word_never_weakens_a_passphrase(words: list[str]) -> None:
    grown = [passphrases.strength(" ".join(words[:n])) for n in range(1, len(words) + 1)]
    assert [one.bits for one in grown] == sorted(one.bits for one in grown)
    assert [one.level for one in grown] == sorted(one.level for one in grown)
    assert grown[-1].bits <= 11 * len(words), "a word of a known list is worth its place in it"


@given(st.text(max_size=200))
def test_no_text_is_too_strange_to_be_judged(typed: str) -> None:
    found = passphrases.strength(typed)
    assert 0 <= found.level <= 3
    assert found.accepted is (found.level > 1)


def test_a_system_without_a_keyring_asks_each_time() -> None:
    assert not passphrases.can_remember()
    assert passphrases.recall("store") is None
    passphrases.forget("store")


@pytest.mark.parametrize("error", [KeyringError, RuntimeError, OSError, ValueError])
def test_a_keyring_that_fails_is_no_fault_and_tells_no_secret(monkeypatch, caplog, error) -> None:
    def fail(*args: str) -> None:
        raise error(*args)

    for name in ("get_keyring", "get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, fail)
    with caplog.at_level(logging.DEBUG):
        assert not passphrases.can_remember()
        assert passphrases.recall("store") is None
        assert not passphrases.remember("store", "merle lanterne")
        passphrases.forget("store")
    assert error.__name__ in caplog.text
    assert "merle" not in caplog.text
