"""What received files brought, and what of each device has not arrived."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from maillage.domain import ranges
from maillage.domain.namesakes import told_apart
from maillage.domain.outcome import Gap
from maillage.domain.records import Device
from maillage.store import identity, journal, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    device = tables.records[Device.kind].c
    named = {row.id: row.name for row in connection.execute(select(device.id, device.name))}
    names |= {id_: name for id_, name in told_apart(named).items() if name}
    held = journal.held_by_device(connection)
    found = (
        Gap(
            id_,
            names.get(id_, ""),
            ranges.gaps(ranges.numbers(exports.get(id_, ()))) if id_ not in former else (),
            ranges.gaps(held.get(id_, ())),
        )
        for id_ in sorted({*exports, *held} - {me})
    )
    return tuple(gap for gap in found if gap.exports or gap.changes)


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
