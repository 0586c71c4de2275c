"""Brings a store to this version's tables, in one transaction; newer stores are refused."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import select

from maillage import assets
from maillage.domain.errors import StoreDamaged, StoreTooNew
from maillage.store import attachments, erasure, journal, revoking, search, tables
from maillage.store.dialects import on_sqlite

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Connection

HEAD = "0009"
"""The revision this version works with; the last file of migrations/versions."""
EVERY_RECORD = select(tables.subject.c.record)

ONE_AT_A_TIME = Lock()
"""Alembic keeps what it is doing in globals."""


def revision(connection: Connection) -> str:
    """Return the revision a store is at; empty for a new one."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return ""
    row = connection.exec_driver_sql("SELECT version_num FROM alembic_version").first()
    return str(row[0]) if row else ""


def known_revisions() -> set[str]:
    """Return the revisions this version has migrations for."""
    return {path.name.split("_")[0] for path in (assets.migrations() / "versions").glob("*_*.py")}


def upgrade(connection: Connection, *, path: Path | str) -> None:
    """Migrate inside the connection's transaction, then rebuild the tables; all or nothing.

    Raises StoreTooNew, and StoreDamaged if a reference inside SQLite is broken after.
    """
    at = revision(connection)
    if at == HEAD:
        return
    if at and at not in known_revisions():
        raise StoreTooNew(str(path))
    # Alembic costs a tenth of a second to import; most starts do not need it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(assets.migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    with ONE_AT_A_TIME:
        command.upgrade(config, HEAD)
    if on_sqlite(connection):
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise StoreDamaged(str(path), f"foreign key: {broken}")
    if at:
        with search.purging(connection):
            _take_up(connection)


def _take_up(connection: Connection) -> None:
    """Show what was kept for this version, unknown until now; erase of it what is erased."""
    journal.materialise(connection, connection.execute(EVERY_RECORD).scalars().all())
    with revoking.all_known(connection, shown=True):
        erasure.erase(connection, erasure.erased_ids(connection))
    revoking.judge(connection)
    attachments.forget_unnamed(connection)
