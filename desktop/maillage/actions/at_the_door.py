"""An arrival or a departure with its way back, which leaves what other desks have recorded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from maillage.actions import deeds
from maillage.actions.registrations import twins
from maillage.domain.records import Registration

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.actions.deeds import WayBack
    from maillage.exchange.store import Store

PRESENCE = ("arrived", "left")
"""What one says of a registration at the door."""


def record(
    store: Store, act: Callable[..., Registration], *, registration: str
) -> tuple[Registration, WayBack]:
    """Record an arrival or a departure; return it, and what takes back this and nothing else.

    That is refused once another desk, or the same, has said more of when they came and left.
    """
    with store.action():
        records = twins(store, store.get(Registration, registration))
        return deeds.done(
            store,
            partial(act, store, registration=registration),
            concerned=[one.id for one in records],
            fields=PRESENCE,
        )
