"""One text out of two that changed the same one: each side's changes, word by word.

The classic three-way merge (Khanna, Kunal and Pierce, "A formal investigation of diff3",
2007) over words and the spaces between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum

from msgspec import Struct

_TOKEN = re.compile(r"\s+|\S+")


class Said(Enum):
    """Who a part of the proposal is from."""

    ALL = "all"
    ONE = "one"
    OTHER = "other"
    BOTH = "both"
    """Both sides made the same change."""


class Part(Struct, frozen=True):
    """Some words in a row, and who wrote them."""

    text: str
    said: Said
    clash: bool = False
    """The other side wrote something else in the same place; that stands beside it."""


class Proposal(Struct, frozen=True):
    """A text with the changes of both sides."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The proposed text."""
        return "".join(part.text for part in self.parts)

    @property
    def clean(self) -> bool:
        """Whether the two sides changed different places: nothing is said twice."""
        return not any(part.clash for part in self.parts)

    @property
    def marks(self) -> tuple[tuple[int, int], ...]:
        """Return (start, length) of what is not as it was, for the screen."""
        found, at = [], 0
        for part in self.parts:
            if part.said is not Said.ALL and part.text.strip():
                found.append((at, len(part.text)))
            at += len(part.text)
        return tuple(found)


def propose(base: str, one: str, other: str) -> Proposal:
    """Return one text with what both sides changed of ``base``.

    Where only one side changed something, its words stand, or are gone. Where both did,
    differently, or right beside each other, both versions stand one after the other and the
    proposal is not clean: «premier jeudi» and «dernier mardi» do not make «dernier jeudi»,
    which nobody said.
    """
    old, mine, theirs = (_TOKEN.findall(text) for text in (base, one, other))
    parts: list[Part] = []
    at_old = at_mine = at_theirs = 0
    for of_old, of_mine, of_theirs, length in _agreements(old, mine, theirs):
        parts += _changed(old[at_old:of_old], mine[at_mine:of_mine], theirs[at_theirs:of_theirs])
        parts.append(Part("".join(old[of_old : of_old + length]), Said.ALL))
        at_old, at_mine, at_theirs = of_old + length, of_mine + length, of_theirs + length
    return Proposal(tuple(part for part in parts if part.text))


def _agreements(
    old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that all three have, by their three starts and their length.

    Each has a word: what only a space parts is one place. The last one is empty, at the end of all.
    """
    to_mine = _matches(old, mine)
    to_theirs = _matches(old, theirs)
    place = 0
    while place < len(old):
        if place not in to_mine or place not in to_theirs:
            place += 1
            continue
        length = 1
        while (
            to_mine.get(place + length) == to_mine[place] + length
            and to_theirs.get(place + length) == to_theirs[place] + length
        ):
            length += 1
        if any(not token.isspace() for token in old[place : place + length]):
            yield place, to_mine[place], to_theirs[place], length
        place += length
    yield len(old), len(mine), len(theirs), 0


def _matches(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Return for each word of ``old`` that stayed where it is in ``new``."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {of_old + at: of_new + at for of_old, of_new, size in blocks for at in range(size)}


def _changed(old: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> list[Part]:
    """Return what stands between two agreements."""
    if mine == theirs:
        return [Part("".join(mine), Said.ALL if mine == old else Said.BOTH)]
    if mine == old:
        return [Part("".join(theirs), Said.OTHER)]
    if theirs == old:
        return [Part("".join(mine), Said.ONE)]
    first, second = "".join(mine), "".join(theirs)
    parted = first and second and not first[-1].isspace() and not second[0].isspace()
    return [
        Part(first + (" " if parted else ""), Said.ONE, clash=True),
        Part(second, Said.OTHER, clash=True),
    ]
