"""Territories: each recorded once, by its official code or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.geography import spelling
from maillage.domain.records import Territory
from maillage.domain.vocabulary import TerritoryLevel

if TYPE_CHECKING:
    from maillage.domain.geography import Place
    from maillage.exchange.store import Store


class Named(Struct, frozen=True):
    """A place as somebody chose or wrote it: without level and code if no list knows it."""

    name: str = ""
    level: TerritoryLevel | None = None
    code: str = ""


NOWHERE = Named()


def of_place(place: Place) -> Named:
    """Return a place of the list as it is recorded."""
    return Named(place.name, place.level, place.code)


def territory_named(store: Store, wanted: Named) -> str:
    """Return the id of a territory, recorded now if it is new. No name, no id."""
    name = " ".join(wanted.name.split())
    if not name:
        return ""
    for known in store.all(Territory):
        same_code = wanted.code and (known.level, known.insee) == (wanted.level, wanted.code)
        same_name = not wanted.code and spelling(known.name) == spelling(name)
        if same_code or (same_name and known.level is wanted.level):
            return known.id
    return store.add(Territory(name=name, level=wanted.level, insee=wanted.code)).id


def known(store: Store) -> dict[str, Named]:
    """Return all territories by id."""
    return {one.id: Named(one.name, one.level, one.insee) for one in store.all(Territory)}
