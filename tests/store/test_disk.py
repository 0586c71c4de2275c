"""A disk that is full or read-only: a typed refusal, nothing changed, nothing left behind."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.stores import INVITATION_PASSPHRASE, PASSPHRASE, cheap_words, fast_folder

from maillage import Store, language
from maillage.actions import explain, store_keys
from maillage.domain.errors import CannotWrite, DiskFailing, DiskFull, StoreError
from maillage.domain.records import Note
from maillage.store import engine as engines
from maillage.store import files as on_disk
from maillage.store import keys
from maillage.store.files import KEYS, LOCK

resource = pytest.importorskip("resource", reason="limits of POSIX systems")
OTHER = "tilleul semaine barque violon ardoise"
LONG = "« manque de temps » " * 190


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond a size: writing fails as on a stick at its limit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def full(store: Store, *, after: int = 0) -> Iterator[None]:
    """Let the file have so many pages more: then SQLite itself says that the disk is full."""
    held = [store._engine.connect() for _ in range(2)]
    for connection in held:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages + after}")
        connection.close()
    try:
        yield
    finally:
        store._engine.dispose()


@contextmanager
def somebody_else() -> Iterator[None]:
    """Lose the right to write anywhere, which root has whatever a folder says."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def read_only() -> Iterator[Callable[[Path], Path]]:
    """Take the right to write in a folder from everybody."""
    folders = []

    def protect(folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        folder.parent.chmod(0o755)
        for file in folder.iterdir():
            file.chmod(0o444)
        folder.chmod(0o555)
        folders.append(folder)
        return folder

    yield protect
    for folder in folders:
        folder.chmod(0o755)


@pytest.fixture
def place() -> Iterator[Path]:
    folder = fast_folder()
    with cheap_words():
        yield folder
    shutil.rmtree(folder)


def files(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


CHANGES = {
    "passphrase": lambda folder: store_keys.change_passphrase(
        folder, present=PASSPHRASE, passphrase=OTHER
    ),
    "recovery key": lambda folder: store_keys.renew_recovery_key(folder, present=PASSPHRASE),
}
changes = pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
"""What rewrites the one small file without which nobody opens the store."""


# Full -------------------------------------------------------------------------------


def test_saving_on_a_full_disk_changes_nothing(kept: Store) -> None:
    before = kept.digest()

    def add_many() -> None:
        for n in range(200):
            kept.add(Note(text=f"{n} {LONG}"))

    with full(kept, after=40):
        with pytest.raises(DiskFull):
            add_many()
        between = kept.digest()
        shown = len(kept.all(Note))
        assert 1 < shown < 200
        with pytest.raises(DiskFull):
            kept.add(Note(text=LONG, table=1))
        assert shown == len(kept.all(Note))
        assert kept.digest() == between, "what was told as saved is saved, the rest is not"
    assert kept.verify().ok
    assert kept.digest() == between != before
    assert kept.add(Note(text="il y a de la place")).id


@changes
def test_what_opens_a_store_stays_when_its_disk_is_full(
    folder: Path, recovery_key: str, change: Callable[[Path], object]
) -> None:
    language.use("fr")
    before = files(folder)
    with room_for(100), pytest.raises(DiskFull) as refused:
        change(folder)
    assert "Libérez de l’espace" in explain.sentence(refused.value)
    assert files(folder) == before
    assert keys.unlock(folder / KEYS, PASSPHRASE) == keys.unlock(folder / KEYS, recovery_key)
    change(folder)


@changes
def test_what_opens_a_store_stays_when_its_disk_fails_at_the_very_end(
    folder: Path, recovery_key: str, change: Callable[[Path], object], monkeypatch
) -> None:
    before, synced = files(folder), on_disk.sync_folder

    def fails_once(of: Path) -> None:
        monkeypatch.setattr(on_disk, "sync_folder", synced)
        assert files(folder) != before, "the new file has its name already"
        raise OSError(errno.EIO, "the disk does not answer")

    monkeypatch.setattr(on_disk, "sync_folder", fails_once)
    with pytest.raises(DiskFailing):
        change(folder)
    assert files(folder) == before
    assert keys.unlock(folder / KEYS, recovery_key)


def test_merging_on_a_full_disk_changes_nothing(kept: Store, place: Path) -> None:
    invitation = kept.invite(place / "invitation", passphrase=INVITATION_PASSPHRASE)
    with Store.join(
        invitation,
        place / "tables",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Tables",
    ) as other:
        with other.action():
            for n in range(60):
                other.add(Note(text=f"{n} {LONG}"))
        other.export(place / "tables.maillage")
    before = kept.digest()
    with full(kept), pytest.raises(DiskFull):
        kept.merge([place / "tables.maillage"])
    assert kept.digest() == before
    assert kept.verify().ok
    assert kept.merge([place / "tables.maillage"]).new > 60


def test_an_export_without_room_leaves_the_earlier_file_and_no_other(
    kept: Store, place: Path
) -> None:
    kept.export(place / "accueil.maillage")
    before = files(place)
    kept.add(Note(text=os.urandom(1500).hex()))
    unsent = kept.unsent()
    with room_for(1000), pytest.raises(DiskFull):
        kept.export(place / "accueil.maillage")
    assert files(place) == before
    assert kept.unsent() == unsent
    assert kept.export(place / "accueil.maillage").number == 2
    assert kept.unsent() == 0


@pytest.mark.parametrize("pages", [4, 20, 60])
def test_a_store_that_does_not_fit_leaves_nothing_behind(
    place: Path, monkeypatch, pages: int
) -> None:
    limit = f"PRAGMA max_page_count={pages}"
    monkeypatch.setattr(engines, "PRAGMAS", (*engines.PRAGMAS, limit))
    with pytest.raises(DiskFull):
        Store.create(place / "store", passphrase=PASSPHRASE, device="Accueil")
    assert list(place.iterdir()) == []
    monkeypatch.undo()
    with Store.create(place / "store", passphrase=PASSPHRASE, device="Accueil") as store:
        assert store.verify().ok


def test_a_store_at_the_limit_of_a_stick_leaves_nothing_behind(place: Path) -> None:
    for size in (10, 5_000, 100_000):
        with room_for(size), pytest.raises((DiskFull, DiskFailing)):
            Store.create(place / "store", passphrase=PASSPHRASE, device="Accueil")
        assert list(place.iterdir()) == []


def test_a_backup_without_room_leaves_nothing_behind(kept: Store, place: Path) -> None:
    with room_for(50_000), pytest.raises((DiskFull, DiskFailing)):
        kept.backup(place / "backup")
    assert list(place.iterdir()) == []
    assert kept.verify().ok


def test_a_write_that_the_disk_refuses_is_no_damage(kept: Store) -> None:
    """SQLite says I/O error; the person reads that the disk does not answer."""
    before = kept.digest()
    with room_for(10_000), pytest.raises(DiskFailing):
        kept.add(Note(text=LONG))
    assert kept.digest() == before
    assert kept.verify().ok
    assert kept.add(Note(text=LONG)).id


def test_an_input_error_where_no_byte_is_free_is_a_full_disk(
    kept: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen on a full file system: SQLite cannot make its index there, and says I/O error."""
    usage = shutil.disk_usage(kept.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=4096))
    with room_for(10_000), pytest.raises(DiskFull):
        kept.add(Note(text=LONG))


# Read-only --------------------------------------------------------------------------


def refused(act: Callable[[], Any]) -> None:
    with somebody_else(), pytest.raises(CannotWrite):
        act()


def test_a_read_only_folder_is_told_and_left_as_it_is(
    kept: Store, place: Path, read_only: Callable[[Path], Path]
) -> None:
    kept.export(place / "here.maillage")  # so that every library is loaded
    folder = read_only(place / "stick")
    before = kept.digest()
    refused(lambda: kept.backup(folder / "backup"))
    refused(lambda: Store.create(folder / "new", passphrase=PASSPHRASE, device="Accueil"))
    refused(lambda: Store.create(folder, passphrase=PASSPHRASE, device="Accueil"))
    content = on_disk.write_safely
    refused(lambda: told(folder / "x.maillage", content))
    assert list(folder.iterdir()) == []
    assert kept.digest() == before


def told(path: Path, write: Callable[[Path, bytes], None]) -> None:
    with engines.told_apart(path):
        write(path, b"content")


def test_a_read_only_store_is_told(folder: Path, read_only: Callable[[Path], Path]) -> None:
    with Store.open(folder, passphrase=PASSPHRASE):
        pass
    read_only(folder)
    before = files(folder)
    refused(lambda: Store.open(folder, passphrase=PASSPHRASE))
    assert files(folder) == before


@pytest.mark.parametrize("name", ["file/below", "x" * 300])
def test_a_path_that_can_be_none_is_told(kept: Store, place: Path, name: str) -> None:
    (place / "file").touch()
    path = place / name
    with pytest.raises(StoreError):
        Store.create(path, passphrase=PASSPHRASE, device="Accueil")
    with pytest.raises(StoreError):
        Store.open(path, passphrase=PASSPHRASE)
    with pytest.raises(CannotWrite):
        kept.export(path)
    with pytest.raises(CannotWrite):
        kept.invite(path, passphrase=INVITATION_PASSPHRASE)
    assert [file.name for file in place.iterdir()] == ["file"]
    assert kept.verify().ok


@changes
def test_what_opens_a_store_stays_where_nothing_can_be_written(
    folder: Path, change: Callable[[Path], object], read_only
) -> None:
    before = files(read_only(folder))
    with somebody_else(), pytest.raises(CannotWrite):
        change(folder)
    assert files(folder) == before


def test_a_lock_that_cannot_be_written_locks_nobody_in(folder: Path) -> None:
    """SQLite opens such a file to read, and has no lock of it then."""
    for one in (folder, *folder.iterdir()):
        one.chmod(0o777)
    (folder / LOCK).touch()
    (folder / LOCK).chmod(0o444)
    with somebody_else(), pytest.raises(CannotWrite):
        Store.open(folder, passphrase=PASSPHRASE)


def test_a_folder_in_the_place_of_a_file_is_told(kept: Store, place: Path) -> None:
    (place / "here").mkdir()
    with pytest.raises(CannotWrite):
        kept.export(place / "here")
    assert [file.name for file in place.iterdir()] == ["here"]


@pytest.mark.parametrize("name", ["store.db", "keys.json", "lock", "x.maillage", "../store/new"])
def test_a_file_for_others_never_takes_the_place_of_the_stores_own(kept: Store, name: str) -> None:
    before = kept.digest()
    with pytest.raises(CannotWrite):
        kept.export(kept.path / name)
    with pytest.raises(CannotWrite):
        kept.invite(kept.path / name, passphrase=INVITATION_PASSPHRASE)
    assert kept.digest() == before
    kept.close()
    with Store.open(kept.path, passphrase=PASSPHRASE) as again:
        assert again.digest() == before


def test_an_old_file_is_there_until_the_new_one_is(place: Path, monkeypatch) -> None:
    path = place / "accueil.maillage"
    on_disk.write_safely(path, b"old")
    monkeypatch.setattr(on_disk.os, "fsync", lambda handle: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        on_disk.write_safely(path, b"new")
    assert files(place) == {path: b"old"}
