"""Where the people of a meeting come from, department by department."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.actions import same_people
from maillage.actions.reception import is_expected, is_here
from maillage.actions.registrations import registrations, twins
from maillage.actions.territories import NOWHERE, known, territory_named
from maillage.domain.geography import department_of
from maillage.domain.records import Membership, Organisation, Person, Registration, Territory
from maillage.domain.vocabulary import TerritoryLevel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.actions.territories import Named
    from maillage.exchange.store import Store


class TerritoryCount(Struct, frozen=True):
    """How many of a territory are in the room, out of how many expected."""

    name: str
    """Empty for those of whom nobody knows."""
    present: int
    expected: int


def territories(store: Store, *, event: str) -> list[TerritoryCount]:
    """Return the counts of each territory, the largest first, those unknown last.

    A territory said of the registration or the person counts first, a commune for its
    department, then the department of the person's postcode, then that of their organisation's
    postcode or commune. People since erased count with what their registration keeps.
    """
    found = registrations(store, event=event)
    named = _named(store, found)
    present: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for one in found:
        present[named[one.id]] += is_here(one)
        expected[named[one.id]] += is_expected(one)
    every = {name for name in (*present, *expected) if present[name] or expected[name]}
    return _in_order(TerritoryCount(name, present[name], expected[name]) for name in every)


def territory(store: Store, *, registration: str) -> str:
    """Return the territory that one registration counts for; empty if nobody knows."""
    found = store.among(Registration, "id", [registration])
    return _named(store, found).get(registration, "")


def said(store: Store, *, registration: str) -> Named:
    """Return the place that was said of a registration, or of the person; none mostly."""
    of = store.get(Registration, registration)
    person = next(iter(store.among(Person, "id", [of.person])), None)
    id_ = of.territory or (person.territory if person else "")
    return known(store).get(id_, NOWHERE)


def say(store: Store, *, registration: str, place: Named) -> None:
    """Record where somebody comes from, as `reception.change_category` does; none is known too."""
    with store.action():
        of = store.get(Registration, registration)
        id_ = territory_named(store, place)
        for one in twins(store, of):
            if not one.deleted:
                store.change(one.id, territory=id_)
        store.change(same_people.read(store).of(of.person), territory=id_)


def after(counts: Iterable[TerritoryCount], name: str, change: int) -> list[TerritoryCount]:
    """Return the counts once so many more are present of a territory, or fewer."""
    by_name = {one.name: one for one in counts}
    before = by_name.get(name, TerritoryCount(name, 0, 0))
    by_name[name] = replace(before, present=before.present + change)
    return _in_order(one for one in by_name.values() if one.present or one.expected)


def _in_order(counts: Iterable[TerritoryCount]) -> list[TerritoryCount]:
    return sorted(counts, key=lambda one: (not one.name, -one.expected, -one.present, one.name))


def _named(store: Store, found: Iterable[Registration]) -> dict[str, str]:
    """Return the territory of each registration, by id."""
    found = list(found)
    names = {one.id: _counted(one) for one in store.all(Territory)}
    ids = {of.person for of in found if of.person}
    people = {one.id: one for one in store.among(Person, "id", ids)}
    departments = _departments(store, people.values())
    named = {}
    for one in found:
        person = people.get(one.person)
        id_ = one.territory or (person.territory if person else "")
        named[one.id] = names.get(id_, "") or departments.get(one.person, "")
    return named


def _counted(of: Territory) -> str:
    """Return what a territory counts for: a commune for its department, which others share."""
    if of.level is TerritoryLevel.COMMUNE and of.insee:
        return _of_commune(of.insee) or of.name
    return of.name


def _departments(store: Store, people: Iterable[Person]) -> dict[str, str]:
    """Return the department of each person's postcode, or of an organisation they are in."""
    people = list(people)
    found = {one.id: _department(one.postcode) for one in people if one.postcode}
    members = store.among(Membership, "person", [one.id for one in people])
    of = {one.organisation for one in members if one.organisation}
    structures = {
        one.id: _department(one.postcode) or _of_commune(one.insee)
        for one in store.among(Organisation, "id", of)
        if one.postcode or one.insee
    }
    for member in members:
        if member.organisation in structures:
            found.setdefault(member.person, structures[member.organisation])
    return found


def _department(postcode: str) -> str:
    if not postcode:
        return ""
    # Reading the geography takes some tenths of a second: only once there is a postcode.
    from maillage.actions.places import atlas

    place = atlas().of_postcode(postcode)
    return place.name if place else ""


def _of_commune(insee: str) -> str:
    if not insee:
        return ""
    from maillage.actions.places import atlas

    place = atlas().get(TerritoryLevel.DEPARTMENT, department_of(insee))
    return place.name if place else ""
