"""Days of a meeting and what is signed on them; a night belongs to the day before."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from maillage.domain import meeting_days
from maillage.domain.meeting_days import Box, Half

MORNING, AFTERNOON = Half.MORNING, Half.AFTERNOON


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2021, 1, day, hour, minute)  # noqa: DTZ001 - the wall clock of the place


def day(number: int) -> date:
    return date(2021, 1, number)


@pytest.mark.parametrize(
    ("starts", "ends", "last"),
    [
        (at(14, 9), at(14, 17), 14),
        (at(14, 20), at(15, 1), 14),
        (at(14, 20), at(15, 6), 15),
        (at(14, 9), at(15, 17), 15),
        (at(14, 9), at(16, 0), 15),
        (at(14, 0), at(14, 4), 14),
        (at(14, 9), at(13, 9), 14),
        (at(14, 9), None, 14),
    ],
)
def test_the_last_day_is_the_one_whose_night_is_not_over(starts, ends, last):
    assert meeting_days.last_day(starts, ends) == day(last)
    assert meeting_days.days(starts, ends) == tuple(day(n) for n in range(14, last + 1))


@pytest.mark.parametrize(
    ("starts", "ends", "both"),
    [
        (at(14, 9), at(14, 17), True),
        (at(14, 14), at(14, 18), False),
        (at(14, 9), at(14, 13, 30), False),
        (at(14, 20), at(15, 1), False),
        (at(14, 10), at(15, 1), True),
        (at(14, 14), at(15, 12), True),
    ],
)
def test_an_evening_past_midnight_has_no_morning(starts, ends, both):
    assert meeting_days.has_two_halves(starts, ends) is both


def test_each_day_has_a_morning_and_an_afternoon_while_the_meeting_lasts():
    whole = meeting_days.boxes(at(14, 9), at(15, 17), halves=True)
    assert whole == tuple(Box(day(n), half) for n in (14, 15) for half in (MORNING, AFTERNOON))
    assert meeting_days.boxes(at(14, 14), at(15, 12), halves=True) == (
        Box(day(14), AFTERNOON),
        Box(day(15), MORNING),
    )
    assert meeting_days.boxes(at(14, 9), at(15, 17), halves=False) == (Box(day(14)), Box(day(15)))
    assert meeting_days.boxes(at(14, 14), at(14, 18), halves=True) == (
        Box(None, MORNING),
        Box(None, AFTERNOON),
    )
    assert meeting_days.boxes(None, None, halves=False) == (Box(),)
    endless = meeting_days.boxes(at(1, 9), at(31, 17).replace(year=2031), halves=False)
    assert len(endless) == meeting_days.MOST_DAYS


def test_a_signature_stands_in_the_box_that_had_begun():
    of = meeting_days.boxes(at(14, 9), at(15, 12), halves=True)
    found = [
        meeting_days.box_of(moment, of)
        for moment in (at(13, 18), at(14, 10), at(14, 13), at(15, 1), at(15, 9), at(15, 14))
    ]
    assert found == [0, 0, 1, 1, 2, 2]
    single = meeting_days.boxes(at(14, 9), at(14, 17), halves=True)
    assert [meeting_days.box_of(at(14, hour), single) for hour in (9, 14)] == [0, 1]
