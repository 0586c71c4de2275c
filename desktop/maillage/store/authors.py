"""What people call the device that wrote a file: two of one name are told apart here too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from maillage.domain.namesakes import told_apart
from maillage.domain.records import Device
from maillage.store import tables

if TYPE_CHECKING:
    from collections.abc import Mapping


def called(connection: Connection, names: Mapping[str, str]) -> dict[str, str]:
    """Return what devices are called, by id.

    ``names`` are those that files give: one stays where its device is not known here.
    """
    device = tables.records[Device.kind].c
    known = {row.id: row.name for row in connection.execute(select(device.id, device.name))}
    return {**names, **{id_: name for id_, name in told_apart(known).items() if name}}


def of_file(connection: Connection, sha256: str) -> str:
    """Return what the device is called that wrote a merged file; nothing for any other file."""
    file = tables.package.c
    wanted = select(file.device, file.device_name).where(file.sha256 == sha256)
    row = connection.execute(wanted).first()
    return called(connection, {row.device: row.device_name})[row.device] if row else ""
