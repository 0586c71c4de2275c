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
