"""A pledge in a calendar: well formed, whole days, and nothing of people but their names."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from maillage.language import Language
from maillage.reports.reminders import Reminder, calendar

MADE = datetime(2021, 12, 13, 17, 0, tzinfo=UTC)


def written(**values) -> bytes:
    data = {
        "pledge": "0190", "what": "Ouvrir un guichet ; commun, le samedi\nmatin", "next_step": "",
        "names": ("Ada Lefèvre", "Omar Diallo"), "due": date(2021, 12, 20),
        "reviews": ((15, date(2021, 12, 28)), (90, date(2022, 3, 13)), (180, date(2022, 6, 11))),
    }  # fmt: skip
    return calendar(Reminder(**{**data, **values}), made_at=MADE, language=Language("fr"))


def test_the_due_date_and_three_reviews_are_whole_days_with_an_alarm():
    read = icalendar.Calendar.from_ical(written())
    entries = read.walk("VEVENT")

    assert [one["dtstart"].dt for one in entries] == [
        date(2021, 12, 20), date(2021, 12, 28), date(2022, 3, 13), date(2022, 6, 11),
    ]  # fmt: skip
    assert len({one["uid"] for one in entries}) == 4
    assert all(len(one.walk("VALARM")) == 1 for one in entries)
    assert "Ada Lefèvre et Omar Diallo" in entries[0]["description"]
    assert "guichet ; commun, le samedi" in entries[0]["summary"]


@pytest.mark.parametrize(
    "what", ["mot " * 2500, "é" * 10_000, "🚲\x00\r\nBEGIN:VEVENT\r\n", "أحمد"]
)
def test_lines_are_folded_at_75_octets_and_nobody_can_add_one(what):
    made = written(what=what)

    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert b"\n" not in made.replace(b"\r\n", b"")
    assert made.count(b"\r\nBEGIN:VEVENT\r\n") == 4
    assert len(icalendar.Calendar.from_ical(made).walk("VEVENT")) == 4


def test_a_pledge_without_a_date_has_its_reviews():
    assert len(icalendar.Calendar.from_ical(written(due=None)).walk("VEVENT")) == 3


def test_a_pledge_due_on_the_day_of_a_review_rings_once_that_day():
    entries = icalendar.Calendar.from_ical(written(due=date(2021, 12, 28))).walk("VEVENT")
    days = [one["dtstart"].dt for one in entries]
    assert days == [date(2021, 12, 28), date(2022, 3, 13), date(2022, 6, 11)]
    assert entries[0]["summary"].startswith("Échéance de l’engagement, jour 15")


def test_the_same_pledge_gives_the_same_bytes():
    assert written() == written()
