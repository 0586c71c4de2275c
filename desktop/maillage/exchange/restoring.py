"""A store that was set back becomes a device of its own; what betrays one is kept aside."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from maillage.domain.errors import StoreError, StoreExists
from maillage.domain.records import Device
from maillage.exchange import exporting
from maillage.store import backup, half_typed, identity, journal, trust
from maillage.store.engine import told_apart
from maillage.store.files import sync_folder, write_safely
from maillage.store.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from maillage.store.local import LocalStore

    S = TypeVar("S", bound=LocalStore)

QUARANTINE = "quarantine"


def restore(
    store_type: type[S],
    source: Path,
    to: Path,
    *,
    passphrase: str,
    clock: Callable[[], datetime],
    progress: Callable[[int, int, str], None],
) -> S:
    """Return a new store at ``to`` with all that a backup holds, as another device.

    Raises what opening a store raises, StoreExists, and StoreDamaged if the copy does not
    verify; nothing is left behind then, and the backup is as it was.
    """
    if to.exists():
        raise StoreExists(str(to))
    # Under its own name only once it is another device: after a power cut half-way, nobody
    # must go on with a copy that still bears the former id.
    partial = to.with_name(f"{to.name}.part")
    backup.take_away(partial)
    backup.copy(source, partial, passphrase=passphrase, progress=progress)
    try:
        with (
            store_type.open(partial, passphrase=passphrase, clock=clock) as store,
            store.action() as writer,
        ):
            become_another(store)
            # Half typed on the former device, and on no other.
            half_typed.write(writer.connection, "")
        with told_apart(to):
            partial.rename(to)
            sync_folder(to.parent)
    except BaseException:
        backup.take_away(partial)
        raise
    return store_type.open(to, passphrase=passphrase, clock=clock)


def become_another(store: LocalStore) -> Device:
    """Give the store a new device id that its former one vouches for; return the new record.

    Whoever goes on with the other copy keeps the former id, and no number is taken twice. All
    that is recorded or half typed here stays, in one transaction: a power cut changes nothing.
    The sealing key stays: files on their way to the former device can be read.
    """
    with store.action() as writer:
        connection = writer.connection
        old, me = store.identity, store.me
        last = journal.last_number(connection, old.device)
        new = msgspec.structs.replace(identity.new_identity(), sealing=old.sealing)
        record = Device(
            id=new.device,
            name=me.name,
            role=me.role,
            sealing_key=new.sealing_key,
            signing_key=new.signing_key,
            formerly=old.device,
        )
        claim = trust.successor_claim(store.programme.id, record)
        vouched = msgspec.structs.replace(record, proof=old.signing.sign(claim).hex())
        identity.succeed(connection, new, last=last, unsent=exporting.unsent(store))
        Writer(connection, device=new.device, clock=store.clock).add(vouched)
        writer.judging = True  # whom a revoked device vouches for is not believed either
    store.identity = new
    return vouched


def quarantine(store: LocalStore, path: Path) -> None:
    """Keep a copy of a received file, sealed as it came, in the store's own folder."""
    folder = store.path / QUARANTINE
    # It was refused already, and whoever gave it has it: a full disk stops nobody here.
    with suppress(OSError, StoreError), told_apart(folder):
        content = path.read_bytes()
        folder.mkdir(exist_ok=True)
        name = hashlib.sha256(content).hexdigest()[:16] + exporting.SUFFIX
        write_safely(folder / name, content)
