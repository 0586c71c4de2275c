"""The folder of a store, whatever it holds: nobody else looks into it, one process uses it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from maillage.domain.errors import StoreError, StoreExists, StoreInUse
from maillage.store.engine import told_apart
from maillage.store.files import LOCK, make_private
from maillage.store.lock import FolderLock

if TYPE_CHECKING:
    from pathlib import Path


def require_free(folder: Path) -> None:
    """Raise StoreExists if there is something in the place of a new store."""
    with told_apart(folder):
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise StoreExists(str(folder))


def make(folder: Path) -> FolderLock:
    """Make the folder of a new store and return its lock, which is held.

    Raises StoreInUse, or what the disk refuses: nothing is left behind then.
    """
    with told_apart(folder):
        make_private(folder, exist_ok=True)
    try:
        return FolderLock(folder)
    except StoreInUse:
        raise
    except StoreError:
        with suppress(OSError):  # it was there before
            (folder / LOCK).unlink(missing_ok=True)
            folder.rmdir()
        raise
