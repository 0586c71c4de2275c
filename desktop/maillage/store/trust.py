"""Who is believed: a coordinator invites, a device proves it was invited. Pure functions."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec.structs import replace

from maillage.domain.journal import DELETED, Operation, fold, value_of
from maillage.domain.records import Device, Invitation, Revocation
from maillage.domain.revoking import IN_ALL, Judged, Word, is_believed, judge
from maillage.domain.values import canonical, to_record
from maillage.domain.vocabulary import DeviceRole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.domain.revoking import Turns


def invitation_claim(programme: str, *, key: str, role: DeviceRole | None) -> bytes:
    """Return what a coordinator signs to invite devices of a role."""
    parts = {"programme": programme, "key": key, "role": role.value if role else None}
    return canonical({"maillage": "invitation", **parts}).encode()


def device_claim(programme: str, device: Device) -> bytes:
    """Return what a new device signs with the secret of its invitation."""
    return canonical({"maillage": "device", **_parts(programme, device)}).encode()


def successor_claim(programme: str, device: Device) -> bytes:
    """Return what a device signs of the one that its restored store becomes."""
    parts = {**_parts(programme, device), "formerly": device.formerly}
    return canonical({"maillage": "successor", **parts}).encode()


def _parts(programme: str, device: Device) -> dict[str, str | None]:
    return {
        "programme": programme,
        "device": device.id,
        "role": device.role.value if device.role else None,
        "sealing": device.sealing_key,
        "signing": device.signing_key,
    }


def revocation_claim(programme: str, *, device: str, last: int) -> bytes:
    """Return what a coordinator signs to say how far a device is believed."""
    parts = {"programme": programme, "device": device, "last": last}
    return canonical({"maillage": "revocation", **parts}).encode()


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


Invitations = dict[tuple[str, str], Invitation]
"""What inviters wrote, by record and inviter: whoever writes over one only adds their own."""


def introductions(operations: Iterable[Operation]) -> tuple[list[Device], Invitations]:
    """Return the devices and invitations that some operations speak of.

    Keys, role and proof are those that a device wrote of itself first, and an invitation
    is what its inviter wrote first: whatever others write there has no effect.
    """
    histories: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.kind in (Device.kind, Invitation.kind):
            histories.setdefault(operation.record, []).append(operation)
    devices: list[Device] = []
    invitations: Invitations = {}
    for id_, history in histories.items():
        firsts: dict[str, Operation] = {}
        for own in filter(_is_own_word, history):
            firsts[own.device] = min(own, firsts.get(own.device, own), key=lambda one: one.n)
        if not firsts:
            continue
        folded = fold(history)
        for author, first in firsts.items():
            said = {name: value_of(entry) for name, entry in first.change.items()}
            record = to_record(first.kind, id_, {**said, DELETED: folded.deleted})
            if isinstance(record, Device):
                name = folded.value("name")
                devices.append(replace(record, name=name if isinstance(name, str) else ""))
            elif isinstance(record, Invitation):
                invitations[id_, author] = record
    return devices, invitations


def _is_own_word(operation: Operation) -> bool:
    """Tell whether a device speaks of itself, or an inviter of its own invitation."""
    if operation.kind == Device.kind:
        return operation.device == operation.record
    return operation.device == value_of(operation.change.get("device"))


def believed(
    programme: str,
    devices: Iterable[Device],
    invitations: Iterable[Invitation],
    *,
    pinned: Mapping[str, Device],
) -> dict[str, Device]:
    """Return every device that invitations and restored stores lead to from the pinned ones.

    ``pinned`` are believed as they are: what a file says of them changes nothing. The
    result depends on what is known alone, not on the order it was learnt in: the pinned
    first, then by seniority, a restored store right after those it may be.
    """
    known = dict(pinned)
    heirs: dict[str, list[Device]] = {}
    guests: dict[str, list[Device]] = {}
    offers: dict[str, list[Invitation]] = {}
    for device in devices:
        # One reader whose key seals nothing, and nobody could write a file for all.
        if is_sealing_key(device.sealing_key):
            heirs.setdefault(device.formerly, []).append(device)
            guests.setdefault(device.invitation, []).append(device)
    for invitation in invitations:
        offers.setdefault(invitation.device, []).append(invitation)
    # Each is asked once whom it leads to: somebody may write a hundred thousand.
    grown, asking = list(known), list(known)
    while grown:
        found = [
            one
            for former in grown
            for one in heirs.get(former, ())
            if one.id not in known and _succeeds(programme, one, known)
        ]
        if not found:
            found = [
                one
                for inviter in asking
                for by in offers.get(inviter, ())
                for one in guests.get(by.id, ())
                if one.id not in known and _invited(programme, one, by, known)
            ]
            asking = []
        more = {one.id: one for one in sorted(found, key=lambda one: one.id)}
        known |= more
        grown = list(more)
        asking += grown
    return known


def judged(
    programme: str, operations: Sequence[Operation], *, pinned: Mapping[str, Device]
) -> Judged:
    """Return how far devices are believed, and by whose words, by ``domain.revoking``.

    ``operations`` are all that are known of devices, invitations and revocations, believed or
    not. Deleting any of these but a revocation has no effect here: who can be overruled by
    nobody else shall not be by that.
    """
    if not any(of.kind == Revocation.kind for of in operations):
        return Judged({}, ())
    devices, invitations = introductions(operations)
    known = believed(programme, devices, invitations.values(), pinned=pinned)
    words = _words(programme, operations, known)
    (founder,) = pinned

    def still(found: Mapping[str, int]) -> dict[str, Device]:
        left = [of for of in operations if is_believed(found, of.device, of.n)]
        devices, invitations = introductions(left)
        ended = {device for device, last in found.items() if last < IN_ALL}
        devices = [one for one in devices if one.id in found or one.formerly not in ended]
        return believed(programme, devices, invitations.values(), pinned=pinned)

    found = judge(list(known), words, founder=founder, still=still)
    if not found.limits:
        return found
    limits = found.limits | dict.fromkeys(known.keys() - still(found.limits).keys(), 0)
    return Judged(
        {device: last for device, last in limits.items() if last < IN_ALL}, found.in_force
    )


def _words(
    programme: str, operations: Iterable[Operation], known: Mapping[str, Device]
) -> list[Word]:
    """Return what coordinators have signed of devices, each by what it wrote itself."""
    written: dict[str, dict[str, list[Operation]]] = {}
    for of in operations:
        author = known.get(of.device)
        if of.kind == Revocation.kind and author and author.role is DeviceRole.COORDINATOR:
            written.setdefault(of.record, {}).setdefault(of.device, []).append(of)
    words = []
    for histories in written.values():
        for by, own in histories.items():
            said = _signed_word(programme, known[by], min(own, key=lambda one: one.n))
            if said is None:
                continue
            heirs = tuple(
                (heir, turns)
                for heir, others in histories.items()
                if (turns := _turns(others)) and _goes_on_as(programme, by, heir, known)
            )
            turns = (*said.turns, *_turns(own))
            of_heir = said.device in known and _goes_on_as(programme, by, said.device, known)
            words.append(replace(said, turns=turns, heirs=heirs, of_heir=of_heir))
    return words


def _signed_word(programme: str, author: Device, first: Operation) -> Word | None:
    """Return what a coordinator says of a device by its first change of a record."""
    said = {name: value_of(entry) for name, entry in first.change.items()}
    device, last, signature = (said.get(name) for name in ("device", "last", "signature"))
    if DELETED in said or not (isinstance(device, str) and isinstance(signature, str)):
        return None
    if not isinstance(last, int) or isinstance(last, bool) or last < 0:
        return None
    claim = revocation_claim(programme, device=device, last=last)
    if not is_signed(claim, signature, author.signing_key):
        return None
    return Word(first.record, author.id, device, last, ((first.n, True),))


def _turns(operations: Iterable[Operation]) -> Turns:
    """Return the numbers by which a record was deleted or put back, and which of these it was."""
    return tuple(
        (one.n, not value_of(one.change[DELETED])) for one in operations if DELETED in one.change
    )


def _goes_on_as(programme: str, device: str, heir: str, known: Mapping[str, Device]) -> bool:
    """Tell whether a device was restored as another, or that one as a third, and so on."""
    passed = set()
    while heir != device and heir not in passed and _succeeds(programme, known[heir], known):
        passed.add(heir)
        heir = known[heir].formerly
    return heir == device and bool(passed)


@lru_cache(maxsize=1_000)
def is_sealing_key(key: str) -> bool:
    """Tell whether a file can be sealed for this key."""
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return False
    return True


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
