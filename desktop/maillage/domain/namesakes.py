"""Laptops of one name, told apart: nobody can say which is meant by a name that two bear."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def told_apart(names: Mapping[str, str]) -> dict[str, str]:
    """Return what people call each device, given the names by device id.

    The first of a name keeps it, the others bear a number that nobody else has: "Accueil 1 (2)".
    Ids are in the order of joining, so whoever knows the same devices calls them the same. A
    restored laptop is another device, and its own namesake. One without a name stays without.
    """
    free = {name.casefold() for name in names.values() if name}
    taken: set[str] = set()
    called: dict[str, str] = {}
    for id_, name in sorted(names.items()):
        called[id_] = name
        if name.casefold() in taken:
            marked = (f"{name} ({n})" for n in count(2))
            called[id_] = next(one for one in marked if one.casefold() not in free | taken)
        if name:
            taken.add(called[id_].casefold())
    return called
