"""Whether all that was recorded here is with the coordination, as its own files say."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from maillage.domain import ranges
from maillage.domain.outcome import Handover, Receipt
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import circle
from maillage.store import arrivals, erasure, identity, journal

if TYPE_CHECKING:
    from maillage.store.arrivals import Account
    from maillage.store.local import LocalStore

NOTHING = arrivals.Account(0, {}, 0)


def handed_over(store: LocalStore) -> Handover:
    """Return what of this device's work no coordinator is known to have.

    Every file says what its author has taken in: a coordinator's file is its receipt. A
    coordinator's own device is the coordination already; one that is revoked is not.
    """
    around = circle.of(store)
    coordinators = {
        id_: around.called[id_]
        for id_, device in around.devices.items()
        if device.role is DeviceRole.COORDINATOR and id_ not in around.revoked
    }
    with store.reading() as connection:
        mine = identity.own_devices(connection)
        here = {device: journal.held(connection, device) for device in mine}
        accounts = arrivals.accounts(connection, coordinators.keys() - {*mine})
        erased = len(erasure.erased_ids(connection))

    def missing(*of: Account) -> int:
        """Return how many changes and erasures none of these files has."""
        lacking = 0
        for device, numbers in here.items():
            held = [each for one in of for each in one.held.get(device, ())]
            lacking += ranges.count(ranges.without(numbers, held))
        return lacking + erased - max((one.erased for one in of), default=0)

    others = sorted((name, id_) for id_, name in coordinators.items() if id_ not in mine)
    return Handover(
        0 if store.device in coordinators else missing(*accounts.values()),
        tuple(
            Receipt(
                id_,
                name,
                missing(accounts.get(id_, NOTHING)),
                datetime.fromtimestamp(accounts[id_].made / 1000, UTC) if id_ in accounts else None,
            )
            for name, id_ in others
        ),
    )
