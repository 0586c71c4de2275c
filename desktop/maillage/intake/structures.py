"""What a list says of structures: one commune, one SIRET each, whoever says so; pure.

Several people come from one structure, and a list may say of each another commune: theirs, not
the structure's. Then what stands stays, and each line that says otherwise is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from maillage.domain.geography import spelling
from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag, Why

FACTS = {"siret": Why.OTHER_SIRET, "commune": Why.OTHER_COMMUNE}
"""What is kept of a structure, and why a line may find it kept otherwise."""

_PART = re.compile(r" (?:cedex|\d).*$")

Facts = Mapping[str, Mapping[str, str]]
"""What is known of structures: by their name, then by field."""


def same_fact(field: str, one: str, other: str) -> bool:
    """Tell whether two values say the same; communes are spelt as people spell them.

    «Paris 9e» and «Paris Cedex 09» are in Paris.
    """
    return one == other or (field == "commune" and _town(one) == _town(other))


def _town(name: str) -> str:
    return _PART.sub("", spelling(name))


class Listed:
    """What the lines of one list say of their structures."""

    def __init__(self, entrants: Iterable[Entrant]) -> None:
        self._said: dict[tuple[str, str], list[str]] = {}
        for one in entrants:
            for field in FACTS:
                if value := one.organisation and getattr(one, field):
                    self._said.setdefault((one.organisation, field), []).append(value)

    def may_change(self, entrant: Entrant, field: str, stored: str) -> bool:
        """Tell whether a line may change or fill a fact: its list agrees, or it says it first."""
        first, *others = self._said.get((entrant.organisation, field), [""])
        if stored and not all(same_fact(field, first, one) for one in others):
            return False
        return same_fact(field, first, getattr(entrant, field))


def told_apart(
    entrants: Iterable[Entrant],
    known: Facts,
    asked: Collection[tuple[int, str]],
    new: Collection[int],
) -> Iterator[tuple[Entrant, Flag]]:
    """Yield the lines that say otherwise of a structure than what stays, each with its flag.

    The commune of a ``new`` line is then kept as where that person comes from. ``known`` is what
    stands once the list is taken in; of a structure that is new, the first line's word.
    ``asked`` are lines and fields of which a person is asked, or that are written.
    """
    stands = {name: dict(of) for name, of in known.items()}
    for one in entrants:
        of = stands.setdefault(one.organisation, {})
        for field, why in FACTS.items():
            listed = getattr(one, field)
            if not (one.organisation and listed) or (one.line, field) in asked:
                continue
            here = of[field] = of.get(field) or listed
            if not same_fact(field, listed, here):
                is_own = field == "commune" and one.line in new
                yield one, Flag(field, listed, Why.OWN_COMMUNE if is_own else why, here)
