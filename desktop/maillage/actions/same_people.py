"""Whom a store holds twice, by what was decided: every reader of people asks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.records import DuplicateDecision, Person
from maillage.domain.same_people import SamePeople, same_people

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
