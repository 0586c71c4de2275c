"""Opens an encrypted SQLite file so that a power cut, a snoop or a typo costs nothing."""

from __future__ import annotations

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
from maillage.store.files import has_no_room, system_error

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
NO_ANSWER = ("SQLITE_IOERR", "SQLITE_CANTOPEN")
"""What SQLite also says on a full disk, where it cannot even make what it reads with."""


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
    if name.startswith(NO_ANSWER) and has_no_room(path):
        return DiskFull(path)
    for begins, type_ in _MEANING.items():
        if name.startswith(begins):
            return type_(path)
    return StoreDamaged(path, str(error).lower())
