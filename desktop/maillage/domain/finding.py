"""Finding among very many what somebody types: any part of a name, no accent or case counts."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from maillage.domain.matching import rank_of_plain, sought, written_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST = 500
"""Texts that are put in order. Whoever sees so many types one letter more."""

SAMPLE = 100_000
"""Bytes in which words are counted to see which of them is the rarest."""

_SAINTS = {"st": "saint", "ste": "sainte", "saint": "st", "sainte": "ste"}
"""Written one way in a list, and often the other way by whoever looks for it."""

_END = b"\n"


class Index:
    """Names, each with a detail that is searched too, ready to be searched letter by letter.

    All texts stand in one, folded and one after the other: one pass over it in C takes a
    millisecond or two for 100,000 people, where asking each of them takes a hundred.
    """

    def __init__(self, texts: Sequence[tuple[str, str]]) -> None:
        """Take name and detail of each."""
        self._names = _Lines([name for name, _ in texts])
        self._details = _Lines([detail for _, detail in texts])
        self._whole = _Lines([f"{name}\t{detail}" for name, detail in texts])

    def find(self, typed: str) -> list[int]:
        """Return the places of the texts in which every word typed occurs, the likeliest first.

        First names that begin as typed, then those with words that do, then the others; in the
        order given within each. All of them if nothing is typed, otherwise at most ``MOST``.
        Whoever has «St» for «Saint», or the other way round, comes after those.
        """
        words = sought(typed)
        if not words:
            return list(range(len(self._names)))
        found = self._having(words, typed)
        other = [_SAINTS.get(word, word) for word in words]
        if other != words:
            known = set(found)
            more = self._having(other, " ".join(other))
            found.extend(place for place in more if place not in known)
        return found[:MOST]

    def _having(self, sought_: Sequence[str], typed: str) -> list[int]:
        words = [word.encode() for word in sought_]
        rarest = min(words, key=self._often)
        others = [word for word in words if word is not rarest]
        found: dict[int, None] = {}
        if others:  # they leave few, all of which are put in order
            self._gather(self._whole.having(rarest), others, found)
        if not others or len(found) == MOST:
            found = {}
            for needle in (_END + rarest, b" " + rarest, b"-" + rarest, rarest):
                self._gather(self._names.having(needle), others, found)
            self._gather(self._details.having(rarest), others, found)
        wanted = written_out(typed).strip()
        return sorted(found, key=lambda at: (rank_of_plain(self._names[at].decode(), wanted), at))

    def _often(self, word: bytes) -> int:
        return self._whole.often(word)

    def _gather(self, places: Iterator[int], others: list[bytes], found: dict[int, None]) -> None:
        for place in places:
            if len(found) == MOST:
                return
            if all(self._whole.has(place, word) for word in others):
                found[place] = None


class _Lines:
    """Texts as one, each on a line of its own."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [_END + written_out(text).replace("\n", " ").encode() for text in texts]
        self._all = b"".join(lines)
        self._starts = [0, *accumulate(len(line) for line in lines)]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        return self._all[self._starts[place] + 1 : self._starts[place + 1]]

    def has(self, place: int, word: bytes) -> bool:
        """Tell whether a word occurs in the line at a place."""
        return self._all.find(word, self._starts[place], self._starts[place + 1]) >= 0

    def often(self, word: bytes) -> int:
        """Return how often a word occurs, about."""
        return self._all.count(word, 0, SAMPLE)

    def having(self, needle: bytes) -> Iterator[int]:
        """Yield the places of the lines with these bytes, in order."""
        at = self._all.find(needle)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._all.find(needle, self._starts[place + 1])
