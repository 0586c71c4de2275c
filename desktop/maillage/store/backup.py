"""Copies of a store that were opened and checked before anybody relies on them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from maillage.domain.errors import StoreDamaged, StoreExists
from maillage.store.engine import encrypted_engine, sync_file, sync_folder, told_apart

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

DATA = "store.db"
KEYS = "keys.json"


def save(engine: Engine, *, store: Path, key: bytes, to: Path) -> Path:
    """Copy a store into the new folder ``to``, open the copy and check it; return ``to``.

    The copy is encrypted with the same key and opens with the same words. Raises
    StoreExists, CannotWrite or DiskFull, and StoreDamaged if the copy does not verify;
    the folder is then taken away again.
    """
    with told_apart(to):
        try:
            to.mkdir(parents=True)
        except FileExistsError:
            raise StoreExists(str(to)) from None
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                raw = connection.connection.driver_connection
                raw.execute("VACUUM INTO ?", (str(to / DATA),))  # type: ignore[union-attr]
            shutil.copyfile(store / KEYS, to / KEYS)
            _check(to, key)
            for name in (DATA, KEYS):
                sync_file(to / name)  # neither SQLite nor Python does so here
            sync_folder(to)
            sync_folder(to.parent)
        except BaseException:
            shutil.rmtree(to, ignore_errors=True)
            raise
    return to


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
