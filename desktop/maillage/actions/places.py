"""The geography of France that Maillage ships, read when it is first needed."""

from __future__ import annotations

import lzma
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage import assets
from maillage.domain.geography import Atlas, department_of, spelling

if TYPE_CHECKING:
    from maillage.domain.geography import Place

_CEDEX = re.compile(r"\s+cedex(?:\s+\d+)?$", re.IGNORECASE)
_ARRONDISSEMENT = re.compile(
    r"(paris|lyon|marseille)\s+0?(\d{1,2})\s*(?:er|e|è|ème|eme)?(?:\s+arr\w*\.?)?", re.IGNORECASE
)
_NAMESAKES = 60
"""Of one name there are a dozen communes at most."""


@cache
def atlas() -> Atlas:
    """Return all communes, groups of communes, departments and regions; some tenths of a second."""
    with lzma.open(assets.resource("geography", "france.tsv.xz"), "rt", encoding="utf-8") as file:
        return Atlas(file)


class Meant(Struct, frozen=True):
    """Which commune words mean: the one there is, or all that bear the name, or none."""

    commune: Place | None = None
    several: tuple[Place, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a commune of that name at all."""
        return self.commune is not None or bool(self.several)


@lru_cache(maxsize=2_000)
def commune(typed: str, postcode: str = "") -> Meant:
    """Return the commune somebody wrote, as people write it: «Paris 14e», «St-Denis Cedex».

    Of several, the one that has this postcode, else the one in its department. «Saint-Denis
    (93)» says it as well.
    """
    words = _CEDEX.sub("", typed.strip())
    if part := _ARRONDISSEMENT.fullmatch(words):
        number = int(part[2])
        words = f"{part[1]} {number}{'er' if number == 1 else 'e'} arrondissement"
    if one := atlas().named(words):
        return Meant(one)
    wanted = spelling(words)
    called = [
        place
        for place in atlas().find(words, most=_NAMESAKES)
        if wanted and spelling(place.name) == wanted
    ]
    there = [place for place in called if postcode in place.postcodes] or [
        place for place in called if postcode and department_of(postcode) == place.department
    ]
    return Meant(there[0]) if len(there) == 1 else Meant(several=tuple(called))


def serves(postcode: str, name: str) -> bool:
    """Tell whether a postcode is one of the commune that somebody wrote; not if either is empty."""
    if not postcode or not name:
        return False
    found = commune(name, postcode).commune
    return found is not None and postcode in found.postcodes
