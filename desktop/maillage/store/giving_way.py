"""What this store wrote under a former name that another laptop bears too is written anew.

A folder was copied, both went on under one name, and this one has become another device since.
Where a file has other content under a number of that name, this store's own work gives way: from
there on it was never that device's. It is recorded again as this device's, same times, records
and values, and whatever of this store rests on it names the new numbers. What others wrote stays.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, delete, func, select

from maillage.domain import ranges
from maillage.domain.journal import Identity, Operation, value_of
from maillage.domain.records import Device, Invitation, Revocation, TakenList
from maillage.domain.vocabulary import DeviceRole
from maillage.store import arrivals, identity, journal, numbers, tables, trust

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.domain.journal import Entry
    from maillage.domain.values import Stored

Renamed = dict[Identity, Identity]


class Contested(Exception):
    """A batch that own work of former devices has to give way to: from which numbers on."""

    def __init__(self, first: Mapping[str, int]) -> None:
        """Say where own work begins that is under others' numbers."""
        self.at, self.first = 0, first
        super().__init__()


def contested(connection: Connection, differing: Iterable[Operation]) -> dict[str, int]:
    """Return from which numbers own work of former devices is to give way to others' operations.

    Nothing if any of them differs from what is not this store's own under a former name: then
    nobody here can tell whose it is. A hub had no other name: in it nothing gives way.
    """
    first: dict[str, int] = {}
    former = identity.former(connection)
    by_device: dict[str, list[int]] = defaultdict(list)
    for of in differing:
        by_device[of.device].append(of.n)
    for device, ns in by_device.items():
        if device not in former or _brought(connection, device, ns):
            return {}
        if min(ns) <= _introduction(connection, device):  # nobody was copied before there was one
            return {}
        first[device] = min(ns)
    return first


def give_way(connection: Connection, first: Mapping[str, int]) -> set[str]:
    """Write own work of former devices anew, from these numbers on; return what it is about.

    The records are for the caller to fold anew. Numbers that were given stay accounted for.
    """
    me = identity.own(connection, "device")
    mine = _own_work(connection)
    first = _whole(mine, first)
    gone, anew = _anew(mine, first, me=me, last=journal.last_number(connection, me))
    if anew:
        _take_out(connection, gone)
        journal.append(connection, [_signed(connection, of) for of in anew])
        journal.hold(connection, me, [(anew[0].n, anew[-1].n)])
    for device, n in first.items():
        _give_up(connection, device, n)
    _count_anew(connection, gone, me=me)
    return {of.record for of in gone}


def _give_up(connection: Connection, device: str, first: int) -> None:
    """Account for a former device's numbers from one on as far as files have brought them.

    What others have taken of this store's own under them is not what the other laptop wrote.
    """
    last = identity.former(connection)[device]
    brought = ranges.numbers(_brought(connection, device, range(first, last + 1)))
    arrivals.disown(connection, device, ranges.without([(first, last)], brought))
    identity.give_up(connection, device, first)
    left = ranges.union([(1, first - 1), *arrivals.held(connection).get(device, ())])
    before = journal.held(connection, device)
    journal.keep_held(connection, {device: left}, before={device: before})


def _brought(connection: Connection, device: str, ns: Sequence[int]) -> list[int]:
    """Return under which of these numbers of a device the journal has what a file brought."""
    of = tables.journal.c
    brought = select(of.n).join(tables.author, tables.author.c.no == of.author)
    brought = brought.where(tables.author.c.device == device, of.package.is_not(None))
    found: list[int] = []
    for at in range(0, len(ns), journal.CHUNK):
        chunk = list(ns[at : at + journal.CHUNK])
        found += connection.execute(brought.where(of.n.in_(chunk))).scalars()
    return found


def _introduction(connection: Connection, device: str) -> int:
    """Return the number under which a device introduced itself, 0 if that is not here."""
    of = tables.journal.c
    itself = (tables.author.c.device == device) & (tables.subject.c.record == device)
    wanted = select(func.min(of.n)).select_from(journal.EVERYTHING).where(itself)
    return connection.execute(wanted.where(of.kind == Device.kind)).scalar_one() or 0


def _own_work(connection: Connection) -> list[Operation]:
    """Return all that was written here, in the order in which it was."""
    devices = identity.own_devices(connection)
    written = tables.journal.c.package.is_(None) & tables.author.c.device.in_(devices)
    found = journal.operations_where(connection, written)
    return sorted(found, key=lambda of: (devices.index(of.device), of.n))


def _whole(mine: Iterable[Operation], first: Mapping[str, int]) -> dict[str, int]:
    """Return where to begin, so that nothing that only means something together is torn in two.

    That is a list that was taken in, and a question that was put again: each of its values
    replaces the choice alone.
    """
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for of in mine:
        for name, entry in of.change.items():
            if isinstance(entry, list) and len(entry) == 2:  # noqa: PLR2004 - it replaced one
                together[of.device, of.record, name, str(entry[1])].append(of.n)
        if of.kind == TakenList.kind and isinstance(start := of.change.get("first"), int):
            together[of.device, of.record] += [start, of.n]
    begin = dict(first)
    for (device, *_), ns in together.items():
        if max(ns) >= begin.get(device, max(ns) + 1):
            begin[device] = min(begin[device], *ns)
    return begin


