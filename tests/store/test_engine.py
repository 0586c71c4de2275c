"""The file is encrypted, the connection careful, and every refusal has its type."""

from __future__ import annotations

import errno
import os
import sqlite3
import stat
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.exc import DBAPIError
from tests.stores import PASSPHRASE, cheap_words

from maillage import Store
from maillage.domain.errors import (
    CannotWrite,
    DiskFailing,
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreUnencrypted,
)
from maillage.domain.records import Note, Person
from maillage.store import engine as engines
from maillage.store import files
from maillage.store.files import DATA, KEYS, LOCK

from .conftest import CANARY

CAREFUL = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "temp_store": 2,  # MEMORY
    "foreign_keys": 0,
    "busy_timeout": 5000,
}


def test_every_connection_is_careful(kept: Store) -> None:
    with kept._engine.connect() as one, kept._engine.connect() as two:
        assert one.connection.driver_connection is not two.connection.driver_connection
        for connection in (one, two):
            said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in CAREFUL}
            # Without memory-mapped files in the library, there is no such pragma to ask.
            assert said == CAREFUL | ({} if said["mmap_size"] == 0 else {"mmap_size": None})
            assert connection.exec_driver_sql("PRAGMA cipher_version").scalar()


def test_no_file_of_a_store_shows_what_is_in_it(folder: Path, kept: Store) -> None:
    kept.add(Note(text=f"encore {CANARY}"))
    for _moment in ("open", "closed"):
        contents = [file.read_bytes() for file in folder.rglob("*") if file.is_file()]
        assert len(contents) >= 3
        for content in contents:
            assert not content.startswith(files.PLAIN_HEADER)
            assert b"CREATE TABLE" not in content
            for word in CANARY.split("-"):
                assert word.encode() not in content
                assert word.casefold().encode() not in content.lower()
        kept.close()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere folders have other owners' rules")
def test_nobody_else_of_this_computer_can_look_into_a_store(tmp_path: Path) -> None:
    tmp_path.joinpath("chosen").mkdir(mode=0o755)
    before = os.umask(0o000)
    try:
        for place in (tmp_path / "new" / "store", tmp_path / "chosen"):
            with cheap_words(), Store.create(place, passphrase=PASSPHRASE, device="A") as store:
                store.add(Note(text="un café commun"))
                copy = store.backup(tmp_path / f"copy-{place.name}")
                again = tmp_path / f"restored-{place.name}"
                Store.restore_backup(copy, again, passphrase=PASSPHRASE).close()
                found = [one for at in (place, copy, again) for one in (at, *at.iterdir())]
                assert {KEYS, DATA, f"{DATA}-wal", LOCK} < {one.name for one in found}
                for one in found:
                    assert stat.S_IMODE(one.stat().st_mode) == (0o700 if one.is_dir() else 0o600)
                sent = store.export(tmp_path / f"{place.name}.maillage").path
                assert stat.S_IMODE(sent.stat().st_mode) == 0o666  # another laptop must read it
    finally:
        os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere folders are durable by themselves")
def test_the_folders_made_for_a_store_are_made_durable_too(tmp_path: Path, monkeypatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(files, "sync_folder", synced.append)
    files.make_private(tmp_path / "a" / "b")
    assert {tmp_path, tmp_path / "a"} == set(synced)


def test_a_library_that_cannot_encrypt_is_refused(folder: Path, monkeypatch) -> None:
    monkeypatch.setattr(engines, "sqlcipher", sqlite3)
    plain = engines.encrypted_engine(folder / "other.db", b"k" * 32)
    with pytest.raises(StoreUnencrypted), plain.connect():
        pass


def test_a_plain_file_in_its_place_is_refused(folder: Path) -> None:
    (folder / DATA).unlink()
    plain = sqlite3.connect(folder / DATA)
    plain.execute("CREATE TABLE person(id)")
    plain.close()
    with pytest.raises(StoreDamaged):
        Store.open(folder, passphrase=PASSPHRASE)
    assert files.is_plain_sqlite(folder / DATA)


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 8192, b"PK\3\4" * 3000])
def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(
    folder: Path, content: bytes
) -> None:
    (folder / DATA).write_bytes(content)
    with pytest.raises(StoreError):
        Store.open(folder, passphrase=PASSPHRASE)
    if content:
        assert (folder / DATA).read_bytes() == content


def test_a_file_of_another_store_is_refused(folder: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "other", passphrase=PASSPHRASE, device="Autre"):
        pass
    (folder / DATA).write_bytes((tmp_path / "other" / DATA).read_bytes())
    with pytest.raises(StoreDamaged):
        Store.open(folder, passphrase=PASSPHRASE)


def test_any_flipped_bit_is_noticed(folder: Path) -> None:
    """SQLCipher authenticates each page: damage is told, never read as something else."""
    sound = (folder / DATA).read_bytes()
    random = Random(2021)
    for at in [0, 16, 100, 4095, len(sound) - 1, *random.sample(range(len(sound)), 12)]:
        flipped = bytearray(sound)
        flipped[at] ^= 1 << random.randrange(8)
        (folder / DATA).write_bytes(flipped)
        try:
            with Store.open(folder, passphrase=PASSPHRASE) as store:
                assert not store.verify().ok
        except StoreDamaged:
            pass
        for side in folder.glob(f"{DATA}-*"):
            side.unlink()


def test_a_truncated_file_is_noticed(folder: Path) -> None:
    sound = (folder / DATA).read_bytes()
    for length in (1, 4096, len(sound) // 2, len(sound) - 4096, len(sound) - 1):
        (folder / DATA).write_bytes(sound[:length])
        try:
            with Store.open(folder, passphrase=PASSPHRASE) as store:
                assert not store.verify().ok
        except StoreDamaged:
            pass
        for side in folder.glob(f"{DATA}-*"):
            side.unlink()


def test_an_error_never_repeats_what_people_wrote(kept: Store) -> None:
    wrong = "INSERT INTO person(id, given_name) VALUES (?, ?)"
    with kept._engine.connect() as connection, pytest.raises(DBAPIError) as failed:
        connection.exec_driver_sql(wrong, ("018f", CANARY))
    assert CANARY not in str(failed.value)


@pytest.mark.parametrize(
    ("number", "type_"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EIO, DiskFailing),
        (errno.EACCES, CannotWrite),
        (errno.EROFS, CannotWrite),
        (errno.ENOENT, CannotWrite),
        (errno.ENAMETOOLONG, CannotWrite),
    ],
)
def test_what_the_system_refuses_has_a_type(number: int, type_: type[StoreError]) -> None:
    with pytest.raises(type_), engines.told_apart(Path("store")):
        raise OSError(number, "refused")


def test_a_statement_that_fails_undoes_the_whole_action(kept: Store) -> None:
    before = kept.digest()

    def add_and_fail(statement: str) -> None:
        with kept.action() as writer:
            writer.add(Person(given_name="Zoé"))
            writer.connection.exec_driver_sql(statement)
            raise KeyboardInterrupt

    with pytest.raises(StoreError):
        add_and_fail("INSERT INTO journal DEFAULT VALUES")
    assert kept.digest() == before
    with pytest.raises(KeyboardInterrupt):
        add_and_fail("SELECT 1")
    assert kept.digest() == before
    assert kept.verify().ok
