"""One device's store: what a script needs to record, read and check, offline."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self, TypeVar

from maillage.domain.errors import NotAStore, StoreDamaged, StoreTooNew
from maillage.domain.hub_errors import HubHasNoFile
from maillage.domain.journal import Head
from maillage.domain.records import Device, Programme, Record, fields_of
from maillage.domain.values import from_stored
from maillage.domain.vocabulary import DeviceRole
from maillage.store import (
    attachments,
    backup,
    hub,
    identity,
    keys,
    migrating,
    place,
    reading,
    taking_back,
)
from maillage.store import folder as folders
from maillage.store.answering import Answering
from maillage.store.backup import DATA, KEYS
from maillage.store.engine import (
    apart,
    encrypted_engine,
    is_plain_sqlite,
    told_apart,
)
from maillage.store.listening import Listener
from maillage.store.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from types import TracebackType

    from filelock import FileLock
    from sqlalchemy import Connection, Engine

    from maillage.domain.records import Attachment
    from maillage.store.address import Address
    from maillage.store.identity import Identity
    from maillage.store.reading import Conflict
    from maillage.store.taking_back import Span

R = TypeVar("R", bound=Record)


def system_clock() -> datetime:
    """Return the time of this device's clock, in UTC."""
    return datetime.now(UTC)


