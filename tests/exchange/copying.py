"""Laptops restored from a backup or copied by hand, and the files refused of them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from tests.stores import PASSPHRASE, Laptop, by_hand

from maillage import Store
from maillage.domain.errors import CopiedDevice
from maillage.domain.records import Note


def restored(laptop: Laptop, backup: Path, to: Path, opened: ExitStack) -> Laptop:
    """Return the laptop that a backup becomes."""
    store = Store.restore_backup(backup, to / "store", passphrase=PASSPHRASE, clock=laptop.clock)
    opened.callback(store.close)
    return Laptop(laptop.name, store.device, store, laptop.clock, to)


def refused(laptop: Laptop, file: Path) -> CopiedDevice:
    """Return why a file is refused, once it is proved to be kept and to change nothing."""
    digest = laptop.store.digest()
    assert not (laptop.store.path / "quarantine").exists()
    laptop.store.plan([file])
    assert not (laptop.store.path / "quarantine").exists()
    (report,) = laptop.store.merge([file]).files
    assert isinstance(report.refused, CopiedDevice)
    (kept,) = (laptop.store.path / "quarantine").iterdir()
    assert kept.read_bytes() == file.read_bytes()
    assert laptop.store.digest() == digest
    return report.refused


def copied(laptop: Laptop, to: Path, opened: ExitStack) -> Laptop:
    """Return a laptop that somebody made by copying another's folder."""
    inside = to / "copied"
    inside.mkdir()
    folder = by_hand(laptop.store.backup(inside / "store"))
    store = opened.enter_context(Store.open(folder, passphrase=PASSPHRASE, clock=laptop.clock))
    return Laptop(laptop.name, store.device, store, laptop.clock, inside)


def gone_on(laptop: Laptop, to: Path, opened: ExitStack) -> Laptop:
    """Return what a laptop is restored as, from a backup of today."""
    return restored(laptop, laptop.store.backup(to / "today"), to / "again", opened)


def texts(laptop: Laptop) -> set[str]:
    """Return what the notes of a laptop say."""
    return {note.text for note in laptop.store.all(Note)}
