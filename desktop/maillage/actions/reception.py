"""The door: who is expected, who has come, who comes without being registered."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import organisations, same_people
from maillage.actions.registrations import each_once, registrations, twins
from maillage.domain.errors import ChangedSince, MissingValue
from maillage.domain.finding import Index
from maillage.domain.matching import rank, written_out
from maillage.domain.records import Person, Registration
from maillage.domain.vocabulary import Category, RegistrationStatus, Source, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from maillage.exchange.store import Store


MOST_LATEST = 8
"""How many of those who came last are told."""


class Arrival(Struct, frozen=True):
    """One row at the door: somebody expected or arrived."""

    registration: str
    person: str
    name: str
    detail: str
    """Profession and organisations, as read under the name."""
    category: Category | None
    arrived: datetime | None
    walk_in: bool
    status: RegistrationStatus | None = None
    disputed: bool = False
    """Something about this person waits for a decision."""
    structure: str = ""
    """Where they come from, which ``detail`` says too."""
    left: datetime | None = None
    counted: World = World.OTHER
    """The family the registration counts for, which keeps what it said that day."""

    @property
    def world(self) -> World:
        """The family the row's shape stands for."""
        return self.category.world if self.category else World.OTHER

    @property
    def is_here(self) -> bool:
        """Whether they have come and not left."""
        return self.arrived is not None and self.left is None

    @property
    def is_expected(self) -> bool:
        """Whether they had registered before the day and not cancelled."""
        return _had_registered(self.status, walk_in=self.walk_in)


class WorldCount(Struct, frozen=True):
    """How many of a family are in the room, out of how many expected."""

    present: int = 0
    expected: int = 0


class Room(Struct, frozen=True):
    """The room at this moment."""

    present: int
    expected: int
    worlds: dict[World, WorldCount]
    latest: tuple[Arrival, ...]
    """Who came last, the latest first."""
    left: int = 0
    """How many came, and went before the end."""
    unnamed: int = 0
    """How many of those counted the list cannot show: erased or deleted since."""
    unsaid: WorldCount = WorldCount()
    """Those among the others of whom nobody said what they come as, counted as they are."""
    besides: int = 0
    """How many came, or had come, whom nobody expected: with ``expected`` that is everybody."""


def arrivals(store: Store, *, event: str) -> list[Arrival]:
    """Return everybody expected at or come to an event, by family name.

    Cancelled registrations are left out unless the person came all the same.
    """
    return _arrivals(store, registrations(store, event=event))


def seen(store: Store, *, event: str) -> tuple[list[Arrival], Room]:
    """Return arrivals and counts of an event, read once for both."""
    found = registrations(store, event=event)
    rows = _arrivals(store, found)
    return rows, _room(found, rows)


def seen_again(store: Store, *, event: str, registration: str) -> Arrival | None:
    """Return the row of one registration as it is now; None once there is none."""
    of = store.among(Registration, "id", [registration])
    found = each_once(
        (one for of_one in of for one in twins(store, of_one) if not one.deleted),
        same_people.read(store),
    )
    rows = _arrivals(store, [one for one in found if one.event == event])
    return rows[0] if len(rows) == 1 else None


def _arrivals(store: Store, found: Iterable[Registration]) -> list[Arrival]:
    found = [one for one in found if _is_listed(one)]
    ids = {one.person for one in found if one.person}
    people = {person.id: person for person in store.among(Person, "id", ids)}
    structures = organisations.organisations_of(store, ids)
    disputed = {conflict.record for conflict in store.conflicts()}
    rows = [
        _arrival(one, people[one.person], structures.get(one.person, ""), disputed)
        for one in found
        if one.person in people  # erased: the counts keep them, the door cannot
    ]
    return sorted(rows, key=lambda row: (_sorting_name(people[row.person]), row.registration))


def _is_listed(registration: Registration) -> bool:
    cancelled = registration.status is RegistrationStatus.CANCELLED
    return registration.arrived is not None or not cancelled


def index_of(rows: Iterable[Arrival]) -> Index:
    """Return what finds these rows as one types."""
    return Index([(row.name, row.detail) for row in rows])


def matching(rows: Sequence[Arrival], typed: str, index: Index | None = None) -> list[Arrival]:
    """Return the rows with every typed word in name or detail, the likeliest first.

    ``index`` is that of these rows, if it was made before.
    """
    found = [rows[place] for place in (index or index_of(rows)).find(typed)]
    if not typed.strip():
        return found
    return sorted(found, key=lambda row: (rank(row.name, typed), row.arrived is not None))


def room(store: Store, *, event: str) -> Room:
    """Return the counts of an event; people since erased are still counted."""
    return seen(store, event=event)[1]


def _room(found: Iterable[Registration], people: Sequence[Arrival]) -> Room:
    worlds = dict.fromkeys(World, WorldCount())
    left = listed = besides = 0
    unsaid = WorldCount()
    for registration in found:
        world = registration.category.world if registration.category else World.OTHER
        before = worlds[world]
        worlds[world] = WorldCount(
            before.present + is_here(registration),
            before.expected + is_expected(registration),
        )
        left += registration.left is not None
        listed += _is_listed(registration)
        besides += _is_listed(registration) and not is_expected(registration)
        if registration.category is None:
            unsaid = WorldCount(
                unsaid.present + is_here(registration),
                unsaid.expected + is_expected(registration),
            )
    return Room(
        present=sum(count.present for count in worlds.values()),
        expected=sum(count.expected for count in worlds.values()),
        worlds=worlds,
        latest=latest(people),
        left=left,
        unnamed=listed - len(people),
        unsaid=unsaid,
        besides=besides,
    )


