"""What is said of a place of France: as an option, and below the field; pure."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.actions.territories import Named, of_place
from maillage.domain.geography import Place, spelling
from maillage.domain.vocabulary import TerritoryLevel
from maillage.language import _


def option(place: Place) -> str:
    """Return a place so that two of the same name can be told apart."""
    if place.level is TerritoryLevel.COMMUNE:
        return f"{place.name} · {_where(place)}" if place.within else place.name
    return f"{place.name} · {_(place.level.label)}"


def meant(text: str, found: Sequence[Place]) -> Named:
    """Return what was typed: the one place found that is called so, else only its words."""
    same = namesakes(text, found)
    return of_place(same[0]) if len(same) == 1 else Named(" ".join(text.split()))


def namesakes(text: str, found: Sequence[Place]) -> list[Place]:
    """Return the places found that are called exactly so."""
    return [place for place in found if spelling(place.name) == spelling(text)]


def told(named: Named, place: Place | None, same: Sequence[Place] = ()) -> str:
    """Return which place stands in a field; that it is one of several, or none known, if so."""
    if not named.name:
        return ""
    if named.level is TerritoryLevel.ABROAD:
        return _("Abroad")
    if named.level is None and len(same) > 1:
        if all(one.level is TerritoryLevel.COMMUNE for one in same):
            return _("Several communes bear this name: choose yours, or type its postcode.")
        return _("Several places bear this name: choose yours.")
    if place is None or named.level is None:
        return _("Not chosen from the official list: kept as you wrote it.")
    if place.level is TerritoryLevel.COMMUNE:
        return _("{where}, INSEE code {code}", where=_where(place), code=place.code)
    return _(place.level.label)


def _where(place: Place) -> str:
    return f"{place.within} ({place.department})" if place.within else place.department
