"""Transactions of an open store: many reads at one moment, all that is written or nothing."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager, suppress
from threading import RLock
from typing import TYPE_CHECKING, Self

from maillage.store import hub, revoking, search
from maillage.store.answering import Answering
from maillage.store.engine import apart, told_apart
from maillage.store.listening import Listener
from maillage.store.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path
    from types import TracebackType

    from sqlalchemy import Connection, Engine

    from maillage.store.address import Address
    from maillage.store.identity import Identity
    from maillage.store.lock import FolderLock


class Transacting(Answering):
    """An engine and its lock: who reads and who writes through it, one after the other."""

    hub: Address | None = None
    """Where the tables are if they are not in the folder, but shared with other coordinators."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        key: bytes,
        *,
        lock: FolderLock,
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

    @contextmanager
    def action(self) -> Iterator[Writer]:
        """Make everything recorded inside one transaction: all of it is saved, or nothing."""
        with self._mutex:
            if self._writer:
                yield self._writer
                return
            self._let_go()
            with self._transaction() as connection, search.purging(connection):
                writer = self._writer = Writer(connection, device=self.device, clock=self.clock)
                try:
                    yield writer
                    if writer.judging:
                        revoking.judge(connection)
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

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Write what is no record: in a hub nobody hears of it, and nobody is waited for.

        Inside the running action if there is one. Raises HubBusy for a row that an action is
        about to write.
        """
        with self._mutex:
            if self._writer or not self.hub:
                with self.action() as writer:
                    yield writer.connection
                return
            self._let_go()
            aside = self._engine.execution_options(aside=True)
            with told_apart(self._where), aside.begin() as connection:
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

    @property
    def _where(self) -> str:
        """What errors call this store."""
        return self.hub.label if self.hub else str(self.path)

    @property
    def device(self) -> str:
        """The id of this device, which is also that of its Device record."""
        return self.identity.device


class _Over(Exception):
    """A rehearsal has come to its end: the transaction rolls back."""
