"""One of two secrets opens a store, typed as people type; nothing else does."""

from __future__ import annotations

import json
import unicodedata
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.stores import PASSPHRASE

from maillage import Store
from maillage.actions import store_keys
from maillage.actions.programme import Opened
from maillage.domain.errors import (
    CannotWrite,
    NotAStore,
    StoreDamaged,
    StoreError,
    StoreTooNew,
    WrongPassphrase,
)
from maillage.store import identity, keys
from maillage.store.files import KEYS
from maillage.store.keys import Unlocking

OTHER = "tilleul semaine barque violon ardoise"


def opens(folder: Path, secret: str) -> bool:
    try:
        Store.open(folder, passphrase=secret).close()
    except WrongPassphrase:
        return False
    return True


def edit(folder: Path, **values: Any) -> None:
    known = json.loads((folder / KEYS).read_text())
    for name, value in values.items():
        *parts, last = name.split("__")
        place = known
        for part in parts:
            place = place[part]
        place[last] = value
    (folder / KEYS).write_text(json.dumps(known))


def test_the_passphrase_opens_and_spaces_around_words_do_not_count(folder: Path) -> None:
    assert opens(folder, PASSPHRASE)
    assert opens(folder, f"  {PASSPHRASE.replace(' ', '   ')}\n")


def test_words_of_the_list_open_however_they_are_capitalised(folder: Path) -> None:
    assert opens(folder, PASSPHRASE.upper())


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        PASSPHRASE + " otarie",
        PASSPHRASE[:-1],
        PASSPHRASE.replace(" ", ""),
        "\udce9",
        "é" * 10_000,
    ],
)
def test_other_words_do_not(folder: Path, wrong: str) -> None:
    assert not opens(folder, wrong)


def test_a_key_made_meanwhile_opens_as_its_words_do(folder: Path) -> None:
    begun = Unlocking(folder / KEYS, PASSPHRASE)
    with Store.open(folder, passphrase=begun) as store:
        assert store._key == begun.key()
    with pytest.raises(WrongPassphrase):
        Store.open(folder, passphrase=Unlocking(folder / KEYS, "autre chose"))
    with pytest.raises(NotAStore):
        Store.open(folder / "gone", passphrase=Unlocking(folder / "gone" / KEYS, PASSPHRASE))


def test_two_keyboards_write_the_same_accents(tmp_path: Path, folder: Path) -> None:
    words = "forêt œil été ﬁn"
    with Store.create(tmp_path / "store", passphrase=words, device="Accueil"):
        pass
    assert opens(tmp_path / "store", unicodedata.normalize("NFD", words))
    assert not opens(tmp_path / "store", "foret œil été ﬁn")


@pytest.mark.parametrize(
    "typed",
    [
        lambda key: key,
        lambda key: key.lower(),
        lambda key: key.replace(" ", ""),
        lambda key: key.replace(" ", "-"),
        lambda key: f"  {key}\n",
        lambda key: key.replace("0", "O").replace("1", "l"),
        lambda key: key.lower().replace("0", "o").replace("1", "i"),
    ],
)
def test_the_recovery_key_opens_however_it_is_typed(
    folder: Path, recovery_key: str, typed: Any
) -> None:
    assert opens(folder, typed(recovery_key))


def test_a_recovery_key_has_160_bits_in_groups_of_four(recovery_key: str) -> None:
    groups = recovery_key.split(" ")
    assert [len(group) for group in groups] == [4] * 8
    assert set("".join(groups)) <= set(keys.ALPHABET)


def test_another_recovery_key_does_not_open(folder: Path, recovery_key: str) -> None:
    last = "2" if recovery_key[-1] != "2" else "3"
    assert not opens(folder, recovery_key[:-1] + last)
    assert not opens(folder, recovery_key[:-1])


def test_a_passphrase_may_look_like_a_recovery_key(tmp_path: Path, folder: Path) -> None:
    with Store.create(tmp_path / "store", passphrase="ABCD" * 8, device="Accueil"):
        pass
    assert opens(tmp_path / "store", "ABCD" * 8)


