"""One typed line, one note: ``f: manque de temps #logement @3`` is a barrier at table 3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.matching import plain
from maillage.domain.vocabulary import NoteKind

if TYPE_CHECKING:
    from collections.abc import Collection

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

_SPELLED = {
    NoteKind.IDEA: "idee idees idea ideas",
    NoteKind.BARRIER: "frein freins barrier barriers",
    NoteKind.LEVER: "levier leviers lever levers",
    NoteKind.PERCEPTION: "representation representations perception perceptions",
    NoteKind.QUOTE: "verbatim verbatims quote quotes",
    NoteKind.MEETING_PLACE: "lieu lieux place places",
    NoteKind.QUESTION: "question questions",
    NoteKind.PROPOSAL: "proposition propositions proposal proposals",
}
_KINDS = PREFIXES | {word: kind for kind, said in _SPELLED.items() for word in said.split()}
"""Whoever has not learnt the letters writes the word: «frein : manque de temps»."""
_KIND = re.compile(r"\s*([^\W\d_]+)\s*:\s*")
_THEME = re.compile(r"(?:^|(?<=\s))#(\w[\w’'-]*)(?=\s|$)")
_TABLE = re.compile(r"(?:^|\s)@\s*(?:table\s*)?(\d{1,3})(?=\s|$)", re.IGNORECASE)


class Left(Struct, frozen=True):
    """A mark that stays in the text: of a table there is not, or of a second table or theme."""

    words: str
    """As it was typed."""
    table: int = 0
    """Its number; 0 for a theme."""


class Captured(Struct, frozen=True):
    """What a line says; None where it does not say."""

    text: str
    kind: NoteKind | None = None
    table: int | None = None
    theme: str = ""
    """The word after the first #, low lines read as spaces; nothing where there is none."""
    left: tuple[Left, ...] = ()
    """Marks that are part of the text."""

    @property
    def is_bare(self) -> bool:
        """Whether nothing but marks was typed."""
        words = self.text
        for one in self.left:
            words = words.replace(one.words, "", 1)
        return not words.strip()


class Typing(Struct, frozen=True):
    """A mark that is being typed: ``#`` or ``@``, what follows it, and where it begins."""

    mark: str
    begun: str
    start: int


def capture(line: str, tables: Collection[int] | None = None) -> Captured:
    """Return what a typed line says; everything that is no mark stays text.

    A note has one table and one theme: the first that is named, of ``tables`` if it is known
    which ones there are.
    """
    kind = None
    found = _KIND.match(line)
    if found and (kind := _KINDS.get(plain(found[1]))):
        line = line[found.end() :]
    named = [found for found in _TABLE.finditer(line) if 0 < int(found[1]) <= MOST_TABLES]
    at = next((found for found in named if tables is None or int(found[1]) in tables), None)
    left = [Left(_words(found[0]), int(found[1])) for found in named if found is not at]
    if at:
        line = line[: at.start()] + line[at.end() :]
    theme = ""
    if found := _THEME.search(line):
        theme = theme_name(found[1])
        line = line[: found.start()] + line[found.end() :]
        left += [Left(_words(more[0])) for more in _THEME.finditer(line)]
    return Captured(_words(line), kind, int(at[1]) if at else None, theme, tuple(left))


def _words(text: str) -> str:
    return " ".join(text.split())


def theme_name(word: str) -> str:
    """Return the name of a theme as it is read: ``accès_aux_droits`` has spaces."""
    return " ".join(word.replace("_", " ").split())


def theme_word(name: str) -> str:
    """Return a theme's name as it is typed after ``#``, in one word."""
    return "_".join(re.sub(r"[^\w’'-]+", " ", name).split())


def typing(line: str, cursor: int) -> Typing | None:
    """Return the mark that the cursor stands in or at the end of, None for ordinary words."""
    start = max(line.rfind(" ", 0, cursor), line.rfind("\t", 0, cursor)) + 1
    word = line[start:cursor]
    if not word.startswith(("#", "@")):
        return None
    return Typing(word[0], word[1:], start)
