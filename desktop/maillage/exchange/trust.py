"""Who is believed: a coordinator invites, a device proves it was invited. Pure functions."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec.structs import replace

from maillage.domain.journal import DELETED, Entry, Operation, fold
from maillage.domain.records import Device, Invitation
from maillage.domain.values import Stored, canonical, to_record
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import sealing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def invitation_claim(programme: str, *, key: str, role: DeviceRole | None) -> bytes:
    """Return what a coordinator signs to invite devices of a role."""
    parts = {"programme": programme, "key": key, "role": role.value if role else None}
    return canonical({"maillage": "invitation", **parts}).encode()


def device_claim(programme: str, device: Device) -> bytes:
    """Return what a new device signs with the secret of its invitation."""
    parts = {
        "programme": programme,
        "device": device.id,
        "role": device.role.value if device.role else None,
        "sealing": device.sealing_key,
        "signing": device.signing_key,
    }
    return canonical({"maillage": "device", **parts}).encode()


def successor_claim(programme: str, device: Device) -> bytes:
    """Return what a device signs of the one that its restored store becomes."""
    parts = {
        "programme": programme,
        "device": device.id,
        "role": device.role.value if device.role else None,
        "sealing": device.sealing_key,
        "signing": device.signing_key,
        "formerly": device.formerly,
    }
    return canonical({"maillage": "successor", **parts}).encode()


def sign(claim: bytes, private_key: str) -> str:
    """Return the signature of a claim by a private key in hexadecimal."""
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private_key)).sign(claim).hex()


@lru_cache(maxsize=1_000)  # every merge asks about all devices again
def is_signed(claim: bytes, signature: str, public_key: str) -> bool:
    """Tell whether a claim was signed by the holder of a public key in hexadecimal."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), claim)
    except (InvalidSignature, ValueError):
        return False
    return True


def introductions(
    operations: Iterable[Operation],
) -> tuple[list[Device], dict[str, Invitation]]:
    """Return the devices and invitations that some operations speak of.

    Keys, role and proof are those that a device wrote of itself first, and an invitation
    is what its inviter wrote first: whatever others write there has no effect.
    """
    histories: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.kind in (Device.kind, Invitation.kind):
            histories.setdefault(operation.record, []).append(operation)
    devices: list[Device] = []
    invitations: dict[str, Invitation] = {}
    for id_, history in histories.items():
        first = min(filter(_is_own_word, history), key=lambda one: one.n, default=None)
        if first is None:
            continue
        folded = fold(history)
        said = {name: _value(entry) for name, entry in first.change.items()}
        record = to_record(first.kind, id_, {**said, DELETED: folded.deleted})
        if isinstance(record, Device):
            name = folded.value("name")
            devices.append(replace(record, name=name if isinstance(name, str) else ""))
        elif isinstance(record, Invitation):
            invitations[id_] = record
    return devices, invitations


def _is_own_word(operation: Operation) -> bool:
    """Tell whether a device speaks of itself, or an inviter of its own invitation."""
    if operation.kind == Device.kind:
        return operation.device == operation.record
    return operation.device == _value(operation.change.get("device"))


def _value(entry: Entry) -> Stored:
    return entry[0] if isinstance(entry, list) else entry


def believed(
    programme: str,
    devices: Iterable[Device],
    invitations: Iterable[Invitation],
    *,
    pinned: Mapping[str, Device],
) -> dict[str, Device]:
    """Return every device that invitations and restored stores lead to from the pinned ones.

    ``pinned`` are believed as they are: what a file says of them changes nothing. The
    result depends on what is known alone, not on the order it was learnt in.
    """
    known = dict(pinned)
    candidates = {device.id: device for device in devices if device.id not in known}
    offered = {invitation.id: invitation for invitation in invitations}
    grown = True
    while grown:
        grown = False
        for device in list(candidates.values()):
            invitation = offered.get(device.invitation)
            led_to = (invitation and _invited(programme, device, invitation, known)) or _succeeds(
                programme, device, known
            )
            # One reader whose key seals nothing, and nobody could write a file for all.
            if led_to and sealing.is_public_key(device.sealing_key):
                known[device.id] = candidates.pop(device.id)
                grown = True
    return known


def _invited(
    programme: str, device: Device, invitation: Invitation, known: Mapping[str, Device]
) -> bool:
    inviter = known.get(invitation.device)
    if inviter is None or inviter.role is not DeviceRole.COORDINATOR:
        return False
    if device.role is None or device.role is not invitation.role:
        return False
    offer = invitation_claim(programme, key=invitation.key, role=invitation.role)
    return is_signed(offer, invitation.signature, inviter.signing_key) and is_signed(
        device_claim(programme, device), device.proof, invitation.key
    )


def _succeeds(programme: str, device: Device, known: Mapping[str, Device]) -> bool:
    former = known.get(device.formerly)
    if former is None or device.role is None or device.role is not former.role:
        return False
    return is_signed(successor_claim(programme, device), device.proof, former.signing_key)


def fingerprint(device: str, signing_key: str, words: tuple[str, ...]) -> str:
    """Return four words to compare by telephone; they say which key a device signs with."""
    number = int.from_bytes(hashlib.sha256(f"{device} {signing_key}".encode()).digest())
    chosen = []
    for _ in range(4):
        number, at = divmod(number, len(words))
        chosen.append(words[at])
    return " ".join(chosen)
