"""Least rights: who may do what in the database of a hub, asked of PostgreSQL itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import ProgrammingError
from tests.hubs import COORDINATORS, OWNER, READER, Cluster

from maillage.actions import hubs
from maillage.domain.errors import WrongValue
from maillage.domain.errors.hub import HubReadOnly
from maillage.store import address as addresses
from maillage.store import postgres, tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CHANGES = {
    "add": "INSERT INTO own (name, value) VALUES ('x', 'y')",
    "change": "UPDATE person SET deleted = 0",
    "leave to another file": "UPDATE journal SET package = package",
    "alter what was written": "UPDATE journal SET time = 0",
    "alter who wrote": "UPDATE author SET device = device",
    "delete": "DELETE FROM conflict",
    "erase": "INSERT INTO erased (record) VALUES ('x')",
    "forget what was erased": "DELETE FROM erased",
    "set the version": "UPDATE alembic_version SET version_num = version_num",
    "empty": "TRUNCATE journal",
    "make a table": "CREATE TABLE public.mine (id integer)",
    "drop a table": "DROP TABLE person",
    "make a role": "CREATE ROLE mine",
    "make a temporary table": "CREATE TEMPORARY TABLE mine (id integer)",
    "read passwords": "SELECT * FROM pg_authid",
    "read files": "SELECT pg_read_file('/etc/hostname')",
}
MAY: dict[str, set[str]] = {
    COORDINATORS[0]: {"add", "change", "leave to another file", "delete", "erase"},
    READER: set(),
    # What the owner may do as the role whose tables they are is what migrating takes.
    OWNER: {*CHANGES} - {"make a role", "read passwords", "read files"},
}


@pytest.fixture
def may(cluster: Cluster) -> Iterator[Callable[[str, str], bool]]:
    """Return a function that tells whether somebody may do something; all is taken back."""
    engines = {}
    for user in MAY:
        address, _ = addresses.parse(cluster.at("maillage", user))
        engines[user] = postgres.hub_engine(address, password=cluster.passwords[user])

    def tried(user: str, statement: str) -> bool:
        with engines[user].execution_options(writes=True).connect() as connection:
            try:
                connection.exec_driver_sql(statement)
            except ProgrammingError as error:
                if type(error.orig).__name__ != "InsufficientPrivilege":
                    raise
                return False
            finally:
                connection.rollback()
        return True

    yield tried
    for engine in engines.values():
        engine.dispose()


@pytest.mark.parametrize("user", MAY)
def test_each_role_may_do_its_own_work_and_nothing_else(may, user: str) -> None:
    assert {name for name, statement in CHANGES.items() if may(user, statement)} == MAY[user]


@pytest.mark.parametrize("user", [COORDINATORS[0], READER])
def test_coordinators_and_readers_read_every_table(may, user: str) -> None:
    names = {*tables.metadata.tables, "search", "alembic_version"}
    assert {name for name in names if may(user, f'SELECT * FROM "{name}"')} == names


def test_a_copy_made_by_the_owner_or_the_server_holds_every_row(may) -> None:
    """PostgreSQL refuses to dump what it would show in part: see ``row_security``."""
    dumps = "SET LOCAL row_security = off; SELECT * FROM own"
    assert {user for user in MAY if may(user, dumps)} == {OWNER}


def test_only_an_owner_migrates(cluster: Cluster) -> None:
    for user in (COORDINATORS[0], READER):
        with pytest.raises(HubReadOnly):
            hubs.migrate(cluster.at("maillage", user), password=cluster.passwords[user])
    hubs.migrate(cluster.at("maillage", OWNER), password=cluster.passwords[OWNER])


def test_preparing_again_adds_people_and_leaves_the_others_as_they_are(cluster: Cluster) -> None:
    again = hubs.prepare(
        str(cluster.admin),
        database="maillage",
        people={COORDINATORS[0]: "coordinator", "late": "reader"},
        password="",
    )
    assert set(again.passwords) == {"late"}
    for user in (COORDINATORS[0], "late"):
        password = {**cluster.passwords, **again.passwords}[user]
        assert not hubs.wants_password(cluster.at("maillage", user).replace("@", f":{password}@"))
    with cluster.copied():
        pass  # nobody is left connected to it
    cluster.run("REVOKE maillage_reader FROM late")
    cluster.run("DROP ROLE late")


@pytest.mark.parametrize("name", ["", "Léa", 'lea"; DROP ROLE postgres; --', "1lea", "l" * 60])
def test_a_name_that_is_not_plain_is_refused_before_anything_is_made(
    cluster: Cluster, name: str
) -> None:
    for database, people in ((name, {}), ("refused", {name: "reader"})):
        with pytest.raises(WrongValue):
            hubs.prepare(str(cluster.admin), database=database, people=people, password="")
