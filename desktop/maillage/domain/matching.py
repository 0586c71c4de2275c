"""Finding what somebody types in a name, without accents, case or order."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Span = tuple[int, int]
"""First character and the one after the last."""


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return text without accents and case, character for character: positions stay."""
    return "".join(_plain_letter(letter) for letter in text)


def words(text: str) -> list[str]:
    """Return the words of a text; every sign between them is left out."""
    composed = unicodedata.normalize("NFKC", text)  # a bare accent is no letter
    return "".join(letter if letter.isalnum() else " " for letter in composed).split()


def matches(text: str, typed: str) -> bool:
    """Tell whether every word typed occurs in the text."""
    folded = plain(text)
    return all(word in folded for word in plain(typed).split())


def spans(text: str, typed: str) -> tuple[Span, ...]:
    """Return where the words typed occur in the text, merged and in order."""
    folded = plain(text)
    found: list[Span] = []
    for word in plain(typed).split():
        at = folded.find(word)
        while at >= 0:
            found.append((at, at + len(word)))
            at = folded.find(word, at + 1)
    merged: list[Span] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def rank(text: str, typed: str) -> int:
    """Return 0 if the text begins with what was typed, 1 if a word does, else 2."""
    return rank_of_plain(plain(text), plain(typed).strip())


def rank_of_plain(folded: str, wanted: str) -> int:
    """Return the same for texts that are without accents and case already."""
    if folded.startswith(wanted):
        return 0
    starts = (f" {part}" for part in wanted.split())
    return 1 if all(start in f" {folded.replace('-', ' ')}" for start in starts) else 2


@lru_cache(maxsize=5_000)
def _plain_letter(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1].casefold()[:1]
    return base or letter
