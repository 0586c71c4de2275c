"""Where what is half typed is kept: beside the journal, each device's own, in a hub too.

Nobody who only reads a hub sees it (`roles.keep_from_readers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from maillage.store import identity, tables
from maillage.store.dialects import upsert

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Select

NAME = "drafts"
END = f"/{NAME}"
"""How the name of a row ends in a hub, after whose it is."""
_EVERYBODYS = (
    select(tables.own.c.name, tables.own.c.value)
    .where(tables.own.c.name.like(f"%{END}"))
    .order_by(tables.own.c.name)
)


def of_all(connection: Connection) -> dict[str, str]:
    """Return what each device keeps: all that are in a hub, in a file this one."""
    return _of_all(connection, _EVERYBODYS)


def rewrite(connection: Connection, change: Callable[[str, str], str]) -> None:
    """Have ``change(device, said)`` say what stays of what each keeps.

    The others wait until the transaction ends: none writes again what has just gone.
    """
    for device, said in _of_all(connection, _EVERYBODYS.with_for_update()).items():
        if (now := change(device, said)) != said:
            write(connection, now, device)


def _of_all(connection: Connection, kept: Select[str, str]) -> dict[str, str]:
    if not identity.in_hub(connection):
        return {identity.own(connection, "device"): identity.own(connection, NAME)}
    return {name.removesuffix(END): said for name, said in connection.execute(kept)}


def to_change(connection: Connection) -> str:
    """Return what this device keeps, which nobody else changes until the transaction ends."""
    name = tables.own.c.name == identity.named(connection, NAME)
    kept = select(tables.own.c.value).where(name).with_for_update()
    return connection.execute(kept).scalar_one_or_none() or ""


def write(connection: Connection, said: str, device: str = "") -> None:
    """Keep this in the place of what was kept, by another device of a hub if one is named."""
    name = f"{device}{END}" if device and identity.in_hub(connection) else ""
    row = {"name": name or identity.named(connection, NAME), "value": said}
    insert = upsert(connection, tables.own).values(row)
    connection.execute(insert.on_conflict_do_update(index_elements=["name"], set_={"value": said}))
