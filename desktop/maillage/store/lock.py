"""One process at a time in a store's folder.

SQLite holds the lock, which it does on every system, and lets go when its process ends however
that ends. The file stays empty. Nobody else may open it here: where SQLite uses POSIX locks, a
process that closes a file lets go of all its locks on it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher

from maillage.domain.errors import CannotWrite
from maillage.store.engine import told_apart
from maillage.store.files import LOCK

if TYPE_CHECKING:
    from pathlib import Path


class FolderLock:
    """The lock of a store's folder, held until ``release``."""

    def __init__(self, folder: Path) -> None:
        """Take it; raises StoreInUse if somebody has it, else CannotWrite or DiskFailing."""
        file = folder / LOCK
        with told_apart(folder):
            if file.exists() and file.stat().st_size:
                file.unlink()  # a fault of the disk, or of a person: a lock stays empty
            with suppress(FileExistsError):
                os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            if not os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
                raise CannotWrite(str(folder))  # SQLite would read it, and lock nothing
            self._connection = _held(file)

    def release(self) -> None:
        """Let others in; more than once does no harm."""
        self._connection.close()


def _held(file: Path) -> Any:  # noqa: ANN401 - the DBAPI has no type
    # The thread that closes a store need not be the one that opened it.
    connection = sqlcipher.connect(
        str(file), timeout=0, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA journal_mode=OFF")  # there is nothing to take back
        connection.execute("BEGIN EXCLUSIVE")
    except BaseException:
        connection.close()
        raise
    return connection
