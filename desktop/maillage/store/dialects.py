"""The few things that the two engines, SQLite and PostgreSQL, say differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.dialects import postgresql, sqlite


def on_sqlite(connection: Connection) -> bool:
    """Tell whether this is a file of this device, rather than a hub."""
    return connection.dialect.name == "sqlite"


def upsert(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that can say what to do with a row that is there already."""
    # Late: a store never pays for importing what a hub speaks.
    if on_sqlite(connection):
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)
