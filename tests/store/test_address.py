"""Where a hub is, and that nothing goes to it in clear beyond this computer."""

from __future__ import annotations

import pytest

from maillage import language
from maillage.actions import explain
from maillage.domain.errors.hub import (
    HubNotSecure,
    HubRefused,
    HubTooOld,
    HubUnreachable,
    HubUntrusted,
    NotAHub,
)
from maillage.store import address as addresses
from maillage.store import postgres
from maillage.store.engine import told_apart

HERE = (
    "postgresql+psycopg://lea@localhost/maillage",
    "postgresql+psycopg://lea@127.0.0.2:5433/maillage",
    "postgresql+psycopg://lea@[::1]/maillage",
    "postgresql+psycopg://lea@/maillage?host=%2Fvar%2Frun%2Fpostgresql&port=5433",
)
TLS = ("require", "verify-ca", "verify-full")


@pytest.mark.parametrize("typed", [*HERE, "postgresql://lea@localhost/maillage"])
def test_an_address_on_this_computer_needs_no_encryption_and_reads_back(typed: str) -> None:
    address, password = addresses.parse(typed)
    assert password == ""
    assert addresses.parse(str(address)) == (address, "")
    assert address.database == "maillage"


def test_a_password_is_never_part_of_what_is_kept() -> None:
    address, password = addresses.parse("postgresql+psycopg://lea:s%40cret@localhost/maillage")
    assert password == "s@cret"
    assert "cret" not in f"{address} {address!r} {address.label}"


@pytest.mark.parametrize("host", ["hub.example.org", "192.0.2.7", "127.0.0.1.example.org", "[::2]"])
def test_beyond_this_computer_an_address_that_asks_for_no_encryption_is_refused(host: str) -> None:
    for sslmode in ("", "?sslmode=prefer", "?sslmode=allow", "?sslmode=disable"):
        with pytest.raises(HubNotSecure):
            addresses.parse(f"postgresql+psycopg://lea:secret@{host}/maillage{sslmode}")
    for sslmode in TLS:
        address, _ = addresses.parse(f"postgresql+psycopg://lea@{host}/maillage?sslmode={sslmode}")
        assert address.parameters["sslmode"] == sslmode


@pytest.mark.parametrize(
    "typed",
    [
        "stores/maillage",
        "mysql://lea@localhost/maillage",
        "postgresql+psycopg://lea@localhost",
        "postgresql+psycopg://lea@localhost:port/maillage",
        "postgresql+psycopg://lea@localhost/maillage?service=elsewhere",
        "postgresql+psycopg://lea@localhost/maillage?hostaddr=192.0.2.7",
        "postgresql+psycopg://lea@localhost/maillage?host=hub.example.org",
        "postgresql+psycopg://lea@localhost/maillage?dbname=other",
        "postgresql+psycopg://lea@/maillage?host=localhost,hub.example.org",
        "postgresql+psycopg://lea@/maillage?host=localhost&host=hub.example.org",
        "postgresql+psycopg://lea@/maillage?host=localhost&port=0x",
        "postgresql+psycopg://lea@/maillage?password=secret",
        "postgresql+psycopg://lea:secret:5432/maillage",
        "postgresql+psycopg://lea:secret@localhost:port/maillage",
    ],
)
def test_what_is_no_address_or_could_lead_elsewhere_is_refused(typed: str) -> None:
    with pytest.raises(NotAHub) as refused:
        addresses.parse(typed)
    assert "secret" not in str(refused.value)


def test_surroundings_lead_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    """The address says localhost, the system something else: nothing is sent in clear."""
    monkeypatch.setenv("PGHOST", "hub.example.org")
    address, _ = addresses.parse("postgresql+psycopg://lea@/maillage")
    assert address.parameters["host"] == "localhost"


def test_a_connection_that_is_not_encrypted_is_kept_only_on_this_computer() -> None:
    class Connection:
        def __init__(self, address: str, *, tls: bool) -> None:
            self.pgconn = type("PGconn", (), {"ssl_in_use": tls})
            self.info = type("Info", (), {"hostaddr": address})

    address, _ = addresses.parse(HERE[0])
    assert postgres._is_private(Connection("127.0.0.1", tls=False), address)
    assert postgres._is_private(Connection("192.0.2.7", tls=True), address)
    assert not postgres._is_private(Connection("192.0.2.7", tls=False), address)