class LocalStore(Answering):
    """The encrypted store in a folder: records, journal, conflicts, search.

    Every method that changes something is one transaction, saved when it returns;
    ``action()`` makes several changes one transaction.
    """

    recovery_key: str = ""
    """Set by the call that made the store, and kept nowhere."""
    hub: Address | None = None
    """Where the tables are if they are not in the folder, but shared with other coordinators."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        key: bytes,
        *,
        lock: FileLock,
        clock: Callable[[], datetime],
    ) -> None:
        """Use ``create`` or ``open`` instead."""
        self.path = path
        self.clock = clock
        self._engine = engine
        self._key = key
        self._lock = lock
        self._writer: Writer | None = None
        self._moment: ExitStack | None = None
        self._reader: Connection | None = None
        self._mutex = RLock()
        self.identity: Identity

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
        passphrase: str,
        clock: Callable[[], datetime] = system_clock,
    ) -> Self:
        """Open a store with its passphrase or its recovery key.

        Raises NotAStore, WrongPassphrase, StoreInUse, StoreTooNew, StoreDamaged,
        CannotWrite, and HubError for a place in a hub.
        """
        folder = Path(path)
        with told_apart(folder):
            in_hub = place.is_place(folder)
        if in_hub:
            return hub.open_place(cls, folder, passphrase=passphrase, clock=clock)
        with told_apart(folder):
            if not (folder / DATA).is_file():
                raise NotAStore(str(folder))
            if is_plain_sqlite(folder / DATA):
                raise StoreDamaged(str(folder), "not encrypted")
        key = keys.unlock(folder / KEYS, passphrase)
        lock = folders.locked(folder)
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

    def close(self) -> None:
        """Let go of the store once nothing is being written; another process may open it then."""
        with self._mutex:
            self._engine.dispose()
            self._lock.release()

    def __enter__(self) -> Self:
        """Return the open store."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    # Transactions -------------------------------------------------------------------

    @contextmanager
    def action(self) -> Iterator[Writer]:
        """Make everything recorded inside one transaction: all of it is saved, or nothing."""
        with self._mutex:
            if self._writer:
                yield self._writer
                return
            self._let_go()
            with self._transaction() as connection:
                writer = self._writer = Writer(connection, device=self.device, clock=self.clock)
                try:
                    yield writer
                finally:
                    self._writer = None
            if self.hub and writer.last:
                hub.remember_seen(self.path, writer.last)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self.hub:
            with hub.writing(self._engine, self.hub, self.device) as connection:
                yield connection
            return
        with (
            told_apart(self._where),
            self._engine.execution_options(writes=True).begin() as connection,
        ):
            yield connection

    def listener(self) -> Listener | None:
        """Return who hears what others write here; None for a store that nobody shares."""
        return Listener(lambda: self._engine, self.device) if self.hub else None

    def take_password(self, password: str) -> None:
        """Come into the hub with another password from now on, and keep it for the next time.

        Raises HubError if the hub does not accept it: the former one is kept then.
        """
        with self._mutex:
            self._let_go()
            engine = hub.with_password(self.path, self._key, password)
            former, self._engine = self._engine, engine
            former.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Read a consistent state, inside the running action if there is one."""
        with self._mutex, told_apart(self._where):
            if self._writer:
                yield self._writer.connection
            elif self._moment is not None:
                if self._reader is None:
                    self._reader = self._moment.enter_context(self._engine.connect())
                yield self._reader
            else:
                with self._engine.connect() as connection:
                    yield connection

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Read everything inside as it is at one moment, in one transaction.

        A hub is asked a few times less for each thing that is read. What is written inside ends
        that moment: what is read after it is as it is then.
        """
        with self._mutex:
            if self._moment is not None or self._writer:
                yield
                return
            self._moment = ExitStack()
            try:
                yield
            finally:
                self._let_go()
                self._moment = None

    def _let_go(self) -> None:
        if self._moment is not None:
            self._reader = None
            with told_apart(self._where):
                self._moment.close()

    @contextmanager
    def rehearsal(self) -> Iterator[Writer]:
        """Do everything inside, inside the running action if there is one, and take it back."""
        with suppress(_Over), self.action() as writer, apart(writer.connection):
            yield writer
            raise _Over

    # Recording ----------------------------------------------------------------------

    def add(self, record: R) -> R:
        """Record something new; return it with its id."""
        with self.action() as writer:
            return writer.add(record)

    def add_all(self, records: Iterable[R]) -> list[R]:
        """Record many new things at once, as ``add`` does each; return them in their order."""
        with self.action() as writer:
            return writer.add_all(list(records))

    def attach(self, record: Attachment, content: bytes) -> Attachment:
        """Record an attachment with what it holds; return it with its id.

        Raises AttachmentTooLarge.
        """
        kept = attachments.attached(content)
        with self.action() as writer:
            attachments.keep(writer.connection, [kept])
            return writer.add(replace(record, sha256=kept.sha256, size=len(content)))

    def supply(self, content: bytes) -> None:
        """Keep what an attachment holds that is recorded already, should it not have arrived.

        Raises AttachmentTooLarge.
        """
        kept = attachments.attached(content)
        with self.action() as writer:
            attachments.keep(writer.connection, [kept])

    def change(self, id_: str, **values: object) -> Record:
        """Change fields of a record; return it as it is now."""
        with self.action() as writer:
            return writer.change(id_, values)

    def delete(self, id_: str) -> Record:
        """Delete a record; ``restore`` brings it back."""
        with self.action() as writer:
            return writer.delete(id_)

    def restore(self, id_: str) -> Record:
        """Bring a deleted record back, as it was."""
        with self.action() as writer:
            return writer.restore(id_)

    def take_back(
        self, span: Span, *, spared: Collection[str] = (), emptied: Collection[str] = ()
    ) -> int:
        """Take back what one action wrote, by ``taking_back.take_back``; raises UsedSince."""
        with self.action() as writer:
            return taking_back.take_back(writer, span, spared=spared, emptied=emptied)

    def erase(self, id_: str) -> set[str]:
        """Erase a record for ever, everywhere; return the ids that went with it."""
        with self.action() as writer:
            return writer.erase(id_)

    # Conflicts ----------------------------------------------------------------------

    def resolve(self, conflict: Conflict, value: object) -> Record:
        """Decide a conflict by one of its choices, or by any value of the field's own type.

        Return the record. Raises NoConflict, WrongValue or TooLong.
        """
        if isinstance(value, Head):
            field = fields_of(conflict.kind).get(conflict.field)
            value = from_stored(field, value.value) if field else value.value
        with self.action() as writer:
            return writer.resolve(conflict.record, conflict.field, value)

    # Copies -------------------------------------------------------------------------

    def backup(self, to: str | Path) -> Path:
        """Copy the store into a new folder and check the copy; return the folder.

        Raises HubHasNoFile for a place in a hub, whose server makes the backups.
        """
        if self.hub:
            raise HubHasNoFile(self._where)
        return backup.save(self._engine, store=self.path, key=self._key, to=Path(to))

    @property
    def _where(self) -> str:
        """What errors call this store."""
        return self.hub.label if self.hub else str(self.path)

    # Who this is --------------------------------------------------------------------

    @property
    def device(self) -> str:
        """The id of this device, which is also that of its Device record."""
        return self.identity.device

    @property
    def me(self) -> Device:
        """The record of this device; an empty one for somebody who only reads a hub."""
        return self.get(Device, self.device) if self.device else Device()

    @property
    def programme(self) -> Programme:
        """The programme this store belongs to."""
        with self.reading() as connection:
            return reading.get(connection, Programme, identity.own(connection, "programme"))

    @property
    def is_coordinator(self) -> bool:
        """Whether this is a coordinator's device."""
        return self.me.role is DeviceRole.COORDINATOR


class _Over(Exception):
    """A rehearsal has come to its end: the transaction rolls back."""


def _free(path: Path) -> Path:
    """Return a path at which there is nothing: an upgrade may be tried twice in a second."""
    number, free = 2, path
    while free.exists():
        number, free = number + 1, path.with_name(f"{path.name}-{number}")
    return free
