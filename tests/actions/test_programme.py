"""Starting, joining, inviting: a store is whole or it is not there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.stores import PASSPHRASE, cheap_words, fast_folder

from maillage import language
from maillage.actions import exchanges, programme
from maillage.domain.errors import (
    CannotWrite,
    MissingValue,
    NotAPackage,
    NotAStore,
    NotCoordinator,
    StoreExists,
    TooLong,
    WeakPassphrase,
    WrongPassphrase,
)
from maillage.domain.vocabulary import DeviceRole

WORDS = "tilleul semaine barque violon ardoise"
SOUND = {"programme": "Grandes Rencontres", "device": "Coordination", "passphrase": PASSPHRASE}


@pytest.fixture
def place() -> Iterator[Path]:
    folder = fast_folder()
    with cheap_words():
        yield folder
    shutil.rmtree(folder)


def test_a_programme_starts_with_a_coordinator_and_a_key_to_print(place: Path) -> None:
    opened = programme.start(place / "a" / "b", **SOUND, privacy_contact="dpo@gniac.example")
    with opened.store as store:
        assert store.is_coordinator
        assert (store.me.name, store.programme.name) == ("Coordination", "Grandes Rencontres")
        assert store.programme.privacy_contact == "dpo@gniac.example"
        page = programme.print_recovery_key(store, place / "clé.pdf", key=opened.recovery_key)
        assert page.read_bytes().startswith(b"%PDF-")
        with pytest.raises(CannotWrite):
            programme.print_recovery_key(store, place, key=opened.recovery_key)
    for secret in (PASSPHRASE, opened.recovery_key):
        again = programme.open_store(place / "a" / "b", passphrase=secret)
        assert again.recovery_key == ""
        again.store.close()
    with pytest.raises(WrongPassphrase):
        programme.open_store(place / "a" / "b", passphrase=WORDS)
    with pytest.raises(NotAStore):
        programme.open_store(place / "a", passphrase=PASSPHRASE)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"programme": " "}, MissingValue),
        ({"device": ""}, MissingValue),
        ({"passphrase": ""}, WeakPassphrase),
        ({"passphrase": "motdepasse"}, WeakPassphrase),
        ({"device": "x" * 301}, TooLong),
        ({"programme": "x" * 301}, TooLong),
        ({"privacy_contact": "x" * 301}, TooLong),
    ],
)
def test_a_programme_that_cannot_start_leaves_nothing(place: Path, wrong, error) -> None:
    for _attempt in range(2):
        with pytest.raises(error):
            programme.start(place / "store", **(SOUND | wrong))
        assert list(place.iterdir()) == []


def test_nothing_is_ever_written_over(place: Path) -> None:
    (place / "full").mkdir()
    (place / "full" / "thesis.odt").write_text("years of work")
    (place / "file").write_text("a file")
    (place / "empty").mkdir()
    for name in ("full", "file"):
        with pytest.raises(StoreExists):
            programme.start(place / name, **SOUND)
    assert (place / "full" / "thesis.odt").read_text() == "years of work"
    assert (place / "file").read_text() == "a file"
    programme.start(place / "empty", **SOUND).store.close()


def test_folders_are_named_after_the_laptop_and_never_the_same(place: Path) -> None:
    names = []
    for device in ("Tables 1 à 5", "Tables 1 à 5", "../../etc", "  ", "日本"):
        folder = programme.free_folder(device, place)
        folder.mkdir()
        names.append(folder.relative_to(place).as_posix())
    assert names == ["tables-1-a-5", "tables-1-a-5-2", "etc", "maillage", "maillage-2"]
    assert programme.stores_folder().is_absolute()


def test_who_joins_has_the_role_of_the_invitation(place: Path) -> None:
    with programme.start(place / "first", **SOUND).store as store:
        for role in DeviceRole:
            file = programme.invite(store, place / role.value, passphrase=WORDS, role=role)
            opened = programme.join(
                place / f"joined-{role.value}",
                invitation=file,
                invitation_passphrase=f" {WORDS} ",
                device=f"Poste {role.value}",
                passphrase=PASSPHRASE,
            )
            with opened.store as joined:
                assert opened.recovery_key
                assert joined.me.role is role
                assert joined.is_coordinator is (role is DeviceRole.COORDINATOR)
                exchanges.export(joined, place / "hello")
                assert exchanges.merge(store, [place / "hello"]).new == 1
                assert joined.device in store.known_devices()
                if role is DeviceRole.FIELD:
                    with pytest.raises(NotCoordinator):
                        programme.invite(joined, place / "x", passphrase=WORDS)


def test_words_that_alone_open_a_file_are_strong(place: Path) -> None:
    with programme.start(place / "first", **SOUND).store as store:
        for words, error in (("", MissingValue), (" ", MissingValue), ("secret", WeakPassphrase)):
            with pytest.raises(error):
                programme.invite(store, place / "x", passphrase=words)
        for words in ("", "  ", "secret", "merle lanterne"):
            with pytest.raises(WeakPassphrase):
                exchanges.export(store, place / "x", passphrase=words)
        with pytest.raises(MissingValue):
            store.export(place / "x", passphrase="  ")
    assert not (place / "x").exists()


def test_joining_with_something_missing_or_wrong_leaves_nothing(place: Path) -> None:
    (place / "file").write_text("no invitation")
    sound = {"invitation_passphrase": WORDS, "device": "Accueil", "passphrase": PASSPHRASE}
    for wrong, error in (
        ({"device": " "}, MissingValue),
        ({"invitation_passphrase": ""}, MissingValue),
        ({"passphrase": "azerty"}, WeakPassphrase),
        ({}, NotAPackage),
    ):
        with pytest.raises(error):
            programme.join(place / "store", invitation=place / "file", **(sound | wrong))
        assert [one.name for one in place.iterdir()] == ["file"]


def test_a_recovery_page_is_in_the_language_of_the_person(place: Path) -> None:
    sizes = set()
    with programme.start(place / "first", **SOUND).store as store:
        for code in language.CODES:
            language.use(code)
            page = programme.print_recovery_key(store, place / f"{code}.pdf", key="ABCD " * 8)
            sizes.add(page.read_bytes())
    assert len(sizes) == 2
