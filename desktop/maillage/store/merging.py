"""Brings what others recorded into the store: the same result in whatever order it arrives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from maillage.domain.errors import CopiedDevice, MaillageError
from maillage.domain.values import canonical
from maillage.store import bulk, erasure, journal, shown, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from maillage.domain.journal import Operation
    from maillage.domain.ranges import Range


@dataclass(frozen=True, slots=True)
class Batch:
    """What one received file holds, opened and believed."""

    name: str
    sha256: str
    device: str
    device_name: str
    number: int
    made: int
    held: Mapping[str, Sequence[Range]]
    operations: Sequence[Operation]
    erased: Sequence[str]


@dataclass(frozen=True, slots=True)
class Integrated:
    """What integrating one batch did, or why it was refused."""

    new: int = 0
    known: int = 0
    erased: int = 0
    refused: MaillageError | None = None


class Arriving:
    """What the batches of one merge bring, before it is written."""

    def __init__(self) -> None:
        self.numbered: dict[str, dict[int, Operation]] = defaultdict(dict)
        """By device and number."""
        self.owners: dict[str, set[str]] = defaultdict(set)
        """Whom the records name that describe somebody."""
        self._packages: list[tuple[int, list[Operation]]] = []

    def add(self, operations: list[Operation], *, package: int) -> None:
        """Take operations that a file brought."""
        for operation in operations:
            self.numbered[operation.device][operation.n] = operation
        self._packages.append((package, operations))

    def forget(self, erased: set[str]) -> None:
        """Let go of what was erased since it arrived."""
        if not erased:
            return
        for numbered in self.numbered.values():
            for n in [n for n, of in numbered.items() if erasure.is_gone(of, erased)]:
                del numbered[n]
        for _, operations in self._packages:
            operations[:] = [of for of in operations if not erasure.is_gone(of, erased)]

    def in_order(self) -> list[tuple[Operation, int]]:
        """Return the operations, ordered by record, and the file that brought each."""
        arrived = [(of, package) for package, operations in self._packages for of in operations]
        arrived.sort(key=lambda pair: pair[0].record)
        return arrived


def integrate(
    connection: Connection, batches: Sequence[Batch], *, now: int, merge: int | None = None
) -> list[Integrated]:
    """Integrate batches in the open transaction; return one result per batch.

    ``merge`` is the number of the merge that they can be taken back with. A batch whose
    numbers are already taken by other content is refused alone.
    """
    results: list[Integrated] = []
    arriving = Arriving()
    for batch in batches:
        try:
            results.append(_integrate_one(connection, batch, arriving, now=now, merge=merge))
        except CopiedDevice as error:
            results.append(Integrated(refused=error))
    _write(connection, arriving)
    return results


def disputed(connection: Connection) -> set[tuple[str, str]]:
    """Return which fields of which records wait for a decision."""
    wanted = select(tables.conflict.c.record, tables.conflict.c.field)
    return {(record, field) for record, field in connection.execute(wanted)}


def known_count(connection: Connection, sha256: str) -> tuple[str, int, int] | None:
    """Return a merged file's author, 0 new and its count of operations; None if unknown."""
    columns = tables.package.c
    wanted = select(columns.device_name, columns.operations).where(columns.sha256 == sha256)
    row = connection.execute(wanted).first()
    return (row.device_name, 0, row.operations) if row else None


def _integrate_one(
    connection: Connection, batch: Batch, arriving: Arriving, *, now: int, merge: int | None
) -> Integrated:
    """Integrate one batch; what is new in it joins what is ``arriving``."""
    fresh = _unknown(connection, batch, arriving)
    for operation in fresh:
        if named := erasure.named_owners(operation):
            arriving.owners[operation.record] |= named
    gone, before = _erase(connection, batch, arriving.owners)
    arriving.forget(gone - before)
    arrived = [operation for operation in fresh if not erasure.is_gone(operation, gone)]
    arriving.add(arrived, package=_remember(connection, batch, now=now, merge=merge))
    for device, ranges in batch.held.items():
        journal.hold(connection, device, ranges)
    return Integrated(
        new=len(arrived),
        known=len(batch.operations) - len(arrived),
        erased=len(gone - before),
    )


def _unknown(connection: Connection, batch: Batch, arriving: Arriving) -> list[Operation]:
    """Return the operations not yet here or arriving; raise CopiedDevice if one differs."""
    here = {
        device: journal.said_by(connection, device)
        for device in sorted({operation.device for operation in batch.operations})
    }
    fresh = []
    for operation in batch.operations:
        numbered = arriving.numbered[operation.device]
        same = numbered.get(operation.n)
        if same is operation:  # as it is for what several files relay
            continue
        written = journal.said(same) if same else here[operation.device].get(operation.n)
        if written is None:
            fresh.append(operation)
        elif written != journal.said(operation):
            raise CopiedDevice(batch.name, operation.device, operation.n)
        else:
            numbered[operation.n] = operation
    return fresh


def _write(connection: Connection, arriving: Arriving) -> None:
    """Put what arrived into journal and tables, in the order of the records' ids.

    They are random but for their time: in another order every row would go to another page.
    """
    again: set[str] = set()
    for arrived in _chunks(arriving.in_order()):
        records = dict(journal.by_record(operation for operation, _ in arrived))
        known = journal.known(connection, records)
        operations = [operation for operation, _ in arrived]
        journal.append(connection, operations, packages=[package for _, package in arrived])
        new = [shown.of(record, of) for record, of in records.items() if record not in known]
        shown.write(connection, new, new=True)
        again |= known
    journal.materialise(connection, again)


def _chunks(arrived: Iterable[tuple[Operation, int]]) -> Iterator[list[tuple[Operation, int]]]:
    """Yield some operations at a time, all of a record together."""
    chunk: list[tuple[Operation, int]] = []
    for one in arrived:
        if len(chunk) >= bulk.CHUNK and chunk[-1][0].record != one[0].record:
            yield chunk
            chunk = []
        chunk.append(one)
    if chunk:
        yield chunk


def _erase(
    connection: Connection, batch: Batch, owners: Mapping[str, set[str]]
) -> tuple[set[str], set[str]]:
    """Erase what the batch says, and what describes it here or in any file of this merge.

    What arrived in this merge is in no table yet: ``owners`` knows it.
    Return all erased ids, and those that were erased before.
    """
    before = erasure.erased_ids(connection)
    gone = erasure.spread(before | set(batch.erased), owners)
    while more := erasure.with_dependants(connection, gone - before) - gone:
        gone = erasure.spread(gone | more, owners)
    erasure.erase(connection, gone - before)
    return gone, before


def _remember(connection: Connection, batch: Batch, *, now: int, merge: int | None) -> int:
    """Return the number of the file here; one named twice in a merge is one file."""
    same = select(tables.package.c.no).where(tables.package.c.sha256 == batch.sha256)
    if (no := connection.execute(same).scalar_one_or_none()) is not None:
        return int(no)
    row = {
        "sha256": batch.sha256,
        "name": batch.name,
        "device": batch.device,
        "device_name": batch.device_name,
        "operations": len(batch.operations),
        "number": batch.number,
        "made": batch.made,
        "merged": now,
        "held": canonical(batch.held),
        "erased": len(batch.erased),
        "merge": merge,
    }
    result = connection.execute(insert(tables.package), row)
    return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
