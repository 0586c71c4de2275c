"""What is known of a record of somebody, as it is put beside another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions.device_names import device_names
from maillage.actions.organisations import organisations_of
from maillage.domain.records import Event, Person, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from maillage.domain.same_people import SamePeople
    from maillage.domain.vocabulary import Category
    from maillage.exchange.store import Store


class Card(Struct, frozen=True):
    """One record of somebody, as it is put beside another."""

    person: str
    given_name: str
    family_name: str
    email: str
    phone: str
    category: Category | None
    profession: str
    postcode: str
    organisations: str
    meetings: tuple[tuple[str, datetime | None], ...]
    """Title of each meeting they are registered for, and when they arrived."""
    recorded_by: str = ""
    """Name of the laptop that recorded them first."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.given_name} {self.family_name}".strip()


def cards_of(
    store: Store, ids: set[str], people: Mapping[str, Person], same: SamePeople
) -> dict[str, Card]:
    """Return what is shown of each of these records; meetings are those of the whole person."""
    structures = organisations_of(store, ids)
    titles = {one.id: one.title for one in store.all(Event)}
    recorded = store.added_by(ids)
    devices = device_names(store)
    meetings: dict[str, dict[str, datetime | None]] = defaultdict(dict)
    every = {id_ for one in ids for id_ in same.records(one)}
    for one in store.among(Registration, "person", every):
        of = meetings[same.of(one.person)]
        if one.event in titles:
            of[one.event] = of.get(one.event) or one.arrived
    return {
        id_: Card(
            person=id_,
            given_name=people[id_].given_name,
            family_name=people[id_].family_name,
            email=people[id_].email,
            phone=people[id_].phone,
            category=people[id_].category,
            profession=people[id_].profession,
            postcode=people[id_].postcode,
            organisations=structures.get(id_, ""),
            meetings=tuple((titles[event], came) for event, came in meetings[id_].items()),
            recorded_by=devices.get(recorded.get(id_, ""), ""),
        )
        for id_ in ids
    }
