"""One device's store: what a script needs to record, read and check, offline."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

from maillage.domain.errors import BackupAsStore, NotAStore, NotFound, StoreDamaged, StoreTooNew
from maillage.domain.errors.hub import HubHasNoFile
from maillage.domain.progress import unheard
from maillage.domain.records import Device, Programme
from maillage.domain.vocabulary import DeviceRole
from maillage.store import backup, hub, identity, keys, migrating, place, reading, revoking
from maillage.store import folder as folders
from maillage.store.engine import encrypted_engine, told_apart
from maillage.store.files import DATA, KEYS, is_plain_sqlite
from maillage.store.lock import FolderLock
from maillage.store.recording import Recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maillage.store.keys import Unlocking


def system_clock() -> datetime:
    """Return the time of this device's clock, in UTC."""
    return datetime.now(UTC)


class LocalStore(Recording):
    """The encrypted store in a folder: records, journal, conflicts, search.

    Every method that changes something is one transaction, saved when it returns;
    ``action()`` makes several changes one transaction.
    """

    recovery_key: str = ""
    """Set by the call that made the store, and kept nowhere."""

    # Opening and closing ------------------------------------------------------------

    @classmethod
    def create(
        cls,
        path: str | Path,
        *,
        passphrase: str,
        device: str,
        programme: str = "",
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Start a programme: return the store of its first device, a coordinator's.

        Raises StoreExists, CannotWrite, DiskFull; nothing is left behind then.
        """
        store = cls.blank(Path(path), passphrase=passphrase, clock=clock)
        with store.or_undone(), store.action() as writer:
            me = store.identity
            founder = Device(
                id=me.device,
                name=device,
                role=DeviceRole.COORDINATOR,
                sealing_key=me.sealing_key,
                signing_key=me.signing_key,
            )
            identity.pin(writer.connection, writer.add(founder))
            founded = writer.add(Programme(name=programme, founder=me.device))
            identity.remember(writer.connection, "programme", founded.id)
        return store

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        passphrase: str | Unlocking,
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Open a store with its passphrase or its recovery key, or what is being made of them.

        Raises NotAStore, BackupAsStore, WrongPassphrase, StoreInUse, StoreTooNew, StoreDamaged,
        CannotWrite, and HubError for a place in a hub.
        """
        folder = Path(path)
        with told_apart(folder):
            in_hub = place.is_place(folder)
        if in_hub:
            return hub.open_place(cls, folder, passphrase=passphrase, clock=clock)
        with told_apart(folder):
            if backup.is_backup(folder):
                raise BackupAsStore(str(folder))
            if not (folder / DATA).is_file():
                raise NotAStore(str(folder))
            if is_plain_sqlite(folder / DATA):
                raise StoreDamaged(str(folder), "not encrypted")
        key = keys.unlock(folder / KEYS, passphrase)
        lock = FolderLock(folder)
        store = cls(folder, encrypted_engine(folder / DATA, key), key, lock=lock, clock=clock)
        try:
            with told_apart(folder):
                store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def blank(cls, folder: Path, *, passphrase: str, clock: Callable[[], datetime]) -> Self:
        """Return a new empty store with this device's own keys."""
        folders.require_free(folder)
        new = keys.make(passphrase)
        lock = folders.make(folder)
        engine = encrypted_engine(folder / DATA, new.key)
        store = cls(folder, engine, new.key, lock=lock, clock=clock)
        store.recovery_key = new.recovery_key
        with store.or_undone(), told_apart(folder):
            keys.write(folder / KEYS, new.file)
            (folder / DATA).touch(mode=0o600)
            with engine.execution_options(writes=True).begin() as connection:
                migrating.upgrade(connection, path=folder)
                store.identity = identity.new_identity()
                identity.keep(connection, store.identity)
        return store

    def _prepare(self) -> None:
        """Migrate if the store is older, after a checked backup; know who this device is."""
        with self._engine.connect() as connection:
            at = migrating.revision(connection)
        if at != migrating.HEAD:
            if not at or at not in migrating.known_revisions():
                path = str(self.path)
                raise StoreTooNew(path) if at else StoreDamaged(path, "empty")
            stamp = self.clock().strftime("%Y%m%dT%H%M%S")
            backup.save(
                self._engine,
                store=self.path,
                key=self._key,
                to=_free(self.path / "backups" / f"{at}-{stamp}"),
            )
            with self._engine.execution_options(writes=True).begin() as connection:
                migrating.upgrade(connection, path=self.path)
        with self._engine.connect() as connection:
            if not identity.own(connection, "programme"):  # the power went while it was made
                raise StoreDamaged(str(self.path), "unfinished")
            self.identity = identity.recall(connection)

    @contextmanager
    def or_undone(self) -> Iterator[None]:
        """Take a store that could not be finished away again."""
        try:
            yield
        except BaseException:
            self.close()
            shutil.rmtree(self.path, ignore_errors=True)
            raise

    # Copies -------------------------------------------------------------------------

    def backup(
        self, to: str | Path, *, progress: Callable[[int, int, str], None] = unheard
    ) -> Path:
        """Copy the store into a new folder and check the copy; return the folder.

        ``progress`` is told bytes done and in all, and may raise to stop. Raises HubHasNoFile
        for a place in a hub, whose server makes the backups; nothing is left behind then.
        """
        if self.hub:
            raise HubHasNoFile(self._where)
        return backup.save(
            self._engine, store=self.path, key=self._key, to=Path(to), progress=progress
        )

    # Who this is --------------------------------------------------------------------

    @property
    def me(self) -> Device:
        """The record of this device; an empty one for somebody who only reads a hub."""
        try:
            return self.get(Device, self.device) if self.device else Device()
        except NotFound:  # nothing of this device is believed any more
            with self.reading() as connection:
                return revoking.introduction(connection, self.device)

    @property
    def programme(self) -> Programme:
        """The programme this store belongs to."""
        with self.reading() as connection:
            return reading.get(connection, Programme, identity.own(connection, "programme"))

    @property
    def is_coordinator(self) -> bool:
        """Whether this is a coordinator's device."""
        return self.me.role is DeviceRole.COORDINATOR


def _free(path: Path) -> Path:
    """Return a path at which there is nothing: an upgrade may be tried twice in a second."""
    number, free = 2, path
    while free.exists():
        number, free = number + 1, path.with_name(f"{path.name}-{number}")
    return free
