"""Preparing from a list: what it would change is shown, then done in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.actions.organisations import joins, organisations_of
from maillage.domain.records import Consent, Person, Registration
from maillage.domain.vocabulary import ConsentForm, Source
from maillage.intake import lists
from maillage.intake.plan import Known, Plan, plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from maillage.exchange.store import Store
    from maillage.intake.entrant import Entrant
    from maillage.intake.lists import ListRead
    from maillage.intake.plan import Change

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
    return Preview(read, plan(read.entrants, _known(store, event)))


def take_in(store: Store, found: Preview, *, event: str) -> TakenIn:
    """Write what a preview showed, all of it or nothing; return what was done."""
    with store.action():
        for entrant in found.plan.new:
            _add(store, entrant, event=event, source=found.read.source)
        for change in found.plan.changed:
            _change(store, change)
    return TakenIn(
        added=len(found.plan.new),
        changed=len(found.plan.changed),
        unchanged=len(found.plan.unchanged),
        refused=len(found.plan.refused),
    )


def _known(store: Store, event: str) -> list[Known]:
    people = {person.id: person for person in store.all(Person, deleted=True)}
    structures = organisations_of(store)
    known = []
    for registration in store.all(Registration, deleted=True, event=event):
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
            )
        )
    return known


def _add(store: Store, entrant: Entrant, *, event: str, source: Source) -> None:
    person = store.add(Person(**{name: getattr(entrant, name) for name in PERSON_FIELDS}))
    joins(store, person=person.id, organisation=entrant.organisation)
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
