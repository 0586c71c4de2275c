"""Who is known already among those who come unannounced: here, or from another meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import organisations, same_people
from maillage.actions.events import days
from maillage.actions.registrations import one_per_ticket, registrations
from maillage.domain.contacts import reached
from maillage.domain.errors import NotFound
from maillage.domain.likeness import likely, name_of
from maillage.domain.records import Event, Person, Registration
from maillage.domain.vocabulary import RegistrationStatus, Source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from maillage.domain.likeness import Name
    from maillage.exchange.store import Store


class Acquaintance(Struct, frozen=True):
    """Somebody the store knows."""

    person: str
    name: str
    detail: str
    """Profession and organisations."""
    reach: tuple[str, ...]
    """E-mail address and telephone number, as they are compared."""
    registration: str = ""
    """Of the meeting in question; empty if they are not registered for it."""
    arrived: datetime | None = None
    meeting: str = ""
    """Title of the last other meeting they were registered for."""


class Acquaintances(Struct, frozen=True):
    """Everybody the store knows, ready to be compared with somebody at the door."""

    people: tuple[Acquaintance, ...]
    names: tuple[Name, ...]

    def like(self, given_name: str, family_name: str, contact: str = "") -> list[Acquaintance]:
        """Return who may be the same person: by address or number, or by name.

        First those awaited at this meeting, then those who are here, then those of others.
        """
        reach = reached(contact)
        found = [one for one in self.people if reach and reach in one.reach]
        named = likely(name_of(given_name, family_name), self.names)
        found += [self.people[place] for place in named]
        # Whoever is recorded twice is there by either spelling, and named once.
        once: dict[str, Acquaintance] = {}
        for one in found:
            once.setdefault(one.person, one)
        return sorted(
            once.values(), key=lambda one: (not one.registration, one.arrived is not None)
        )


class Visit(Struct, frozen=True):
    """One meeting that somebody was registered for."""

    event: str
    title: str
    starts: datetime | None
    days: tuple[date, date] | None
    """First and last day, where the meeting is."""
    arrived: datetime | None
    cancelled: bool


NOBODY = Acquaintances((), ())


def everybody(store: Store, *, event: str) -> Acquaintances:
    """Return all people of the store as they are compared at the door of a meeting."""
    structures = organisations.organisations_of(store)
    here = {one.person: one for one in registrations(store, event=event)}
    elsewhere = _last_meetings(store, event)
    people = sorted(store.all(Person), key=lambda one: one.id)
    same, shown = same_people.read(store), {one.id: one for one in people}
    known = [
        replace(shown[same.of(one.id)], email=one.email, phone=one.phone)
        if same.of(one.id) in shown
        else one
        for one in people
    ]
    return Acquaintances(
        tuple(
            _acquaintance(
                one, structures.get(one.id, ""), here.get(one.id), elsewhere.get(one.id, "")
            )
            for one in known
        ),
        tuple(name_of(one.given_name, one.family_name) for one in people),
    )


def visits(store: Store, *, person: str) -> list[Visit]:
    """Return the meetings somebody was registered for, the latest first."""
    meetings = {one.id: one for one in store.all(Event)}
    records = same_people.read(store).records(person)
    of_person = one_per_ticket(store.among(Registration, "person", records))
    of_event: dict[str, list[Registration]] = {}
    for one in of_person:
        of_event.setdefault(one.event, []).append(one)
    if len(records) > 1:
        of_person = [max(of, key=lambda one: one.arrived is not None) for of in of_event.values()]
    found = [
        Visit(
            one.event,
            meetings[one.event].title,
            meetings[one.event].starts,
            days(meetings[one.event]),
            one.arrived,
            one.status is RegistrationStatus.CANCELLED,
        )
        for one in of_person
        if one.event in meetings
    ]
    return sorted(found, key=lambda one: (one.starts is not None, one.starts), reverse=True)


def receive_known(store: Store, *, event: str, person: str) -> Registration:
    """Receive somebody the store knows, who was not registered for this meeting."""
    with store.action():
        known = store.get(Person, person)
        if known.deleted:
            raise NotFound(person, Person.kind)
        return store.add(
            Registration(
                event=event,
                person=person,
                category=known.category,
                territory=known.territory,
                status=RegistrationStatus.CONFIRMED,
                source=Source.DOOR,
                arrived=store.clock(),
            )
        )


def _acquaintance(
    person: Person, structure: str, here: Registration | None, meeting: str
) -> Acquaintance:
    return Acquaintance(
        person.id,
        person.name,
        " · ".join(filter(None, (person.profession, structure))),
        tuple(filter(None, (reached(person.email), reached(person.phone)))),
        here.id if here else "",
        here.arrived if here else None,
        meeting,
    )


def _last_meetings(store: Store, event: str) -> dict[str, str]:
    others = [one for one in store.all(Event) if one.id != event]
    others.sort(key=lambda one: (one.starts is not None, one.starts))
    same = same_people.read(store)
    found: dict[str, str] = {}
    for one in others:
        people: Sequence[Registration] = store.all(Registration, event=one.id)
        found |= {same.of(registration.person): one.title for registration in people}
    return found
