"""A device's own keys: they are made here and their private halves never leave the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from sqlalchemy import Connection, select
from uuid_utils.compat import uuid7

from maillage.domain.records import Device
from maillage.domain.vocabulary import DeviceRole
from maillage.store import journal, tables
from maillage.store.dialects import upsert

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


class Identity(Struct, frozen=True):
    """Who this device is; printing it shows no secret."""

    device: str
    sealing: pyrage.x25519.Identity
    signing: Ed25519PrivateKey

    @property
    def sealing_key(self) -> str:
        """The public key that others seal files with (age)."""
        return str(self.sealing.to_public())

    @property
    def signing_key(self) -> str:
        """The public key that proves who wrote a file (Ed25519, hexadecimal)."""
        return public_hex(self.signing.public_key())

    def __repr__(self) -> str:
        """Return the device's id alone."""
        return f"Identity({self.device})"


def new_identity() -> Identity:
    """Return a new device with new keys."""
    return Identity(str(uuid7()), pyrage.x25519.Identity.generate(), Ed25519PrivateKey.generate())


def nobody() -> Identity:
    """Return who reads a hub and writes nothing: no device, with keys that nobody knows."""
    return msgspec.structs.replace(new_identity(), device="")


def public_hex(key: Ed25519PublicKey) -> str:
    """Return a public signing key in hexadecimal."""
    return key.public_bytes_raw().hex()


def keep(connection: Connection, identity: Identity) -> None:
    """Keep the identity in the encrypted store."""
    remember(connection, "device", identity.device)
    remember(connection, "sealing", str(identity.sealing))
    remember(connection, "signing", identity.signing.private_bytes_raw().hex())


def recall(connection: Connection) -> Identity:
    """Return the identity that the store was made with."""
    return Identity(
        own(connection, "device"),
        pyrage.x25519.Identity.from_str(own(connection, "sealing")),
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(own(connection, "signing"))),
    )


def succeed(connection: Connection, identity: Identity, *, last: int, unsent: int) -> None:
    """Become another device; ``last`` and ``unsent`` are what the former one wrote and kept."""
    names = {**former(connection), own(connection, "device"): last}
    remember(connection, "former", msgspec.json.encode(list(names.items())).decode())
    keep(connection, identity)
    for name in ("exports", "erasures"):
        remember(connection, name, "0")
    remember(connection, "handed_over", str(-unsent))


def former(connection: Connection) -> dict[str, int]:
    """Return which devices this store was before it was restored, and their last numbers here."""
    said = own(connection, "former")
    return dict(msgspec.json.decode(said, type=list[tuple[str, int]])) if said else {}


def give_up(connection: Connection, device: str, n: int) -> None:
    """Have been a former device only up to the number before ``n``."""
    names = former(connection)
    names[device] = min(names[device], n - 1)
    remember(connection, "former", msgspec.json.encode(list(names.items())).decode())


def own_devices(connection: Connection) -> list[str]:
    """Return the devices that this store was and is, in that order.

    Of a hub: the others that write in it, then this one.
    """
    others = [device for device in members(connection) if device != _member(connection)]
    return [*others, *former(connection), own(connection, "device")]


def wrote_after(connection: Connection, device: str) -> list[str]:
    """Return the devices that may have written in this store since one was at work in it."""
    mine = own_devices(connection)
    if _member(connection):
        return [one for one in mine if one != device]
    return mine[mine.index(device) + 1 :]


def _member(connection: Connection) -> str:
    """Return who writes on this connection to a hub; empty for a device's own file."""
    return str(connection.get_execution_options().get("device", ""))


def members(connection: Connection) -> list[str]:
    """Return all who have a place in a hub; nobody in a device's own file."""
    names = connection.execute(select(tables.own.c.name).where(tables.own.c.name.like("%/device")))
    return sorted(name.partition("/")[0] for name in names.scalars())


def of_members(connection: Connection, name: str) -> list[str]:
    """Return what each of those in a hub keeps under a name, as far as it does."""
    wanted = select(tables.own.c.value).where(tables.own.c.name.like(f"%/{name}"))
    return list(connection.execute(wanted).scalars())


def in_hub(connection: Connection) -> bool:
    """Tell a hub, where each device keeps its own under its id, from a device's own file."""
    return bool(_member(connection))


def named(connection: Connection, name: str) -> str:
    """Return the name under which a device keeps something: in a hub each has its own."""
    member = _member(connection)
    return f"{member}/{name}" if member else name


def share(connection: Connection) -> None:
    """Keep for those who only read a hub which programme it is; the first to join says it."""
    for name in ("programme", "founder", "founder_sealing", "founder_signing"):
        row = {"name": name, "value": own(connection, name)}
        connection.execute(upsert(connection, tables.own).values(row).on_conflict_do_nothing())


def shared(connection: Connection, name: str) -> str:
    """Return what everybody in a hub knows under a name, or empty text."""
    wanted = select(tables.own.c.value).where(tables.own.c.name == name)
    return connection.execute(wanted).scalar_one_or_none() or ""


def pin(connection: Connection, founder: Device) -> None:
    """Remember whom this store trusts first: what a file says of them changes nothing."""
    remember(connection, "founder", founder.id)
    remember(connection, "founder_sealing", founder.sealing_key)
    remember(connection, "founder_signing", founder.signing_key)


def founder(connection: Connection) -> Device:
    """Return the device that started the programme, with the keys it had then."""
    return Device(
        id=own(connection, "founder"),
        role=DeviceRole.COORDINATOR,
        sealing_key=own(connection, "founder_sealing"),
        signing_key=own(connection, "founder_signing"),
    )


def own(connection: Connection, name: str) -> str:
    """Return what only this device knows under a name, or empty text."""
    return shared(connection, named(connection, name))


def remember(connection: Connection, name: str, value: str) -> None:
    """Keep what only this device knows under a name."""
    row = {"name": named(connection, name), "value": value}
    write = upsert(connection, tables.own).values(row)
    connection.execute(write.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def count(connection: Connection, name: str) -> int:
    """Add one to a number that only this device knows; return it."""
    number = int(own(connection, name) or 0) + 1
    remember(connection, name, str(number))
    return number


def own_changes(connection: Connection, device: str) -> int:
    """Return how many changes were made here: what is erased here must travel too."""
    return journal.last_number(connection, device) + int(own(connection, "erasures") or 0)
