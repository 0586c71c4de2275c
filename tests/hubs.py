"""A PostgreSQL of the tests' own, and hubs in it that are made once and copied per test."""

from __future__ import annotations

import dataclasses
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from msgspec.structs import replace

from maillage.actions import hubs
from maillage.store import address as addresses
from maillage.store import keys, place
from maillage.store.files import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maillage.store.address import Address
    from maillage.store.roles import Role

SCRIPT = Path(__file__).resolve().parents[1] / "packaging" / "postgres"
COORDINATORS = tuple(f"coordinator_{number}" for number in range(1, 9))
READER, OWNER = "reader", "owner"
PEOPLE: dict[str, Role] = {
    **dict.fromkeys(COORDINATORS, "coordinator"),
    READER: "reader",
    OWNER: "owner",
}


@dataclass
class Cluster:
    """A running server with one empty hub, whose people have passwords."""

    admin: Address
    passwords: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def at(self, database: str, user: str = "") -> str:
        """Return the address of a database for somebody."""
        return str(replace(self.admin, database=database, user=user or COORDINATORS[0]))

    def run(self, statement: str, database: str = "postgres") -> None:
        """Do something as the one who may do all."""
        parameters = {**self.admin.parameters, "dbname": database}
        with psycopg.connect(**parameters, autocommit=True) as connection:
            connection.execute(statement)

    @contextmanager
    def copied(self, database: str = "maillage") -> Iterator[str]:
        """Make a copy of a database that nobody is using; drop it at the end."""
        name = f"copy_{next(self.numbers)}"
        self._copy(name, database)
        try:
            yield name
        finally:
            self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def hang_up(self, database: str) -> None:
        """Break every connection to a database off."""
        self.run(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            f" WHERE datname = '{database}'"
        )

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be out of reach for a while, as a server that was stopped."""
        socket = Path(self.admin.host) / f".s.PGSQL.{self.admin.port}"
        with psycopg.connect(**self.admin.parameters, autocommit=True) as connection:
            socket.rename(socket.with_suffix(".away"))
            connection.execute(
                "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
        try:
            yield
        finally:
            socket.with_suffix(".away").rename(socket)

    @contextmanager
    def other_password(self, user: str, password: str) -> Iterator[None]:
        """Let somebody come in with another password, for a while."""
        self.run(f"ALTER ROLE {user} PASSWORD '{password}'")
        try:
            yield
        finally:
            self.run(f"ALTER ROLE {user} PASSWORD '{self.passwords[user]}'")

    def reset(self, copy: str, database: str) -> None:
        """Put what a database holds in the place of a copy that nobody is using."""
        self.run(f"DROP DATABASE {copy} WITH (FORCE)")
        self._copy(copy, database)

    def _copy(self, name: str, database: str) -> None:
        # Faster than PostgreSQL's usual way for one that is as small as these.
        self.run(f"CREATE DATABASE {name} TEMPLATE {database} STRATEGY file_copy")

    def move(self, folder: Path, database: str, *, passphrase: str) -> None:
        """Let a place lead to another database of this server."""
        key = keys.unlock(folder / KEYS, passphrase)
        there = place.read(folder, key)
        place.write(
            folder,
            dataclasses.replace(there, address=replace(there.address, database=database)),
            key,
        )


@contextmanager
def running() -> Iterator[Cluster]:
    """Start a server; skip the test where there is none to start."""
    with subprocess.Popen(
        [SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as server:
        assert server.stdin
        assert server.stdout
        assert server.stderr
        told = server.stdout.readline().strip()
        if not told:
            pytest.skip(server.stderr.read().strip())
        try:
            admin, _ = addresses.parse(told)
            made = hubs.prepare(told, database="maillage", people=PEOPLE, password="")
            yield Cluster(admin, dict(made.passwords))
        finally:
            server.stdin.close()
            server.wait()
