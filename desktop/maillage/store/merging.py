"""Brings what others recorded into the store: the same result in whatever order it arrives.

Files go through one after the other, and each a part at a time, so that memory does not grow
with them. What is written once is shown at once; what several operations speak of is folded
when all files are in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace
from sqlalchemy import Connection, insert, select

from maillage.domain import ranges
from maillage.domain.errors import CopiedDevice
from maillage.domain.records import owners_of
from maillage.domain.values import canonical
from maillage.store import (
    attachments,
    erasure,
    giving_way,
    identity,
    journal,
    numbers,
    revoking,
    search,
    shown,
    tables,
)
from maillage.store.engine import roomy
from maillage.store.refolding import settle
from maillage.store.relayed import Relayed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from maillage.domain.first_writes import FirstWrites
    from maillage.domain.journal import Operation
    from maillage.domain.ranges import Range
    from maillage.store.attachments import Attached
    from maillage.store.relayed import Known


class Part(Struct, frozen=True):
    """Some of what a received file holds, read and checked."""

    operations: Sequence[Operation] = ()
    """Those that the journal does not have, in the order of their records or nearly."""
    erased: Sequence[str] = ()
    attached: Sequence[Attached] = ()
    first_writes: Sequence[FirstWrites] = ()
    """Those of records that only one operation of the part speaks of, most of them."""


class Batch(Struct, frozen=True):
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
    contested: Mapping[str, int] = {}
    """From which numbers own work of former devices gives way to it, before it is read."""


class Integrated(Struct, frozen=True):
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


class Merging(Struct):
    """What the files of one merge have brought so far; all of it is in the open transaction."""

    gone: set[str]
    """Everything that is erased."""
    held: dict[str, tuple[Range, ...]]
    """Which numbers of which devices are accounted for."""
    again: set[str] = field(default_factory=set)
    """Records to fold anew: known before, or disputed."""
    relayed: Relayed = field(default_factory=Relayed)
    owners: dict[str, set[str]] = field(default_factory=dict)
    """Whom operations name whose record need not show it: of records to fold anew."""


def integrate(
    connection: Connection, batches: Iterable[Batch], *, now: int, merge: int | None = None
) -> tuple[list[Integrated], int]:
    """Integrate batches in the open transaction.

    Return one result per batch, and how many fields are disputed that were not before.
    ``merge`` is the number of the merge that they can be taken back with. Raises Copied for
    a batch whose numbers are already taken by other content, and Contested if that is own work
    which can give way; the caller takes everything back then, as for what else reading a batch
    raises.
    """
    held = journal.held_by_device(connection)
    aside = revoking.bring_back(connection)
    owners = {record: set(named) for record, named in aside.owners.items()}
    so_far = Merging(erasure.erased_ids(connection), dict(held), owners=owners)
    results: list[Integrated] = []
    places: dict[int, int] = {}
    with roomy(connection), search.later(connection):
        for at, batch in enumerate(batches):
            if batch.contested:
                so_far.again |= giving_way.give_way(connection, batch.contested)
                so_far.relayed = Relayed()
                for device in (identity.own(connection, "device"), *batch.contested):
                    held[device] = so_far.held[device] = journal.held(connection, device)
            package = _remember(connection, batch, now=now, merge=merge)
            if package in places:  # the same file again: what came meanwhile contradicts it no more
                results.append(Integrated(known=batch.operations))
                continue
            try:
                results.append(_Arrival(connection, so_far, batch, package).integrate())
            except CopiedDevice as error:
                raise Copied(at, error) from error
            except giving_way.Contested as contested:
                contested.at = at
                raise
            places.setdefault(package, at)
        journal.keep_held(connection, so_far.held, before=held)
        changed = revoking.judge_again(connection, aside)
        disputes, disputed = settle(connection, so_far.again | changed)
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
            self._take(part)
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

    def _known(self, lines: AbstractSet[bytes]) -> Mapping[bytes, tuple[str, int]]:
        return self.so_far.relayed.known(self.connection, lines, self.so_far.held)

    def _take(self, part: Part) -> None:
        """Write operations, and show at once the records that nothing was known of."""
        operations = list(part.operations)
        spoken_of = {operation.record for operation in operations}
        for writes in part.first_writes:
            fresh, others = writes.apart(self._not_first(writes, spoken_of))
            operations += others
            entered = shown.enter_first(self.connection, fresh)
            journal.append_first(self.connection, fresh, subjects=entered, package=self.package)
            self.new += len(fresh.records)
        self._take_others(operations)

    def _not_first(self, writes: FirstWrites, spoken_of: set[str]) -> set[str]:
        """Return which records of first writes are to be looked at as any others.

        Those that are known, spoken of twice, held already, or gone with somebody erased.
        """
        so_far, records = self.so_far, writes.records
        apart = spoken_of.intersection(records).union(numbers.of_records(self.connection, records))
        spoken_of.update(records)
        if len(set(records)) < len(records):
            apart.update(record for record, count in Counter(records).items() if count > 1)
        for device in so_far.held.keys() & set(writes.devices):
            held = so_far.held[device]
            numbered = zip(records, writes.devices, writes.ns, strict=True)
            apart.update(
                record for record, by, n in numbered if by == device and ranges.holds(held, n)
            )
        if gone := so_far.gone | self.condemned:
            apart.update(gone.intersection(records))
            for named in owners_of(writes.kind):
                owners = zip(records, writes.of_field(named), strict=True)
                apart.update(record for record, owner in owners if owner in gone)
        return apart

    def _take_others(self, operations: Sequence[Operation]) -> None:
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
        """Return the operations that are not here.

        Raise CopiedDevice if one differs, Contested if all that do are to be given way to.
        """
        held = self.so_far.held
        here: dict[str, list[int]] = defaultdict(list)
        for of in operations:
            if of.device in held and ranges.holds(held[of.device], of.n):
                here[of.device].append(of.n)
        said = {device: journal.said_by(self.connection, device, ns) for device, ns in here.items()}
        if not any(said.values()):  # all were erased
            return operations
        fresh: list[Operation] = []
        differing: list[Operation] = []
        for of in operations:
            written = said.get(of.device, {}).get(of.n)
            if written is None:
                fresh.append(of)
            elif written != journal.said(of):
                differing.append(of)
        if differing:
            if first := giving_way.contested(self.connection, differing):
                raise giving_way.Contested(first)
            raise CopiedDevice(self.batch.name, differing[0].device, differing[0].n)
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
        self.so_far.relayed = Relayed()  # some of those lines are here no more
        self.so_far.gone = gone
        self.so_far.again -= gone


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
