"""Words that are read from the right: they must not turn around the line they stand in.

Unicode orders a line by its letters and by marks that nobody sees. We put marks of our own, in
pairs, around a name within a sentence, and take out those that people typed or pasted.
"""

from __future__ import annotations

import re
from typing import Final

BETWEEN: Final = re.compile("( · | → )")
"""Stands between things on one line of which neither moves the other."""
FROM_LEFT: Final = "\N{LEFT-TO-RIGHT ISOLATE}"
BY_LETTERS: Final = "\N{FIRST STRONG ISOLATE}"
END: Final = "\N{POP DIRECTIONAL ISOLATE}"
MARKS: Final = frozenset({FROM_LEFT, BY_LETTERS, END})
"""Ours: they begin and end what stays apart."""
MOST_ACCENTS: Final = 4
"""On one letter; more would climb over the lines above."""

_OVERRULING: Final = re.compile(
    "[\u061c\u200e\u200f\u202a-\u202e\u2067\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
"""Marks of direction other than ours, and control signs, which screens show as squares."""
_MARK: Final = re.compile(f"[{FROM_LEFT}{BY_LETTERS}{END}]")
_ACCENT: Final = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_HEAP: Final = re.compile(f"({_ACCENT}{{{MOST_ACCENTS}}}){_ACCENT}+")
_BACKWARDS: Final = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def calm(text: str) -> str:
    """Return a text without control signs, marks that turn words around, or heaps of accents.

    People read from right to left without such marks; somebody who types them may make a line say
    something else than it holds. Marks in pairs around whole words stay: they are ours.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = _HEAP.sub(r"\1", _OVERRULING.sub("", text))
    waiting: list[int] = []
    alone: set[int] = set()
    for found in _MARK.finditer(kept):
        if found[0] != END:
            waiting.append(found.start())
        elif waiting:
            waiting.pop()
        else:
            alone.add(found.start())
    alone.update(waiting)
    return "".join(one for at, one in enumerate(kept) if at not in alone) if alone else kept


def apart(text: str) -> str:
    """Return a text as part of a sentence: read from the right, it moves nothing around it.

    Unicode goes by the first letter: a French sentence that begins with a Hebrew name would turn.
    """
    quiet = calm(text)
    bare = _outside(quiet)
    backwards = len(_BACKWARDS.findall(bare))
    if not backwards:
        return quiet
    most = 2 * backwards > sum(map(str.isalpha, bare))
    return f"{BY_LETTERS if most else FROM_LEFT}{quiet}{END}"


def parted(text: str) -> str:
    """Return a line whose parts, between « · » or «→», do not move each other, nor turn around."""
    quiet = calm(text)
    if not _BACKWARDS.search(_outside(quiet)):
        return quiet
    return "".join(map(apart, BETWEEN.split(quiet)))


def _outside(text: str) -> str:
    """Return a calm text without what stands apart in it already."""
    outside, depth, at = [], 0, 0
    for found in _MARK.finditer(text):
        if not depth:
            outside.append(text[at : found.start()])
        depth += -1 if found[0] == END else 1
        at = found.end()
    return "".join([*outside, text[at:]])
