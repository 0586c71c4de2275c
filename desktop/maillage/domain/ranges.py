"""Which running numbers of a device are held: gaps are seen without counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Range = tuple[int, int]
"""First and last number, both held."""


def union(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return the same numbers as the fewest ranges, in order."""
    merged: list[Range] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def gaps(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Return the numbers missing between 1 and the greatest one held."""
    missing = []
    expected = 1
    for first, last in union(ranges):
        if first > expected:
            missing.append((expected, first - 1))
        expected = last + 1
    return tuple(missing)


def without(ranges: Iterable[Range], others: Iterable[Range]) -> tuple[Range, ...]:
    """Return the numbers of some ranges that are not in the others."""
    left = []
    taken = union(others)
    for first, last in union(ranges):
        at = first
        for begin, end in taken:
            if at <= last and begin <= last and end >= at:
                if begin > at:
                    left.append((at, begin - 1))
                at = end + 1
        if at <= last:
            left.append((at, last))
    return tuple(left)


def numbers(ns: Iterable[int]) -> tuple[Range, ...]:
    """Return the ranges of some numbers."""
    return union((n, n) for n in ns)


def holds(ranges: Iterable[Range], n: int) -> bool:
    """Tell whether a number is in one of the ranges."""
    return any(first <= n <= last for first, last in ranges)


def among(ranges: Iterable[Range], ns: Sequence[int]) -> list[int]:
    """Return which of some numbers are in one of the ranges, which do not overlap."""
    return [n for first, last in ranges for n in ns if first <= n <= last]


def count(ranges: Iterable[Range]) -> int:
    """Return how many numbers are in some ranges."""
    return sum(last - first + 1 for first, last in union(ranges))
