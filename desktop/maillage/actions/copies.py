"""Whether somebody else goes on under the name of this laptop: then one of the two is a copy.

A store's folder was copied, or an old backup opened in its place. Nobody notices before a file
comes back that knows other work of this very laptop; whoever has taken that in refuses what is
written here. So it is kept here, and said until this store goes on as another device: then that
file is welcome, and what was recorded here is this device's own from the first number it contests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions.device_names import device_names
from maillage.domain.errors import (
    CopiedDevice,
    CopyInBetween,
    CopyOfThis,
    RestoredDevice,
    RevokedDevice,
)
from maillage.domain.errors.hub import HubHasNoFile
from maillage.domain.records import Device
from maillage.exchange import restoring
from maillage.language import _
from maillage.store import identity

if TYPE_CHECKING:
    from typing import TypeVar

    from maillage.domain.outcome import FileReport, MergePlan
    from maillage.exchange.store import Store

    Plan = TypeVar("Plan", bound=MergePlan)

NAME = "goes-on-elsewhere"


def named(store: Store, report: Plan) -> Plan:
    """Return a report that says which laptop is at work twice, and whether it is this one."""
    if not any(type(one.refused) is CopiedDevice for one in report.files):
        return report
    return replace(report, files=tuple(_named(store, one) for one in report.files))


def note(store: Store, report: MergePlan) -> None:
    """Keep that a file told so, if somebody else's did: of two of one name, either may be it."""
    me = store.me.name
    told = any(isinstance(one.refused, RestoredDevice) and one.device != me for one in report.files)
    if told and not store.hub:
        with store.action() as writer:
            identity.remember(writer.connection, NAME, store.device)


def keep(store: Store, plan: MergePlan) -> None:
    """Keep what refusals leave, as a merge does, where a file that is refused is never merged.

    The file of a copy, or of a laptop set aside, is kept, sealed as it came, and so is that this
    store is a copy.
    """
    note(store, plan)
    for one in plan.files:
        if isinstance(one.refused, CopiedDevice | RevokedDevice):
            restoring.quarantine(store, one.path)


def is_copy(store: Store) -> bool:
    """Tell whether what is written here will be refused by others."""
    if store.hub or not store.device:
        return False
    with store.reading() as connection:
        return bool(identity.own(connection, NAME) == store.device)


def go_on_as_another(store: Store) -> None:
    """Make this laptop another one, that the former vouches for; all that is here stays.

    Raises HubHasNoFile in a hub, where no folder can be copied, and StoreError.
    """
    if store.hub:
        raise HubHasNoFile(store.hub.label)
    restoring.become_another(store)


def another_line() -> str:
    """Return what to do once this laptop goes on as another."""
    return _(
        "This laptop goes on as another one, and all that was recorded here stays. Merge the"
        " coordination’s latest file now, then hand over a new one."
    )


def _named(store: Store, one: FileReport) -> FileReport:
    why = one.refused
    if type(why) is not CopiedDevice:
        return one
    called = device_names(store).get(why.device, "")
    said = (why.path, why.device, why.n, called)
    if why.device == store.device:
        # Under its own name it hears from the other of the two, and either may be the copy.
        own = one.device == store.me.name
        return replace(one, refused=CopyOfThis(*said) if own else RestoredDevice(*said))
    known = {device.id: device.name for device in store.all(Device, deleted=True)}
    if one.device in {known.get(why.device), called}:
        return replace(one, refused=CopiedDevice(*said))
    return replace(one, refused=CopyInBetween(*said, one.device))
