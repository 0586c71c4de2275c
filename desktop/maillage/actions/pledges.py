"""Pledges between people, and the contacts that keep them alive."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from maillage.actions import calling_back, pledge_parties, same_people
from maillage.actions.organisations import organisations_of
from maillage.domain.contacts import NOWHERE_ELSE, OtherContacts
from maillage.domain.errors import Erased, MissingValue, NotFound
from maillage.domain.pledging import each_once
from maillage.domain.records import Consent, FollowUp, Organisation, Person, Pledge, PledgeParty
from maillage.domain.vocabulary import (
    Category,
    Channel,
    PartyRole,
    PledgeOrigin,
    PledgeStatus,
    World,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from maillage.exchange.store import Store

SOON = timedelta(days=7)


class Due(Enum):
    """How near a pledge's due date is."""

    LATE = "late"
    SOON = "soon"
    LATER = "later"
    CLOSED = "closed"


class Gone(Enum):
    """Why somebody in a pledge cannot be reached any more."""

    ERASED = "erased"
    DELETED = "deleted"
    UNDECIDED = "undecided"
    """Deleted on one laptop and changed on another: whoever decides reads their name."""
    UNKNOWN = "unknown"
    """Written down on a laptop whose file has not been received."""


class Party(Struct, frozen=True):
    """Somebody in a pledge; who is ``gone`` has no name any more unless that is undecided."""

    person: str
    name: str
    organisation: str
    category: Category | None
    role: PartyRole | None
    may_call: bool
    phone: str = ""
    email: str = ""
    id: str = ""
    """Of the record that says this person takes part."""
    disputed: bool = False
    """Laptops say different things: until that is decided, ``may_call`` is no."""
    gone: Gone | None = None
    refusal: Consent | None = None
    """What they said to being contacted again, where that is why ``may_call`` is no."""
    others: OtherContacts = NOWHERE_ELSE
    """What a record behind the one shown says otherwise of how to reach them."""

    @property
    def world(self) -> World:
        """The family the party's shape stands for."""
        return self.category.world if self.category else World.OTHER


class Promise(Struct, frozen=True):
    """A pledge as a list shows it."""

    pledge: Pledge
    parties: tuple[Party, ...]
    due: Due


class Choosable(Struct, frozen=True):
    """Somebody who can be named in a pledge."""

    person: str
    name: str
    organisation: str
    category: Category | None


def promises(store: Store, *, today: date, event: str | None = None) -> list[Promise]:
    """Return the pledges, of one event or all, those due first at the top."""
    where: dict[str, Any] = {"event": event} if event else {}
    found = store.all(Pledge, **where)
    parties = _parties(store)
    listed = [
        Promise(pledge, tuple(parties.get(pledge.id, ())), nearness(pledge, today))
        for pledge in found
    ]
    order = list(Due)
    return sorted(
        listed,
        key=lambda promise: (
            order.index(promise.due),
            promise.pledge.due is None,
            promise.pledge.due or today,
            promise.pledge.id,
        ),
    )


def nearness(pledge: Pledge, today: date) -> Due:
    """Return how near a pledge's due date is; kept and dropped ones are closed."""
    if pledge.status in (PledgeStatus.DONE, PledgeStatus.DROPPED):
        return Due.CLOSED
    if pledge.due is None or pledge.due > today + SOON:
        return Due.LATER
    return Due.LATE if pledge.due < today else Due.SOON


def make(
    store: Store,
    *,
    event: str,
    what: str,
    people: Sequence[str],
    next_step: str = "",
    help_needed: str = "",
    due: date | None = None,
    origin: PledgeOrigin = PledgeOrigin.SPONTANEOUS,
    note: str = "",
    may_call: Collection[str] = (),
) -> Pledge:
    """Record a pledge between people, the first of whom leads; return it.

    ``may_call`` are those who agreed to be called back, each for themselves.

    Raises MissingValue without words or without anybody.
    """
    if not what.strip():
        raise MissingValue("what")
    if not people:
        raise MissingValue("person")
    with store.action():
        pledge = store.add(
            Pledge(
                event=event,
                note=note,
                what=what.strip(),
                next_step=next_step.strip(),
                help_needed=help_needed.strip(),
                due=due,
                origin=origin,
                status=PledgeStatus.MADE,
                made=store.clock(),
            )
        )
        same = same_people.read(store)
        once: dict[str, str] = {}
        for person in people:
            once.setdefault(same.of(person), person)
        for at, person in enumerate(once.values()):
            pledge_parties.record(
                store,
                same,
                pledge=pledge.id,
                person=person,
                leads=at == 0,
                may_call=person in may_call,
            )
    return pledge


