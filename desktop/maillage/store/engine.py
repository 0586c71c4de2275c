"""Opens an encrypted SQLite file so that a power cut, a snoop or a typo costs nothing."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError

from maillage.domain.errors import (
    CannotWrite,
    DiskFailing,
    DiskFull,
    StoreDamaged,
    StoreError,
    StoreInUse,
    StoreUnencrypted,
)
from maillage.store import postgres
from maillage.store.dialects import on_sqlite

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USUAL, MERGING = -16_000, -64_000
"""KiB of pages at hand; negative, as SQLite has it."""
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL lost acknowledged commits in a power cut
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=OFF",  # references may arrive later, or have been erased
    "PRAGMA busy_timeout=5000",
    f"PRAGMA cache_size={USUAL}",
)
PLAIN_HEADER = b"SQLite format 3\0"
_MEANING: dict[str, type[StoreError]] = {
    "SQLITE_FULL": DiskFull,
    "SQLITE_IOERR": DiskFailing,
    "SQLITE_READONLY": CannotWrite,
    "SQLITE_CANTOPEN": CannotWrite,
    "SQLITE_PERM": CannotWrite,
    "SQLITE_BUSY": StoreInUse,
    "SQLITE_LOCKED": StoreInUse,
}
"""What SQLite's codes mean to a person; any other says that the file is not as it was."""
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""The last one is a stick's own limit: 4 GB in a file on most of them."""
UNASKED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}
"""What file systems answer that have no such thing as making a folder durable."""


def encrypted_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the SQLCipher file at ``path``, which it creates if absent.

    ``key`` is the raw 32-byte data key. Transactions begin by themselves: for writing at
    once (IMMEDIATE) with the execution option ``writes=True``, else for reading.
    Raises StoreUnencrypted if the SQL library cannot encrypt.
    """

    def connect() -> Any:  # noqa: ANN401 - the DBAPI has no type
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
        try:
            connection.execute("PRAGMA cipher_log_level=NONE")
            connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
            _require_cipher(connection)
            for pragma in PRAGMAS:
                connection.execute(pragma).fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=2,
        hide_parameters=True,  # an error that is sent to somebody names nobody
    )
    event.listen(engine, "begin", _begin)
    return engine


def _require_cipher(connection: Any) -> None:  # noqa: ANN401
    """Raise StoreUnencrypted if the key was taken for nothing: plain SQLite ignores it."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise StoreUnencrypted


def _begin(connection: Connection) -> None:
    """Begin our own transaction, so that DDL is in it too."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def apart(connection: Connection) -> Iterator[None]:
    """Take what is done inside back if it fails, and nothing else of the transaction."""
    nested = connection.begin_nested()
    try:
        yield
    except BaseException:
        with suppress(DBAPIError):  # a full disk has taken everything back already
            nested.rollback()
        raise
    nested.commit()


@contextmanager
def roomy(connection: Connection) -> Iterator[None]:
    """Let a transaction that touches much keep more pages at hand than a check-in needs."""
    if not on_sqlite(connection):  # a hub's server has a memory of its own
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size={MERGING}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={USUAL}")


def is_plain_sqlite(path: Path) -> bool:
    """Tell whether the file is readable by anybody who finds it."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_HEADER)) == PLAIN_HEADER


@contextmanager
def told_apart(path: Path | str) -> Iterator[None]:
    """Turn what SQL library and system say into the error a person can act on."""
    try:
        yield
    except OSError as error:
        raise system_error(str(path), error) from error
    except Exception as error:
        said = error.orig if isinstance(error, DBAPIError) else error
        if isinstance(said, sqlcipher.Error):
            raise _store_error(str(path), said) from error
        if postgres.is_ours(said) and (meaning := postgres.hub_error(str(path), said)):
            raise meaning from error
        raise


def _store_error(path: str, error: BaseException | None) -> StoreError:
    name = getattr(error, "sqlite_errorname", "")
    for begins, type_ in _MEANING.items():
        if name.startswith(begins):
            return type_(path)
    return StoreDamaged(path, str(error).lower())


def system_error(path: str, error: OSError) -> StoreError:
    """Return the typed error for what the operating system refused."""
    if error.errno in FULL:
        return DiskFull(path)
    if error.errno == errno.EIO:
        return DiskFailing(path)
    return CannotWrite(path)


def make_private(folder: Path, *, exist_ok: bool = False) -> None:
    """Make a folder that nobody else of this computer can look into, and make it durable.

    Raises FileExistsError for one that is there, unless ``exist_ok``.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(mode=0o700, parents=True, exist_ok=exist_ok)
    with suppress(PermissionError):  # a stick knows no owners, or somebody else owns it
        folder.chmod(0o700)
    for one in missing:
        sync_folder(one.parent)


def write_safely(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a small file so that after a power cut it is the old one or the new one.

    A ``private`` one only this person can read; what travels must open on another laptop.
    """
    partial = path.with_name(path.name + ".part")

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags, 0o600 if private else 0o666)

    try:
        with open(partial, "wb", opener=opened) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):  # the stick may be gone
            partial.unlink(missing_ok=True)
        raise


def hand_out(content: bytes, path: Path, *, store: Path) -> None:
    """Write a file for others, durably, and never in the place of the store's own.

    Raises CannotWrite, DiskFull or DiskFailing; what was at ``path`` before is there then.
    """
    with told_apart(path):
        inside = path.resolve().is_relative_to(store.resolve())
        if inside or (path.exists() and not path.is_file()):  # a folder, or a device
            raise CannotWrite(str(path))
        write_safely(path, content)


def forget_cached(path: Path) -> None:
    """Have the next reading of a durable file ask the disk itself, where the system can."""
    if not hasattr(os, "posix_fadvise"):
        return
    with suppress(OSError):  # some file systems of sticks know no advice
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a file durable that something else has written."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows and some sticks do so by themselves."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNASKED:
            raise
    finally:
        os.close(handle)
