"""Whom an event knows already, as a list is compared with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import consents, same_people
from maillage.actions.list_words import Words
from maillage.actions.list_writing import PERSON_FIELDS
from maillage.actions.organisations import organisations_of
from maillage.domain.records import Consent, Person, Registration
from maillage.domain.vocabulary import ConsentForm
from maillage.intake.known import Known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.same_people import SamePeople
    from maillage.domain.vocabulary import ConsentPurpose
    from maillage.exchange.store import Store
    from maillage.intake.said import Hands


def known(store: Store, event: str, hands: Hands) -> list[Known]:
    """Return every registration of an event, those deleted too, by record.

    ``hands`` tells which operations lists have written.
    """
    people = {person.id: person for person in store.all(Person, deleted=True)}
    structures = organisations_of(store, of_each_record=True)
    registrations = store.all(Registration, deleted=True, event=event)
    words = Words(store, hands, registrations)
    same = same_people.read(store)
    every = consents.undoubted(store, store.all(Consent, event=event))
    answers = _last(every, same)
    by_list = _by_list(store, hands, every, same)
    found = []
    for registration in registrations:
        person = people.get(registration.person)
        values: dict[str, object] = {"status": registration.status}
        if registration.deleted:
            values = {}  # known, so not added again, and left as it is
        elif person:
            values |= {name: getattr(person, name) for name in PERSON_FIELDS}
            values["organisation"] = structures.get(person.id, "")
            values |= words.facts(registration, person)
        own_place = person is not None and words.has_own_place(registration, person)
        of_person = answers.get(same.of(registration.person), {}).values()
        found.append(
            Known(
                ticket=registration.ticket,
                registration=registration.id,
                person=person.id if person else "",
                erased=person is None,
                source=registration.source,
                values=values,  # type: ignore[arg-type]
                has_own_place=own_place,
                words=words.of(
                    registration, structures.get(registration.person, ""), own_place=own_place
                ),
                brought=words.brought(registration),
                listed={
                    one.purpose: one.given
                    for one in of_person
                    if one.purpose and one.form is ConsentForm.IN_LIST
                },
                answers=by_list.get(same.of(registration.person), {}),
                said=frozenset(
                    one.purpose
                    for one in of_person
                    if one.purpose and one.form is not ConsentForm.IN_LIST
                ),
            )
        )
    return found


def _last(
    answers: Iterable[Consent], same: SamePeople
) -> dict[str, dict[ConsentPurpose | None, Consent]]:
    """Return the last answer that each person gave for each purpose."""
    found: dict[str, dict[ConsentPurpose | None, Consent]] = {}
    for one in answers:
        found.setdefault(same.of(one.person), {})[one.purpose] = one
    return found


def _by_list(
    store: Store, hands: Hands, answers: Iterable[Consent], same: SamePeople
) -> dict[str, dict[str, dict[ConsentPurpose, bool]]]:
    """Return what each list last said each person agrees to; an unknown list has no name."""
    listed = [one for one in answers if one.form is ConsentForm.IN_LIST]
    written = store.histories(one.id for one in listed)
    found: dict[str, dict[str, dict[ConsentPurpose, bool]]] = {}
    for one in listed:
        if one.purpose:
            hand = hands.added(written.get(one.id, ()))
            of_person = found.setdefault(same.of(one.person), {})
            of_person.setdefault(hand, {})[one.purpose] = one.given
    return found
