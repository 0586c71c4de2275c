"""Writes what a list changes: some hundreds of people at a time, each kind of record at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions import consents, places, whence
from maillage.actions.organisations import Structures
from maillage.actions.territories import NOWHERE, Named, of_place, territory_named
from maillage.domain.records import Consent, Organisation, Person, Registration
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.intake.flags import Why
from maillage.intake.planned import Answer
from maillage.intake.structures import FACTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.domain.vocabulary import Source
    from maillage.exchange.store import Store
    from maillage.intake.entrant import Entrant
    from maillage.intake.planned import Change, Plan
    from maillage.intake.table import Report

PERSON_FIELDS = (
    "given_name",
    "family_name",
    "email",
    "phone",
    "category",
    "profession",
    "postcode",
)
AT_ONCE = 200
"""People written between two reports of progress; waiting for them goes unnoticed."""


def write(store: Store, plan: Plan, *, event: str, source: Source, progress: Report) -> None:
    """Write what is new and what changes, inside the running action.

    ``progress`` may raise to stop.
    """
    structures, territories = Structures(store), Territories(store)
    own = {one.line for one, flag in plan.remarks if flag.why is Why.OWN_COMMUNE}
    own |= {one.line for one in plan.new if not one.organisation}
    total = len(plan.new) + len(plan.changed)
    for done in range(0, len(plan.new), AT_ONCE):
        progress(done, total, "")
        some = plan.new[done : done + AT_ONCE]
        places_ = [territories.of(one) if one.line in own else "" for one in some]
        _add(store, structures, some, places_, event=event, source=source)
    for done, change in enumerate(plan.changed, start=len(plan.new)):
        if not done % AT_ONCE:
            progress(done, total, "")
        _change(store, structures, change, event)


class Territories:
    """Where people come from who have a commune of their own, each recorded once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Named, str] = {}

    def of(self, entrant: Entrant) -> str:
        """Return the id of the territory that a line names; empty if it names none."""
        named = own_place(entrant)
        if named not in self._known:
            self._known[named] = territory_named(self._store, named)
        return self._known[named]


def own_place(entrant: Entrant) -> Named:
    """Return the commune that a line names, as the list of all communes has it, else as written."""
    if not entrant.commune:
        return NOWHERE
    found = places.commune(entrant.commune, entrant.postcode).commune
    return of_place(found) if found else Named(entrant.commune)


def _add(
    store: Store,
    structures: Structures,
    new: Sequence[Entrant],
    territories: Sequence[str],
    *,
    event: str,
    source: Source,
) -> None:
    people = store.add_all(
        Person(territory=place, **{name: getattr(one, name) for name in PERSON_FIELDS})
        for one, place in zip(new, territories, strict=True)
    )
    ids = [person.id for person in people]
    structures.joined_all([(id_, _structure(one)) for id_, one in zip(ids, new, strict=True)])
    store.add_all(
        Registration(
            event=event,
            person=id_,
            category=one.category,
            territory=place,
            status=one.status,
            source=source,
            ticket=one.ticket,
        )
        for id_, one, place in zip(ids, new, territories, strict=True)
    )
    store.add_all(
        _consent(store, id_, event, purpose, given=given)
        for id_, one in zip(ids, new, strict=True)
        for purpose, given in one.consents.items()
    )


def _consent(
    store: Store, person: str, event: str, purpose: ConsentPurpose, *, given: bool
) -> Consent:
    return Consent(
        person=person,
        event=event,
        purpose=purpose,
        given=given,
        form=ConsentForm.IN_LIST,
        at=store.clock(),
    )


def _structure(entrant: Entrant) -> Organisation:
    return Organisation(
        name=entrant.organisation,
        siret=entrant.siret,
        commune=entrant.commune,
        insee=_insee(entrant),
        postcode=entrant.postcode,
    )


def _insee(entrant: Entrant) -> str:
    """Return the code of the commune that a line names; empty if it is not certain which."""
    found = places.commune(entrant.commune, entrant.postcode) if entrant.commune else None
    return found.commune.code if found and found.commune else ""


def _change(store: Store, structures: Structures, change: Change, event: str) -> None:
    values: Mapping[str, object] = {one.field: one.listed for one in change.fields}
    of_person = {name: values[name] for name in PERSON_FIELDS if name in values}
    if of_person:
        store.change(change.known.person, **of_person)
    of_registration = {name: values[name] for name in ("status", "category") if name in values}
    if of_registration:
        store.change(change.known.registration, **of_registration)
    if "organisation" in values:
        structures.moved(change.known.person, _structure(change.entrant))
    of_structure = {name: str(values[name]) for name in FACTS if name in values}
    commune = of_structure.get("commune", "")
    is_own = change.known.has_own_place or structures.is_elsewhere(
        change.entrant.organisation, commune
    )
    if commune and is_own:
        del of_structure["commune"]
        whence.say(store, registration=change.known.registration, place=own_place(change.entrant))
    if "commune" in of_structure:
        of_structure["insee"] = _insee(change.entrant)
    if of_structure:
        structures.corrected(change.entrant.organisation, **of_structure)
    said = [
        _consent(store, change.known.person, event, purpose, given=answer is Answer.YES)
        for purpose in ConsentPurpose
        if (answer := values.get(purpose.value))
    ]
    store.add_all([*said, *_of_their_other_records(store, said)])


def _of_their_other_records(store: Store, said: Sequence[Consent]) -> list[Consent]:
    """Return the same yes for what an earlier list had as a no under their other records."""
    return [
        replace(one, person=no.person)
        for one in said
        if one.given
        for no in consents.declined_by_others(store, one)
        if no.form is ConsentForm.IN_LIST
    ]