def test_whoever_forgot_the_passphrase_takes_another_with_the_recovery_key(
    folder: Path, recovery_key: str
) -> None:
    keys.rewrap(folder / KEYS, recovery_key, passphrase="autres mots")
    assert opens(folder, "autres mots")
    assert opens(folder, recovery_key)
    assert not opens(folder, PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        keys.rewrap(folder / KEYS, PASSPHRASE, passphrase="encore")
    assert opens(folder, "autres mots")


def test_words_that_cannot_be_written_change_nothing(folder: Path, recovery_key: str) -> None:
    """On any system: a folder stands where the new file would be written first."""
    before = (folder / KEYS).read_bytes()
    (folder / f"{KEYS}.part").mkdir()
    for change in (
        lambda: store_keys.change_passphrase(folder, present=PASSPHRASE, passphrase=OTHER),
        lambda: store_keys.renew_recovery_key(folder, present=PASSPHRASE),
    ):
        with pytest.raises(CannotWrite):
            change()
    assert (folder / KEYS).read_bytes() == before
    assert opens(folder, PASSPHRASE)
    assert opens(folder, recovery_key)
    assert not opens(folder, OTHER)


def test_a_key_file_of_a_later_version_is_told_from_a_damaged_one(folder: Path) -> None:
    for content in ({"format": 2}, {"format": 2, "slots": [{"kind": "fido"}]}):
        (folder / KEYS).write_text(json.dumps(content))
        with pytest.raises(StoreTooNew):
            Store.open(folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff\xfe", b"null", b"[" * 100_000, b'{"format":' * 50_000]
)
def test_a_key_file_that_is_none_is_damage(folder: Path, content: bytes) -> None:
    (folder / KEYS).write_bytes(content)
    with pytest.raises(StoreDamaged):
        Store.open(folder, passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    "wrong",
    [
        {"passphrase__salt": "AAAA"},
        {"passphrase__nonce": "AAAA"},
        {"recovery__salt": ""},
        {"recovery__nonce": "AAAA"},
        {"passphrase__memory_kib": 0},
        {"passphrase__memory_kib": 1},
        {"passphrase__memory_kib": 2**40},
        {"passphrase__memory_kib": -1},
        {"passphrase__passes": 0},
        {"passphrase__passes": 10**9},
    ],
)
def test_a_key_file_never_asks_for_what_maillage_would_not(
    folder: Path, recovery_key: str, wrong: dict[str, Any]
) -> None:
    edit(folder, **wrong)
    with pytest.raises(StoreDamaged):
        Store.open(folder, passphrase=PASSPHRASE)


def test_no_tampering_with_the_key_file_escapes_as_something_else(
    folder: Path, recovery_key: str
) -> None:
    sound = (folder / KEYS).read_bytes()
    key = keys.unlock(folder / KEYS, PASSPHRASE)
    random = Random(2021)
    for at in range(len(sound)):
        tampered = bytearray(sound)
        tampered[at] ^= 1 << random.randrange(8)
        (folder / KEYS).write_bytes(tampered)
        for secret in (PASSPHRASE, recovery_key):
            with suppress(StoreError):
                assert keys.unlock(folder / KEYS, secret) == key
    for length in range(len(sound) - 2):
        (folder / KEYS).write_bytes(sound[:length])
        with pytest.raises(StoreDamaged):
            keys.unlock(folder / KEYS, PASSPHRASE)


def test_a_store_without_its_key_file_is_no_store(folder: Path) -> None:
    (folder / KEYS).unlink()
    with pytest.raises(NotAStore):
        Store.open(folder, passphrase=PASSPHRASE)


def test_no_secret_shows_when_something_is_printed(kept: Store, recovery_key: str) -> None:
    made = keys.make(PASSPHRASE)
    opened = Opened(kept, recovery_key)
    with kept.reading() as connection:
        secrets = [identity.own(connection, name) for name in ("sealing", "signing")]
    assert all(secrets)
    secrets += [recovery_key, made.recovery_key, repr(made.key), made.key.hex(), PASSPHRASE]
    for printed in (made, opened, kept, kept.identity, kept.identity.signing, kept._engine):
        for secret in secrets:
            assert secret not in repr(printed)
            assert secret not in str(printed)
