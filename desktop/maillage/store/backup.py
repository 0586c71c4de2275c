"""Copies of a store that were opened and checked before anybody relies on them."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from maillage.domain.errors import CannotWrite, NotAStore, StoreDamaged, StoreExists
from maillage.domain.progress import unheard
from maillage.store import keys
from maillage.store.engine import encrypted_engine, told_apart
from maillage.store.files import (
    BACKUP,
    DATA,
    KEYS,
    LOCK,
    forget_cached,
    make_private,
    sync_file,
    sync_folder,
    write_safely,
)
from maillage.store.lock import FolderLock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Engine

COPYING, FLUSHING, CHECKING = "copying", "flushing", "checking"
"""What ``save`` is at when it tells how far it is. A slow stick takes long to be flushed."""
STEPS = 20_000
"""Of SQLite's machine, between two looks at how far it is: some milliseconds."""
AT_ONCE = 2**20
"""Bytes copied between two looks."""


def save(
    engine: Engine,
    *,
    store: Path,
    key: bytes,
    to: Path,
    progress: Callable[[int, int, str], None] = unheard,
) -> Path:
    """Copy a store into the new folder ``to``, open the copy and check it; return ``to``.

    The copy is encrypted with the same key and opens with the same words. ``progress`` is told
    bytes done, bytes in all and COPYING, FLUSHING or CHECKING, and may raise to stop. Raises
    StoreExists, CannotWrite or DiskFull, and StoreDamaged if the copy does not verify;
    the folder is then taken away again.
    """
    with told_apart(to):
        try:
            make_private(to)
        except FileExistsError:
            raise StoreExists(str(to)) from None
        try:
            data = to / BACKUP
            data.touch(mode=0o600)
            _write(engine, data, progress)
            write_safely(to / KEYS, (store / KEYS).read_bytes(), private=True)
            progress(data.stat().st_size, 2 * data.stat().st_size, FLUSHING)
            sync_file(data)  # SQLite does not here
            for file in (data, to / KEYS):
                forget_cached(file)
            _check(data, key, progress)
            sync_file(data)
            sync_folder(to)
        except BaseException:
            take_away(to)
            raise
    return to


def is_backup(folder: Path) -> bool:
    """Tell a copy made by ``save`` from a store one works in, whatever else lies there."""
    return (folder / BACKUP).is_file() and not (folder / DATA).exists()


def copy(
    source: Path,
    to: Path,
    *,
    passphrase: str,
    progress: Callable[[int, int, str], None] = unheard,
) -> None:
    """Make a store in the new folder ``to`` of a backup or a store at rest, and check it.

    ``progress`` is told as in ``save``. Raises NotAStore, WrongPassphrase, StoreInUse,
    StoreExists, CannotWrite or DiskFull, and StoreDamaged if the copy does not verify; the
    folder is then taken away again.
    """
    data = next((source / name for name in (DATA, BACKUP) if (source / name).is_file()), None)
    if data is None:
        raise NotAStore(str(source))
    key = keys.unlock(source / KEYS, passphrase)
    with at_rest(source), told_apart(to):
        try:
            make_private(to)
        except FileExistsError:
            raise StoreExists(str(to)) from None
        try:
            for file in (*source.glob(f"{data.name}*"), source / KEYS):
                _copy_file(file, to / file.name.replace(BACKUP, DATA), progress)
            _check(to / DATA, key, progress)
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
    with ExitStack() as stack:
        if (store / LOCK).exists():
            with suppress(CannotWrite):  # on a medium that cannot be written nobody has it open
                stack.callback(FolderLock(store).release)
        yield


def take_away(folder: Path) -> None:
    """Remove the folder of a copy that could not be finished."""
    shutil.rmtree(folder, ignore_errors=True)


def _copy_file(file: Path, to: Path, progress: Callable[[int, int, str], None]) -> None:
    to.touch(mode=0o600)
    whole = file.stat().st_size
    with file.open("rb") as source, to.open("wb") as target:
        while content := source.read(AT_ONCE):
            progress(source.tell(), 2 * whole, COPYING)
            target.write(content)


def _write(engine: Engine, file: Path, progress: Callable[[int, int, str], None]) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        raw: Any = connection.connection.driver_connection
        pages, of = (
            int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
        )
        whole = pages * of

        def look() -> None:
            progress(min(file.stat().st_size, whole), 2 * whole, COPYING)

        with _watched(raw, look):
            raw.execute("VACUUM INTO ?", (str(file),))


def _check(data: Path, key: bytes, progress: Callable[[int, int, str], None] = unheard) -> None:
    whole = data.stat().st_size
    checks = ("cipher_integrity_check", "integrity_check")
    engine = encrypted_engine(data, key)
    try:
        with engine.connect() as connection:
            raw = connection.connection.driver_connection
            for number, pragma in enumerate(checks):
                done = whole + whole * number // len(checks)
                with _watched(raw, partial(progress, done, 2 * whole, CHECKING)):
                    for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
                        if row[0] != "ok":
                            raise StoreDamaged(str(data.parent), str(row[0]))
    finally:
        engine.dispose()


@contextmanager
def _watched(raw: Any, look: Callable[[], None]) -> Iterator[None]:  # noqa: ANN401
    """Look now and then while the database works; what looking raises ends that work."""
    raised: list[BaseException] = []

    def go_on() -> bool:
        try:
            look()
        except BaseException as error:  # noqa: BLE001 - raised again below, past the library
            raised.append(error)
        return bool(raised)

    look()
    raw.set_progress_handler(go_on, STEPS)
    try:
        yield
    except (sqlcipher.Error, DBAPIError):
        if raised:
            raise raised[0] from None
        raise
    finally:
        raw.set_progress_handler(None, STEPS)
