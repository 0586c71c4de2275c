"""What somebody said last of being called back counts, and in doubt it is no."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from maillage.domain.calling_back import agreed_by, may_call_after
from maillage.domain.journal import Entry, Operation

NOON = datetime(2021, 12, 13, 12, tzinfo=UTC)
NOW = NOON + timedelta(days=30)


def wrote(device: str, n: int, minute: float, said: Entry, field: str = "may_call") -> Operation:
    time = int((NOON + timedelta(minutes=minute)).timestamp() * 1000)
    return Operation(device, n, time, "record", "kind", 4, {field: said})


def refused(device: str, n: int, minute: float) -> Operation:
    return wrote(device, n, minute, said=False, field="given")


def may_call(no: Operation, *yes: Operation) -> bool:
    return may_call_after([no], yes, at=None, now=NOW)


def test_on_one_laptop_the_order_of_writing_counts_whatever_its_clock_says() -> None:
    assert may_call(refused("a", 5, 0), wrote("a", 6, -100, said=True))
    assert not may_call(refused("a", 5, 0), wrote("a", 4, 100, said=True))


def test_of_two_laptops_the_later_clock_counts_and_the_same_minute_is_no() -> None:
    assert may_call(refused("a", 5, 0), wrote("b", 1, 1, said=True))
    assert not may_call(refused("a", 5, 0), wrote("b", 9, -1, said=True))
    assert not may_call(refused("a", 5, 0), wrote("b", 9, 0, said=True))


@pytest.mark.parametrize("minutes", [timedelta(days=31), timedelta(days=365 * 78)])
def test_a_yes_that_a_clock_dates_later_than_now_is_no(minutes: timedelta) -> None:
    assert not may_call(
        refused("a", 5, 0), wrote("b", 1, minutes / timedelta(minutes=1), said=True)
    )


def test_a_no_that_nobody_can_date_stands() -> None:
    lost = refused("a", 5, -timedelta(days=3650) / timedelta(minutes=1))
    assert not may_call(lost, wrote("b", 1, 1, said=True))
    assert not may_call_after([], [wrote("a", 1, 1, said=True)], at=NOON, now=NOW)
    late = NOON + timedelta(minutes=5)
    yes = [wrote("b", 1, 1, said=True)]
    assert not may_call_after([refused("a", 5, 0)], yes, at=late, now=NOW)


def test_what_restates_a_yes_is_no_new_answer() -> None:
    first = wrote("a", 1, 0, said=True)
    again = wrote("a", 9, 50, said=[True, "a:1"])
    assert agreed_by([first, again]) == [first]
    no, decided = (
        wrote("b", 1, 1, said=[False, "a:1"]),
        wrote("a", 9, 50, said=[True, "a:1", "b:1"]),
    )
    assert agreed_by([first, no, decided]) == [first]
    assert not may_call(refused("a", 5, 20), first, no, decided)


def test_a_yes_after_a_no_is_a_new_answer_and_a_no_none() -> None:
    first, no = wrote("a", 1, 0, said=True), wrote("a", 2, 1, said=[False, "a:1"])
    new = wrote("a", 9, 50, said=[True, "a:2"])
    assert agreed_by([first, no, new]) == [new]
    assert may_call(refused("a", 5, 20), first, no, new)
    assert agreed_by([first, no]) == []
    assert not may_call(refused("b", 5, 0), first, no)


def test_each_of_two_answers_has_to_be_later() -> None:
    early, late = wrote("a", 1, 0, said=True), wrote("b", 1, 30, said=True)
    assert not may_call(refused("c", 1, 20), early, late)
    assert may_call(refused("c", 1, -20), early, late)


def test_answers_that_replace_each_other_are_no_yes() -> None:
    circle = [wrote("a", 1, 1, said=[True, "b:1"]), wrote("b", 1, 1, said=[True, "a:1"])]
    assert agreed_by(circle) == []
    assert not may_call(refused("a", 5, 20), *circle)


def test_a_choice_that_is_asked_again_makes_no_new_yes_of_an_old_one() -> None:
    yes, no = wrote("a", 1, 0, said=[True, "z:1"]), wrote("b", 1, 0, said=[False, "z:1"])
    before = [wrote("z", 1, -1, said=False), yes, no]
    chose_no = wrote("a", 6, 20, said=[False, "a:1", "b:1"])
    again = [wrote("a", 7, 30, said=[True, "a:6"]), wrote("a", 8, 30, said=[False, "a:6"])]
    chose_yes = wrote("a", 9, 40, said=[True, "a:7", "a:8"])
    assert agreed_by([*before, chose_no, *again, chose_yes]) == [yes]
    assert not may_call(refused("a", 5, 10), *before, chose_no, *again, chose_yes)
