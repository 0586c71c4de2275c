"""Hears what others write in a hub as soon as it is saved, and whether the hub is there at all.

PostgreSQL passes the word on (LISTEN and NOTIFY): nobody asks again and again. Where a network
dies without a word, a question every half minute notices.
"""

from __future__ import annotations

import select
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from maillage.domain.errors import StoreError
from maillage.domain.hub_news import News
from maillage.store import postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Connection, Engine

CHANNEL = "maillage"
TELL = text(
    f"SELECT txid_current_if_assigned(), pg_notify('{CHANNEL}', :device)"
    " WHERE txid_current_if_assigned() IS NOT NULL"
)
QUESTION = "SELECT 1"
EVERY, AGAIN = 30.0, 5.0
"""Seconds between two questions while it is quiet, and between two tries to come back."""


def tell(connection: Connection, device: str) -> int | None:
    """Let the others know of this transaction once it is saved; return its number there.

    Return None if it has changed nothing: then nobody hears of it.
    """
    row = connection.execute(TELL, {"device": device}).first()
    return int(row[0]) if row else None


class Listener:
    """Listens on one connection of its own, on the thread that calls ``run``."""

    def __init__(self, engine: Callable[[], Engine], device: str, *, again: float = AGAIN) -> None:
        """``engine()`` is the one in force, ``device`` who does not want to hear of itself."""
        self._engine, self._device, self._again = engine, device, again
        self._ends: tuple[socket.socket, socket.socket] | None = None
        """What is sent into the second one wakes who waits at the first; None: nobody waits."""
        self._stopped = threading.Event()
        self._asked = threading.Event()

    def run(self, told: Callable[[News], None]) -> None:
        """Tell what there is to know, until ``stop`` is called from another thread."""
        self._ends = socket.socketpair()
        try:
            self._run(told)
        finally:
            ends, self._ends = self._ends, None
            for end in ends:
                end.close()

    def _run(self, told: Callable[[News], None]) -> None:
        lost = False
        while not self._stopped.is_set():
            try:
                with self._connection() as connection:
                    if lost:
                        told(News.BACK)
                    lost = False
                    self._listen(connection, told)
            except Exception as error:
                if not _is_the_hubs(error):
                    raise
                if not lost and not self._stopped.is_set():
                    told(News.LOST)
                lost = True
                self._wait(self._again)

    def check(self) -> None:
        """Have the hub asked at once whether it is there: LOST or BACK follows."""
        self._asked.set()
        self._wake()

    def stop(self) -> None:
        """Let ``run`` return."""
        self._stopped.set()
        self._wake()

    def _wake(self) -> None:
        if ends := self._ends:
            with suppress(OSError):  # it has just returned
                ends[1].send(b".")

    @contextmanager
    def _connection(self) -> Iterator[Any]:
        borrowed = self._engine().raw_connection()
        connection: Any = borrowed.driver_connection
        borrowed.detach()  # it never goes back to those who read and write
        try:
            connection.rollback()
            connection.autocommit = True
            yield connection
        finally:
            connection.close()

    def _listen(self, connection: Any, told: Callable[[News], None]) -> None:  # noqa: ANN401
        heard: list[str] = []
        connection.add_notify_handler(lambda news: heard.append(news.payload))
        connection.execute(f"LISTEN {CHANNEL}")
        while not self._stopped.is_set():
            connection.execute(QUESTION)  # it brings what was said meanwhile
            if self._asked.is_set():
                self._asked.clear()
                told(News.BACK)
            if any(device != self._device for device in heard):
                told(News.WRITTEN)
            heard.clear()
            self._wait(EVERY, connection)

    def _wait(self, seconds: float, *others: Any) -> None:
        """Wait until time is up, somebody wakes us, or something arrives."""
        ends = self._ends
        if ends is None or self._stopped.is_set():
            return
        ready, _, _ = select.select([ends[0], *others], [], [], seconds)
        if ends[0] in ready:
            ends[0].recv(64)


def _is_the_hubs(error: Exception) -> bool:
    """Tell what a server or a network does from a mistake of ours."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return isinstance(said, (StoreError, OSError)) or postgres.is_ours(said)
