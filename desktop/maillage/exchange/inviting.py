"""How other devices start: a coordinator's invitation, opened with words told by telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from maillage.domain.errors import (
    CannotRead,
    EmptyPackage,
    ForgedPackage,
    MissingValue,
    NotAnInvitation,
    NotAPackage,
    NotCoordinator,
    PackageDamaged,
    PackageError,
    PackageForOthers,
)
from maillage.domain.records import (
    Device,
    Event,
    Invitation,
    Organisation,
    Partner,
    Programme,
    Revocation,
    Territory,
    Workshop,
)
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import packing, sealing
from maillage.exchange.exporting import held_by, new_manifest, seal_to_file
from maillage.exchange.receiving import read_content
from maillage.store import identity, journal, revoking, trust
from maillage.store import merging as store_merging
from maillage.store.identity import public_hex
from maillage.store.merging import Batch, Part

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from maillage.exchange.package import Content
    from maillage.store.local import LocalStore
    from maillage.store.writing import Writer

    S = TypeVar("S", bound=LocalStore)

CARRIED = {
    record.kind
    for record in (
        Programme,
        Device,
        Invitation,
        Revocation,
        Territory,
        Organisation,
        Event,
        Partner,
        Workshop,
    )
}
"""What a new device needs at once. Nobody's name: words protect less than keys."""


def invite(
    store: LocalStore, path: Path, *, passphrase: str, role: DeviceRole = DeviceRole.FIELD
) -> Path:
    """Write an invitation for new devices of a role; return its path.

    Raises NotCoordinator, MissingValue, CannotWrite, DiskFull.
    """
    if not store.is_coordinator:
        raise NotCoordinator
    if not passphrase.strip():
        raise MissingValue("passphrase")
    enrolment = Ed25519PrivateKey.generate()
    key = public_hex(enrolment.public_key())
    with store.action() as writer:
        claim = trust.invitation_claim(store.programme.id, key=key, role=role)
        signature = store.identity.signing.sign(claim).hex()
        writer.add(Invitation(key=key, role=role, device=store.device, signature=signature))
        operations = [
            operation
            for operation in journal.every_operation(writer.connection)
            if operation.kind in CARRIED
        ]
        operations += revoking.judging_aside(writer.connection)
        manifest = new_manifest(
            store,
            number=0,
            readers=(),
            held=held_by(operations),
            purpose="invitation",
            enrolment=enrolment.private_bytes_raw().hex(),
        )
        written = packing.pack(manifest, operations, (), signing=store.identity.signing)
        seal_to_file(store, written.content, path, readers=(), passphrase=passphrase)
    return path


def join(
    store_type: type[S],
    invitation: Path,
    path: Path,
    *,
    invitation_passphrase: str,
    passphrase: str,
    device: str,
    clock: Callable[[], datetime],
) -> S:
    """Return the new store of a device that joins by an invitation.

    Raises what opening a package raises, NotAnInvitation, and what making a store raises;
    nothing is left behind then.
    """
    opened = open_invitation(invitation, invitation_passphrase)
    store = store_type.blank(path, passphrase=passphrase, clock=clock)
    with store.or_undone(), store.action() as writer:
        admit(store, writer, opened, device)
    return store


class Opened(Struct, frozen=True):
    """An invitation that was opened and is one."""

    name: str
    sha256: str
    content: Content
    offer: Invitation


def open_invitation(path: Path, passphrase: str) -> Opened:
    """Return what an invitation offers; raises PackageError or NotAnInvitation."""
    content, sha256 = read_content(path, store=None, passphrase=passphrase)
    return Opened(path.name, sha256, content, _offer(content, str(path)))


def look_at(path: Path) -> None:
    """Read the beginning of a file; raise PackageError if it is no invitation whatever the words.

    A file cut off further on, or a pack for words, is only found out with the words.
    """
    try:
        if not path.is_file():
            raise (NotAPackage if path.exists() else CannotRead)(str(path))
        with path.open("rb") as file:
            start = file.read(sealing.LONGEST_BEGINNING)
    except OSError:
        raise CannotRead(str(path)) from None
    if not start:
        raise EmptyPackage(str(path))
    try:
        sealing.check_beginning(start, str(path))
    except PackageForOthers:
        raise NotAnInvitation(str(path)) from None


def admit(store: LocalStore, writer: Writer, opened: Opened, device: str) -> None:
    """Take an invitation in, in the open transaction, and introduce this device by it."""
    content, manifest = opened.content, opened.content.manifest
    batch = Batch(
        name=opened.name,
        sha256=opened.sha256,
        device=manifest.device,
        device_name=manifest.device_name,
        number=manifest.number,
        made=manifest.made,
        held=manifest.held,
        operations=len(content.operations),
        erased=len(content.erased),
        parts=lambda _: iter([Part(content.operations, content.erased)]),
    )
    now = int(store.clock().timestamp() * 1000)
    store_merging.integrate(writer.connection, [batch], now=now)
    identity.remember(writer.connection, "programme", manifest.programme)
    identity.pin(writer.connection, store.get(Device, store.programme.founder))
    writer.add(_introduced(store, opened.offer, manifest.programme, manifest.enrolment, device))


def _offer(content: Content, path: str) -> Invitation:
    """Return the invitation that the file's secret belongs to, offered by a coordinator."""
    manifest = content.manifest
    if manifest.purpose != "invitation":
        raise NotAnInvitation(path)
    devices, offered = trust.introductions(content.operations)
    inviter = {device.id: device for device in devices}.get(manifest.device)
    if inviter is None or inviter.signing_key != manifest.signing_key:
        raise ForgedPackage(path, manifest.device_name)
    try:
        secret = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(manifest.enrolment))
    except ValueError:
        raise PackageDamaged(path, "enrolment") from None
    key = public_hex(secret.public_key())
    for invitation in offered.values():
        claim = trust.invitation_claim(manifest.programme, key=key, role=invitation.role)
        if invitation.key == key and trust.is_signed(
            claim, invitation.signature, inviter.signing_key
        ):
            return invitation
    raise PackageError(path)


def _introduced(
    store: LocalStore, offer: Invitation, programme: str, enrolment: str, name: str
) -> Device:
    """Return the record of this device, with the proof that it was invited."""
    me = Device(
        id=store.device,
        name=name,
        role=offer.role,
        sealing_key=store.identity.sealing_key,
        signing_key=store.identity.signing_key,
        invitation=offer.id,
    )
    proof = trust.sign(trust.device_claim(programme, me), enrolment)
    return msgspec.structs.replace(me, proof=proof)
