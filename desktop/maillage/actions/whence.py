"""Where the people of a meeting come from, department by department."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from maillage.actions.reception import is_expected, is_here
from maillage.actions.registrations import registrations
from maillage.domain.records import Membership, Organisation, Person, Territory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.exchange.store import Store


@dataclass(frozen=True, slots=True)
class TerritoryCount:
    """How many of a territory are in the room, out of how many expected."""

    name: str
    """Empty for those of whom nobody knows."""
    present: int
    expected: int


def territories(store: Store, *, event: str) -> list[TerritoryCount]:
    """Return the counts of each territory, the largest first, those unknown last.

    A territory said of the registration or the person counts first, then the department of
    the person's postcode, then that of their organisation's. People since erased count with
    what their registration keeps.
    """
    found = registrations(store, event=event)
    names = {one.id: one.name for one in store.all(Territory)}
    people = {one.id: one for one in store.all(Person)}
    postcodes = _postcodes(store, people.values())
    present: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for one in found:
        person = people.get(one.person)
        said = one.territory or (person.territory if person else "")
        name = names.get(said, "") or _department(postcodes.get(one.person, ""))
        present[name] += is_here(one)
        expected[name] += is_expected(one)
    every = {name for name in (*present, *expected) if present[name] or expected[name]}
    order = sorted(every, key=lambda name: (not name, -expected[name], -present[name], name))
    return [TerritoryCount(name, present[name], expected[name]) for name in order]


def _postcodes(store: Store, people: Iterable[Person]) -> dict[str, str]:
    """Return the postcode of each person, or of an organisation they are in."""
    found = {one.id: one.postcode for one in people if one.postcode}
    structures = {one.id: one.postcode for one in store.all(Organisation) if one.postcode}
    for member in store.all(Membership):
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