def test_two_addresses_of_one_place_are_told_alike() -> None:
    first, _ = addresses.parse("postgresql+psycopg://lea@Localhost/maillage")
    for same in ("postgresql://localhost:5432/maillage", "postgresql://lea@localhost/maillage"):
        assert first.same_place(addresses.parse(same)[0])
    for other in ("postgresql://yann@localhost/maillage", "postgresql://lea@localhost/other"):
        assert not first.same_place(addresses.parse(other)[0])


def test_a_server_that_is_not_there_is_told(unused_port: int) -> None:
    address, _ = addresses.parse(f"postgresql+psycopg://lea@127.0.0.1:{unused_port}/maillage")
    with pytest.raises(HubUnreachable), told_apart("hub"):
        postgres.hub_engine(address).connect()


@pytest.fixture
def unused_port() -> int:
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_wrong_password_and_a_missing_one_are_told_apart(cluster) -> None:
    address, _ = addresses.parse(cluster.at("maillage"))
    for password, asked in (("wrong", False), ("", True)):
        engine = postgres.hub_engine(address, password=password)
        with pytest.raises(HubRefused) as refused, told_apart("hub"):
            engine.connect()
        assert refused.value.asked is asked


def test_over_the_network_the_servers_certificate_is_asked_for_and_checked(cluster) -> None:
    user = "coordinator_1"
    certificate = f"{cluster.admin.host}/data/server.crt"
    verified = (
        f"postgresql+psycopg://{user}@localhost:{cluster.admin.port}/maillage"
        f"?sslmode=verify-full&sslrootcert={certificate}"
    )
    address, _ = addresses.parse(verified)
    engine = postgres.hub_engine(address, password=cluster.passwords[user])
    with engine.connect() as connection:
        asked = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        assert connection.exec_driver_sql(asked).scalar_one() is True
    engine.dispose()
    unknown, _ = addresses.parse(verified.partition("&")[0])
    with pytest.raises(HubUntrusted), told_apart("hub"):
        postgres.hub_engine(unknown, password=cluster.passwords[user]).connect()


@pytest.mark.parametrize(
    ("number", "version"), [(149_999, "14.9999"), (140_013, "14.13"), (90_624, "9.6.24")]
)
def test_a_server_that_nobody_tests_is_refused_in_one_sentence(number: int, version: str) -> None:
    with pytest.raises(HubTooOld) as refused:
        postgres.require_supported(number, "maillage@hub.example.org")
    assert (refused.value.version, refused.value.least) == (version, postgres.LEAST)
    language.use("en")
    said = explain.sentence(refused.value)
    assert f"is PostgreSQL {version}; Maillage needs 15 or later." in said
    assert "hub.example.org" in said


@pytest.mark.parametrize("number", [150_000, 150_004, 180_001])
def test_a_server_that_is_new_enough_is_taken(number: int) -> None:
    postgres.require_supported(number, "hub")


def test_an_old_server_is_refused_when_it_is_connected_to(
    cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = addresses.parse(cluster.at("maillage", "coordinator_1"))
    engine = postgres.hub_engine(address, password=cluster.passwords["coordinator_1"])
    monkeypatch.setattr(postgres, "LEAST", 99)
    with pytest.raises(HubTooOld), told_apart("hub"):
        engine.connect()
    monkeypatch.undo()
    engine.connect().close()
    engine.dispose()


def test_a_server_too_old_to_know_our_settings_is_told_so(
    cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before PostgreSQL 12 the connection itself fails, over a setting nobody has heard of."""
    monkeypatch.setattr(postgres, "PLANS", "no_such_setting")
    monkeypatch.setitem(postgres.OURS, "options", "-c no_such_setting=on")
    address, _ = addresses.parse(cluster.at("maillage", "coordinator_1"))
    engine = postgres.hub_engine(address, password=cluster.passwords["coordinator_1"])
    with pytest.raises(HubTooOld) as refused, told_apart("hub"):
        engine.connect()
    language.use("en")
    assert "PostgreSQL < 12;" in explain.sentence(refused.value)
