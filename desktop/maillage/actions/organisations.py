"""Organisations by name, so that one structure is recorded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.matching import plain
from maillage.domain.records import Membership, Organisation

if TYPE_CHECKING:
    from maillage.exchange.store import Store


def organisation_named(store: Store, name: str) -> str:
    """Return the id of the organisation with this name, recorded now if it is new.

    Case, accents and spaces do not make another organisation. No name, no id.
    """
    wanted = " ".join(name.split())
    if not wanted:
        return ""
    for organisation in store.all(Organisation):
        if plain(" ".join(organisation.name.split())) == plain(wanted):
            return organisation.id
    return store.add(Organisation(name=wanted)).id


def known_names(store: Store) -> list[str]:
    """Return the names of all structures, each once, in the order of the alphabet."""
    found = {organisation.name for organisation in store.all(Organisation) if organisation.name}
    return sorted(found, key=lambda name: (plain(name), name))


def organisations_of(store: Store) -> dict[str, str]:
    """Return for each person, by id, the names of their organisations in one line."""
    names = {organisation.id: organisation.name for organisation in store.all(Organisation)}
    found: dict[str, list[str]] = {}
    for membership in store.all(Membership):
        if name := names.get(membership.organisation):
            found.setdefault(membership.person, []).append(name)
    return {person: ", ".join(of) for person, of in found.items()}


def joins(store: Store, *, person: str, organisation: str) -> None:
    """Record that a person belongs to an organisation, once."""
    name = organisation_named(store, organisation)
    if name and not store.all(Membership, person=person, organisation=name):
        store.add(Membership(person=person, organisation=name))
