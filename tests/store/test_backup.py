"""A backup was opened and checked before anybody relies on it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.stores import PASSPHRASE

from maillage import Store
from maillage.domain.errors import BackupAsStore, CannotWrite, StoreDamaged, StoreExists
from maillage.domain.records import Note
from maillage.store import backup


class StoppedError(Exception):
    """Somebody pressed Stop."""


def test_a_backup_opens_with_the_same_words_and_is_the_same_state(
    kept: Store, tmp_path: Path, recovery_key: str
) -> None:
    kept.add(Note(text="en cours"))
    to = kept.backup(tmp_path / "Sauvegarde d’août" / "1")
    digest = kept.digest()
    kept.add(Note(text="après"))
    for number, secret in enumerate((PASSPHRASE, recovery_key)):
        backup.copy(to, tmp_path / str(number), passphrase=secret)
        with Store.open(tmp_path / str(number), passphrase=secret) as copy:
            assert copy.digest() == digest != kept.digest()
            assert copy.device == kept.device
            assert copy.verify().ok


def test_a_backup_is_never_written_over_anything(kept: Store, tmp_path: Path) -> None:
    kept.backup(tmp_path / "1")
    before = {file: file.read_bytes() for file in (tmp_path / "1").iterdir()}
    with pytest.raises(StoreExists):
        kept.backup(tmp_path / "1")
    assert {file: file.read_bytes() for file in (tmp_path / "1").iterdir()} == before


def test_a_copy_that_does_not_verify_is_taken_away(kept: Store, tmp_path: Path, monkeypatch):
    written = backup.write_safely

    def damage(to: Path, content: bytes, **how: bool) -> None:
        written(to, content, **how)
        data = bytearray((to.parent / backup.BACKUP).read_bytes())
        data[-100] ^= 1
        (to.parent / backup.BACKUP).write_bytes(data)

    monkeypatch.setattr(backup, "write_safely", damage)
    with pytest.raises(StoreDamaged):
        kept.backup(tmp_path / "1")
    assert list(tmp_path.iterdir()) == []
    assert kept.verify().ok


def test_a_place_that_is_none_is_told(kept: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        kept.backup(tmp_path / "file" / "1")


@pytest.mark.parametrize("phase", [backup.COPYING, backup.CHECKING])
def test_a_backup_says_how_far_it_is_and_can_be_stopped_at_any_moment(
    kept: Store, tmp_path: Path, monkeypatch, phase: str
) -> None:
    monkeypatch.setattr(backup, "STEPS", 200)
    told: list[tuple[int, int, str]] = []
    kept.backup(tmp_path / "1", progress=lambda *how: told.append(how))
    assert {name for *_, name in told} == {backup.COPYING, backup.FLUSHING, backup.CHECKING}
    assert all(0 <= done <= total for done, total, _ in told)
    inside = [how for how in told if how[2] == phase]
    assert len(inside) > 2, "it looks while the database works"

    for nth in (1, len(inside)):
        left = iter(range(nth - 1, -1, -1))

        def stop(_done: int, _total: int, name: str, left=left) -> None:
            if name == phase and next(left) == 0:
                raise StoppedError

        with pytest.raises(StoppedError):
            kept.backup(tmp_path / "2", progress=stop)
        assert [one.name for one in tmp_path.iterdir()] == ["1"]
    assert kept.verify().ok


def test_nobody_works_in_a_backup_which_is_told_from_a_store(kept: Store, tmp_path: Path) -> None:
    to = kept.backup(tmp_path / "1")
    assert backup.is_backup(to)
    assert not backup.is_backup(kept.path)
    assert not backup.is_backup(tmp_path)
    before = sorted(to.iterdir())
    with pytest.raises(BackupAsStore):
        Store.open(to, passphrase=PASSPHRASE)
    assert sorted(to.iterdir()) == before
    kept.close()
    shutil.copy(to / backup.BACKUP, kept.path)  # beside a store it is in nobody's way
    assert not backup.is_backup(kept.path)
    Store.open(kept.path, passphrase=PASSPHRASE).close()


def test_making_a_store_of_a_backup_says_how_far_it_is_and_can_be_stopped(
    kept: Store, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(backup, "AT_ONCE", 20_000)
    to, told = kept.backup(tmp_path / "1"), list[tuple[int, int, str]]()
    Store.restore_backup(
        to, tmp_path / "2", passphrase=PASSPHRASE, progress=lambda *how: told.append(how)
    ).close()
    assert {name for *_, name in told} == {backup.COPYING, backup.CHECKING}
    assert all(0 <= done <= total for done, total, _ in told)
    for stopped_at in (told[1], told[-1]):

        def stop(*how: object, at: object = stopped_at) -> None:
            if how == at:
                raise StoppedError

        with pytest.raises(StoppedError):
            Store.restore_backup(to, tmp_path / "3", passphrase=PASSPHRASE, progress=stop)
        assert sorted(one.name for one in tmp_path.iterdir()) == ["1", "2"]