def _anew(
    mine: Iterable[Operation], first: Mapping[str, int], *, me: str, last: int
) -> tuple[list[Operation], list[Operation]]:
    """Return what goes, and as what it is written again: what rests on it, too."""
    renamed: Renamed = {}
    lists = _Lists(first, me)
    gone: list[Operation] = []
    anew: list[Operation] = []
    for of in mine:
        change: Mapping[str, Entry] = {
            name: _resting(entry, renamed) for name, entry in of.change.items()
        }
        if of.kind == TakenList.kind:
            change = {**change, **lists.anew(of.record, of.device, change, renamed, last + 1)}
        if change != of.change or of.n >= first.get(of.device, of.n + 1):
            last += 1
            renamed[of.identity] = Identity(me, last)
            gone.append(of)
            anew.append(replace(of, device=me, n=last, change=change))
    return gone, anew


def _resting(entry: Entry, renamed: Renamed) -> Entry:
    """Return an entry that names what it replaced by the new numbers."""
    if not isinstance(entry, list):
        return entry
    value, *seen = entry
    return [value, *sorted(str(renamed.get(_identity(one), one)) for one in seen)]


class _Lists(Struct):
    """Lists that were taken in: the numbers of what that wrote are said of them, and are anew."""

    first: Mapping[str, int]
    me: str
    by: dict[str, str] = {}
    """Which device took each in, by their records."""
    origins: dict[str, str] = {}
    """The new names of lists that bore a number which is given up."""

    def anew(
        self,
        record: str,
        device: str,
        change: Mapping[str, Entry],
        renamed: Renamed,
        otherwise: int,
    ) -> dict[str, Entry]:
        """Return what a change by a device is to say of a list instead.

        The number ``otherwise`` stands for the work of one of which nothing is left.
        """
        by = self.by.setdefault(record, device)
        start, end = value_of(change.get("first")), value_of(change.get("last"))
        said: dict[str, Stored] = {}
        if isinstance(start, int) and isinstance(end, int) and end >= self.first.get(by, end + 1):
            span = [
                to.n for old, to in renamed.items() if old.device == by and start <= old.n <= end
            ]
            said = {"first": min(span, default=otherwise), "last": max(span, default=otherwise)}
        origin = str(value_of(change.get("origin")) or "")
        bore, _, n = origin.rpartition(":")
        if n.isdigit() and int(n) >= self.first.get(bore, int(n) + 1):
            new = f"{self.me}:{said.get('first', otherwise)}"
            said["origin"] = self.origins.setdefault(origin, new)
        return {
            name: [value, *entry[1:]] if isinstance(entry := change[name], list) else value
            for name, value in said.items()
        }


def _signed(connection: Connection, of: Operation) -> Operation:
    """Return this device's word on others signed anew, for its key is another now.

    That is whom it revoked, and whom it invited: the inviter is this device from now on.
    """
    programme, key = identity.own(connection, "programme"), identity.own(connection, "signing")
    change = dict(of.change)
    device, last = change.get("device"), change.get("last")
    enrolment, role = change.get("key"), str(change.get("role"))
    roles = {one.value: one for one in DeviceRole}
    if of.kind == Revocation.kind and isinstance(device, str) and isinstance(last, int):
        claim = trust.revocation_claim(programme, device=device, last=last)
    elif of.kind == Invitation.kind and isinstance(enrolment, str) and role in roles:
        claim = trust.invitation_claim(programme, key=enrolment, role=roles[role])
        change["device"] = of.device
    else:
        return of
    return replace(of, change={**change, "signature": trust.sign(claim, key)})


def _identity(written: Stored) -> Identity:
    device, _, n = str(written).rpartition(":")
    return Identity(device, int(n))


def _take_out(connection: Connection, gone: Iterable[Operation]) -> None:
    of = tables.journal.c
    by_device: dict[str, list[int]] = defaultdict(list)
    for one in gone:
        by_device[one.device].append(one.n)
    authors = numbers.of_devices(connection, by_device.keys())
    for device, ns in by_device.items():
        for begin, end in ranges.numbers(ns):
            numbered = (of.author == authors[device], of.n.between(begin, end))
            connection.execute(delete(tables.journal).where(*numbered))


def _count_anew(connection: Connection, gone: Sequence[Operation], *, me: str) -> None:
    """Have no change count twice that was in no file before it was written anew."""
    before = int(identity.own(connection, "handed_over") or 0)
    if before <= 0:  # no file was written under this name
        again = sum(of.device == me for of in gone)
        formerly = min(len(gone) - again, -before)
        identity.remember(connection, "handed_over", str(before + again + formerly))
