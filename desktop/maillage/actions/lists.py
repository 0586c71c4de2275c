"""Preparing from a list: what it would change is shown, then done in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from maillage.actions.organisations import joins, known_names, organisations_of, spelling
from maillage.domain.records import Consent, Person, Registration, fields_of
from maillage.domain.values import from_stored
from maillage.domain.vocabulary import ConsentForm, Source
from maillage.intake import lists
from maillage.intake.plan import Known, Plan, plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from maillage.domain.values import Stored
    from maillage.exchange.store import Store
    from maillage.intake.entrant import Entrant
    from maillage.intake.lists import ListRead
    from maillage.intake.plan import Change, Value

PERSON_FIELDS = ("given_name", "family_name", "email", "phone", "category", "profession")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a list says, and what taking it in would change."""

    read: ListRead
    plan: Plan


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What taking a list in has done."""

    added: int
    changed: int
    unchanged: int
    refused: int


def preview(store: Store, path: Path, *, event: str) -> Preview:
    """Return what a list would change in an event; nothing is written.

    Raises CannotRead or ListError.
    """
    read = lists.read(path)
    return Preview(read, _plan(store, read, event))


def take_in(store: Store, found: Preview, *, event: str) -> TakenIn:
    """Write what a preview showed, all of it or nothing; return what was done.

    What the store has learnt since is not done again, nor undone.
    """
    with store.action():
        now = _plan(store, found.read, event)
        for entrant in now.new:
            _add(store, entrant, event=event, source=found.read.source)
        for change in now.changed:
            _change(store, change)
    return TakenIn(
        added=len(now.new),
        changed=len(now.changed),
        unchanged=len(now.unchanged),
        refused=len(now.refused),
    )


def _plan(store: Store, read: ListRead, event: str) -> Plan:
    """Return what a list would change, its organisations spelt as the store has them."""
    names = {spelling(name): name for name in known_names(store)}
    spelt = [
        replace(one, organisation=names.get(spelling(one.organisation), one.organisation))
        for one in read.entrants
    ]
    return plan(spelt, _known(store, event))


def _known(store: Store, event: str) -> list[Known]:
    people = {person.id: person for person in store.all(Person, deleted=True)}
    structures = organisations_of(store)
    registrations = store.all(Registration, deleted=True, event=event)
    listed = [one for one in registrations if one.ticket]
    first = store.as_added([id_ for one in listed for id_ in (one.id, one.person) if id_])
    known = []
    for registration in registrations:
        person = people.get(registration.person)
        values: dict[str, object] = {"status": registration.status}
        if registration.deleted:
            values = {}  # known, so not added again, and left as it is
        elif person:
            values |= {name: getattr(person, name) for name in PERSON_FIELDS}
            values["organisation"] = structures.get(person.id, "")
        known.append(
            Known(
                ticket=registration.ticket,
                registration=registration.id,
                person=person.id if person else "",
                erased=person is None,
                values=values,  # type: ignore[arg-type]
                imported=_imported(first, registration),
            )
        )
    return known


def _imported(
    first: Mapping[str, Mapping[str, Stored]], registration: Registration
) -> dict[str, Value]:
    """Return what the list said when it brought somebody: what they were added with."""
    of = {"status": registration.id, **dict.fromkeys(PERSON_FIELDS, registration.person)}
    return {
        name: from_stored(fields_of(kind)[name], first[id_][name])  # type: ignore[misc]
        for name, id_ in of.items()
        for kind in [Registration.kind if name == "status" else Person.kind]
        if name in first.get(id_, ())
    }


def _add(store: Store, entrant: Entrant, *, event: str, source: Source) -> None:
    person = store.add(Person(**{name: getattr(entrant, name) for name in PERSON_FIELDS}))
    joins(
        store,
        person=person.id,
        organisation=entrant.organisation,
        siret=entrant.siret,
        commune=entrant.commune,
    )
    store.add(
        Registration(
            event=event,
            person=person.id,
            category=entrant.category,
            status=entrant.status,
            source=source,
            ticket=entrant.ticket,
        )
    )
    for purpose, given in entrant.consents.items():
        store.add(
            Consent(
                person=person.id,
                event=event,
                purpose=purpose,
                given=given,
                form=ConsentForm.IN_LIST,
                at=store.clock(),
            )
        )


def _change(store: Store, change: Change) -> None:
    values: Mapping[str, object] = {one.field: one.listed for one in change.fields}
    of_person = {name: values[name] for name in PERSON_FIELDS if name in values}
    if of_person:
        store.change(change.known.person, **of_person)
    of_registration = {name: values[name] for name in ("status", "category") if name in values}
    if of_registration:
        store.change(change.known.registration, **of_registration)
    if "organisation" in values:
        joins(store, person=change.known.person, organisation=str(values["organisation"]))
