"""What people take home of a pledge: its card and its dates, right away."""

from __future__ import annotations

import io
from datetime import date, timedelta

import icalendar
import pypdf
import pytest

from maillage.actions import pledge_papers, pledges, workshops
from maillage.domain.errors import CannotWrite, NotFound
from maillage.domain.records import Note, Person, Pledge
from maillage.domain.vocabulary import Category
from maillage.language import Language

from .conftest import Meeting

FRENCH = Language("fr")


@pytest.fixture
def pledge(meeting: Meeting) -> str:
    store, event = meeting.store, meeting.event
    first = workshops.workshops(store, event=event)[0]
    idea = workshops.add_note(store, event=event, workshop=first.id, typed="une permanence")
    people = [
        store.add(Person(given_name=name, family_name="Durand", category=Category.SOCIAL_WORKER))
        for name in ("Ada", "Béa")
    ]
    made = pledges.make(
        store,
        event=event,
        what="Tenir une permanence commune",
        people=[one.id for one in people],
        next_step="S’appeler lundi",
        due=date(2022, 1, 15),
        note=idea.id,
    )
    return made.id


def test_each_party_has_the_card_with_the_first_step_and_the_idea(
    meeting: Meeting, pledge: str
) -> None:
    pdf = pledge_papers.card(meeting.store, pledge=pledge, in_language=FRENCH)
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert words.count("Tenir une permanence commune") == 2
    for told in ("Ada Durand", "Béa Durand", "S’appeler lundi", "15 janvier 2022"):
        assert told in words


def test_a_card_printed_later_leaves_out_the_days_that_are_past(
    meeting: Meeting, pledge: str
) -> None:
    def words() -> str:
        pdf = pledge_papers.card(meeting.store, pledge=pledge, in_language=FRENCH)
        page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
        return " ".join(page.extract_text().split())

    first, second, last = "28 décembre 2021", "13 mars 2022", "11 juin 2022"
    assert all(day in words() for day in (first, second, last))
    meeting.clock.pass_(40 * 24 * 3600)
    assert first not in words()
    assert second in words()
    meeting.clock.pass_(200 * 24 * 3600)
    assert not any(day in words() for day in (first, second, last))


def test_the_calendar_has_the_due_date_and_three_reviews(meeting: Meeting, pledge: str) -> None:
    read = icalendar.Calendar.from_ical(
        pledge_papers.reminder(meeting.store, pledge=pledge, in_language=FRENCH)
    )
    days = sorted(entry.decoded("dtstart") for entry in read.walk("VEVENT"))
    that_day = date(2021, 12, 13)
    assert days == sorted(
        [date(2022, 1, 15), *(that_day + timedelta(days) for days in pledge_papers.REVIEWS)]
    )


def test_the_calendar_leaves_out_what_is_past(meeting: Meeting, pledge: str) -> None:
    meeting.clock.pass_(40 * 24 * 3600)  # the due date and the first review are over
    read = icalendar.Calendar.from_ical(pledge_papers.reminder(meeting.store, pledge=pledge))
    days = sorted(entry.decoded("dtstart") for entry in read.walk("VEVENT"))
    that_day = date(2021, 12, 13)
    assert days == [that_day + timedelta(90), that_day + timedelta(180)]
    (kept,) = meeting.store.all(Pledge)
    last = that_day + timedelta(180)
    assert pledge_papers.dates_to_come(kept, today=last) == (None, ((180, last),))
    assert not any(pledge_papers.dates_to_come(kept, today=last + timedelta(1)))


def test_an_idea_that_is_gone_leaves_the_card_without_it(meeting: Meeting, pledge: str) -> None:
    (idea,) = meeting.store.all(Note)
    meeting.store.erase(idea.id)
    assert pledge_papers.card(meeting.store, pledge=pledge).startswith(b"%PDF")


def test_a_pledge_that_is_not_there_is_said_so(meeting: Meeting, pledge: str) -> None:
    meeting.store.delete(pledge)
    with pytest.raises(NotFound):
        pledge_papers.card(meeting.store, pledge=pledge)
    with pytest.raises(NotFound):
        pledge_papers.save_reminder(meeting.store, meeting.folder / "x.ics", pledge=pledge)
    assert not (meeting.folder / "x.ics").exists()


def test_the_reminder_is_written_whole_or_not_at_all(meeting: Meeting, pledge: str) -> None:
    path = pledge_papers.save_reminder(meeting.store, meeting.folder / "x.ics", pledge=pledge)
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR")
    with pytest.raises(CannotWrite):
        pledge_papers.save_reminder(meeting.store, meeting.folder, pledge=pledge)
