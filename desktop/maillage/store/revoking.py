"""Keeps what revoked devices wrote after their last believed number out of the journal.

It is known all the same: it stands in a table of its own, from which nothing is shown, travels
with the rest, and is back in the journal once nobody senior says otherwise any more. Whatever
asks for all that is known (a merge, an undo, an export, an erasure) has it brought back while
it works; where nobody is revoked that costs one question.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
)

from maillage.domain.journal import Operation
from maillage.domain.records import Device, Invitation, Revocation
from maillage.store import bulk, erasure, identity, journal, tables, trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import ColumnElement, Row

JUDGING = frozenset({Device.kind, Invitation.kind, Revocation.kind})
"""What is said of these decides what is believed, whatever else is said of the same record."""
ROWS = 400
"""Devices that are asked about at a time."""

_LIMIT = select(tables.revoked.c.last).where(tables.revoked.c.device == bindparam("device"))
"""Made once: it is asked before whatever is saved."""

_change = msgspec.json.Decoder()


class Aside(Struct, frozen=True):
    """What stood aside: the record of each operation, by device and number."""

    records: Mapping[tuple[str, int], str]
    owners: Mapping[str, set[str]]
    """Whom those operations name as the owner of their record."""


def limits(connection: Connection) -> dict[str, int]:
    """Return the last believed number of each device that is revoked, as last judged."""
    rows = connection.execute(select(tables.revoked.c.device, tables.revoked.c.last))
    return {row.device: row.last for row in rows}


def limit(connection: Connection, device: str) -> int | None:
    """Return the last believed number of a device; None if it is not revoked."""
    return connection.execute(_LIMIT, {"device": device}).scalar_one_or_none()


def count(connection: Connection, device: str = "") -> int:
    """Return how many operations stand aside, of one device or of all."""
    wanted = select(func.count()).select_from(tables.ignored)
    if device:
        wanted = wanted.where(tables.ignored.c.device == device)
    return int(connection.execute(wanted).scalar_one())


def ignored(connection: Connection) -> list[tuple[Operation, int | None]]:
    """Return the operations that stand aside, each with its file's number."""
    of = tables.ignored.c
    rows = connection.execute(select(tables.ignored).order_by(of.device, of.n)).all()
    return [(_operation(row), row.package) for row in rows]


def judging(connection: Connection) -> list[Operation]:
    """Return what is believed of devices, invitations and revocations: it decides who is."""
    return list(journal.operations_where(connection, tables.JUDGING))


def judging_aside(connection: Connection) -> list[Operation]:
    """Return what stands aside and decides all the same what is believed."""
    of = tables.ignored.c
    wanted = select(tables.ignored).where(of.kind.in_(sorted(JUDGING))).order_by(of.device, of.n)
    return [_operation(row) for row in connection.execute(wanted)]


def introduction(connection: Connection, device: str) -> Device:
    """Return how a device of which nothing is believed once introduced itself."""
    said, _invitations = trust.introductions(
        of for of, _ in ignored(connection) if of.record == device
    )
    return said[0] if said else Device(id=device)


def bring_back(connection: Connection) -> Aside:
    """Put what stands aside into the journal, and show nothing of it yet; return what it was."""
    aside = ignored(connection)
    by_package: dict[int | None, list[Operation]] = defaultdict(list)
    owners: dict[str, set[str]] = defaultdict(set)
    for of, package in aside:
        by_package[package].append(of)
        owners[of.record] |= erasure.named_owners(of)
    for package, operations in by_package.items():
        journal.append(connection, operations, package=package)
    if aside:
        connection.execute(delete(tables.ignored))
    return Aside({(of.device, of.n): of.record for of, _ in aside}, owners)


def judge_again(connection: Connection, before: Aside) -> set[str]:
    """Take what is not believed out of a journal that holds all that is known.

    Return the records of which something counts that did not, or no longer does: they are to
    be folded anew.
    """
    there = found = limits(connection)
    # The last word may have gone with a merge that is taken back.
    if there or before.records or _is_anybody_revoked(connection):
        found = _judged(connection)
    if found != there:
        connection.execute(delete(tables.revoked))
        if found:
            rows = [{"device": device, "last": last} for device, last in sorted(found.items())]
            connection.execute(insert(tables.revoked), rows)
    return _put_aside(connection, before, found)


def put_aside(connection: Connection, before: Aside) -> set[str]:
    """Do as ``judge_again`` by what was judged last."""
    return _put_aside(connection, before, limits(connection))


