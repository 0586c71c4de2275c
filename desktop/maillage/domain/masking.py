"""Leaving other people's names and contacts out of a text that is handed to somebody; pure.

A name is looked for as erasure looks for it, as words without case and accents. It must stand
with a capital where it is written, but for a particle: «un petit banc» does not name Mr Petit.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from maillage.domain.contacts import reached
from maillage.domain.matching import written_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD: Final = re.compile(r"[^\W_]+")
_E_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"(?<![\w+])(?:\+|00)?\d(?:[\s.\-/]?\d){8,13}(?!\w)")
_LEAST: Final = 2
"""Letters that a name has at least to be looked for."""


class Names(Struct, frozen=True):
    """Names to look for, as words: last names, with the first names of those who have them."""

    last: dict[tuple[str, ...], frozenset[tuple[str, ...]]]
    longest: int

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]], keep: Iterable[tuple[str, str]] = ()) -> Names:
        """Return the names of ``people``, given as first and last; what ``keep`` are called stays.

        Whoever has one name only is looked for by that; who bears a last name that stays, by both.
        """
        kept: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for given, last in keep:
            kept.setdefault(_words(last or given), set()).add(_words(given) if last else ())
        found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for given, last in people:
            name, first = _words(last or given), _words(given) if last else ()
            if name in kept:
                if first and first not in kept[name]:
                    found |= {first + name: set(), name + first: set()}
            elif name and sum(map(len, name)) >= _LEAST:
                found.setdefault(name, set()).add(first)
        firsts = {name: frozenset(one for one in of if one) for name, of in found.items()}
        return cls(firsts, max(map(len, firsts), default=0))


def masked(text: str, names: Names, mask: str, *, own: Collection[str] = ()) -> str:
    """Return a text with ``mask`` in the place of these names, and of addresses and numbers.

    Those that somebody is ``reached`` by, given in ``own``, stay.
    """
    for shape in (_E_MAIL, _PHONE):
        text = shape.sub(lambda one: one[0] if reached(one[0]) in own else mask, text)
    spans = _spans(text, names)
    for first, last in reversed(spans):
        text = text[:first] + mask + text[last:]
    return text


def _spans(text: str, names: Names) -> list[tuple[int, int]]:
    """Return where names stand, the first name beside a last one included."""
    words = list(_WORD.finditer(text))
    plain = [written_out(one[0]) for one in words]
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        most = min(names.longest, len(words) - at)
        long = next((n for n in range(most, 0, -1) if tuple(plain[at : at + n]) in names.last), 0)
        # «de la Tour» and «d’Aubigné» begin with a small letter.
        if not any(one[0][0].isupper() for one in words[at : at + long]):
            at += 1
            continue
        first, last = at, at + long
        for given in names.last[tuple(plain[at:last])]:
            if tuple(plain[max(at - len(given), 0) : at]) == given:
                first = at - len(given)
            elif tuple(plain[last : last + len(given)]) == given:
                last += len(given)
        start = words[first].start()
        if found and start < found[-1][1]:  # a first name that is somebody's last name as well
            start = found.pop()[0]
        found.append((start, words[last - 1].end()))
        at = last
    return found


def _words(name: str) -> tuple[str, ...]:
    return tuple(written_out(one[0]) for one in _WORD.finditer(name))
