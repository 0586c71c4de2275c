"""Where a hub is: ``postgresql+psycopg://name@host/database``, never in clear over a network."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from maillage.domain.errors.hub import HubNotSecure, NotAHub

if TYPE_CHECKING:
    from collections.abc import Mapping

SCHEMES = ("postgresql+psycopg", "postgresql")
UNDERSTOOD = {"sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"}
"""What an address may say beside its main parts; anything else could lead elsewhere."""
ENCRYPTED = {"require", "verify-ca", "verify-full"}


class Address(Struct, frozen=True):
    """Where a hub is and how to get there; without the password, which is kept elsewhere."""

    user: str
    host: str
    """A name, a number, or the folder of a socket on this computer."""
    port: int | None
    database: str
    options: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return the address as it is typed."""
        query = dict(self.options)
        if self.is_socket:
            query["host"] = self.host
        return URL.create(
            SCHEMES[0],
            username=self.user or None,
            host=None if self.is_socket else self.host,
            port=self.port,
            database=self.database,
            query=query,
        ).render_as_string(hide_password=False)

    @property
    def is_socket(self) -> bool:
        """Whether it is a socket on this computer, which no network sees."""
        return self.host.startswith(("/", "@"))

    @property
    def label(self) -> str:
        """What people are told of it."""
        return f"{self.database} ({'localhost' if self.is_socket else self.host})"

    @property
    def parameters(self) -> Mapping[str, str | int]:
        """What libpq wants to know, so that nothing of the surroundings leads elsewhere."""
        wanted: dict[str, str | int] = {"host": self.host, "dbname": self.database}
        if self.user:
            wanted["user"] = self.user
        if self.port:
            wanted["port"] = self.port
        return wanted | dict(self.options)

    def same_place(self, other: Address) -> bool:
        """Tell whether two addresses lead to one database, under one name if both give it."""
        mine, theirs = self._place(), other._place()
        return mine == theirs and (not (self.user and other.user) or self.user == other.user)

    def _place(self) -> tuple[str, int, str]:
        return self.host.casefold(), self.port or 5432, self.database


def is_address(typed: str) -> bool:
    """Tell an address from the path of a folder."""
    return typed.partition("://")[0] in SCHEMES and "://" in typed


def parse(typed: str) -> tuple[Address, str]:
    """Return the address of a hub, and the password if one was typed in it.

    Raises NotAHub, and HubNotSecure for one beyond this computer without encryption.
    """
    if not is_address(typed):
        raise NotAHub(_shown(typed))
    try:
        url = make_url(typed)
        port = url.port
    except (ArgumentError, ValueError):
        raise NotAHub(_shown(typed)) from None
    said = {name: value for name, value in url.query.items() if isinstance(value, str)}
    twice = len(said) < len(url.query) or {name for name in said if getattr(url, name, None)}
    host = url.host or said.pop("host", "") or "localhost"
    port = port or _port(said.pop("port", ""))
    if twice or not set(said) <= UNDERSTOOD or "," in host or port < 0 or not url.database:
        raise NotAHub(_shown(typed))
    options = tuple(sorted(said.items()))
    address = Address(url.username or "", host, port or None, url.database, options)
    require_encryption(address)
    return address, str(url.password or "")


def require_encryption(address: Address) -> None:
    """Raise HubNotSecure unless the address stays on this computer or asks for TLS."""
    if not is_local(address.host) and dict(address.options).get("sslmode") not in ENCRYPTED:
        raise HubNotSecure(address.label)


def is_local(host: str) -> bool:
    """Tell whether what goes to a host never leaves this computer."""
    if host.casefold() == "localhost" or host.startswith(("/", "@")):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _port(typed: str) -> int:
    """Return a port, 0 for none and -1 for what is none."""
    if not typed:
        return 0
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 5 else -1  # noqa: PLR2004


def _shown(typed: str) -> str:
    """Return what may be shown of an address: what is before an @ may hold a password."""
    scheme, mark, rest = typed.partition("://")
    if not mark:
        return typed
    _secret, at, harmless = rest.rpartition("@")
    return f"{scheme}{mark}{harmless.partition('?')[0] if at else '…'}"
