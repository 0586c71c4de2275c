"""A place in a hub: a small folder that says where it is and holds this device's own keys.

It looks like the folder of a store and opens with the same words: ``keys.json`` wraps a random
key, and ``hub.json`` holds, sealed by that key, what no other coordinator may read.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from maillage.domain.errors import NotAStore, StoreDamaged, StoreTooNew
from maillage.domain.errors.hub import HubError
from maillage.store import address as addresses
from maillage.store.files import write_safely
from maillage.store.identity import Identity

if TYPE_CHECKING:
    from pathlib import Path

    from maillage.store.address import Address

HUB = "hub.json"
FORMAT = 1


class _Secrets(msgspec.Struct, frozen=True):
    """What only this device knows; ``password`` is the database's, empty if kept elsewhere."""

    sealing: str = ""
    signing: str = ""
    password: str = ""


class _Version(msgspec.Struct, frozen=True):
    """What every version can read of the file."""

    format: int


class _File(msgspec.Struct, frozen=True):
    """What lies in the folder, readable by whoever finds it: where, and who, and sealed words."""

    format: int
    hub: str
    device: str
    nonce: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was opened with its key."""

    address: Address
    identity: Identity | None
    """Who writes there; None: somebody who only reads."""
    password: str = field(default="", repr=False)


def is_place(folder: Path) -> bool:
    """Tell whether a folder is a place in a hub."""
    return (folder / HUB).is_file()


def address_of(folder: Path) -> Address | None:
    """Return the hub that a folder leads to; None if it is no place in one."""
    try:
        return addresses.parse(_read(folder).hub)[0]
    except (NotAStore, StoreDamaged, StoreTooNew, HubError):
        return None


def write(folder: Path, place: Place, key: bytes) -> None:
    """Keep a place, durably; its secrets open with ``key`` and for this hub and device alone."""
    secrets = _Secrets(password=place.password)
    device = ""
    if place.identity:
        device = place.identity.device
        secrets = _Secrets(
            str(place.identity.sealing),
            place.identity.signing.private_bytes_raw().hex(),
            place.password,
        )
    nonce = os.urandom(12)
    hub = str(place.address)
    words = msgspec.json.encode(secrets)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, words, _context(hub, device))
    file = _File(FORMAT, hub, device, nonce, sealed)
    content = msgspec.json.format(msgspec.json.encode(file), indent=1)
    write_safely(folder / HUB, content, private=True)


def read(folder: Path, key: bytes) -> Place:
    """Return the place at a folder; raises NotAStore, StoreDamaged or StoreTooNew.

    An address or a device that somebody else has written there is damage: the password must
    not go to another server.
    """
    file = _read(folder)
    try:
        words = ChaCha20Poly1305(key).decrypt(
            file.nonce, file.sealed, _context(file.hub, file.device)
        )
        secrets = msgspec.json.decode(words, type=_Secrets)
        address, _ = addresses.parse(file.hub)
        identity = _identity(file.device, secrets) if file.device else None
    except (InvalidTag, msgspec.DecodeError, ValueError) as error:
        raise StoreDamaged(str(folder), type(error).__name__) from None
    return Place(address, identity, secrets.password)


def _identity(device: str, secrets: _Secrets) -> Identity:
    return Identity(
        device,
        pyrage.x25519.Identity.from_str(secrets.sealing),
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secrets.signing)),
    )


def _context(hub: str, device: str) -> bytes:
    return f"maillage hub {device} {hub}".encode()


def _read(folder: Path) -> _File:
    try:
        content = (folder / HUB).read_bytes()
    except OSError:
        raise NotAStore(str(folder)) from None
    try:
        if msgspec.json.decode(content, type=_Version).format > FORMAT:
            raise StoreTooNew(str(folder))
        return msgspec.json.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreDamaged(str(folder), str(error)) from None
