"""Who is registered for an event, each ticket once.

Two laptops that took the same list in have recorded everybody twice. The list's own ticket
number says who is who: the record with the smallest id stands for all of them everywhere,
the same on every laptop, and whoever arrived by one of them has arrived.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maillage.domain.records import Registration

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maillage.exchange.store import Store


def registrations(store: Store, *, event: str) -> list[Registration]:
    """Return the registrations of an event, one per ticket, oldest first."""
    return one_per_ticket(store.all(Registration, event=event))


def one_per_ticket(found: Iterable[Registration]) -> list[Registration]:
    """Return registrations with those of one ticket as one; without a ticket each is its own."""
    kept: dict[str, Registration] = {}
    for one in sorted(found, key=lambda registration: registration.id):
        key = one.ticket or one.id
        first = kept.setdefault(key, one)
        arrived, left = presence((first, one))
        kept[key] = replace(first, arrived=arrived, left=left)
    return list(kept.values())


def presence(
    records: Sequence[Registration],
) -> tuple[datetime | None, datetime | None]:
    """Return when somebody first arrived and when they left, by all records of one ticket.

    Whoever arrived once more after leaving, at another laptop, is back.
    """
    arrivals = [one.arrived for one in records if one.arrived]
    last = max((one.left for one in records if one.left), default=None)
    back = last is not None and any(moment > last for moment in arrivals)
    return min(arrivals, default=None), None if back else last


def twins(store: Store, registration: Registration) -> list[Registration]:
    """Return every record of a registration: those with its event and ticket, itself too."""
    if not registration.ticket:
        return [registration]
    return store.all(
        Registration, deleted=True, event=registration.event, ticket=registration.ticket
    )
