"""Figures of a meeting, against counts done by hand."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain import indicators
from maillage.domain.indicators import Balance, Causes, Mean, Ratio
from maillage.domain.vocabulary import BarrierCause, Category, LegalForm, World

WORKER, OFFICER, ELECTED = (
    Category.SOCIAL_WORKER,
    Category.LOCAL_OFFICER,
    Category.ELECTED_OFFICIAL,
)
FOUNDATION = Category.FOUNDATION


def test_presence_counts_each_world_and_those_of_no_category_apart() -> None:
    registered = {WORKER: 30, OFFICER: 8, ELECTED: 2, None: 3}
    came = {WORKER: 24, OFFICER: 5, ELECTED: 1, None: 1}

    ratios = indicators.presence(registered, came)

    assert ratios[World.SOCIAL_WORK] == Ratio(24, 30)
    assert ratios[World.LOCAL_AUTHORITY] == Ratio(6, 10)
    assert ratios[World.OTHER] == Ratio(0, 0)
    assert ratios[None] == Ratio(1, 3)
    assert indicators.overall(ratios.values()) == Ratio(31, 43)


def test_presence_keeps_people_of_no_category_whom_nobody_expected() -> None:
    assert indicators.presence({}, {None: 2})[None] == Ratio(2, 0)


def test_a_ratio_of_nothing_has_no_value() -> None:
    assert Ratio(0, 0).value is None
    assert Mean(3, 0).value is None


def test_balance_is_one_when_every_world_came_in_equal_number() -> None:
    even = indicators.balance(dict.fromkeys(World, 7), World)

    assert even.value == pytest.approx(1)
    assert (even.n, even.k) == (28, 4)


def test_balance_is_zero_when_one_world_came_alone() -> None:
    assert indicators.balance({World.OTHER: 9}, World) == Balance(0, 9, 4)


def test_balance_follows_the_formula_of_shannon_over_ln_k() -> None:
    counts = {World.SOCIAL_WORK: 30, World.SOCIAL_ENTERPRISE: 20, World.LOCAL_AUTHORITY: 10}
    by_hand = -(0.5 * math.log(1 / 2) + math.log(1 / 3) / 3 + math.log(1 / 6) / 6) / math.log(4)

    assert indicators.balance(counts, World).value == pytest.approx(by_hand)


def test_balance_says_how_many_people_have_no_category() -> None:
    assert indicators.balance({World.OTHER: 1, None: 4}, World).missing == 4


def test_balance_of_an_empty_room_has_no_value() -> None:
    assert indicators.balance({}, World) == Balance(None, 0, 4)


@given(st.dictionaries(st.sampled_from(World), st.integers(0, 10_000)))
def test_balance_stays_between_zero_and_one(counts: dict[World | None, int]) -> None:
    value = indicators.balance(counts, World).value

    assert value is None or 0 <= value <= 1 + 1e-12


def test_ideas_per_table_divides_by_the_tables_that_wrote() -> None:
    assert indicators.ideas_per_table([1, 1, 2, None]) == Mean(3, 2, missing=1)


def test_ideas_per_table_counts_the_silent_tables_when_their_number_is_known() -> None:
    assert indicators.ideas_per_table([1, 1, 2], expected=10).value == 0.3


def test_a_table_beyond_the_announced_number_still_counts() -> None:
    assert indicators.ideas_per_table([1, 2, 3], expected=2).n == 3


def test_top_share_adds_the_five_most_voted_ideas() -> None:
    assert indicators.top_share([1, 9, 8, 7, 6, 5, 0, 4]) == Ratio(35, 40, missing=1)


def test_unfamiliarity_leaves_other_causes_and_untagged_barriers_out_of_the_ratio() -> None:
    causes = [BarrierCause.UNFAMILIARITY] * 9 + [BarrierCause.DISTRUST] * 4
    causes += [BarrierCause.OTHER] * 2

    found = indicators.unfamiliarity([*causes, None, None, None])

    assert found == Causes(9, 4, 2, missing=3)
    assert found.n == 13
    assert found.value == pytest.approx(9 / 13)


def test_unfamiliarity_without_a_tagged_barrier_has_no_value() -> None:
    assert indicators.unfamiliarity([None, BarrierCause.OTHER]).value is None


def test_pledges_are_divided_by_the_people_present() -> None:
    assert indicators.pledges_per_person(15, 60) == Mean(15, 60)
    assert indicators.pledges_per_person(15, 60).value == 0.25


def test_a_pledge_is_across_worlds_as_soon_as_two_are_known() -> None:
    pledges = [
        [WORKER, FOUNDATION],
        [WORKER, FOUNDATION, None],
        [OFFICER, ELECTED],
        [WORKER, None],
        [WORKER],
        [],
    ]

    assert indicators.across_worlds(pledges) == Ratio(2, 4, missing=2)


def test_a_pledge_is_public_private_by_legal_form() -> None:
    pledges = [
        [LegalForm.SOCIAL_ACTION_CENTRE, LegalForm.COOPERATIVE],
        [LegalForm.STATE, LegalForm.REGION],
        [LegalForm.COMPANY, LegalForm.OTHER],
        [LegalForm.ASSOCIATION, None],
    ]

    assert indicators.public_private(pledges) == Ratio(1, 2, missing=2)


def test_every_legal_form_but_the_other_one_has_a_sector() -> None:
    silent = {form for form in LegalForm if indicators.sector(form) is None}

    assert silent == {LegalForm.OTHER}
