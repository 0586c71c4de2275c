"""What lists have said of the people of a meeting, as the journal has it."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from maillage.actions.list_writing import PERSON_FIELDS
from maillage.domain.journal import value_of
from maillage.domain.records import (
    Membership,
    Organisation,
    Person,
    Registration,
    Territory,
    fields_of,
)
from maillage.domain.values import from_stored
from maillage.domain.vocabulary import Source
from maillage.intake.known import Word
from maillage.intake.structures import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.domain.journal import Operation
    from maillage.exchange.store import Store
    from maillage.intake.said import Hands, Said


class Words:
    """What lists have said of some registrations, read at once."""

    def __init__(self, store: Store, hands: Hands, registrations: Sequence[Registration]) -> None:
        self._hands = hands
        self._of_registrations = store.histories(one.id for one in registrations)
        people = {one.person for one in registrations if one.person}
        self._of_people = store.histories(people)
        first: dict[str, str] = {}
        of: dict[str, set[str]] = {}
        for one in sorted(store.all(Membership, deleted=True), key=attrgetter("id")):
            if one.person in people:
                first.setdefault(one.person, one.id)
                if one.organisation and not one.deleted:
                    of.setdefault(one.person, set()).add(one.organisation)
        self._without = people - of.keys()
        self._places = {one.id: one.name for one in store.all(Territory, deleted=True)}
        self._only = {person: next(iter(ids)) for person, ids in of.items() if len(ids) == 1}
        self._structures = {
            one.id: one for one in store.among(Organisation, "id", self._only.values())
        }
        self._of_structures = store.histories(self._structures)
        members = store.histories(first.values())
        self._of_members = {person: members.get(id_, []) for person, id_ in first.items()}
        self._named = _first_names(store, self._of_members.values())

    def brought(self, registration: Registration) -> str:
        """Return the list that a registration came by; empty if it came by none."""
        history = self._of_registrations.get(registration.id, [])
        return self._hands.added(history) or _by_kind(registration)

    def has_own_place(self, registration: Registration, person: Person) -> bool:
        """Tell whether somebody comes from a place of their own, or from no structure."""
        return bool(self._place(registration, person)) or person.id in self._without

    def facts(self, registration: Registration, person: Person) -> dict[str, str]:
        """Return SIRET and commune of somebody's structure, or their own commune, by field."""
        one = self._structures.get(self._only.get(person.id, ""))
        found = {name: getattr(one, name) for name in FACTS} if one else {}
        if self.has_own_place(registration, person):
            found["commune"] = self._place(registration, person)
        return found

    def _place(self, registration: Registration, person: Person) -> str:
        return self._places.get(registration.territory or person.territory, "")

    def of(self, registration: Registration, structure: str, *, own_place: bool) -> dict[str, Word]:
        """Return what lists have said, by field; ``structure`` is where they come from now.

        The commune is that of the structure unless they have their ``own_place``.
        """
        history = self._of_registrations.get(registration.id, [])
        # Before it was kept which operations were a list's, what they were added with was.
        legacy = "" if self._hands.added(history) else _by_kind(registration)
        status = self._hands.said(history, "status", brought=legacy)
        found = {"status": _word(Registration.kind, "status", status)}
        of_person = self._of_people.get(registration.person, [])
        for name in PERSON_FIELDS:
            said = self._hands.said(of_person, name, brought=legacy)
            found[name] = _word(Person.kind, name, said)
        found["organisation"] = self._structure(registration.person, structure, legacy)
        of_structure = self._of_structures.get(self._only.get(registration.person, ""), [])
        for name in FACTS:
            said = self._hands.said(of_structure, name)
            found[name] = _word(Organisation.kind, name, said)
        if own_place:
            said = self._hands.said(history, "territory")
            places = {list_: self._places.get(str(id_), "") for list_, id_ in said.by.items()}
            found["commune"] = Word(places, said.standing)
        return found

    def _structure(self, person: str, stands: str, legacy: str) -> Word:
        """Return what lists have said of somebody's structure, as it was named then.

        Where a person has given it another name, or them another structure, that stands.
        """
        history = self._of_members.get(person, [])
        said = self._hands.said(history, "organisation", brought=legacy)
        named = {list_: self._named.get(str(id_), "") for list_, id_ in said.by.items()}
        standing = frozenset(list_ for list_ in said.standing if named.get(list_) == stands)
        return Word(named, standing)


def _by_kind(registration: Registration) -> str:
    """Return what stands for the list of a registration of which only its kind is known."""
    source = registration.source
    return source.value if registration.ticket and source and source is not Source.DOOR else ""


def _word(kind: str, name: str, said: Said) -> Word:
    field = fields_of(kind)[name]
    by = {list_: from_stored(field, value) for list_, value in said.by.items()}
    return Word(by, said.standing)  # type: ignore[arg-type]


def _first_names(store: Store, members: Iterable[Iterable[Operation]]) -> Mapping[str, str]:
    """Return the first name of each structure that somebody was ever given."""
    entries = (one.change.get("organisation") for of in members for one in of)
    ids = {str(value_of(of)) for of in entries if of}
    there = store.among(Organisation, "id", ids, deleted=True)
    first = store.as_added(ids)
    return {one.id: str(first.get(one.id, {}).get("name") or one.name) for one in there}
