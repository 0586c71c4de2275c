"""What an open store answers: its records, its conflicts, and the proof of its state."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, TypeVar

from maillage.domain.records import Record
from maillage.store import attachments, checking, decided, erasure, reading, search, since

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Mapping
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection

    from maillage.domain.decided import Decided
    from maillage.domain.journal import Head, Operation
    from maillage.domain.since import Known, Written
    from maillage.domain.values import Stored
    from maillage.store.checking import Verification
    from maillage.store.reading import Conflict

R = TypeVar("R", bound=Record)


class Answering(ABC):
    """Answers from one consistent state, which ``reading`` opens."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Return what reads a consistent state, inside the running action if there is one."""

    def get(self, type_: type[R], id_: str) -> R:
        """Return one record, deleted or not; raises NotFound or Erased."""
        with self.reading() as connection:
            return reading.get(connection, type_, id_)

    def all(self, type_: type[R], *, deleted: bool = False, **where: object) -> list[R]:
        """Return the records of a kind whose fields equal ``where``, oldest first."""
        with self.reading() as connection:
            return reading.every(connection, type_, deleted=deleted, where=where)

    def among(
        self, type_: type[R], field: str, values: Iterable[str], *, deleted: bool = False
    ) -> list[R]:
        """Return the records of a kind of which a field, or the own ``id``, says one of these."""
        with self.reading() as connection:
            return reading.among(connection, type_, field, values, deleted=deleted)

    def ids(self, type_: type[Record], **where: object) -> set[str]:
        """Return the ids of the records of a kind whose fields equal ``where``."""
        with self.reading() as connection:
            return reading.ids(connection, type_, where=where)

    def erased(self) -> set[str]:
        """Return the ids of all records that were ever erased, as far as is known here."""
        with self.reading() as connection:
            return erasure.erased_ids(connection)

    def tally(
        self, type_: type[Record], *fields: str, **where: object
    ) -> Counter[tuple[Stored, ...]]:
        """Return how many records of a kind have the same values, stored form, in ``fields``."""
        with self.reading() as connection:
            return reading.tally(connection, type_, fields, where)

    def content(self, sha256: str) -> bytes | None:
        """Return what an attachment holds; None if that has not arrived, or is erased."""
        with self.reading() as connection:
            return attachments.content_of(connection, sha256)

    def added_by(self, ids: Iterable[str]) -> dict[str, str]:
        """Return for each record the id of the device that recorded it first."""
        with self.reading() as connection:
            return reading.added_by(connection, ids)

    def histories(self, ids: Iterable[str]) -> dict[str, list[Operation]]:
        """Return the operations of some records, by record."""
        with self.reading() as connection:
            return reading.histories(connection, ids)

    def as_added(self, ids: Iterable[str]) -> dict[str, dict[str, Stored]]:
        """Return the stored values that records were added with, by id and field.

        A field that was changed and shows its first value again is left out.
        """
        with self.reading() as connection:
            return reading.as_added(connection, ids)

    def ever(self, ids: Iterable[str]) -> dict[str, dict[str, set[Stored]]]:
        """Return every stored value that each field of some records ever had, by id and field."""
        with self.reading() as connection:
            return reading.ever(connection, ids)

    def heads(self, id_: str) -> Mapping[str, tuple[Head, ...]]:
        """Return every value that nothing replaced of each field of a record, the shown first."""
        with self.reading() as connection:
            return reading.heads(connection, id_)

    def find(self, type_: type[Record], typed: str, *, limit: int = 50) -> list[str]:
        """Return ids of records with words that begin as typed, without accents, best first."""
        with self.reading() as connection:
            return search.find(connection, type_.kind, typed, limit=limit)

    def conflicts(self) -> list[Conflict]:
        """Return what waits for a decision."""
        with self.reading() as connection:
            return reading.conflicts(connection)

    def choices_made(self) -> list[Decided]:
        """Return what people chose where several values were, here or elsewhere, latest first."""
        with self.reading() as connection:
            return decided.choices_made(connection)

    def undecided(self) -> int:
        """Return how many fields wait for a decision; quick."""
        with self.reading() as connection:
            return reading.undecided(connection)

    def disputed(self, type_: type[Record], field: str = "") -> set[str]:
        """Return the ids of the records of a kind of which something waits for a decision.

        ``field`` says what, if it matters.
        """
        with self.reading() as connection:
            return reading.disputed(connection, type_, field)

    def known(self) -> Known:
        """Return what is known at this moment, to ask later what was written since."""
        with self.reading() as connection:
            return since.known(connection)

    def written_since(self, before: Known, *, most: int) -> list[Written] | None:
        """Return what was written since; None if something went, or it is more than ``most``."""
        with self.reading() as connection:
            return since.written(connection, before, most=most)

    def dump(self) -> Iterator[str]:
        """Yield the state as canonical lines, the same on every device that knows the same."""
        with self.reading() as connection:
            yield from reading.dump(connection)

    def digest(self) -> str:
        """Return the SHA-256 of the dump in hexadecimal."""
        with self.reading() as connection:
            return reading.digest(connection)

    def verify(self) -> Verification:
        """Return whether the store is sound and its tables are the fold of its journal."""
        with self.reading() as connection:
            return checking.verify(connection)
