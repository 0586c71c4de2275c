"""Brings what others recorded into the store: the same result in whatever order it arrives.

Files go through one after the other, and each a part at a time, so that memory does not grow
with them. What is written once is shown at once; what several operations speak of is folded
when all files are in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from maillage.domain import ranges
from maillage.domain.errors import CopiedDevice
from maillage.domain.values import canonical
from maillage.store import attachments, erasure, journal, numbers, search, shown, tables
from maillage.store.engine import roomy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from maillage.domain.journal import Operation
    from maillage.domain.ranges import Range
    from maillage.store.attachments import Attached

    Known = Callable[[Iterable[tuple[str, int]]], set[bytes]]
    """Returns the lines that the journal has under some devices' numbers: they are read already."""


MOST_RELAYED = 20_000
"""Lines that are kept for the next file of a merge: ten megabytes or so."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of what a received file holds, read and checked."""

    operations: Sequence[Operation] = ()
    """Those that the journal does not have, in the order of their records or nearly."""
    erased: Sequence[str] = ()
    attached: Sequence[Attached] = ()


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
    operations: int
    """How many it holds."""
    erased: int
    parts: Callable[[Known], Iterator[Part]]
    """Reads it, a part at a time."""


@dataclass(frozen=True, slots=True)
class Integrated:
    """What integrating one batch did."""

    new: int = 0
    known: int = 0
    erased: int = 0
    conflicts: int = 0
    """New disputes in which one of the values is this file's."""


class Copied(Exception):
    """A batch, by its place, that has other content under a known number."""

    def __init__(self, at: int, error: CopiedDevice) -> None:
        """Say which batch, and why it is refused."""
        self.at, self.error = at, error
        super().__init__()


@dataclass(slots=True)
class Merging:
    """What the files of one merge have brought so far; all of it is in the open transaction."""

    gone: set[str]
    """Everything that is erased."""
    held: dict[str, tuple[Range, ...]]
    """Which numbers of which devices are accounted for."""
    again: set[str] = field(default_factory=set)
    """Records to fold anew: known before, or disputed."""
    relayed: dict[tuple[str, int], bytes] = field(default_factory=dict)
    """Lines that files of this merge hand on for others, as many as are little in memory."""
    owners: dict[str, set[str]] = field(default_factory=dict)
    """Whom operations name whose record need not show it: of records to fold anew."""


def integrate(
    connection: Connection, batches: Iterable[Batch], *, now: int, merge: int | None = None
) -> tuple[list[Integrated], int]:
    """Integrate batches in the open transaction.

    Return one result per batch, and how many fields are disputed that were not before.
    ``merge`` is the number of the merge that they can be taken back with. Raises Copied for
    a batch whose numbers are already taken by other content; the caller takes everything
    back then, as for what else reading a batch raises.
    """
    held = journal.held_by_device(connection)
    so_far = Merging(erasure.erased_ids(connection), dict(held))
    results: list[Integrated] = []
    places: dict[int, int] = {}
    with roomy(connection), search.later(connection):
        for at, batch in enumerate(batches):
            package = _remember(connection, batch, now=now, merge=merge)
            try:
                results.append(_Arrival(connection, so_far, batch, package).integrate())
            except CopiedDevice as error:
                raise Copied(at, error) from error
            places.setdefault(package, at)
        journal.keep_held(connection, so_far.held, before=held)
        disputes, disputed = _settle(connection, so_far.again)
        attachments.forget_unnamed(connection)
    for package, at in places.items():
        results[at] = replace(results[at], conflicts=disputes[package])
    return results, disputed


def known_count(connection: Connection, sha256: str) -> tuple[str, int, int] | None:
    """Return a merged file's author, 0 new and its count of operations; None if unknown."""
    columns = tables.package.c
    wanted = select(columns.device_name, columns.operations).where(columns.sha256 == sha256)
    row = connection.execute(wanted).first()
    return (row.device_name, 0, row.operations) if row else None


