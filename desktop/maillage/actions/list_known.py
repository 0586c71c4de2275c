"""Whom an event knows already, as a list is compared with them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from maillage.actions import consents, same_people
from maillage.actions.list_writing import PERSON_FIELDS
from maillage.actions.organisations import organisations_of
from maillage.domain.records import Consent, Membership, Person, Registration, fields_of
from maillage.domain.values import from_stored
from maillage.domain.vocabulary import ConsentForm
from maillage.intake.plan import Known

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from maillage.domain.same_people import SamePeople
    from maillage.domain.values import Stored
    from maillage.domain.vocabulary import ConsentPurpose
    from maillage.exchange.store import Store
    from maillage.intake.plan import Value


def known(store: Store, event: str) -> list[Known]:
    """Return every registration of an event, those deleted too, by record."""
    people = {person.id: person for person in store.all(Person, deleted=True)}
    structures = organisations_of(store, of_each_record=True)
    registrations = store.all(Registration, deleted=True, event=event)
    listed = [one for one in registrations if one.ticket]
    first = store.as_added([id_ for one in listed for id_ in (one.id, one.person) if id_])
    named = _first_structures(store, {one.person for one in listed})
    same = same_people.read(store)
    answers = _answers(store, event, same)
    found = []
    for registration in registrations:
        person = people.get(registration.person)
        values: dict[str, object] = {"status": registration.status}
        if registration.deleted:
            values = {}  # known, so not added again, and left as it is
        elif person:
            values |= {name: getattr(person, name) for name in PERSON_FIELDS}
            values["organisation"] = structures.get(person.id, "")
        found.append(
            Known(
                ticket=registration.ticket,
                registration=registration.id,
                person=person.id if person else "",
                erased=person is None,
                source=registration.source,
                values=values,  # type: ignore[arg-type]
                imported=_imported(first, named, registration),
                listed={
                    one.purpose: one.given
                    for one in answers.get(same.of(registration.person), {}).values()
                    if one.purpose and one.form is ConsentForm.IN_LIST
                },
                said=frozenset(
                    one.purpose
                    for one in answers.get(same.of(registration.person), {}).values()
                    if one.purpose and one.form is not ConsentForm.IN_LIST
                ),
            )
        )
    return found


def _answers(
    store: Store, event: str, same: SamePeople
) -> dict[str, dict[ConsentPurpose | None, Consent]]:
    """Return the last answer that each person gave for each purpose of an event."""
    found: dict[str, dict[ConsentPurpose | None, Consent]] = {}
    for one in consents.undoubted(store, store.all(Consent, event=event)):
        found.setdefault(same.of(one.person), {})[one.purpose] = one
    return found


def _first_structures(store: Store, people: Collection[str]) -> dict[str, str]:
    """Return the structure that each of some people was given first, as it was named then."""
    members: dict[str, str] = {}
    for one in sorted(store.all(Membership, deleted=True), key=attrgetter("id")):
        if one.person in people:
            members.setdefault(one.person, one.id)
    given = store.as_added(members.values())
    of = {person: given[id_].get("organisation") for person, id_ in members.items() if id_ in given}
    named = store.as_added({str(id_) for id_ in of.values() if id_})
    return {
        person: str(name)
        for person, id_ in of.items()
        if (name := named.get(str(id_), {}).get("name"))
    }


def _imported(
    first: Mapping[str, Mapping[str, Stored]], named: Mapping[str, str], registration: Registration
) -> dict[str, Value]:
    """Return what the list said when it brought somebody: what they were added with."""
    person = registration.person
    structure: dict[str, Value] = {"organisation": named[person]} if person in named else {}
    of = {"status": registration.id, **dict.fromkeys(PERSON_FIELDS, registration.person)}
    added = {
        name: from_stored(fields_of(kind)[name], first[id_][name])
        for name, id_ in of.items()
        for kind in [Registration.kind if name == "status" else Person.kind]
        if name in first.get(id_, ())
    }
    return structure | added  # type: ignore[return-value]