def change(store: Store, *, pledge: str, **values: object) -> Pledge:
    """Correct or postpone a pledge, or say how far it has come; return it."""
    store.change(pledge, **values)
    return store.get(Pledge, pledge)


def answer(store: Store, *, party: str, may_call: bool) -> None:
    """Record whether a party to a pledge agrees to be called back; this decides a dispute.

    Raises NotFound.
    """
    with store.action():
        records = _records_of(store, party)
        if not store.disputed(PledgeParty).isdisjoint(records):
            for one in store.conflicts():
                if one.record in records and one.field == "may_call":
                    store.resolve(one, may_call)
        for record in records:
            store.change(record, may_call=may_call)


def _records_of(store: Store, party: str) -> list[str]:
    """Return the records of somebody's part in a pledge: several if they were recorded twice."""
    said = store.get(PledgeParty, party)
    parties = store.all(PledgeParty, pledge=said.pledge)
    for one in each_once(parties, same_people.read(store)):
        if party in one.records:
            return list(one.records)
    return [party]


def follow_up(
    store: Store, *, pledge: str, text: str, on: date, channel: Channel = Channel.CALL
) -> FollowUp:
    """Record a contact about a pledge. Raises MissingValue without words."""
    if not text.strip():
        raise MissingValue("text")
    return store.add(FollowUp(pledge=pledge, on=on, channel=channel, text=text.strip()))


def follow_ups(store: Store, *, pledge: str) -> list[FollowUp]:
    """Return the contacts about a pledge, the latest first."""
    found = store.all(FollowUp, pledge=pledge)
    return sorted(found, key=lambda one: (one.on is not None, one.on, one.id), reverse=True)


def choosable(store: Store, typed: str, *, limit: int = 12) -> list[Choosable]:
    """Return people with words that begin as typed, without accents, best first."""
    structures = organisations_of(store)
    same = same_people.read(store)
    ids = dict.fromkeys(same.of(id_) for id_ in store.find(Person, typed, limit=limit))
    found = [store.get(Person, id_) for id_ in ids]
    return [Choosable(one.id, one.name, structures.get(one.id, ""), one.category) for one in found]


def _parties(store: Store) -> dict[str, list[Party]]:
    people = {person.id: person for person in store.all(Person, deleted=True)}
    names = {organisation.id: organisation.name for organisation in store.all(Organisation)}
    found: dict[str, list[Party]] = defaultdict(list)
    disputed, undecided = store.disputed(PledgeParty), store.disputed(Person)
    same = same_people.read(store)
    behind = same_people.contacts_behind(store, same)
    parties = each_once(store.all(PledgeParty), same)
    refusals = calling_back.refusals(store, parties)
    for once in parties:
        one = once.party
        id_ = one.person
        person = people.get(id_)
        gone = _gone(store, id_, person, undecided) if id_ else None
        known = person if gone in (None, Gone.UNDECIDED) else None
        reached = known if gone is None else None
        unclear = not disputed.isdisjoint(once.records) or gone is Gone.UNDECIDED
        found[one.pledge].append(
            Party(
                person=id_,
                name=known.name if known else "",
                organisation=names.get(one.organisation, ""),
                category=one.category,
                role=one.role,
                may_call=one.may_call and not unclear and not gone and one.id not in refusals,
                id=one.id,
                disputed=unclear,
                phone=reached.phone if reached else "",
                email=reached.email if reached else "",
                gone=gone,
                refusal=refusals.get(one.id) if reached else None,
                others=behind.get(id_, NOWHERE_ELSE) if reached else NOWHERE_ELSE,
            )
        )
    for of in found.values():
        of.sort(key=lambda party: party.role is not PartyRole.LEAD)
    return found


def _gone(store: Store, id_: str, person: Person | None, undecided: set[str]) -> Gone | None:
    if person is None:
        try:
            store.get(Person, id_)
        except Erased:
            return Gone.ERASED
        except NotFound:
            return Gone.UNKNOWN
        return None
    if not person.deleted:
        return None
    return Gone.UNDECIDED if id_ in undecided else Gone.DELETED
