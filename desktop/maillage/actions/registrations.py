"""Who is registered for an event, each ticket and each person once.

Two laptops that took the same list in have recorded everybody twice. The list's own ticket
number says who is who: the record with the smallest id stands for all of them everywhere,
the same on every laptop, and whoever arrived by one of them has arrived. So it is with the
registrations of records that somebody said are one person's.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from maillage.actions import same_people
from maillage.domain.records import Registration
from maillage.domain.vocabulary import RegistrationStatus, Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maillage.domain.same_people import SamePeople
    from maillage.exchange.store import Store


def registrations(store: Store, *, event: str) -> list[Registration]:
    """Return the registrations of an event, one per ticket and per person, oldest first.

    ``person`` is the record that is shown for whoever was recorded twice.
    """
    return each_once(store.all(Registration, event=event), same_people.read(store))


def each_once(found: Iterable[Registration], same: SamePeople) -> list[Registration]:
    """Return registrations of one event, one per ticket and per person, oldest first."""
    kept = one_per_ticket(found)
    if not same.groups:
        return kept
    of: dict[str, list[Registration]] = {}
    for one in kept:
        of.setdefault(same.of(one.person) if one.person in same.standing else one.id, []).append(
            one
        )
    return [_as_one(records, same) for records in of.values()]


def _as_one(records: Sequence[Registration], same: SamePeople) -> Registration:
    """Return the registrations of one person as one: whatever still holds of any of them."""
    first = records[0]
    if first.person not in same.standing:
        return first
    holding = [one for one in records if one.status is not RegistrationStatus.CANCELLED]
    leading = holding[0] if holding else first
    awaited = [one for one in holding if one.source is not Source.DOOR]
    arrived, left = presence(records)
    return replace(
        first,
        person=same.of(first.person),
        status=leading.status,
        source=(awaited[0] if awaited else leading).source,
        category=leading.category or next((one.category for one in records if one.category), None),
        territory=leading.territory or first.territory,
        arrived=arrived,
        left=left,
    )


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
    """Return every record of a registration: itself, those with its event and ticket, by id.

    Those of the other records of the person are among them.
    """
    found = {one.id: one for one in _of_ticket(store, registration)}
    same = same_people.read(store)
    people = {id_ for one in found.values() for id_ in same.records(one.person)}
    people = {id_ for id_ in people if id_ in same.standing}
    if people:
        for one in store.among(Registration, "person", people, deleted=True):
            if one.event == registration.event:
                found |= {twin.id: twin for twin in _of_ticket(store, one)}
    return [found[id_] for id_ in sorted(found)]


def _of_ticket(store: Store, registration: Registration) -> list[Registration]:
    if not registration.ticket:
        return [registration]
    return store.all(
        Registration, deleted=True, event=registration.event, ticket=registration.ticket
    )
