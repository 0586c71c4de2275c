"""The hub that coordinators share: making it, coming into it, finding the way back to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions import passphrases
from maillage.actions.programme import Opened, opening, require, stores_folder
from maillage.domain.errors.hub import HubNotJoined, HubRefused, HubUnreachable
from maillage.domain.progress import unheard
from maillage.exchange.store import Store
from maillage.store import address as addresses
from maillage.store import hub, keys, place, postgres, roles
from maillage.store.engine import told_apart
from maillage.store.files import KEYS
from maillage.store.local import system_clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.store.address import Address
    from maillage.store.roles import Role


@dataclass(frozen=True, slots=True)
class Prepared:
    """A hub that is ready, how each person comes in, and the passwords of those who are new."""

    label: str
    addresses: Mapping[str, str]
    passwords: Mapping[str, str] = field(repr=False)


def is_address(typed: str) -> bool:
    """Tell the address of a hub from a folder."""
    return addresses.is_address(typed)


def prepare(server: str, *, database: str, people: Mapping[str, Role], password: str) -> Prepared:
    """Make a database with its roles, its tables, and people who may come in.

    ``server`` is the address of somebody who may make all that, in any database. What is there
    stays: doing it again adds people, and brings the tables to this version. Raises HubError,
    WrongValue for a name that is not plain, and StoreTooNew.
    """
    address, typed = addresses.parse(server)
    password = password or typed
    engine = postgres.hub_engine(address, password=password)
    try:
        with told_apart(address.label):
            passwords = roles.make(engine, database, people)
    finally:
        engine.dispose()
    inside = replace(address, database=database)
    _migrate(inside, password)
    own = {name: str(replace(inside, user=name)) for name in people}
    return Prepared(inside.label, own, passwords)


def migrate(typed: str, *, password: str) -> None:
    """Bring a hub's tables to this version, as one of its owners; raises HubError, StoreTooNew."""
    address, given = addresses.parse(typed)
    _migrate(address, password or given)


def _migrate(address: Address, password: str) -> None:
    engine = postgres.hub_engine(address, password=password)
    try:
        hub.migrate(engine, address)
    finally:
        engine.dispose()


def wants_password(typed: str) -> bool:
    """Tell whether the server wants a password that nothing here knows.

    The address may hold it, or libpq know it (PGPASSWORD, ~/.pgpass). Raises HubError.
    """
    address, password = addresses.parse(typed)
    engine = postgres.hub_engine(address, password=password)
    try:
        with told_apart(address.label), engine.connect():
            return False
    except HubRefused as error:
        if error.asked:
            return True
        raise
    finally:
        engine.dispose()


def enter(
    store: Store,
    typed: str,
    path: Path,
    *,
    device: str,
    passphrase: str,
    password: str,
    progress: Callable[[int, int, str], None] = unheard,
) -> Opened:
    """Bring all that a coordinator's store holds into a hub; return the hub, open.

    ``progress`` is told steps done and steps in all, and may raise to stop. Raises MissingValue,
    WeakPassphrase, NotCoordinator, HubError or StoreError; nothing was brought then.
    """
    require(device=device)
    passphrases.require(passphrase)
    there, _report = store.enter_hub(
        typed,
        path,
        passphrase=passphrase,
        device=device,
        password=password,
        progress=progress,
    )
    return Opened(there, there.recovery_key)


def join(
    typed: str,
    path: Path,
    *,
    invitation: Path,
    invitation_passphrase: str,
    device: str,
    passphrase: str,
    password: str,
    clock: Callable[[], datetime] = system_clock,
) -> Opened:
    """Join a hub by a coordinator's invitation; return it, open.

    Raises MissingValue, WeakPassphrase, PackageError, NotCoordinator, HubError or StoreError.
    """
    require(device=device, invitation_passphrase=invitation_passphrase)
    passphrases.require(passphrase)
    with opening(invitation):
        store = Store.join_hub(
            invitation,
            typed,
            path,
            invitation_passphrase=invitation_passphrase,
            passphrase=passphrase,
            device=device,
            password=password,
            clock=clock,
        )
    return Opened(store, store.recovery_key)


def read(typed: str, path: Path, *, passphrase: str, password: str) -> Opened:
    """Return a hub for somebody who only reads it; raises WeakPassphrase, HubError, StoreError."""
    passphrases.require(passphrase)
    store = Store.read_hub(typed, path, passphrase=passphrase, password=password)
    return Opened(store, store.recovery_key)


def change_password(path: Path, *, passphrase: str, password: str) -> None:
    """Keep another password of the database in a place, once the hub has accepted it.

    Raises what opening the place raises, and HubError: the former one is kept then.
    """
    hub.with_password(path, keys.unlock(path / KEYS, passphrase), password).dispose()


def folder_of(typed: str, recent: Iterable[str]) -> Path:
    """Return this computer's place in the hub at an address; raises HubNotJoined, HubError."""
    address, _ = addresses.parse(typed)
    usual = stores_folder()
    folders = [Path(one) for one in recent]
    folders += sorted(usual.iterdir()) if usual.is_dir() else []
    for folder in folders:
        there = place.address_of(folder)
        if there is not None and there.same_place(address):
            return folder
    raise HubNotJoined(address.label)


def is_lost(error: BaseException) -> bool:
    """Tell whether an error says that a hub does not answer."""
    return isinstance(error, HubUnreachable)


def label_of(path: Path) -> str:
    """Return what people are told of the hub that a folder leads to; empty if to none."""
    there = place.address_of(path)
    return there.label if there else ""