def _put_aside(connection: Connection, before: Aside, limits: Mapping[str, int]) -> set[str]:
    now = _take_out(connection, limits)
    touched = {
        record
        for known, others in ((before.records, now), (now, before.records))
        for of, record in known.items()
        if others.get(of) != record  # what gave way has left its number to another's work
    }
    # Of others not even the id was in any list before.
    left = {*now.values()} - touched
    about = tables.subject.c
    for chunk in erasure.chunks(left - journal.spoken_of(connection, left)):
        connection.execute(delete(tables.subject).where(about.record.in_(chunk)))
    return touched


def judge(connection: Connection) -> None:
    """Show what is believed, after somebody here said whom to believe."""
    journal.materialise(connection, judge_again(connection, bring_back(connection)))


@contextmanager
def all_known(connection: Connection, *, shown: bool = False) -> Iterator[None]:
    """Have the journal hold all that is known inside, and ``shown`` or not.

    What is said inside must change nobody's belief.
    """
    before = bring_back(connection)
    records = {*before.records.values()}
    if shown:
        journal.materialise(connection, records)
    yield
    if before.records:
        touched = put_aside(connection, before)
        journal.materialise(connection, touched | records if shown else touched)


def faults(connection: Connection) -> Iterator[str]:
    """Yield what of the journal and of what stands aside is on the wrong side."""
    if not (_is_anybody_revoked(connection) or count(connection)):
        if limits(connection):
            yield "revoked by nobody"
        return
    found = _judged(connection)
    if found != limits(connection):
        yield "revoked otherwise than judged"
    for some in _chunks(found):
        for of in journal.operations_where(connection, _beyond(some)):
            yield f"not believed and in the journal: {of.identity}"
    gone = erasure.erased_ids(connection)
    for of, _package in ignored(connection):
        if of.device not in found or of.n <= found[of.device]:
            yield f"believed and not in the journal: {of.identity}"
        if erasure.is_gone(of, gone):
            yield f"erased record beside the journal: {of.record}"


def _operation(row: Row[Any]) -> Operation:
    change = _change.decode(row.change)
    return Operation(row.device, row.n, row.time, row.record, row.kind, row.schema, change)


def _is_anybody_revoked(connection: Connection) -> bool:
    word = select(tables.journal.c.n).where(
        tables.JUDGING, tables.journal.c.kind == Revocation.kind
    )
    return connection.execute(word.limit(1)).first() is not None


def foreseen(connection: Connection, said: Iterable[Operation]) -> tuple[dict[str, int], int]:
    """Return the limits if this were said too, and how many operations more stood aside."""
    found = _judged(connection, said)
    of = tables.ignored.c
    beyond = 0
    for some in _chunks(found):
        there = select(func.count()).select_from(journal.EVERYTHING).where(_beyond(some))
        aside = (and_(of.device == device, of.n > last) for device, last in some.items())
        for wanted in (there, select(func.count()).select_from(tables.ignored).where(or_(*aside))):
            beyond += connection.execute(wanted).scalar_one()
    return found, beyond - count(connection)


def _judged(connection: Connection, said: Iterable[Operation] = ()) -> dict[str, int]:
    """Return the limits by all that is known, and by what is ``said`` besides."""
    founder = identity.founder(connection)
    if not founder.id:  # a store that is being made
        return {}
    operations = [*judging(connection), *judging_aside(connection)]
    operations += said
    programme = identity.own(connection, "programme")
    return trust.judged(programme, operations, pinned={founder.id: founder}).limits


def _chunks(limits: Mapping[str, int]) -> Iterator[dict[str, int]]:
    """Yield so many that the engine takes them in one question: anybody can name devices."""
    ordered = sorted(limits.items())
    for at in range(0, len(ordered), ROWS):
        yield dict(ordered[at : at + ROWS])


def _beyond(limits: Mapping[str, int]) -> ColumnElement[bool]:
    device, n = tables.author.c.device, tables.journal.c.n
    return or_(*(and_(device == one, n > last) for one, last in sorted(limits.items())))


def _take_out(connection: Connection, limits: Mapping[str, int]) -> dict[tuple[str, int], str]:
    """Move what is beyond the limits aside; return the record of each."""
    found: dict[tuple[str, int], str] = {}
    for some in _chunks(limits):
        beyond = _beyond(some)
        rows = [tuple(row) for row in connection.execute(journal.OPERATIONS.where(beyond))]
        if not rows:
            continue
        bulk.insert(connection, tables.ignored, rows)
        found |= {(row[0], row[1]): row[3] for row in rows}
        for device, last in some.items():
            number = select(tables.author.c.no).where(tables.author.c.device == device)
            of = tables.journal.c
            connection.execute(
                delete(tables.journal).where(of.author == number.scalar_subquery(), of.n > last)
            )
    return found
