"""Whom a store holds twice, by what was decided: every reader of people asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.contacts import NOWHERE_ELSE, OtherContacts, other_contacts
from maillage.domain.records import DuplicateDecision, Person
from maillage.domain.same_people import SamePeople, linked, same_people
from maillage.domain.vocabulary import OnePerson

if TYPE_CHECKING:
    from maillage.exchange.store import Store

NOBODY_TWICE = SamePeople()


def read(store: Store) -> SamePeople:
    """Return which records of people are one person's, and which were told apart."""
    decisions = store.all(DuplicateDecision)
    if not decisions:
        return NOBODY_TWICE
    ids = {id_ for one in decisions for id_ in (one.person, one.other)}
    there = {one.id for one in store.among(Person, "id", ids)}
    # Laptops that only differ in which record is shown agree that it is one person.
    disputed = store.disputed(DuplicateDecision, "verdict")
    return same_people(decisions, there=there, disputed=disputed)


def others_here(store: Store, person: str) -> list[str]:
    """Return the other records of a person that are here, by id: none that was erased."""
    records = set(read(store).records(person)) - {person}
    return [one.id for one in store.among(Person, "id", records, deleted=True)]


def contacts_behind(store: Store, same: SamePeople) -> dict[str, OtherContacts]:
    """Return what records behind say otherwise of how their people are reached, by those shown.

    Who has nothing of the kind is left out.
    """
    ids = {id_ for records in same.groups.values() for id_ in records}
    people = {one.id: one for one in store.among(Person, "id", ids)}
    found = {
        shown: other_contacts(people[shown], [people[id_] for id_ in records if id_ in people])
        for shown, records in same.groups.items()
        if shown in people
    }
    return {shown: others for shown, others in found.items() if others}


def other_contacts_of(store: Store, person: str) -> OtherContacts:
    """Return what the other records of one person say otherwise of how they are reached."""
    same = read(store)
    return contacts_behind(store, same).get(same.of(person), NOWHERE_ELSE)


def once_joined(store: Store) -> dict[str, set[str]]:
    """Return for each record the others that it was ever held to be one person's with.

    Also where that was taken back since, on whichever laptop.
    """
    decisions = store.all(DuplicateDecision, deleted=True)
    ever = store.ever([one.id for one in decisions if one.verdict is not OnePerson.ONE])
    return linked(
        frozenset((one.person, one.other))
        for one in decisions
        if one.verdict is OnePerson.ONE or OnePerson.ONE.value in ever[one.id]["verdict"]
    )
