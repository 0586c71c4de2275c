"""The door: who is expected, who has come, who comes without being registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.actions import organisations
from maillage.actions.registrations import registrations, twins
from maillage.domain.errors import MissingValue
from maillage.domain.finding import Index
from maillage.domain.matching import plain, rank
from maillage.domain.records import Person, Registration
from maillage.domain.vocabulary import Category, RegistrationStatus, Source, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from maillage.exchange.store import Store


@dataclass(frozen=True, slots=True)
class Arrival:
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

    @property
    def world(self) -> World:
        """The family the row's shape stands for."""
        return self.category.world if self.category else World.OTHER

    @property
    def is_here(self) -> bool:
        """Whether they have come and not left."""
        return self.arrived is not None and self.left is None


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many of a family are in the room, out of how many expected."""

    present: int = 0
    expected: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """The room at this moment."""

    present: int
    expected: int
    worlds: dict[World, WorldCount]
    latest: tuple[Arrival, ...]
    """Who came last, the latest first."""
    left: int = 0
    """How many came, and went before the end."""


def arrivals(store: Store, *, event: str) -> list[Arrival]:
    """Return everybody expected at or come to an event, by family name.

    Cancelled registrations are left out unless the person came all the same.
    """
    people = {person.id: person for person in store.all(Person)}
    structures = organisations.organisations_of(store)
    disputed = {conflict.record for conflict in store.conflicts()}
    rows = []
    for registration in registrations(store, event=event):
        if registration.status is RegistrationStatus.CANCELLED and not registration.arrived:
            continue
        person = people.get(registration.person)
        if person is None:  # erased: the counts keep them, the door cannot
            continue
        rows.append(_arrival(registration, person, structures.get(person.id, ""), disputed))
    return sorted(rows, key=lambda row: (_sorting_name(people[row.person]), row.registration))


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
    people = arrivals(store, event=event)
    found = registrations(store, event=event)
    worlds = dict.fromkeys(World, WorldCount())
    for registration in found:
        world = registration.category.world if registration.category else World.OTHER
        before = worlds[world]
        worlds[world] = WorldCount(
            before.present + is_here(registration),
            before.expected + is_expected(registration),
        )
    came = [row for row in people if row.arrived]
    latest = sorted(came, key=lambda row: (row.arrived, row.registration), reverse=True)
    return Room(
        present=sum(count.present for count in worlds.values()),
        expected=sum(count.expected for count in worlds.values()),
        worlds=worlds,
        latest=tuple(latest[:8]),
        left=sum(registration.left is not None for registration in found),
    )


def is_here(registration: Registration) -> bool:
    """Tell whether somebody has come and not left."""
    return registration.arrived is not None and registration.left is None


def is_expected(registration: Registration) -> bool:
    """Tell whether somebody had registered before the day and not cancelled."""
    return (
        registration.source is not Source.DOOR
        and registration.status is not RegistrationStatus.CANCELLED
    )


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
                phone="" if is_mail else typed,
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


def send_away(store: Store, *, registration: str) -> None:
    """Undo a welcome: the person and the registration are deleted, not erased."""
    with store.action():
        found = store.get(Registration, registration)
        store.delete(registration)
        store.delete(found.person)


def change_person(store: Store, *, person: str, **values: object) -> Person:
    """Correct what is known of somebody; return them as they are now."""
    store.change(person, **values)
    return store.get(Person, person)


def change_category(store: Store, *, registration: str, category: Category | None) -> Person:
    """Correct what somebody comes as, on their registration too; return the person."""
    with store.action():
        found = store.get(Registration, registration)
        store.change(registration, category=category)
        store.change(found.person, category=category)
    return store.get(Person, found.person)


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
    )


def _sorting_name(person: Person) -> str:
    return plain(f"{person.family_name} {person.given_name}")
