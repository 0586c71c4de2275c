"""Who takes part in a pledge: recorded with it, or added once somebody else joins in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import same_people
from maillage.domain.records import Membership, Person, Pledge, PledgeParty
from maillage.domain.vocabulary import PartyRole

if TYPE_CHECKING:
    from maillage.domain.same_people import SamePeople
    from maillage.exchange.store import Store


def record(
    store: Store, same: SamePeople, *, pledge: str, person: str, leads: bool, may_call: bool = False
) -> PledgeParty:
    """Record that somebody takes part, with their structure and category of now; return it.

    Raises NotFound.
    """
    somebody = store.get(Person, person)
    memberships = store.among(Membership, "person", same.records(person))
    return store.add(
        PledgeParty(
            pledge=pledge,
            person=person,
            organisation=memberships[0].organisation if memberships else "",
            category=somebody.category,
            role=PartyRole.LEAD if leads else PartyRole.PARTNER,
            may_call=may_call,
        )
    )


def add_party(store: Store, *, pledge: str, person: str) -> PledgeParty | None:
    """Have somebody take part in a pledge that is made; None if they do, under any record.

    They lead where nobody does, and have not agreed to be called back: nobody asked them.

    Raises NotFound.
    """
    with store.action():
        store.get(Pledge, pledge)
        same = same_people.read(store)
        there = store.all(PledgeParty, pledge=pledge)
        if any(one.person and same.are_one(one.person, person) for one in there):
            return None
        leads = not any(one.role is PartyRole.LEAD for one in there)
        return record(store, same, pledge=pledge, person=person, leads=leads)
