"""Opens a store whose tables are a hub's: many coordinators, each a device of their own.

What a device alone knows, as how many files it has exported, is in the hub under the device's
id. Its private keys never are: they stay in the folder of its place.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import text

from maillage.domain.errors import StoreError, StoreTooNew
from maillage.domain.errors.hub import (
    HubNotJoined,
    HubOutdated,
    HubSetBack,
    HubUncertain,
    HubUnreachable,
)
from maillage.store import folder as folders
from maillage.store import identity, journal, keys, listening, migrating, place, roles
from maillage.store.engine import told_apart
from maillage.store.files import KEYS
from maillage.store.lock import FolderLock
from maillage.store.postgres import hub_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Engine

    from maillage.store.address import Address
    from maillage.store.keys import Unlocking
    from maillage.store.local import LocalStore
    from maillage.store.place import Place

    S = TypeVar("S", bound=LocalStore)

BECAME = text("SELECT txid_status(:number)")
SEEN = "seen"
"""File with the last number that this device wrote in the hub."""


def open_place(
    store_type: type[S], folder: Path, *, passphrase: str | Unlocking, clock: Callable[[], datetime]
) -> S:
    """Return the hub as the device of this folder.

    Raises what opening a folder raises, and HubError: HubSetBack for a hub that has less than
    this device wrote.
    """
    key = keys.unlock(folder / KEYS, passphrase)
    found = place.read(folder, key)
    store = _store(store_type, folder, found, key, clock=clock)
    try:
        with store.reading() as connection:
            require_tables(connection, found.address)
            _require_membership(connection, found.address, store.device, seen(folder))
    except BaseException:
        store.close()
        raise
    return store


def new_place(
    store_type: type[S],
    folder: Path,
    found: Place,
    *,
    passphrase: str,
    clock: Callable[[], datetime],
) -> S:
    """Return the hub as a device that it does not know yet, and keep its place in a folder.

    Raises StoreExists, CannotWrite, DiskFull or HubError; nothing is left behind then.
    """
    folders.require_free(folder)
    new = keys.make(passphrase)
    store = _store(store_type, folder, found, new.key, clock=clock, new=True)
    store.recovery_key = new.recovery_key
    with store.or_undone():
        with told_apart(folder):
            keys.write(folder / KEYS, new.file)
            place.write(folder, found, new.key)
        with store.reading() as connection:
            require_tables(connection, found.address)
    return store


def _store(
    store_type: type[S],
    folder: Path,
    found: Place,
    key: bytes,
    *,
    clock: Callable[[], datetime],
    new: bool = False,
) -> S:
    lock = folders.make(folder) if new else FolderLock(folder)
    me = found.identity or identity.nobody()
    engine = hub_engine(found.address, password=found.password, device=me.device)
    store = store_type(folder, engine, key, lock=lock, clock=clock)
    store.hub = found.address
    store.identity = me
    return store


def _require_membership(connection: Connection, address: Address, device: str, last: int) -> None:
    """Raise HubNotJoined or HubSetBack if the hub does not know what this device wrote."""
    if not identity.own(connection, "programme"):
        raise HubNotJoined(address.label)
    if journal.last_number(connection, device) < last:
        # Going on would take numbers twice that others may have met already.
        raise HubSetBack(address.label)


def require_tables(connection: Connection, address: Address) -> None:
    """Raise HubOutdated or StoreTooNew for a hub whose tables are not this version's."""
    at = migrating.revision(connection)
    if at == migrating.HEAD:
        return
    if at and at not in migrating.known_revisions():
        raise StoreTooNew(address.label)
    raise HubOutdated(address.label)


def migrate(engine: Engine, address: Address) -> None:
    """Bring a hub's tables to this version, as its owner; everybody keeps their rights.

    Raises StoreTooNew, and HubReadOnly for somebody who is not the owner.
    """
    with (
        told_apart(address.label),
        engine.execution_options(writes=True).begin() as connection,
    ):
        roles.become_owner(connection, address.label)
        migrating.upgrade(connection, path=address.label)
        roles.grant(connection)


def with_password(folder: Path, key: bytes, password: str) -> Engine:
    """Return an engine that comes in with another password, which the place keeps from now on.

    Raises what reading the place raises, and HubError: the former one is kept then.
    """
    found = place.read(folder, key)
    device = found.identity.device if found.identity else ""
    engine = hub_engine(found.address, password=password, device=device)
    try:
        with told_apart(found.address.label), engine.connect():
            pass  # that it lets us in is all that is asked
        with told_apart(folder):
            place.write(folder, replace(found, password=password), key)
    except BaseException:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine, address: Address, device: str) -> Iterator[Connection]:
    """Give a transaction for writing in a hub, of which the others hear once it is saved.

    Raises HubUnreachable if the connection broke off and nothing was saved, and HubUncertain
    if it broke off at the very end and the hub cannot be asked what became of it.
    """
    number = None
    try:
        with (
            told_apart(address.label),
            engine.execution_options(writes=True).begin() as connection,
        ):
            yield connection
            number = listening.tell(connection, device)
    except HubUnreachable as error:
        if number is None or not _was_saved(engine, address, number):
            raise HubUnreachable(address.label, error.detail) from error


def _was_saved(engine: Engine, address: Address, number: int) -> bool:
    """Tell what became of a transaction whose end nobody heard; raises HubUncertain."""
    try:
        with (
            told_apart(address.label),
            # Whoever may write may do so once that transaction has ended, one way or the other.
            engine.execution_options(writes=True).begin() as connection,
        ):
            return connection.execute(BECAME, {"number": number}).scalar() == "committed"
    except StoreError as error:
        raise HubUncertain(address.label) from error


def seen(folder: Path) -> int:
    """Return the last number that this device is known to have written in the hub."""
    try:
        return int((folder / SEEN).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def remember_seen(folder: Path, number: int) -> None:
    """Keep the last number that this device wrote, for when the hub is set back one day."""
    with suppress(OSError):  # it is saved in the hub: a full disk here takes nothing back
        (folder / SEEN).write_text(str(number), "ascii")
