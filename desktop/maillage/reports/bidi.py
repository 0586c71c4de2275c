"""Which way each letter of a line runs: Unicode's bidirectional algorithm (UAX #9), in short.

Words from right to left stand among words from left to right, and numbers among both. What people
typed holds none of the marks that overrule letters (``calm`` of
``direction`` takes them out); those we put around a name keep it from moving anything else.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from maillage.direction import BETWEEN, BY_LETTERS, END, FROM_LEFT

SENTENCE: Final = 40
"""Characters of the shortest text that has a direction of its own on a page."""
_BEGIN: Final = frozenset({BY_LETTERS, FROM_LEFT})
_DEEPEST: Final = 20
"""Isolates within isolates; those further in run like what is around them."""
_BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "⟨": "⟩", "⟦": "⟧", "⦅": "⦆"}
_MOST_OPEN: Final = 63
"""Brackets within brackets that are looked at, as Unicode says; thousands would take seconds."""
_STRONG: Final = frozenset({"L", "R", "AL"})

Part = TypeVar("Part")


def levels(line: str, *, base: int = 0) -> list[int]:
    """Return the level of each character: odd runs from right to left, ``base`` is the line's."""
    found = [base] * len(line)
    at = 0
    for part in BETWEEN.split(line):
        if not BETWEEN.fullmatch(part):
            _resolve(line, range(at, at + len(part)), base, found)
        at += len(part)
    return found


def leans(line: str) -> int:
    """Return 1 for sentences most of whose letters run from right to left, else 0.

    Unicode goes by the first letter: a French sentence that begins with a Hebrew name would turn.
    Names and short answers stand where the French ones around them do.
    """
    if len(line) < SENTENCE or line.isascii():
        return 0
    kinds = [unicodedata.bidirectional(letter) for letter in line]
    return int(kinds.count("R") + kinds.count("AL") > kinds.count("L"))


