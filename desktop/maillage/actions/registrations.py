"""Who is registered for an event, each ticket and each person once.

Two laptops that took the same list in have recorded everybody twice. The list's own ticket
number says who is who: the record with the smallest id stands for all of them everywhere,
the same on every laptop, and whoever arrived by one of them has arrived. So it is with the
registrations of records that somebody said are one person's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

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
    if not same.groups:
        return one_per_ticket(found)
    return [_as_one(records, same) for records in by_guest(found, same)]


def by_guest(found: Iterable[Registration], same: SamePeople) -> list[list[Registration]]:
    """Return registrations of one event by whose they are, both in the order of their ids.

    Those of one ticket are one guest's, those of one person too, and so is what these link.
    """
    of: dict[str, list[Registration]] = {}
    for one in sorted(found, key=lambda registration: registration.id):
        keys = _keys(one, same)
        linked = {id(of[key]): of[key] for key in keys if key in of}
        records = [record for group in linked.values() for record in group]
        records.append(one)
        of.update((key, records) for record in records for key in _keys(record, same))
    guests = {id(records): records for records in of.values()}
    ordered = [sorted(records, key=lambda one: one.id) for records in guests.values()]
    return sorted(ordered, key=lambda records: records[0].id)


def _keys(one: Registration, same: SamePeople) -> list[str]:
    keys = [f"ticket {one.ticket}"] if one.ticket else []
    keys += [f"person {same.of(one.person)}"] if one.person in same.standing else []
    return keys or [f"registration {one.id}"]


def _as_one(of_guest: Sequence[Registration], same: SamePeople) -> Registration:
    """Return the registrations of one guest as one: whatever still holds of any of them."""
    records = one_per_ticket(of_guest)
    first = records[0]
    shown = next((same.of(one.person) for one in of_guest if one.person in same.standing), "")
    if not shown:
        return first
    holding = [one for one in records if one.status is not RegistrationStatus.CANCELLED]
    leading = holding[0] if holding else first
    awaited = [one for one in holding if one.source is not Source.DOOR]
    arrived, left = presence(records)
    return replace(
        first,
        person=shown,
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


def twins(
    store: Store, registration: Registration, *, same: SamePeople | None = None
) -> list[Registration]:
    """Return every record of a guest's registration: itself and its like, by id, deleted ones too.

    Those are of its event and ticket, or of other records of the person, and what these link.
    ``same`` is for whoever asks about many: to read each time who stands for whom takes long.
    """
    same = same or same_people.read(store)
    found, waiting = {registration.id: registration}, [registration]
    for one in waiting:
        more = list(_of_ticket(store, one))
        if one.person in same.standing:
            theirs = store.among(Registration, "person", same.records(one.person), deleted=True)
            more += [of for of in theirs if of.event == registration.event]
        new = [of for of in more if of.id not in found]
        found |= {of.id: of for of in new}
        # What is deleted links nothing at the door.
        waiting += [of for of in new if not of.deleted]
    return [found[id_] for id_ in sorted(found)]


def _of_ticket(store: Store, registration: Registration) -> list[Registration]:
    if not registration.ticket:
        return [registration]
    return store.all(
        Registration, deleted=True, event=registration.event, ticket=registration.ticket
    )
