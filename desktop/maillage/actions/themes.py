"""Themes: words that gather notes across workshops and tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from maillage.domain.matching import plain
from maillage.domain.records import Theme

if TYPE_CHECKING:
    from maillage.exchange.store import Store

COLOURS = 8
"""Theme colours there are; later themes begin again with the first."""


def themes(store: Store, *, event: str) -> list[Theme]:
    """Return the themes of an event, the oldest first, those of one name once."""
    return list(_first_by_name(store.all(Theme, event=event)).values())


def by_id(store: Store, *, event: str) -> dict[str, Theme]:
    """Return the theme that each theme's id stands for.

    Two laptops that make the same theme make two records: the older one stands for both.
    """
    found = store.all(Theme, event=event)
    first = _first_by_name(found)
    return {one.id: first[plain(one.name)] for one in found}


def theme_of(store: Store, *, event: str, name: str) -> Theme:
    """Return the theme of this name, accents and capitals aside; made if there is none."""
    first = _first_by_name(store.all(Theme, event=event))
    if (known := first.get(plain(name))) is not None:
        return known
    return store.add(Theme(event=event, name=name, colour=len(first) % COLOURS))


def _first_by_name(found: Iterable[Theme]) -> dict[str, Theme]:
    first: dict[str, Theme] = {}
    for one in found:
        first.setdefault(plain(one.name), one)
    return first
