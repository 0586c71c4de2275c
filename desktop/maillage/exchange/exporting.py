"""Writes what a device knows into a file, sealed for those who may read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from maillage.domain import ranges
from maillage.domain.errors import MissingValue, NobodyToReadIt
from maillage.domain.journal import SCHEMA
from maillage.domain.records import Device
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import limits, packing, packs, sealing
from maillage.exchange.circle import known_devices
from maillage.exchange.manifest import Manifest
from maillage.exchange.packing import Anew
from maillage.store import attachments, erasure, identity, journal, revoking
from maillage.store.files import hand_out

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.domain.journal import Operation
    from maillage.store.local import LocalStore
    from maillage.store.writing import Writer

Readers = Literal["coordinators", "everyone"]
SUFFIX = ".maillage"


class Exported(Struct, frozen=True):
    """What was written, where, and who can read it."""

    path: Path
    number: int
    """The device's running number of exports; 0 for a pack."""
    operations: int
    erased: int
    size: int
    """Bytes."""
    readers: tuple[str, ...]
    """Names of the devices that can open it; empty: whoever has the words."""
    left_behind: int = 0
    """Photos and other attachments that wait for the next file."""


def export(
    store: LocalStore, path: Path, *, to: Readers = "coordinators", passphrase: str | None = None
) -> Exported:
    """Write all that the device knows to ``path``; return what was written, for whom.

    The file is durable when this returns. Raises NobodyToReadIt, CannotWrite, DiskFull,
    and MissingValue for words that are blank.
    """
    _require_words(passphrase)
    with store.action() as writer:
        connection = writer.connection
        readers = () if passphrase else _readers(store, to)
        number = int(identity.own(connection, "exports") or 0) + 1
        gone = sorted(erasure.erased_ids(connection))
        names, left = _contents(writer, store.device)
        manifest = new_manifest(
            store,
            number=number,
            readers=readers,
            held=journal.held_by_device(connection),
            purpose="records",
        )
        with revoking.all_known(connection):
            written = packing.pack(
                manifest,
                Anew(lambda: journal.every_operation(connection)),
                gone,
                Anew(lambda: attachments.contents(connection, names)),
                signing=store.identity.signing,
            )
        size = seal_to_file(store, written.content, path, readers=readers, passphrase=passphrase)
        identity.remember(connection, "exports", str(number))
        identity.remember(
            connection, "handed_over", str(identity.own_changes(connection, store.device))
        )
    readable_by = tuple(device.name for device in readers)
    return Exported(path, number, written.operations, len(gone), size, readable_by, left)


def export_pack(
    store: LocalStore,
    path: Path,
    *,
    event: str,
    to: Readers = "everyone",
    passphrase: str | None = None,
) -> Exported:
    """Write what the other laptops need of one event to ``path``, and nothing else.

    It is none of the device's running exports: it is no receipt, leaves no gap when it does
    not arrive, and what was recorded here still counts as unsent. Raises as ``export`` does,
    and NotFound or Erased for the event.
    """
    _require_words(passphrase)
    with store.reading() as connection:
        readers = () if passphrase else _readers(store, to)
        operations = journal.operations_of(connection, sorted(packs.records_of(store, event)))
        operations += revoking.judging_aside(connection)
        gone = sorted(erasure.erased_ids(connection))
        held = held_by(operations)
        manifest = new_manifest(store, number=0, readers=readers, held=held, purpose="records")
        written = packing.pack(manifest, operations, gone, signing=store.identity.signing)
    size = seal_to_file(store, written.content, path, readers=readers, passphrase=passphrase)
    names = tuple(device.name for device in readers)
    return Exported(path, 0, len(operations), len(gone), size, names)


def new_manifest(
    store: LocalStore,
    *,
    number: int,
    readers: Sequence[Device],
    held: Mapping[str, Sequence[ranges.Range]],
    purpose: Literal["records", "invitation"],
    enrolment: str = "",
) -> Manifest:
    """Return the manifest of a file this device is about to write."""
    return Manifest(
        purpose=purpose,
        programme=store.programme.id,
        device=store.device,
        device_name=store.me.name,
        signing_key=store.identity.signing_key,
        number=number,
        previous=max(number - 1, 0),
        schema=SCHEMA,
        made=int(store.clock().timestamp() * 1000),
        sealed_for=tuple(sorted({device.sealing_key for device in readers})),
        held={device: tuple(of) for device, of in held.items()},
        operations=0,
        erased=0,
        sha256="",
        enrolment=enrolment,
    )


def seal_to_file(
    store: LocalStore,
    content: bytes,
    path: Path,
    *,
    readers: Sequence[Device],
    passphrase: str | None,
) -> int:
    """Seal content into a file, durably; return its size in bytes."""
    if passphrase:
        sealed = sealing.seal_with(content, passphrase)
    else:
        sealed = sealing.seal_for(content, [device.sealing_key for device in readers])
    hand_out(sealed, path, store=store.path)
    return len(sealed)


def held_by(operations: Sequence[Operation]) -> dict[str, tuple[ranges.Range, ...]]:
    """Return which numbers of which devices some operations are."""
    ns: dict[str, list[int]] = {}
    for operation in operations:
        ns.setdefault(operation.device, []).append(operation.n)
    return {device: ranges.numbers(of) for device, of in ns.items()}


def unsent(store: LocalStore) -> int:
    """Return how many changes of this device, and photos, no file of it has taken yet."""
    with store.reading() as connection:
        before = int(identity.own(connection, "handed_over") or 0)
        left = int(identity.own(connection, "left_behind") or 0)
        return identity.own_changes(connection, store.device) - before + left


def _contents(writer: Writer, device: str) -> tuple[list[str], int]:
    """Return which contents this file takes, and how many wait for another.

    What one file has no room for goes first in the next, until all have gone once.
    """
    connection = writer.connection
    carried = set(identity.own(connection, "carried").split())
    names, left = attachments.travelling(
        connection, first=device, most=limits.MOST_ATTACHED, carried=carried
    )
    gone = sorted(carried.union(names)) if left else ()
    identity.remember(connection, "carried", " ".join(gone))
    identity.remember(connection, "left_behind", str(left))
    return names, left


def _require_words(passphrase: str | None) -> None:
    if passphrase and not passphrase.strip():
        raise MissingValue("passphrase")


def _readers(store: LocalStore, to: Readers) -> tuple[Device, ...]:
    known = known_devices(store)
    if to == "everyone":
        chosen = list(known.values())
    else:
        chosen = [device for device in known.values() if device.role is DeviceRole.COORDINATOR]
    if not chosen:
        raise NobodyToReadIt
    # This device reads what it wrote, so that a stick can be checked before it is pulled out.
    mine = [] if store.device in {device.id for device in chosen} else [store.me]
    return tuple(sorted([*chosen, *mine], key=lambda device: device.id))
