"""What received files brought, and what of each device has not arrived."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, cast, select, update

from maillage.domain import ranges
from maillage.domain.namesakes import told_apart
from maillage.domain.outcome import Gap
from maillage.domain.records import Device
from maillage.domain.values import canonical
from maillage.store import identity, journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_held = msgspec.json.Decoder(dict[str, tuple[ranges.Range, ...]])


def gaps(connection: Connection) -> tuple[Gap, ...]:
    """Return what has not arrived of each device but this one, by the devices' ids."""
    *former, me = identity.own_devices(connection)
    of = tables.package.c
    wanted = select(of.device, of.device_name, of.number).order_by(of.no)
    exports: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for row in connection.execute(wanted):
        names[row.device] = row.device_name
        exports.setdefault(row.device, []).extend([row.number] if row.number else [])
    named, limits = _named_and_revoked(connection)
    names |= {id_: name for id_, name in told_apart(named).items() if name}
    held = journal.held_by_device(connection)
    unawaited, entered = {*former, *limits}, _entered(connection)
    found = (
        Gap(
            id_,
            names.get(id_, ""),
            # Nobody waits for files of a device that is revoked, nor for those that a store wrote
            # before it brought all that it holds into this hub.
            _beyond(ranges.gaps(ranges.numbers(exports.get(id_, ()))), entered.get(id_, 0))
            if id_ not in unawaited
            else (),
            _up_to(ranges.gaps(held.get(id_, ())), limits.get(id_)),
        )
        for id_ in sorted({*exports, *held} - {me})
    )
    return tuple(gap for gap in found if gap.exports or gap.changes)


def enter(connection: Connection, device: str, number: int) -> None:
    """Remember that a store has brought all that it holds into this hub, by one of its exports."""
    identity.remember(connection, "entered", f"{device} {number}")


def _entered(connection: Connection) -> dict[str, int]:
    """Return the exports by which stores have brought all that they hold into this hub."""
    said = identity.of_members(connection, "entered")
    return {device: int(number) for device, _, number in (one.partition(" ") for one in said)}


def _named_and_revoked(connection: Connection) -> tuple[dict[str, str], dict[str, int]]:
    """Return what devices are called, and the last believed number of those that are revoked.

    In one question: this stands on a page that a hub shows to many.
    """
    device, revoked = tables.records[Device.kind].c, tables.revoked.c
    called = select(device.id, device.name, cast(None, revoked.last.type).label("last"))
    ended = select(revoked.device, cast(None, device.name.type), revoked.last)
    named: dict[str, str] = {}
    limits: dict[str, int] = {}
    for id_, name, last in connection.execute(called.union_all(ended)):
        if last is None:
            named[id_] = name
        else:
            limits[id_] = last
    return named, limits


def _up_to(missing: tuple[ranges.Range, ...], last: int | None) -> tuple[ranges.Range, ...]:
    """Return the missing numbers that would be believed."""
    if last is None:
        return missing
    return tuple((first, min(end, last)) for first, end in missing if first <= last)


def _beyond(missing: tuple[ranges.Range, ...], last: int) -> tuple[ranges.Range, ...]:
    """Return the missing numbers above one."""
    return tuple((max(first, last + 1), end) for first, end in missing if end > last)


class Export(Struct, frozen=True):
    """A file of a device that was merged here."""

    number: int
    """The device's running number of exports."""
    made: datetime
    """By its own clock."""
    last: int
    """The last number of the device's changes that it holds."""


def exports(connection: Connection) -> dict[str, list[Export]]:
    """Return the files of each device that were merged here, in the devices' order."""
    of = tables.package.c
    wanted = select(of.device, of.number, of.made, of.held).where(of.number > 0)
    found: dict[str, list[Export]] = {}
    for row in connection.execute(wanted.order_by(of.number)):
        last = max((end for _, end in _held.decode(row.held).get(row.device, ())), default=0)
        made = datetime.fromtimestamp(row.made / 1000, UTC)
        found.setdefault(row.device, []).append(Export(row.number, made, last))
    return found


def held(connection: Connection) -> dict[str, tuple[ranges.Range, ...]]:
    """Return which numbers of which devices the files that were merged account for."""
    found: dict[str, list[ranges.Range]] = {}
    for said in connection.execute(select(tables.package.c.held)).scalars():
        for device, of in _held.decode(said).items():
            found.setdefault(device, []).extend(of)
    return {device: ranges.union(of) for device, of in found.items()}


def disown(connection: Connection, device: str, numbers: Sequence[ranges.Range]) -> None:
    """Have no file that was merged account for these numbers of a device any more."""
    of = tables.package.c
    for no, said in connection.execute(select(of.no, of.held)).all():
        held = _held.decode(said)
        left = ranges.without(held.get(device, ()), numbers)
        if left != held.get(device, ()):
            now = {**held, device: left}
            connection.execute(update(tables.package).where(of.no == no), {"held": canonical(now)})


class Account(Struct, frozen=True):
    """What a device's latest file accounts for."""

    made: int
    held: Mapping[str, tuple[ranges.Range, ...]]
    erased: int
    """How many erased ids it carries; all of them are erased here too."""


def accounts(connection: Connection, devices: Iterable[str]) -> dict[str, Account]:
    """Return what the latest file of each device accounts for, of those that ever came."""
    of = tables.package.c
    wanted = select(of.device, of.made, of.held, of.erased).where(of.number > 0)
    rows = connection.execute(wanted.where(of.device.in_(list(devices))).order_by(of.number))
    return {row.device: Account(row.made, _held.decode(row.held), row.erased) for row in rows}