def latest(people: Iterable[Arrival]) -> tuple[Arrival, ...]:
    """Return who came last, the latest first."""
    came = (row for row in people if row.arrived)
    return tuple(heapq.nlargest(MOST_LATEST, came, key=_came))


def _came(row: Arrival) -> tuple[datetime, str]:
    assert row.arrived is not None  # noqa: S101 - those who came
    return row.arrived, row.registration


def room_after(room: Room, before: Arrival, now: Arrival, people: Iterable[Arrival]) -> Room:
    """Return the counts once one person came or went, from those before it."""
    change = now.is_here - before.is_here
    count = room.worlds[now.counted]
    worlds = room.worlds | {now.counted: replace(count, present=count.present + change)}
    unsaid = room.unsaid
    if now.category is None:
        unsaid = replace(unsaid, present=unsaid.present + change)
    return replace(
        room,
        present=room.present + change,
        unsaid=unsaid,
        worlds=worlds,
        latest=latest(people),
        left=room.left + (now.left is not None) - (before.left is not None),
    )


def is_here(registration: Registration) -> bool:
    """Tell whether somebody has come and not left."""
    return registration.arrived is not None and registration.left is None


def is_expected(registration: Registration) -> bool:
    """Tell whether somebody had registered before the day and not cancelled."""
    return _had_registered(registration.status, walk_in=registration.source is Source.DOOR)


def _had_registered(status: RegistrationStatus | None, *, walk_in: bool) -> bool:
    return not walk_in and status is not RegistrationStatus.CANCELLED


def check_in(store: Store, *, registration: str) -> Registration:
    """Record that somebody has arrived, now; who already has keeps their time.

    Whoever had left is back.
    """
    with store.action():
        records = twins(store, store.get(Registration, registration))
        if not any(one.arrived for one in records):
            store.change(registration, arrived=store.clock())
        _clear(store, records, "left")
        return store.get(Registration, registration)


def undo_check_in(store: Store, *, registration: str) -> Registration:
    """Record that somebody has not arrived after all."""
    with store.action():
        records = twins(store, store.get(Registration, registration))
        _clear(store, records, "arrived")
        _clear(store, records, "left")
        return store.get(Registration, registration)


def check_out(store: Store, *, registration: str, at: datetime | None = None) -> Registration:
    """Record that somebody has left, now unless said otherwise. Who never came cannot leave."""
    with store.action():
        records = twins(store, store.get(Registration, registration))
        if any(one.arrived for one in records):
            store.change(registration, left=at or store.clock())
        return store.get(Registration, registration)


def _clear(store: Store, records: Iterable[Registration], field: str) -> None:
    for one in records:
        if not one.deleted and getattr(one, field):
            store.change(one.id, **{field: None})


def welcome(
    store: Store,
    *,
    event: str,
    given_name: str,
    family_name: str,
    organisation: str = "",
    category: Category | None = None,
    contact: str = "",
) -> Registration:
    """Receive somebody who was not registered: recorded and checked in at once.

    ``contact`` is a phone number or an e-mail address. Raises MissingValue.
    """
    if not (given_name.strip() or family_name.strip()):
        raise MissingValue("family_name")
    typed = contact.strip()
    is_mail = "@" in typed
    with store.action():
        person = store.add(
            Person(
                given_name=given_name.strip(),
                family_name=family_name.strip(),
                category=category,
                email=typed if is_mail else "",
                phone="" if is_mail else _one_form(typed),
            )
        )
        organisations.joins(store, person=person.id, organisation=organisation)
        return store.add(
            Registration(
                event=event,
                person=person.id,
                category=category,
                status=RegistrationStatus.CONFIRMED,
                source=Source.DOOR,
                arrived=store.clock(),
            )
        )


def change_person(
    store: Store, *, person: str, was: Mapping[str, str] | None = None, **values: object
) -> Person:
    """Correct what is known of somebody; return them as they are now.

    ``was`` are fields as they were shown: raises ChangedSince, and changes nothing, where somebody
    else has written another value since.
    """
    if isinstance(phone := values.get("phone"), str):
        values["phone"] = _one_form(phone)
    with store.action():
        known = store.get(Person, person)
        for name, shown in (was or {}).items():
            if getattr(known, name) not in (shown, values.get(name)):
                raise ChangedSince(person, name)
        store.change(person, **values)
        return store.get(Person, person)


def _one_form(phone: str) -> str:
    """Return a number as lists have it too: two desks that type one differently do not disagree."""
    from maillage.intake import normalise

    return normalise.phone(phone)[0]


def change_category(store: Store, *, registration: str, category: Category | None) -> Person:
    """Correct what somebody comes as, on their registration too; return the person.

    Of somebody recorded twice, that is the record that is shown, and every registration.
    """
    with store.action():
        found = store.get(Registration, registration)
        for one in twins(store, found):
            if not one.deleted:
                store.change(one.id, category=category)
        shown = same_people.read(store).of(found.person)
        store.change(shown, category=category)
    return store.get(Person, shown)


def _arrival(
    registration: Registration, person: Person, structure: str, disputed: set[str]
) -> Arrival:
    walk_in = registration.source is Source.DOOR
    return Arrival(
        registration=registration.id,
        person=person.id,
        name=person.name,
        detail=" · ".join(part for part in (person.profession, structure) if part),
        category=registration.category or person.category,
        arrived=registration.arrived,
        walk_in=walk_in,
        status=registration.status,
        disputed=bool({registration.id, person.id} & disputed),
        structure=structure,
        left=registration.left,
        counted=registration.category.world if registration.category else World.OTHER,
    )


def _sorting_name(person: Person) -> str:
    return written_out(f"{person.family_name} {person.given_name}")