class _Arrival:
    """One file on its way into the journal."""

    def __init__(self, connection: Connection, so_far: Merging, batch: Batch, package: int) -> None:
        self.connection, self.so_far, self.batch, self.package = connection, so_far, batch, package
        self.new = 0
        self.again: set[str] = set()
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.condemned: set[str] = set()
        """Records that name somebody erased, and are erased with them."""

    def integrate(self) -> Integrated:
        """Put all that is new into the journal, erase what is to be erased; say what was done."""
        erased: list[str] = []
        for part in self.batch.parts(self._known):
            self._take(part.operations)
            erased += part.erased
            attachments.keep(self.connection, part.attached)
        before = len(self.so_far.gone)
        for record, named in self.owners.items():
            self.so_far.owners.setdefault(record, set()).update(named)
        self.so_far.again |= self.again
        self._erase(erased)
        for device, more in self.batch.held.items():
            self.so_far.held[device] = ranges.union([*self.so_far.held.get(device, ()), *more])
        known = self.batch.operations - self.new
        return Integrated(self.new, known, len(self.so_far.gone) - before)

    def _known(self, numbered: Iterable[tuple[str, int]]) -> set[bytes]:
        held, relayed, lines = self.so_far.held, self.so_far.relayed, set[bytes]()
        here: dict[str, list[int]] = defaultdict(list)
        for device, n in numbered:
            if line := relayed.get((device, n)):
                lines.add(line)
            elif device in held and ranges.holds(held[device], n):
                here[device].append(n)
        for device, ns in here.items():
            found = {
                (device, n): line.encode()
                for n, line in journal.lines_of(self.connection, device, ns)
            }
            lines.update(found.values())
            if len(relayed) < MOST_RELAYED:
                relayed.update(found)
        return lines

    def _take(self, operations: Sequence[Operation]) -> None:
        """Write operations, and show at once the records that nothing was known of."""
        histories: dict[str, list[Operation]] = {}
        for operation in self._living(self._unknown(operations)):
            histories.setdefault(operation.record, []).append(operation)
        if not histories:
            return
        there = numbers.of_records(self.connection, histories)
        fresh = [shown.of(of, said) for of, said in histories.items() if of not in there]
        entered = shown.enter(self.connection, fresh)
        arrived = [operation for history in histories.values() for operation in history]
        journal.append(self.connection, arrived, subjects=there | entered, package=self.package)
        self.new += len(arrived)
        self.again.update(record for record in histories if record in there)
        self.again.update(of.record for of in fresh if of.disputed)
        for record, history in histories.items():
            if record in there or len(history) > 1:
                for operation in history:
                    self.owners[record] |= erasure.named_owners(operation)

    def _unknown(self, operations: Sequence[Operation]) -> Sequence[Operation]:
        """Return the operations that are not here; raise CopiedDevice if one differs."""
        held = self.so_far.held
        here: dict[str, list[int]] = defaultdict(list)
        for of in operations:
            if of.device in held and ranges.holds(held[of.device], of.n):
                here[of.device].append(of.n)
        said = {device: journal.said_by(self.connection, device, ns) for device, ns in here.items()}
        if not any(said.values()):  # all were erased
            return operations
        fresh = []
        for of in operations:
            written = said.get(of.device, {}).get(of.n)
            if written is None:
                fresh.append(of)
            elif written != journal.said(of):
                raise CopiedDevice(self.batch.name, of.device, of.n)
        return fresh

    def _living(self, operations: Iterable[Operation]) -> Sequence[Operation]:
        """Return the operations that do not go with somebody erased."""
        gone, condemned = self.so_far.gone, self.condemned
        left = []
        for operation in operations:
            named = erasure.named_owners(operation)
            if named and not (named.isdisjoint(gone) and named.isdisjoint(condemned)):
                condemned.add(operation.record)
            if not erasure.is_gone(operation, gone):
                left.append(operation)
        if condemned:
            left = [of for of in left if not erasure.is_gone(of, condemned)]
        return left

    def _erase(self, erased: Iterable[str]) -> None:
        """Erase what the file says, and what describes it here or in any file of this merge."""
        before, owners = self.so_far.gone, self.so_far.owners
        gone = erasure.spread(before.union(self.condemned, erased), owners)
        if gone == before:
            return
        while more := erasure.with_dependants(self.connection, gone - before) - gone:
            gone = erasure.spread(gone | more, owners)
        self.new -= erasure.count(self.connection, gone - before, package=self.package)
        erasure.erase(self.connection, gone - before)
        self.so_far.gone = gone
        self.so_far.again -= gone


def _settle(connection: Connection, again: Iterable[str]) -> tuple[Counter[int | None], int]:
    """Fold records anew; return the new disputes by the files that brought a value, and all."""
    by_file: Counter[int | None] = Counter()
    count = 0
    for chunk in erasure.chunks(again):
        before = _disputed(connection, chunk)
        brought = journal.brought(connection, chunk)
        files = {(of.device, of.n): package for of, package in brought}
        for of in journal.show(connection, chunk, (of for of, _ in brought)):
            for name in of.disputed:
                if (of.record, name) not in before:
                    count += 1
                    wrote = (files[head.device, head.n] for head in of.heads[name])
                    by_file.update(set(wrote))
    return by_file, count


def _disputed(connection: Connection, records: Sequence[str]) -> set[tuple[str, str]]:
    """Return which fields of some records wait for a decision."""
    of = tables.conflict.c
    rows = connection.execute(select(of.record, of.field).where(of.record.in_(records)))
    return {(record, name) for record, name in rows}


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
        "operations": batch.operations,
        "number": batch.number,
        "made": batch.made,
        "merged": now,
        "held": canonical(batch.held),
        "erased": batch.erased,
        "merge": merge,
    }
    result = connection.execute(insert(tables.package), row)
    return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0
