"""Which characters of a value differ from another: whole words, or letters of a close one."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

CLOSE = 0.6
"""From this likeness on, two words are compared letter by letter."""


def differing(base: str, value: str) -> list[tuple[int, int]]:
    """Ranges (start, length) of `value` that are not in `base`; nothing when they are equal.

    Where words were only left out, those on both sides of the gap: otherwise a text that was
    shortened would look as if nobody had touched it. Without a base (a first fill) nothing
    stands out, so nothing is marked.
    """
    if not base:
        return []
    old, new = re.findall(r"\s+|\S+", base), re.findall(r"\s+|\S+", value)
    starts = [0]
    for word in new:
        starts.append(starts[-1] + len(word))
    ranges: list[tuple[int, int]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if j1 == j2:
            ranges += _around(j1, new, starts)
        elif i2 - i1 == j2 - j1 == 1:
            ranges += [(starts[j1] + at, size) for at, size in _letters(old[i1], new[j1])]
        else:
            ranges.append((starts[j1], starts[j2] - starts[j1]))
    return _joined(ranges, value)


def _around(gap: int, new: list[str], starts: list[int]) -> list[tuple[int, int]]:
    """Return the range from the word before a gap to the one after, as far as there are any."""
    words = [at for at, word in enumerate(new) if not word.isspace()]
    before = [at for at in words if at < gap][-1:]
    after = [at for at in words if at >= gap][:1]
    ends = [*before, *after]
    return [(starts[ends[0]], starts[ends[-1] + 1] - starts[ends[0]])] if ends else []


def _letters(old: str, new: str) -> list[tuple[int, int]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < CLOSE:
        return [(0, len(new))]
    marked = [
        (j1, j2 - j1)
        for tag, _i1, _i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal" and j2 > j1
    ]
    return marked or [(0, len(new))]  # letters were only left out


def _joined(ranges: list[tuple[int, int]], value: str) -> list[tuple[int, int]]:
    """Neighbours with only a space between become one range, so that marks do not flicker."""
    joined: list[tuple[int, int]] = []
    for start, length in sorted(ranges):
        if joined:
            before, size = joined[-1]
            if not value[before + size : start].strip():
                joined[-1] = (before, max(size, start + length - before))
                continue
        joined.append((start, length))
    return joined
