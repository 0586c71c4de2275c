"""What is said of a place of France: as an option, and below the field; pure."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from maillage.actions.territories import Named, of_place
from maillage.domain.geography import Place, spelling
from maillage.domain.vocabulary import TerritoryLevel
from maillage.language import _


def option(place: Place) -> str:
    """Return a place so that two of the same name can be told apart."""
    name = _typographic(place.name)
    if place.level is TerritoryLevel.COMMUNE:
        return f"{name} · {_where(place)}" if place.within else name
    if place.level is TerritoryLevel.DEPARTMENT:
        return f"{name} ({place.code}) · {_(place.level.label)}"
    return f"{name} · {_(place.level.label)}"


def named(place: Place) -> Named:
    """Return a place as it is shown and recorded: the list has typewriters' apostrophes."""
    of = of_place(place)
    return replace(of, name=_typographic(of.name))


def meant(text: str, found: Sequence[Place]) -> Named:
    """Return what was typed: the one place found that is called so, else only its words."""
    same = namesakes(text, found)
    return named(same[0]) if len(same) == 1 else Named(" ".join(text.split()))


def namesakes(text: str, found: Sequence[Place]) -> list[Place]:
    """Return the places found that are called exactly so."""
    return [place for place in found if spelling(place.name) == spelling(text)]


def told(of: Named, place: Place | None, same: Sequence[Place] = ()) -> str:
    """Return which place stands in a field; that it is one of several, or none known, if so."""
    if not of.name:
        return ""
    if of.level is TerritoryLevel.ABROAD:
        return _("Abroad")
    if of.level is None and len(same) > 1:
        if all(one.level is TerritoryLevel.COMMUNE for one in same):
            return _("Several communes bear this name: choose yours, or type its postcode.")
        return _("Several places bear this name: choose yours.")
    if place is None or of.level is None:
        return _("Not chosen from the official list: kept as you wrote it.")
    if place.level is TerritoryLevel.COMMUNE:
        return _("{where}, INSEE code {code}", where=_where(place), code=place.code)
    return _(place.level.label)


def _where(place: Place) -> str:
    within = _typographic(place.within)
    return f"{within} ({place.department})" if within else place.department


def _typographic(name: str) -> str:
    return name.replace("'", "’")
