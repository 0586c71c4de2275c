"""Which row of a list is its header: titles may stand above it, and it may come again below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from maillage.intake.cells import LONGEST_CELL, clean
from maillage.intake.wording import by_words
from maillage.intake.words import plain

BEFORE = 25
"""Rows among which the header is looked for."""


def shown(cell: str) -> str:
    """Return a header on one line, without the star that marks what had to be filled in."""
    kept = " ".join(clean(cell)[0].split())[:LONGEST_CELL]
    return kept.strip("* \u00a0")


def repeats(row: Sequence[str], headers: Sequence[str]) -> bool:
    """Tell whether a row is the header once more, as printed at the top of every page.

    ``headers`` are in plain words.
    """
    if not any(headers) or len(row) < len(headers):
        return False
    return all(plain(shown(cell)) == name for cell, name in zip(row, headers, strict=False))


def place(rows: Sequence[Sequence[str]]) -> int:
    """Return which row is the header: titles may stand above it; -1 if there is none at all."""
    known = [sum(by_words(cell) is not None for cell in row if cell.strip()) for row in rows]
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    usual = Counter(filled).most_common(1)[0][0] if filled else 0
    for at, row in enumerate(rows):
        # A title is narrow. A header is as wide as the list, or says words that are known.
        wide = filled[at] >= max(usual * 0.6, 1)
        knows_more = known[at] >= 2 and known[at] >= max(known[at:])  # noqa: PLR2004
        if not (wide or knows_more):
            continue
        later = max(known[at:], default=0)
        if known[at] < 2 <= later and later > known[at] + 1 and _is_narrower(filled, known, at):  # noqa: PLR2004
            continue
        return -1 if any(map(_is_datum, row)) and known[at] < 2 else at  # noqa: PLR2004
    return 0 if rows else -1


def _is_narrower(filled: Sequence[int], known: Sequence[int], at: int) -> bool:
    """Tell whether a row has fewer cells than the row below that says the most known words."""
    best = max(range(at, len(known)), key=lambda other: known[other])
    return filled[at] < filled[best]


def _is_datum(cell: str) -> bool:
    """Tell whether a cell says something of somebody, as no header does."""
    said = cell.strip()
    digits = sum(letter.isdecimal() for letter in said)
    return ("@" in said and "." in said and " " not in said) or (
        digits >= 9 and ":" not in said  # noqa: PLR2004 - a telephone, not a day
    )
