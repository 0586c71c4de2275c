"""Takes a whole merge back, exactly to the state before it, unless later work rests on it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection, delete, func, insert, or_, select, update

from maillage.domain import ranges
from maillage.domain.errors import MergeBuiltOn, NoMerge
from maillage.domain.fields import FieldType
from maillage.domain.journal import value_of
from maillage.domain.namesakes import told_apart
from maillage.domain.outcome import Merged, Undone
from maillage.domain.ranges import Range
from maillage.domain.records import Device, fields_of
from maillage.store import (
    attachments,
    authors,
    erasure,
    identity,
    journal,
    numbers,
    revoking,
    tables,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, RowMapping

    from maillage.domain.journal import Operation
    from maillage.domain.values import Stored

Held = dict[str, tuple[Range, ...]]
_held = msgspec.json.Decoder(Held)


class Brought(Struct, frozen=True):
    """What a merge brought: the operations that go with it, and those that stay."""

    going: Mapping[str, Sequence[Range]]
    """Their numbers, by device."""
    staying: Sequence[tuple[int, str, int]]
    """File of another merge that holds it too, device and number of each."""
    records: set[str] = field(default_factory=set)
    """What the going operations are about."""

    @property
    def count(self) -> int:
        """How many operations go."""
        return sum(last - first + 1 for of in self.going.values() for first, last in of)

    def has(self, device: str, n: int) -> bool:
        """Tell whether an operation goes."""
        return ranges.holds(self.going.get(device, ()), n)


def begin(connection: Connection, *, me: str, now: int) -> int:
    """Return the number of a new merge."""
    row = {"at": now, "device": me, "own": journal.last_number(connection, me), "erased": 0}
    result = connection.execute(insert(tables.merge), row)
    return int(result.inserted_primary_key[0]) if result.inserted_primary_key else 0


def finish(connection: Connection, number: int, *, erased: int) -> int | None:
    """Remember how many records a merge erased; return its number, or None if it took no file."""
    of_merge = tables.merge.c.no == number
    taken = select(tables.package.c.no).where(tables.package.c.merge == number)
    if connection.execute(taken).first() is None:
        connection.execute(delete(tables.merge).where(of_merge))
        return None
    connection.execute(update(tables.merge).where(of_merge).values(erased=erased))
    return number


def merges(connection: Connection) -> list[Merged]:
    """Return the merges done here, the latest first, those undone too."""
    file, merge = tables.package.c, tables.merge.c
    counted = select(file.merge, func.count()).where(tables.journal.c.package == file.no)
    counts = {row[0]: row[1] for row in connection.execute(counted.group_by(file.merge))}
    files: dict[int, list[tuple[str, str]]] = defaultdict(list)
    rows = connection.execute(select(tables.package).order_by(file.no)).all()
    called = authors.called(connection, {row.device: row.device_name for row in rows})
    for row in rows:
        files[row.merge].append((row.name, called[row.device]))
    return [
        Merged(
            row.no,
            datetime.fromtimestamp(row.at / 1000, UTC),
            tuple(name for name, _ in files[row.no]),
            tuple(sorted({device for _, device in files[row.no]})),
            counts.get(row.no, 0),
            undone=row.undone is not None,
        )
        for row in connection.execute(select(tables.merge).order_by(merge.no.desc()))
    ]


def undo(connection: Connection, number: int | None, *, me: str, now: int) -> Undone:
    """Take a merge back in the open transaction, the last one by default.

    What a file of another merge holds too stays, and so does what the merge erased.
    Raises NoMerge, and MergeBuiltOn if later work would be lost: nothing is changed then.
    """
    merge = _find(connection, number)
    aside = revoking.bring_back(connection)
    no = int(merge["no"])
    others = _other_files(connection, no)
    brought = _brought(connection, no, others)
    _refuse_loss(connection, merge, brought)
    _take_out(connection, brought)
    connection.execute(delete(tables.package).where(tables.package.c.merge == no))
    _restore_held(connection, others, me=me)
    changed = revoking.judge_again(connection, aside)
    journal.materialise(connection, brought.records | changed)
    attachments.forget_unnamed(connection)
    connection.execute(update(tables.merge).where(tables.merge.c.no == no).values(undone=now))
    ignored = revoking.count(connection) - sum(not brought.has(*of) for of in aside.records)
    return Undone(no, brought.count, len(brought.staying), int(merge["erased"]), ignored)


def _take_out(connection: Connection, brought: Brought) -> None:
    """Take the operations that go out of the journal; let the others be another file's."""
    of = tables.journal.c
    devices = {device for _, device, _ in brought.staying} | set(brought.going)
    authors = numbers.of_devices(connection, devices)
    for file, device, n in brought.staying:
        moved = update(tables.journal).where(of.author == authors[device], of.n == n)
        connection.execute(moved.values(package=file))
    for device, going in brought.going.items():
        for first, last in going:
            numbered = (of.author == authors[device], of.n.between(first, last))
            connection.execute(delete(tables.journal).where(*numbered))
    heard = select(of.author).where(of.author == tables.author.c.no).exists()
    connection.execute(delete(tables.author).where(~heard))


def _find(connection: Connection, number: int | None) -> RowMapping:
    merge = tables.merge.c
    wanted = select(tables.merge).where(merge.undone.is_(None)).order_by(merge.no.desc())
    if number is not None:
        wanted = wanted.where(merge.no == number)
    row = connection.execute(wanted).mappings().first()
    if row is None:
        raise NoMerge(number or 0)
    return row


