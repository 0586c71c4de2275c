"""The short numbers under which a store's journal speaks of devices and of records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, func, insert, select, text

from maillage.domain.values import canonical
from maillage.store import tables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import Table

NUMBERED = {
    engine: text(f"SELECT record, no FROM subject WHERE record IN (SELECT value FROM {listed})")  # noqa: S608 - our own words
    for engine, listed in {
        "sqlite": "json_each(:records)",
        "postgresql": "json_array_elements_text(CAST(:records AS json))",
    }.items()
}
"""Takes any number of records, as a list in JSON."""


def of_devices(connection: Connection, devices: Collection[str]) -> dict[str, int]:
    """Return the number of each device; those without one are given the next."""
    of = tables.author.c
    found = {
        row.device: row.no
        for row in connection.execute(select(of.device, of.no).where(of.device.in_(devices)))
    }
    unknown = sorted(set(devices) - found.keys())
    if unknown:
        rows = [
            {"no": no, "device": device}
            for no, device in enumerate(unknown, following(connection, tables.author))
        ]
        connection.execute(insert(tables.author), rows)
        found |= {row["device"]: row["no"] for row in rows}
    return found


def of_records(connection: Connection, records: Iterable[str]) -> dict[str, int]:
    """Return the numbers of those records that the journal speaks of."""
    wanted = {"records": canonical(list(records))}
    rows = connection.execute(NUMBERED[connection.dialect.name], wanted).all()
    return {record: no for record, no in rows}  # noqa: C416 - rows are no pairs to a dict


def following(connection: Connection, table: Table) -> int:
    """Return the number after the greatest one in use."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.no), 0))).scalar_one()) + 1
