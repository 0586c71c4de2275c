"""Rounds and seats as they are recorded: read as one plan, written by the fewest changes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from maillage.actions import same_people
from maillage.actions.registrations import by_guest
from maillage.domain.records import Registration, Round, Seat

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from maillage.exchange.store import Store

Sitting = dict[str, int]
"""The table, from 1, of each registration in one round."""


def rounds(store: Store, event: str) -> list[Round]:
    """Return the rounds in order. Planned by two laptops, the one planned last counts."""
    found = sorted(store.all(Round, event=event), key=lambda one: one.id)
    by_number = {one.number or 0: one for one in found}
    return [by_number[number] for number in sorted(by_number)]


def new_round(store: Store, event: str, number: int) -> Round:
    """Return one more round: the one last deleted if there is one, with its title."""
    gone = [one for one in store.all(Round, deleted=True, event=event) if one.deleted]
    for one in sorted(gone, key=lambda one: one.id, reverse=True):
        if one.number == number:
            store.restore(one.id)
            return store.get(Round, one.id)
    return store.add(Round(event=event, number=number))


def drop_rounds(store: Store, event: str, left: Sequence[Round]) -> None:
    """Delete the rounds after these, also those another laptop planned besides."""
    stay = {one.id for one in left}
    for one in store.all(Round, event=event):
        if one.id not in stay and (one.number or 0) > len(left):
            store.delete(one.id)


def seat(
    store: Store, tour: str, sitting: Mapping[str, int], *, only: Collection[str] | None = None
) -> None:
    """Have one seat for each registration, and none for anybody else.

    With ``only``, seats of registrations that are not in it stay as they are.
    """
    left = dict(sitting)
    for found in sorted(store.all(Seat, deleted=True, round=tour), key=lambda one: one.deleted):
        if only is not None and found.registration not in only:
            continue
        table = left.pop(found.registration, None)
        if table is None:
            if not found.deleted:
                store.delete(found.id)
            continue
        if found.deleted:
            store.restore(found.id)
        if found.table != table:
            store.change(found.id, table=table)
    for registration, table in left.items():
        store.add(Seat(round=tour, registration=registration, table=table))


def stands_for(store: Store, event: str) -> dict[str, str]:
    """Return for each registration the one that stands for its ticket, or person, everywhere."""
    guests = by_guest(store.all(Registration, event=event), same_people.read(store))
    return {one.id: records[0].id for records in guests for one in records}


def sitting(
    store: Store, tour: str, people: Collection[str], stands_for: Mapping[str, str]
) -> Sitting:
    """Return who sits where. Seated twice by two laptops, the seat recorded last counts."""
    found: Sitting = {}
    for one in sorted(store.all(Seat, round=tour), key=lambda one: one.id):
        registration = stands_for.get(one.registration, "")
        if registration in people and one.table and one.table > 0:
            found[registration] = one.table
    return found


def known(sitting: Sitting, people: Collection[str], same: Mapping[str, str]) -> Sitting:
    """Return who of these people sits where, by the registrations that stand for theirs now."""
    found = {same.get(one, ""): table for one, table in sitting.items()}
    return {one: table for one, table in found.items() if one in people}


def records(who: Collection[str], same: Mapping[str, str]) -> set[str]:
    """Return every registration of these people: a seat may be recorded for any of them."""
    return {one for one, stands in same.items() if stands in who}


def moved_between(before: Sequence[Sitting], after: Sequence[Sitting]) -> list[set[str]]:
    """Return who sits elsewhere after a change, round by round."""
    nobody: Sitting = {}
    return [
        {one for one in {**was, **then} if was.get(one) != then.get(one)}
        for was, then in zip_longest(before, after, fillvalue=nobody)
    ]


def as_left(
    now: Sequence[Sitting],
    before: Sequence[Sitting],
    after: Sequence[Sitting],
    moved: Sequence[set[str]],
) -> bool:
    """Return whether all whom a change moved still sit as it left them.

    Rounds that came or went by it must be as it left them altogether: they go or come whole.
    """
    if len(before) != len(after) and len(now) != len(after):
        return False
    if len(before) < len(after) and list(now[len(before) :]) != list(after[len(before) :]):
        return False
    since = moved_between(after, now)
    return not any(who & since[place] for place, who in enumerate(moved) if place < len(since))