def _files_of(no: int) -> ColumnElement[bool]:
    files = select(tables.package.c.no).where(tables.package.c.merge == no)
    return tables.journal.c.package.in_(files)


def _other_files(connection: Connection, no: int) -> dict[int, Held]:
    """Return what each file of no or another merge accounts for, by the file's number."""
    merge = tables.package.c.merge
    wanted = select(tables.package).where(or_(merge.is_(None), merge != no))
    rows = connection.execute(wanted.order_by(tables.package.c.no))
    return {row.no: _held.decode(row.held) for row in rows}


def _brought(connection: Connection, no: int, others: Mapping[int, Held]) -> Brought:
    of = tables.journal.c
    wanted = select(tables.author.c.device, of.n, of.package, tables.subject.c.record)
    going: dict[str, list[int]] = defaultdict(list)
    staying: list[tuple[int, str, int]] = []
    records: set[str] = set()
    for row in connection.execute(wanted.select_from(journal.EVERYTHING).where(_files_of(no))):
        for file, held in others.items():
            # An earlier file that accounts for it had other content, of a copied laptop and
            # erased since: what a file has itself is never new in a later one.
            if file > row.package and ranges.holds(held.get(row.device, ()), row.n):
                staying.append((file, row.device, row.n))
                break
        else:
            going[row.device].append(row.n)
            records.add(row.record)
    return Brought({device: ranges.numbers(ns) for device, ns in going.items()}, staying, records)


def _refuse_loss(connection: Connection, merge: RowMapping, brought: Brought) -> None:
    """Raise MergeBuiltOn if what was recorded here or came later rests on what would go."""
    resting = [
        (operation, {operation.record} | _references(operation))
        for operation in _later(connection, merge)
    ]
    touched = {id_ for _, ids in resting for id_ in ids}
    vanishing = _vanishing(connection, touched, brought)
    lost = [
        operation
        for operation, ids in resting
        if ids & vanishing or any(brought.has(*seen) for seen in _replaced(operation))
    ]
    if lost:
        device = tables.records[Device.kind].c
        named = connection.execute(select(device.id, device.name))
        names = told_apart({row.id: row.name for row in named})
        raise MergeBuiltOn(
            tuple(sorted({(operation.kind, operation.record) for operation in lost})),
            tuple(sorted({names.get(one.device) or one.device for one in lost})),
            tuple(
                (one.record, field, value, names.get(one.device) or one.device)
                for one, field, value in _last_values(lost, [one for one, _ids in resting])
            ),
        )


def _last_values(
    lost: Sequence[Operation], later: Sequence[Operation]
) -> list[tuple[Operation, str, Stored]]:
    """Return the last value of each field that was written over, with what wrote it.

    ``later`` is all that came since: what was written over what would be lost goes with it.
    """
    over = {(of.record, name) for of in lost for name in of.change}
    last: dict[tuple[str, str], tuple[Operation, str, Stored]] = {}
    for one in sorted(later, key=lambda one: (one.time, one.device, one.n)):
        for name, entry in one.change.items():
            if isinstance(entry, list) and (one.record, name) in over:
                last[one.record, name] = (one, name, entry[0])
    return [last[place] for place in sorted(last)]


def _later(connection: Connection, merge: RowMapping) -> Iterator[Operation]:
    """Yield what was recorded here since the merge, and what later files brought."""
    of, device, file = tables.journal.c, tables.author.c.device, tables.package.c
    last = select(func.max(file.no)).where(file.merge == merge["no"]).scalar_subquery()
    since = identity.wrote_after(connection, merge["device"])
    written = or_((device == merge["device"]) & (of.n > merge["own"]), device.in_(since))
    here = of.package.is_(None) & written
    yield from journal.operations_where(connection, or_(here, of.package > last))


def _references(operation: Operation) -> set[str]:
    fields = fields_of(operation.kind)
    found = set()
    for name, entry in operation.change.items():
        value = value_of(entry)
        if name in fields and fields[name].holds is FieldType.REFERENCE and isinstance(value, str):
            found.add(value)
    return found


def _replaced(operation: Operation) -> Iterator[tuple[str, int]]:
    for entry in operation.change.values():
        for seen in entry[1:] if isinstance(entry, list) else ():
            device, _, n = str(seen).rpartition(":")
            yield device, int(n)


def _vanishing(connection: Connection, ids: set[str], brought: Brought) -> set[str]:
    """Return which of these records lose the operation that first recorded them."""
    found: set[str] = set()
    for chunk in erasure.chunks(ids & brought.records):
        created: set[str] = set()
        for operation in journal.operations_of(connection, chunk):
            first = not any(isinstance(entry, list) for entry in operation.change.values())
            if first and not brought.has(operation.device, operation.n):
                created.add(operation.record)
        found |= set(chunk) - created
    return found


def _restore_held(connection: Connection, files: Mapping[int, Held], *, me: str) -> None:
    """Account for what was written here, and for the numbers of the files that stay."""
    mine = {me, *identity.members(connection)}
    held: dict[str, list[Range]] = defaultdict(list)
    for device, last in identity.former(connection).items():
        held[device].append((1, last))
    for of_file in files.values():
        for device, of in of_file.items():
            held[device].extend(of)
    connection.execute(delete(tables.held).where(tables.held.c.device.not_in(mine)))
    for device in sorted(set(held) - mine):
        journal.hold(connection, device, held[device])
