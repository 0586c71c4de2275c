"""Brings what others recorded into the store: the same result in whatever order it arrives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, insert, select

from maillage.domain.errors import CopiedDevice, MaillageError
from maillage.domain.values import canonical
from maillage.store import erasure, journal, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


def integrate(
    connection: Connection, batches: Sequence[Batch], *, now: int, merge: int | None = None
) -> list[Integrated]:
    """Integrate batches in the open transaction; return one result per batch.

    ``merge`` is the number of the merge that they can be taken back with. A batch whose
    numbers are already taken by other content is refused alone.
    """
    results: list[Integrated] = []
    owners: dict[str, set[str]] = {}
    for batch in batches:
        try:
            results.append(_integrate_one(connection, batch, owners, now=now, merge=merge))
        except CopiedDevice as error:
            results.append(Integrated(refused=error))
    journal.materialise(connection, set(owners) - erasure.erased_ids(connection))
    return results


def disputed(connection: Connection) -> set[tuple[str, str]]:
    """Return which fields of which records wait for a decision."""
    wanted = select(tables.conflict.c.record, tables.conflict.c.field)
    return {(row.record, row.field) for row in connection.execute(wanted)}


def known_count(connection: Connection, sha256: str) -> tuple[str, int, int] | None:
    """Return a merged file's author, 0 new and its count of operations; None if unknown."""
    columns = tables.package.c
    wanted = select(columns.device_name, columns.operations).where(columns.sha256 == sha256)
    row = connection.execute(wanted).first()
    return (row.device_name, 0, row.operations) if row else None


def _integrate_one(
    connection: Connection,
    batch: Batch,
    owners: dict[str, set[str]],
    *,
    now: int,
    merge: int | None,
) -> Integrated:
    """Integrate one batch; ``owners`` grows by each arriving record and whom it names."""
    fresh = _unknown(connection, batch)
    for operation in fresh:
        owners.setdefault(operation.record, set()).update(erasure.named_owners(operation))
    gone, before = _erase(connection, batch, owners)
    arrived = [operation for operation in fresh if operation.record not in gone]
    package = _remember(connection, batch, now=now, merge=merge)
    journal.append(connection, arrived, package=package)
    for device, ranges in batch.held.items():
        journal.hold(connection, device, ranges)
    return Integrated(
        new=len(arrived),
        known=len(batch.operations) - len(arrived),
        erased=len(gone - before),
    )


def _unknown(connection: Connection, batch: Batch) -> list[Operation]:
    """Return the operations not yet in the journal; raise CopiedDevice if one differs."""
    known: dict[tuple[str, int], Row[Any]] = {}
    of = tables.journal.c
    said = select(of.time, of.record, of.kind, of.schema, of.change)
    for device in sorted({operation.device for operation in batch.operations}):
        rows = connection.execute(said.add_columns(of.n).where(of.device == device))
        known.update({(device, row.n): row for row in rows})
    fresh = []
    for operation in batch.operations:
        here = known.get((operation.device, operation.n))
        if here is None:
            fresh.append(operation)
        elif tuple(here)[:5] != (
            operation.time,
            operation.record,
            operation.kind,
            operation.schema,
            canonical(operation.change),
        ):
            raise CopiedDevice(batch.name, operation.device, operation.n)
    return fresh


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