def visual(parts: Sequence[tuple[Part, int]]) -> list[tuple[Part, int]]:
    """Return parts of a line, each with its level, in the order they stand from the left (L2)."""
    ordered = list(parts)
    for level in range(max((one for _part, one in parts), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            if ordered[start][1] < level:
                start += 1
                continue
            end = start
            while end < len(ordered) and ordered[end][1] >= level:
                end += 1
            ordered[start:end] = reversed(ordered[start:end])
            start = end
    return ordered


def _resolve(line: str, places: Iterable[int], level: int, found: list[int]) -> None:
    """Write down the levels of one sequence; each isolate in it is one of its own."""
    own, inner = _parted(line, places)
    if level < _DEEPEST:
        for isolate in inner:
            begun = line[isolate[0] - 1] if isolate else FROM_LEFT
            within = 0 if begun == FROM_LEFT else _first_strong(line, isolate)
            deeper = level + 1 if (level + 1) % 2 == within else level + 2
            _resolve(line, isolate, deeper, found)
    else:
        own = sorted([*own, *(place for isolate in inner for place in isolate)])
    kinds = [_kind(line[place]) for place in own]
    direction = "R" if level % 2 else "L"
    _weak(kinds, direction)
    _brackets([line[place] for place in own], kinds, direction)
    _neutral(kinds, direction)
    for place, kind in zip(own, kinds, strict=True):
        found[place] = level + _deeper(kind, level)


def _parted(line: str, places: Iterable[int]) -> tuple[list[int], list[list[int]]]:
    """Return the places outside of isolates, their marks included, and those inside of each."""
    own: list[int] = []
    inner: list[list[int]] = []
    depth = 0
    for place in places:
        if line[place] == END and depth:
            depth -= 1
        if depth:
            inner[-1].append(place)
        else:
            own.append(place)
        if line[place] in _BEGIN:
            depth += 1
            if depth == 1:
                inner.append([])
    return own, inner


def _first_strong(line: str, places: Iterable[int]) -> int:
    depth = 0
    for place in places:
        if line[place] in _BEGIN:
            depth += 1
        elif line[place] == END:
            depth = max(0, depth - 1)
        elif not depth and (kind := _kind(line[place])) in _STRONG:
            return int(kind != "L")
    return 0


def _kind(letter: str) -> str:
    """Return the bidirectional class; marks of ours count as neutral."""
    kind = unicodedata.bidirectional(letter) or "L"
    return "ON" if kind in {"FSI", "PDI", "LRI", "RLI", "BN", "B", "S"} else kind


def _weak(kinds: list[str], direction: str) -> None:
    """Resolve numbers and what belongs to them."""
    _after_letters(kinds, direction)
    _between_digits(kinds)
    strong = direction
    for at, kind in enumerate(kinds):  # W6, W7
        if kind in {"ES", "ET", "CS"}:
            kinds[at] = "ON"
        elif kind == "EN" and strong == "L":
            kinds[at] = "L"
        elif kind in {"L", "R"}:
            strong = kind


def _after_letters(kinds: list[str], direction: str) -> None:
    """Give accents the class of what they stand on, and digits that of their script (W1 to W3)."""
    strong = before = direction
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = before
        elif kind == "EN" and strong == "AL":
            kinds[at] = "AN"
        elif kind in _STRONG:
            strong = kind
        before = kinds[at]
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]


def _between_digits(kinds: list[str]) -> None:
    """Let separators and signs of currency belong to the digits beside them (W4, W5)."""
    for at in range(1, len(kinds) - 1):
        around = {kinds[at - 1], kinds[at + 1]}
        if (kinds[at] in {"ES", "CS"} and around == {"EN"}) or (
            kinds[at] == "CS" and around == {"AN"}
        ):
            kinds[at] = kinds[at - 1]
    for start, end in _stretches(kinds, {"ET"}):
        if "EN" in kinds[max(0, start - 1) : start] + kinds[end : end + 1]:
            kinds[start:end] = ["EN"] * (end - start)


def _brackets(letters: Sequence[str], kinds: list[str], direction: str) -> None:
    """Let both of a pair of brackets run the same way (N0)."""
    for opening, closing in _pairs(letters, kinds):
        inside = {_way(kind) for kind in kinds[opening + 1 : closing]} - {""}
        if not inside:
            continue
        way = direction
        if direction not in inside:
            back = range(opening - 1, -1, -1)  # copying what is before would take seconds
            before = (one for at in back if (one := _way(kinds[at])))
            way = next(before, direction)
        kinds[opening] = kinds[closing] = way


def _pairs(letters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    found = []
    for at, letter in enumerate(letters):
        if kinds[at] != "ON":
            continue
        if letter in _BRACKETS:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((_BRACKETS[letter], at))
        else:
            for back in range(len(waiting) - 1, -1, -1):
                if waiting[back][0] == letter:
                    found.append((waiting[back][1], at))
                    del waiting[back:]
                    break
    return sorted(found)


def _neutral(kinds: list[str], direction: str) -> None:
    """Let blanks and signs run with what is on both of their sides, else with the line."""
    for start, end in _stretches(kinds, {"ON", "WS"}):
        before = _way(kinds[start - 1]) if start else direction
        after = _way(kinds[end]) if end < len(kinds) else direction
        kinds[start:end] = [before if before == after else direction] * (end - start)


def _stretches(kinds: Sequence[str], wanted: set[str]) -> list[tuple[int, int]]:
    found = []
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            found.append((start, end))
        start = end + 1
    return found


def _way(kind: str) -> str:
    """Return which way letters and numbers pull what is beside them; "" for all else."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind, "")


def _deeper(kind: str, level: int) -> int:
    """Return by how much a resolved class stands deeper than its sequence (I1, I2)."""
    if level % 2:
        return int(kind != "R")
    return {"R": 1, "EN": 2, "AN": 2}.get(kind, 0)
