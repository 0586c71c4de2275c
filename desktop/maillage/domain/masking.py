"""Leaving other people's names and contacts out of a text that is handed to somebody; pure.

A name is looked for as erasure looks for it, as words without case and accents. It must not
stand in small letters where it is written, but for a particle, or beside the first name: «un petit
banc» does not name Mr Petit, «jean petit» does.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from maillage.domain.contacts import reached
from maillage.domain.matching import written_out

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_WORD: Final = re.compile(r"[^\W_]+")
_E_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FRENCH: Final = r"0[1-9](?:[\s.\-/]?\d\d){4}"
"""Ten digits by two: an hour or a year may stand right behind them."""
_PHONE: Final = re.compile(
    rf"(?<![\w+])(?:{_FRENCH}|(?:\+|00)\s?33[\s.\-/]?(?:\(0\)\s?)?[1-9](?:[\s.\-/]?\d\d){{4}}"
    r"|(?:\+|00)?\d(?:[\s.\-/]?\d){8,13})(?!\w)"
)
_LEAST: Final = 2
"""Letters that a name has at least to be looked for."""
_LEAST_OF_PART: Final = 3
"""Letters that one half of a name with a hyphen has at least."""
_BEFORE: Final = frozenset(
    {"d", "da", "de", "del", "den", "der", "des", "di", "do", "dos", "du", "van", "von"}
)
"""Words that a name begins with, and that people leave out."""


class Names(Struct, frozen=True):
    """Names to look for, as words: last names, with the first names of those who have them."""

    last: dict[tuple[str, ...], frozenset[tuple[str, ...]]]
    longest: int
    full: frozenset[tuple[str, ...]] = frozenset()
    """Those of them that have first and last name: they are names in small letters, too."""
    whole: frozenset[tuple[str, ...]] = frozenset()
    """First and last names, in either order, of those whose names stay."""

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]], keep: Iterable[tuple[str, str]] = ()) -> Names:
        """Return the names of ``people``, given as first and last; what ``keep`` are called stays.

        Whoever has one name only is looked for by that; who bears a last name that stays, by both.
        """
        kept: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        whole: set[tuple[str, ...]] = set()
        for given, last in keep:
            name, first = name_words(last or given), name_words(given) if last else ()
            kept.setdefault(name, set()).add(first)
            whole |= {first + name, name + first} if first else set()
        found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        full: set[tuple[str, ...]] = set()
        for given, last in people:
            first = name_words(given) if last else ()
            for name in forms(last or given):
                if name not in kept:
                    found.setdefault(name, set()).add(first)
                elif first and first not in kept[name]:
                    full |= {first + name, name + first}
        found |= {one: set() for one in full}
        firsts = {name: frozenset(one for one in of if one) for name, of in found.items()}
        return cls(firsts, max(map(len, firsts), default=0), frozenset(full), frozenset(whole))


def forms(name: str) -> set[tuple[str, ...]]:
    """Return a last name as people write it: whole, without «van», a half of one with a hyphen."""
    words = name_words(name)
    found = {words}
    if "-" in name:
        halves = map(name_words, name.split("-"))
        found |= {half for half in halves if sum(map(len, half)) >= _LEAST_OF_PART}
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
        found.add(words)
    return {one for one in found if sum(map(len, one)) >= _LEAST}


def masked(text: str, names: Names, mask: str, *, own: Collection[str] = ()) -> str:
    """Return a text with ``mask`` in the place of these names, and of addresses and numbers.

    Those that somebody is ``reached`` by, given in ``own``, stay.
    """
    text = unicodedata.normalize("NFC", text)  # a bare accent would part a word
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
        own = next((len(one) for one in names.whole if tuple(plain[at : at + len(one)]) == one), 0)
        if own:
            at += own
            continue
        most = min(names.longest, len(words) - at)
        long = next((n for n in range(most, 0, -1) if tuple(plain[at : at + n]) in names.last), 0)
        first, last = at, at + long
        for given in names.last.get(tuple(plain[at:last]), ()):
            if tuple(plain[max(at - len(given), 0) : at]) == given:
                first = at - len(given)
            elif tuple(plain[last : last + len(given)]) == given:
                last += len(given)
        # «de la Tour» and «d’Aubigné» begin with a small letter; Arabic has neither.
        named = tuple(plain[at : at + long]) in names.full or any(
            not one[0][0].islower() for one in words[at : at + long]
        )
        if not named and last - first == long:
            at += 1
            continue
        start = words[first].start()
        if found and start < found[-1][1]:  # a first name that is somebody's last name as well
            start = found.pop()[0]
        found.append((start, words[last - 1].end()))
        at = last
    return found


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name or a text as they are compared."""
    composed = unicodedata.normalize("NFC", name)
    return tuple(written_out(one[0]) for one in _WORD.finditer(composed))
