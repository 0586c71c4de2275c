"""Copies of a store that were opened and checked before anybody relies on them."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from maillage.domain.errors import NotAStore, StoreDamaged, StoreExists, StoreInUse
from maillage.store import keys
from maillage.store.engine import (
    encrypted_engine,
    make_private,
    sync_file,
    sync_folder,
    told_apart,
    write_safely,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

DATA = "store.db"
KEYS = "keys.json"
LOCK = "lock"


def save(engine: Engine, *, store: Path, key: bytes, to: Path) -> Path:
    """Copy a store into the new folder ``to``, open the copy and check it; return ``to``.

    The copy is encrypted with the same key and opens with the same words. Raises
    StoreExists, CannotWrite or DiskFull, and StoreDamaged if the copy does not verify;
    the folder is then taken away again.
    """
    with told_apart(to):
        try:
            make_private(to)
        except FileExistsError:
            raise StoreExists(str(to)) from None
        try:
            (to / DATA).touch(mode=0o600)
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                raw.execute("VACUUM INTO ?", (str(to / DATA),))  # type: ignore[union-attr]
            write_safely(to / KEYS, (store / KEYS).read_bytes(), private=True)
            _check(to, key)
            sync_file(to / DATA)  # SQLite does not here
            sync_folder(to)
        except BaseException:
            shutil.rmtree(to, ignore_errors=True)
            raise
    return to


def copy(source: Path, to: Path, *, passphrase: str) -> None:
    """Copy a store at rest, a backup say, into the new folder ``to``, and check the copy.

    Raises NotAStore, WrongPassphrase, StoreInUse, StoreExists, CannotWrite or DiskFull,
    and StoreDamaged if the copy does not verify; the folder is then taken away again.
    """
    if not (source / DATA).is_file():
        raise NotAStore(str(source))
    key = keys.unlock(source / KEYS, passphrase)
    with at_rest(source), told_apart(to):
        try:
            make_private(to)
        except FileExistsError:
            raise StoreExists(str(to)) from None
        try:
            for file in (*source.glob(f"{DATA}*"), source / KEYS):
                (to / file.name).touch(mode=0o600)
                shutil.copyfile(file, to / file.name)
            _check(to, key)
            for name in (DATA, KEYS):
                sync_file(to / name)
            sync_folder(to)
        except BaseException:
            take_away(to)
            raise


@contextmanager
def at_rest(store: Path) -> Iterator[None]:
    """Keep a store closed that somebody may open; a backup that nobody ever opened is left.

    Raises StoreInUse.
    """
    lock = FileLock(store / LOCK, mode=0o600)
    try:
        if (store / LOCK).exists():
            lock.acquire(timeout=0)
    except Timeout:
        raise StoreInUse(str(store)) from None
    except OSError:
        pass  # on a medium that cannot be written nobody has it open
    try:
        yield
    finally:
        lock.release()


def take_away(folder: Path) -> None:
    """Remove the folder of a copy that could not be finished."""
    shutil.rmtree(folder, ignore_errors=True)


def _check(copy: Path, key: bytes) -> None:
    engine = encrypted_engine(copy / DATA, key)
    try:
        with engine.connect() as connection:
            for pragma in ("cipher_integrity_check", "integrity_check"):
                for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
                    if row[0] != "ok":
                        raise StoreDamaged(str(copy), str(row[0]))
    finally:
        engine.dispose()
