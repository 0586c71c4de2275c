"""Finding what somebody types in a name, without accents, case or order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

Span = tuple[int, int]
"""First character and the one after the last."""


_WRITTEN_OUT = {
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "\u0131": "i",
    "‘": "'",
    "’": "'",
    "\u02bc": "'",
    "\u2010": "-",
    "\u2011": "-",
}
"""Letters that no accent makes of another, as a keyboard without them writes them."""


_SEVERAL = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ẞ": "SS"}
_LIGATURE = re.compile(f"[{''.join(_SEVERAL)}]")


def spelled(text: str) -> str:
    """Return text with Kœnig as Koenig and Strauß as Strauss; accents and case stay.

    The stored index is made of this: a change needs a migration.
    """
    if text.isascii():
        return text
    return _LIGATURE.sub(lambda found: _SEVERAL[found[0]], text)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """Return text without accents and case, character for character: positions stay.

    The index of a hub is made of this: it must not change.
    """
    if text.isascii():
        return text.lower()
    return "".join(map(_plain_letter, text))


@lru_cache(maxsize=50_000)
def written_out(text: str) -> str:
    """Return text without accents and case, and Kœnig as koenig, Strauß as strauss."""
    if text.isascii():
        return text.lower()
    return "".join(map(_letters, text))


def words(text: str) -> list[str]:
    """Return the words of a text; every sign between them is left out."""
    composed = unicodedata.normalize("NFKC", text)  # a bare accent is no letter
    return "".join(letter if letter.isalnum() else " " for letter in composed).split()


def sought(typed: str) -> list[str]:
    """Return the words somebody looks for, as they are compared.

    A comma or a hyphen is a space: «Lefèvre, A» is read off a sheet, and Marie-Ange is found
    however her two names are joined.
    """
    return written_out(typed).replace(",", " ").replace("-", " ").split()


def matches(text: str, typed: str) -> bool:
    """Tell whether every word typed occurs in the text."""
    folded = written_out(text)
    return all(word in folded for word in sought(typed))


def spans(text: str, typed: str) -> tuple[Span, ...]:
    """Return where the words typed occur in the text, merged and in order."""
    folded = written_out(text)
    places = _places(text) if len(folded) != len(text) else range(len(text))
    found: list[Span] = []
    for word in sought(typed):
        at = folded.find(word)
        while at >= 0:
            found.append((places[at], places[at + len(word) - 1] + 1))
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
    return rank_of_plain(written_out(text), written_out(typed).strip())


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


@lru_cache(maxsize=5_000)
def _letters(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[:1].casefold() or letter
    return "".join(_WRITTEN_OUT.get(one, one) for one in base)


def _places(text: str) -> list[int]:
    """Return for each letter of the text written out the place of the one it comes from."""
    return [at for at, letter in enumerate(text) for _written in _letters(letter)]
