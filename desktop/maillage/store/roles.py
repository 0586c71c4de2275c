"""Who may do what in a hub: its owner changes tables, coordinators write, readers read.

Each is a role of the database that nobody logs in as; people are members of one. The names
come from the database's: ``maillage_owner``, ``maillage_coordinator``, ``maillage_reader``.
"""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Literal

from sqlalchemy import text

from maillage.domain.errors import WrongValue
from maillage.domain.errors.hub import HubReadOnly
from maillage.store import tables
from maillage.store.half_typed import END

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Engine

Role = Literal["owner", "coordinator", "reader"]
ROLES: tuple[Role, ...] = ("owner", "coordinator", "reader")
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
ALL = "INSERT, UPDATE, DELETE"
RIGHTS = {
    # No coordinator's program can take back that somebody is erased, however wrong it is.
    tables.erased.name: "INSERT",
    # What is written once: it can go, as what names somebody erased must, and is never altered.
    tables.author.name: "INSERT, DELETE",
    tables.package.name: "INSERT, DELETE",
    tables.conflict.name: "INSERT, DELETE",
    tables.ignored.name: "INSERT, DELETE",
    tables.revoked.name: "INSERT, DELETE",
    tables.attachment_content.name: "INSERT, DELETE",
    # An operation stays for whoever brought it too, when the merge that brought it is undone.
    tables.journal.name: "INSERT, DELETE, UPDATE (package)",
    tables.merge.name: "INSERT, DELETE, UPDATE (erased, undone)",
    "alembic_version": "",
}
"""What coordinators may do with a table besides reading it, where it is not all."""
PASSWORD_BYTES = 18
KNOWN = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
DATABASE = text("SELECT 1 FROM pg_database WHERE datname = :name")
OWNS = text("SELECT pg_has_role(oid, 'MEMBER') FROM pg_roles WHERE rolname = :name")
TABLES = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")


def require_name(name: str) -> None:
    """Raise WrongValue for what is not a plain name of a database or of somebody."""
    if not NAME.fullmatch(name):
        raise WrongValue("name", name)


def make(server: Engine, database: str, people: Mapping[str, Role]) -> dict[str, str]:
    """Make a database with its roles and people; return the passwords of those who are new.

    What is there already stays. ``server`` is somebody who may make roles and databases.
    Raises WrongValue for a name.
    """
    for name in (database, *people):
        require_name(name)
    passwords: dict[str, str] = {}
    plain = server.execution_options(isolation_level="AUTOCOMMIT", plain=True)
    with plain.connect() as connection:
        run = connection.exec_driver_sql
        for role in ROLES:
            if not _is_there(connection, f"{database}_{role}"):
                run(f"CREATE ROLE {database}_{role} NOLOGIN")
        run(f"GRANT {database}_owner TO CURRENT_USER")
        for name, role in people.items():
            if not _is_there(connection, name):
                passwords[name] = secrets.token_urlsafe(PASSWORD_BYTES)
                hidden = _encrypted(connection, passwords[name], name)
                run(f"CREATE ROLE {name} LOGIN PASSWORD '{hidden}'")
            run(f"GRANT {database}_{role} TO {name}")
        if connection.execute(DATABASE, {"name": database}).first() is None:
            run(
                f"CREATE DATABASE {database} OWNER {database}_owner TEMPLATE template0"
                " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        run(f"REVOKE ALL ON DATABASE {database} FROM PUBLIC")
        for role in ROLES:
            run(f"GRANT CONNECT ON DATABASE {database} TO {database}_{role}")
    return passwords


def become_owner(connection: Connection, label: str) -> None:
    """Act as the owner until the transaction ends: what is made is theirs.

    Where no such role was made, whoever owns the database acts for themselves. Raises
    HubReadOnly for somebody who is no owner.
    """
    owner = f"{_database(connection)}_owner"
    owns = connection.execute(OWNS, {"name": owner}).scalar()
    if owns is False:
        raise HubReadOnly(label)
    if owns:
        connection.exec_driver_sql(f"SET LOCAL ROLE {_quoted(connection, owner)}")


def grant(connection: Connection) -> None:
    """Give coordinators and readers what they need of the tables there are, and no more."""
    database = _database(connection)
    run = connection.exec_driver_sql
    roles: tuple[Role, ...] = ("coordinator", "reader")
    for role in roles:
        name = f"{database}_{role}"
        if not _is_there(connection, name):
            continue  # a database that somebody made by hand: its owner writes in it
        who = _quoted(connection, name)
        run(f"GRANT USAGE ON SCHEMA public TO {who}")
        run(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {who}")
        run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {who}")
        if role == "coordinator":
            run(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {who}")
            for table in connection.execute(TABLES).scalars().all():
                if rights := RIGHTS.get(table, ALL):
                    run(f"GRANT {rights} ON {_quoted(connection, table)} TO {who}")
        keep_from_readers(connection, role, who)


def keep_from_readers(connection: Connection, role: Role, who: str) -> None:
    """Let coordinators have every row of what members keep, readers none of what is half typed.

    Coordinators have those of the others too: whoever is erased goes from there as well.
    """
    own, policy = tables.own.name, f"rows_for_{role}"
    which = "true" if role == "coordinator" else f"right(name, {len(END)}) <> '{END}'"
    run = connection.exec_driver_sql
    run(f"ALTER TABLE {own} ENABLE ROW LEVEL SECURITY")
    run(f"DROP POLICY IF EXISTS {policy} ON {own}")
    run(f"CREATE POLICY {policy} ON {own} TO {who} USING ({which})")


def _is_there(connection: Connection, name: str) -> bool:
    return connection.execute(KNOWN, {"name": name}).first() is not None


def _database(connection: Connection) -> str:
    return str(connection.exec_driver_sql("SELECT current_database()").scalar_one())


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _encrypted(connection: Connection, password: str, name: str) -> str:
    """Return what the server keeps of a password: it never hears, nor logs, the password."""
    driver = connection.connection.driver_connection
    hidden = driver.pgconn.encrypt_password(  # type: ignore[union-attr]
        password.encode(), name.encode(), b"scram-sha-256"
    )
    return str(hidden.decode("ascii"))
