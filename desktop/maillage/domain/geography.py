"""The map of France by name, INSEE code or postcode; pure lookup in a list read elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.matching import written_out
from maillage.domain.vocabulary import TerritoryLevel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

LEAST_TYPED = 2
"""Letters before anything is proposed: one letter begins thousands of names."""

OVERSEAS = "97", "98"
"""Departments that have three characters, as their communes' codes begin with."""

_KINDS = {
    "R": TerritoryLevel.REGION,
    "D": TerritoryLevel.DEPARTMENT,
    "E": TerritoryLevel.INTERCOMMUNAL,
    "C": TerritoryLevel.COMMUNE,
}
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_IN_BRACKETS = re.compile(r"\s*\(([^)]*)\)\s*$")


class Place(Struct, frozen=True):
    """A commune, a group of communes, a department or a region."""

    level: TerritoryLevel
    code: str
    """INSEE code, or the SIREN of a group; text, because zeros and 2A count."""
    name: str
    within: str = ""
    """Name of the department of a commune, of the region of a department."""
    group: str = ""
    """Code of the group that a commune belongs to."""
    postcodes: tuple[str, ...] = ()
    population: int = 0

    @property
    def department(self) -> str:
        """Code of the department of a commune."""
        return department_of(self.code)


def department_of(insee: str) -> str:
    """Return the code of the department that the INSEE code or postcode of a commune begins with.

    Corsican postcodes do not tell one department from the other; see `Atlas.of_postcode`.
    """
    return insee[:3] if insee.startswith(OVERSEAS) else insee[:2]


def spelling(name: str) -> str:
    """Return a name as it is compared: no accent, case, hyphen or apostrophe, «st» in full."""
    words = re.sub(r"[^a-z0-9]+", " ", written_out(name)).split()
    return " ".join(_SHORT.get(word, word) for word in words)


class Atlas:
    """All places, ready to be looked up."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Take the lines that packaging/geography describes."""
        self._places = list(self._read(lines))
        self._spelled = [spelling(place.name) for place in self._places]
        self._by_code = {(one.level, one.code): at for at, one in enumerate(self._places)}
        self._by_postcode: dict[str, list[int]] = {}
        for at, place in enumerate(self._places):
            for postcode in place.postcodes:
                self._by_postcode.setdefault(postcode, []).append(at)
        self._keys = sorted(self._begun())
        self._postcodes = sorted(self._by_postcode)

    def get(self, level: TerritoryLevel, code: str) -> Place | None:
        """Return a place by its code; None if there is none."""
        at = self._by_code.get((level, code))
        return None if at is None else self._places[at]

    def find(
        self,
        typed: str,
        *,
        levels: Collection[TerritoryLevel] = (TerritoryLevel.COMMUNE,),
        most: int = 8,
    ) -> list[Place]:
        """Return places with a word or a postcode that begins as typed, or that INSEE code.

        First the department that has this number and whoever is called exactly so, then names
        that begin so, the most inhabited first.
        """
        wanted = spelling(typed)
        if len(wanted) < LEAST_TYPED:
            return []
        begun = dict.fromkeys(self._beginning(wanted))
        places = (at for at in begun if self._places[at].level in levels)
        found = nsmallest(most, places, key=lambda at: self._order(at, wanted))
        return [self._places[at] for at in found]

    def named(self, text: str) -> Place | None:
        """Return the one commune of that name; None for an unknown name or one of several.

        «Saint-Denis (93)», by number or name of the department, says which of several.
        """
        bracket = _IN_BRACKETS.search(text)
        wanted = spelling(_IN_BRACKETS.sub("", text))
        where = spelling(bracket[1]) if bracket else ""
        if not wanted:
            return None
        called = {at for at in self._beginning(wanted) if self._spelled[at] == wanted}
        found = [
            place
            for place in (self._places[at] for at in called)
            if place.level is TerritoryLevel.COMMUNE
            and (not where or where in (place.department.lower(), spelling(place.within)))
        ]
        return found[0] if len(found) == 1 else None

    def of_postcode(self, postcode: str) -> Place | None:
        """Return the department of a postcode: that of the commune it serves; None if unknown."""
        served = self._by_postcode.get(postcode.strip(), [])
        code = self._places[served[0]].department if served else ""
        return self.get(TerritoryLevel.DEPARTMENT, code)

    def _beginning(self, wanted: str) -> Iterator[int]:
        if wanted.isdigit():
            first = bisect_left(self._postcodes, wanted)
            for postcode in islice(self._postcodes, first, None):
                if not postcode.startswith(wanted):
                    break
                yield from self._by_postcode[postcode]
        for level in (TerritoryLevel.DEPARTMENT, TerritoryLevel.COMMUNE):
            coded = self._by_code.get((level, wanted.upper()))
            if coded is not None:
                yield coded
        for key, at in islice(self._keys, bisect_left(self._keys, (wanted, 0)), None):
            if not key.startswith(wanted):
                break
            yield at

    def _begun(self) -> Iterator[tuple[str, int]]:
        for at, name in enumerate(self._spelled):
            words = name.split()
            yield from ((" ".join(words[first:]), at) for first in range(len(words)))

    def _order(self, at: int, wanted: str) -> tuple[bool, bool, int, int]:
        name = self._spelled[at]
        numbered = self._by_code.get((TerritoryLevel.DEPARTMENT, wanted.upper())) == at
        return (
            not numbered and name != wanted,
            not name.startswith(wanted),
            -self._places[at].population,
            at,
        )

    def _read(self, lines: Iterable[str]) -> Iterator[Place]:
        names: dict[tuple[str, str], str] = {}
        for line in lines:
            kind, code, name, *rest = line.rstrip("\n").split("\t")
            names[kind, code] = name
            group, postcodes, people = rest if kind == "C" else ("", "", "")
            within = {"C": ("D", department_of(code)), "D": ("R", rest[0] if rest else "")}
            yield Place(
                _KINDS[kind],
                code,
                name,
                names.get(within.get(kind, ("", "")), ""),
                group,
                tuple(postcodes.split()),
                int(people or 0),
            )
