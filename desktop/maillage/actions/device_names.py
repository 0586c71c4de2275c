"""What people call each laptop, and what to do where two have one name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.namesakes import told_apart
from maillage.domain.records import Device
from maillage.language import _

if TYPE_CHECKING:
    from maillage.exchange.store import Store


def device_names(store: Store) -> dict[str, str]:
    """Return what each device known here is called, by id; no two are called the same."""
    return told_apart({one.id: one.name for one in store.all(Device, deleted=True)})


def own_name(store: Store) -> str:
    """Return what this laptop is called; empty for somebody who only reads a hub."""
    return device_names(store).get(store.device, "") if store.device else ""


def namesake_line(called: str) -> str:
    """Return what to do with a laptop that has to be told apart by a number."""
    return _(
        "“{device}” has the name of another laptop, or is one that was restored: the number tells"
        " the two apart. Write it on that laptop.",
        device=called,
    )


def own_namesake_line(store: Store) -> str:
    """Return the same of this laptop; empty if it has a name of its own."""
    name = store.me.name
    alike = [one for one in store.all(Device) if one.name.casefold() == name.casefold()]
    if not name or len(alike) == 1:
        return ""
    return _(
        "Another laptop is called “{name}” too. This one is shown as “{device}”: write that on it.",
        name=name,
        device=own_name(store),
    )
