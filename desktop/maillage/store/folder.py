"""The folder of a store, whatever it holds: nobody else looks into it, one process uses it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from maillage.domain.errors import CannotWrite, StoreExists, StoreInUse
from maillage.store.engine import told_apart
from maillage.store.files import LOCK, make_private

if TYPE_CHECKING:
    from pathlib import Path


def require_free(folder: Path) -> None:
    """Raise StoreExists if there is something in the place of a new store."""
    with told_apart(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreExists(str(folder))


def make(folder: Path) -> FileLock:
    """Make the folder of a new store and return its lock, which is held.

    Raises CannotWrite or StoreInUse.
    """
    with told_apart(folder):
        make_private(folder, exist_ok=True)
    try:
        return locked(folder)
    except CannotWrite:
        with suppress(OSError):  # it was there before, or somebody is using it
            folder.rmdir()
        raise


def locked(folder: Path) -> FileLock:
    """Return the lock of a store's folder, held; raises StoreInUse or CannotWrite."""
    # The thread that closes a store need not be the one that opened it.
    lock = FileLock(folder / LOCK, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise StoreInUse(str(folder)) from None
    except OSError:
        raise CannotWrite(str(folder)) from None
    return lock
