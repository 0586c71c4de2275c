"""Whether two names may be those of one person: accents, particles, order, one slip of the pen.

A guess for a person to confirm, never a decision: people of the same name exist.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.matching import written_out

if TYPE_CHECKING:
    from collections.abc import Sequence

_FRENCH = ("d", "de", "del", "des", "du", "el", "l", "la", "le", "les")
_OTHERS = ("da", "das", "della", "den", "der", "di", "do", "dos", "van", "von")
PARTICLES = frozenset((*_FRENCH, *_OTHERS))
"""Words that one list writes and another leaves out."""

CLOSE = 70.0
"""Least similarity (0 to 100) of two names, words sorted, that are looked at word by word."""

MOST = 20
"""Names looked at word by word, the most similar ones."""

_SOUNDS = (("ph", "f"), ("ck", "k"), ("th", "t"), ("y", "i"), ("oe", "e"), ("ae", "e"))


class Name(Struct, frozen=True):
    """A name as it is compared."""

    words: tuple[str, ...]
    """Without accents, case, particles and hyphens, in the order of the alphabet."""
    runs: frozenset[str]
    """The letters in one run, first name first and last name first: blanks may lack.

    With the particles too, where there are any: Le Goff is Legoff.
    """

    @property
    def line(self) -> str:
        """All words in one text."""
        return " ".join(self.words)


def name_of(given: str, family: str) -> Name:
    """Return a name as it is compared; first and last name may stand in each other's place."""
    parts = [_words(given), _words(family)]
    kept = [[word for word in part if word not in PARTICLES] for part in parts]
    if not any(kept):
        kept = parts
    words = tuple(sorted(word for part in kept for word in part))
    runs = _runs(kept)
    return Name(words, runs | _runs(parts) if kept != parts else runs)


def alike(one: Name, other: Name) -> bool:
    """Tell whether two names may be one person's.

    Each word of the shorter name must be in the longer one, give or take a slip in all; one word
    alone says too little. Whoever is called Marie Dupont-Roy may have signed Marie Dupont.
    """
    if one.runs & other.runs:
        return True
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < 2:  # noqa: PLR2004 - a first and a last name
        return bool(shorter) and shorter == longer
    # Late, here and below: a start does not pay for what only comparing names takes.
    from rapidfuzz.distance import OSA

    left, slips = list(longer), 0
    for word in shorter:
        found = min(left, key=lambda known: OSA.distance(word, known))
        slips += OSA.distance(word, found)
        if slips > _forgiven(word, found):
            return False
        left.remove(found)
    return True


def likely(wanted: Name, known: Sequence[Name]) -> list[int]:
    """Return the places of the names that may be the same person's, the most similar first."""
    if not wanted.words:
        return []
    from rapidfuzz import fuzz, process

    close = process.extract(
        wanted.line,
        [name.line for name in known],
        scorer=fuzz.token_set_ratio,
        processor=None,
        score_cutoff=CLOSE,
        limit=MOST,
    )
    return [place for _line, _score, place in close if alike(wanted, known[place])]


def _runs(parts: Sequence[Sequence[str]]) -> frozenset[str]:
    first, last = ("".join(part) for part in parts)
    return frozenset({first + last, last + first}) if first and last else frozenset()


def _forgiven(one: str, other: str) -> int:
    """Return how many slips a name may have by this word: none in short words, two in long ones."""
    shorter = min(len(one), len(other))
    return 0 if shorter < 4 else 1 if shorter < 9 else 2  # noqa: PLR2004 - letters


def _words(text: str) -> list[str]:
    return [_sound(word) for word in re.sub(r"[^a-z0-9]+", " ", written_out(text)).split()]


def _sound(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)
