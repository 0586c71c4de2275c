"""Opens a hub: one writer at a time, readers never wait, nothing in clear over a network."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from maillage.domain.errors import DiskFailing, DiskFull, StoreDamaged, StoreError
from maillage.domain.errors.hub import (
    HubBusy,
    HubNotSecure,
    HubOutdated,
    HubReadOnly,
    HubRefused,
    HubTooOld,
    HubUnreachable,
    HubUntrusted,
)
from maillage.store import address as addresses

if TYPE_CHECKING:
    from maillage.store.address import Address

WRITING = 0x4D61_696C_6C61_6765
"""The lock that whoever writes holds until the end of the transaction: "Maillage" in ASCII."""
ASIDE = "2s"
"""How long what is no record waits for a row: it is tried again, and the screens wait for it."""
PLANS = "plan_cache_mode"
"""A setting that servers before PostgreSQL 12 do not know: they refuse the connection."""
FLAT = 10
"""From this PostgreSQL on, a version is two numbers."""
CERTIFICATE = "certific"
"""What libpq says, in English or French, only of a server that it cannot verify."""
LEAST = 15
"""The first PostgreSQL that this is tested with."""
SETTINGS = {
    "client_encoding": "UTF8",
    "search_path": "public",
    "timezone": "UTC",
    # One letter and a whole name want different plans, though the statement is the same.
    PLANS: "force_custom_plan",
    "lock_timeout": "600s",
    # A laptop that falls asleep, or off the network, must not keep the lock for ever.
    "idle_in_transaction_session_timeout": "300s",
    "tcp_keepalives_idle": "30s",
    "tcp_keepalives_interval": "10s",
    "tcp_keepalives_count": "3",
}
OURS = {
    "application_name": "maillage",
    "connect_timeout": 10,
    "gssencmode": "disable",
    # A network that died without a word is noticed within a minute, on this side too.
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "options": " ".join(f"-c {name}={value}" for name, value in SETTINGS.items()),
}
_MEANING: dict[str, type[StoreError]] = {
    "08": HubUnreachable,
    "28": HubRefused,
    "3D": HubRefused,  # no such database
    "42501": HubReadOnly,
    "25006": HubReadOnly,
    "55P03": HubBusy,
    "53100": DiskFull,
    "53": HubUnreachable,  # too many connections, no memory
    "57": HubUnreachable,  # it is shutting down
    "25P03": HubUnreachable,  # it was left waiting for too long
    "58": DiskFailing,
    "42P01": HubOutdated,  # no such table
    "XX": StoreDamaged,
}
"""What PostgreSQL's codes mean to a person, longer ones first where two fit."""


class _Told(logging.Filter):
    """Leaves out what the driver could not finish on a connection that broke off.

    A sentence tells that already; nobody who uses a terminal can do anything with this line.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether a line of the driver's is to be seen."""
        return not str(record.msg).startswith("error ignored")


_TOLD = _Told()


def hub_engine(address: Address, *, password: str = "", device: str = "") -> Engine:
    """Return an engine on the hub; it connects when it is first used.

    A transaction for writing (the execution option ``writes=True``) takes one lock before all
    else and keeps it to its end, so that writers come one after the other and each sees all
    that the former ones have done: no deadlock, for there is one lock, and nothing to try
    again. One for reading sees one moment and can write nothing. ``device`` is who writes.
    Raises HubNotSecure when it connects beyond this computer in clear, HubTooOld when it
    connects to a server before PostgreSQL 15.
    """
    addresses.require_encryption(address)

    def connect() -> Any:  # noqa: ANN401 - the DBAPI has no type
        import psycopg

        logging.getLogger("psycopg").addFilter(_TOLD)
        said: dict[str, Any] = {**OURS, **address.parameters}
        if password:
            said["password"] = password
        try:
            connection = psycopg.connect(**said)
        except psycopg.OperationalError as error:
            if PLANS in str(error):
                raise HubTooOld(address.label, least=LEAST) from error
            raise
        try:
            _require_private(connection, address)
            require_supported(connection.info.server_version, address.label)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "postgresql+psycopg://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=2,
        pool_pre_ping=True,
        hide_parameters=True,  # an error that is sent to somebody names nobody
        execution_options={"device": device},
    )
    event.listen(engine, "begin", _begin)
    return engine


def require_supported(number: int, hub: str) -> None:
    """Raise HubTooOld for a server that is not tested; ``number`` as libpq has it, 150004."""
    if number < LEAST * 10_000:
        major, rest = divmod(number, 10_000)
        # Before 10 the second number was a part of what people call the version: 9.6.24.
        version = f"{major}.{rest}" if major >= FLAT else f"{major}.{rest // 100}.{rest % 100}"
        raise HubTooOld(hub, version, LEAST)


def _require_private(connection: Any, address: Address) -> None:  # noqa: ANN401
    if not _is_private(connection, address):
        raise HubNotSecure(address.label)


def _is_private(connection: Any, address: Address) -> bool:  # noqa: ANN401
    """Tell whether a connection is encrypted or stays on this computer, whatever led there."""
    if address.is_socket or connection.pgconn.ssl_in_use:
        return True
    return addresses.is_local(connection.info.hostaddr)


def _begin(connection: Connection) -> None:
    """Begin as ``hub_engine`` says: what comes first in a transaction decides what it sees."""
    options = connection.get_execution_options()
    if options.get("plain", False):  # a database is made outside of any transaction
        return
    if options.get("aside", False):
        # It touches no record: it neither waits for who writes those, nor keeps them waiting.
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{ASIDE}'")
    elif options.get("writes", False):
        # READ COMMITTED: what is read after the lock is what the writers before have left.
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITING})")
    else:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def is_ours(error: BaseException | None) -> bool:
    """Tell an error of this driver from others, without importing it."""
    return type(error).__module__.partition(".")[0] == "psycopg"


def hub_error(path: str, error: BaseException | None) -> StoreError | None:
    """Return the typed error for what the server or the network said; None: a mistake of ours."""
    code = getattr(error, "sqlstate", None) or ""
    for length in (5, 2):
        if type_ := _MEANING.get(code[:length]):
            return HubUnreachable(path, code) if type_ is HubUnreachable else type_(path)
    if code:
        return None
    with suppress(AttributeError):
        pgconn: Any = error.pgconn  # type: ignore[union-attr]
        if pgconn.needs_password or pgconn.used_password:
            return HubRefused(path, asked=bool(pgconn.needs_password))
    if CERTIFICATE in str(error).casefold():
        return HubUntrusted(path)
    # What libpq says names the server, and neither passwords nor data.
    return HubUnreachable(path, " ".join(str(error).split())[:300])
