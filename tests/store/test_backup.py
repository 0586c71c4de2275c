"""A backup was opened and checked before anybody relies on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.stores import PASSPHRASE

from maillage import Store
from maillage.domain.errors import CannotWrite, StoreDamaged, StoreExists
from maillage.domain.records import Note
from maillage.store import backup


def test_a_backup_opens_with_the_same_words_and_is_the_same_state(
    kept: Store, tmp_path: Path, recovery_key: str
) -> None:
    kept.add(Note(text="en cours"))
    to = kept.backup(tmp_path / "Sauvegarde d’août" / "1")
    for secret in (PASSPHRASE, recovery_key):
        with Store.open(to, passphrase=secret) as copy:
            assert copy.digest() == kept.digest()
            assert copy.device == kept.device
            assert copy.verify().ok
    kept.add(Note(text="après"))
    with Store.open(to, passphrase=PASSPHRASE) as copy:
        assert copy.digest() != kept.digest()


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
        data = bytearray((to.parent / backup.DATA).read_bytes())
        data[-100] ^= 1
        (to.parent / backup.DATA).write_bytes(data)

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
    assert {name for *_, name in told} == {backup.COPYING, backup.CHECKING}
    assert all(0 <= done <= total for done, total, _ in told)
    inside = [how for how in told if how[2] == phase]
    assert len(inside) > 2, "it looks while the database works"

    class StoppedError(Exception):
        pass

    for nth in (1, len(inside)):
        left = iter(range(nth - 1, -1, -1))

        def stop(_done: int, _total: int, name: str, left=left) -> None:
            if name == phase and next(left) == 0:
                raise StoppedError

        with pytest.raises(StoppedError):
            kept.backup(tmp_path / "2", progress=stop)
        assert [one.name for one in tmp_path.iterdir()] == ["1"]
    assert kept.verify().ok


def test_a_backup_is_told_from_a_store_until_somebody_opens_it(kept: Store, tmp_path: Path) -> None:
    to = kept.backup(tmp_path / "1")
    assert backup.is_backup(to)
    assert not backup.is_backup(kept.path)
    assert not backup.is_backup(tmp_path)
    Store.open(to, passphrase=PASSPHRASE).close()
    assert not backup.is_backup(to)
