"""Whether people typed first or last name first in a column of both, whatever its header asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from maillage.intake import normalise
from maillage.intake.words import plain

LEAD = 4
"""By how many votes the first names must lead. If five of six addresses have the first name first,
as in France, a list that does as its header asks has this lead against it once in a thousand."""


def first_name_first(lines: Iterable[tuple[str, str]]) -> bool:
    """Tell whether most lines, given as name and e-mail, clearly begin with the first name.

    Capitals tell the last name, one vote a line, and an address of both names does; those of one
    domain follow one rule, and have one vote together.
    """
    votes = 0
    by_domain: Counter[str] = Counter()
    for name, email in lines:
        if vote := _by_capitals(name):
            votes += vote
        else:
            local, _at, domain = email.casefold().rpartition("@")
            by_domain[domain] += _by_address(name, local)
    votes += sum((of > 0) - (of < 0) for of in by_domain.values())
    return votes >= LEAD


def _by_capitals(name: str) -> int:
    """Return 1 for «Ada LEFÈVRE», -1 for «LEFÈVRE Ada», 0 where capitals tell nothing."""
    _words, loud = normalise.words_of(name)
    return int(loud[-1]) - int(loud[0]) if loud else 0


def _by_address(name: str, local: str) -> int:
    """Return 1 if the address says that the first word is the first name, -1 if it is the last."""
    # «Anne-Sophie» is one word, and so is «annesophie.petit@».
    words = plain(name.replace("-", "")).split()
    parts = plain(local.replace("-", "").replace(".", " ")).split()
    if len(words) < 2 or words[0] == words[-1]:  # noqa: PLR2004 - a name of two words at least
        return 0
    first, last = words[0], words[-1]
    for given, family, vote in ((first, last, 1), (last, first, -1)):
        if parts in ([given, family], [given[0], family], [given[0] + family]):
            return vote
    return 0
