"""One typed line, one note: ``f: manque de temps @3`` is a barrier heard at table 3."""

from __future__ import annotations

import re
from dataclasses import dataclass

from maillage.domain.vocabulary import NoteKind

PREFIXES = {
    "i": NoteKind.IDEA,
    "f": NoteKind.BARRIER,
    "l": NoteKind.LEVER,
    "r": NoteKind.PERCEPTION,
    "v": NoteKind.QUOTE,
    "o": NoteKind.MEETING_PLACE,
    "q": NoteKind.QUESTION,
    "p": NoteKind.PROPOSAL,
}
"""The letter before a colon, from the French word (frein, levier, verbatim, lieu: où)."""
LETTERS = {kind: letter for letter, kind in PREFIXES.items()}
MOST_TABLES = 500

_KIND = re.compile(r"\s*([iflrvoqp])\s*:\s*", re.IGNORECASE)
_TABLE = re.compile(r"(?:^|\s)@\s*(?:table\s*)?(\d{1,3})(?=\s|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Captured:
    """What a line says; None where it does not say."""

    text: str
    kind: NoteKind | None = None
    table: int | None = None


def capture(line: str) -> Captured:
    """Return what a typed line says; everything that is no mark stays text."""
    kind = None
    if found := _KIND.match(line):
        kind = PREFIXES[found[1].lower()]
        line = line[found.end() :]
    table = None
    if (found := _TABLE.search(line)) and 0 < int(found[1]) <= MOST_TABLES:
        table = int(found[1])
        line = line[: found.start()] + line[found.end() :]
    return Captured(" ".join(line.split()), kind, table)
