"""Ranges of running numbers are the numbers they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain import ranges

NUMBERS = st.sets(st.integers(1, 40))


def spelt(of):
    return {n for first, last in of for n in range(first, last + 1)}


@given(NUMBERS)
def test_ranges_hold_the_numbers_they_were_made_of_and_no_other(ns):
    made = ranges.numbers(ns)
    assert spelt(made) == ns
    assert list(made) == sorted(made)
    # The fewest: between two of them at least one number is missing.
    assert all(left[1] + 1 < right[0] for left, right in pairwise(made))


@given(NUMBERS, NUMBERS)
def test_a_union_holds_what_either_holds_in_one_way(one, other):
    both = ranges.union([*ranges.numbers(one), *ranges.numbers(other)])
    assert both == ranges.numbers(one | other)
    assert ranges.union([*both, *both]) == both


@given(NUMBERS)
def test_gaps_are_what_is_missing_up_to_the_greatest(ns):
    missing = set(range(1, max(ns, default=0) + 1)) - ns
    assert spelt(ranges.gaps(ranges.numbers(ns))) == missing


@given(NUMBERS, NUMBERS)
def test_what_is_left_without_others_is_neither_more_nor_less(one, other):
    left = ranges.without(ranges.numbers(one), ranges.numbers(other))
    assert left == ranges.numbers(one - other)


@given(NUMBERS, st.integers(0, 41))
def test_numbers_are_counted_and_found(ns, n):
    made = ranges.numbers(ns)
    assert ranges.count([*made, *made]) == len(ns)
    assert ranges.holds(made, n) == (n in ns)


@given(NUMBERS, NUMBERS)
def test_those_among_ranges_are_found_each_once(held, asked):
    assert sorted(ranges.among(ranges.numbers(held), sorted(asked))) == sorted(held & asked)
