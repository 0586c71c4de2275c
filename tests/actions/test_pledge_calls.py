"""The calls to make about pledges: nobody is on the paper with a number they did not allow."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from maillage.actions import consents, duplicates, forgetting, pledge_calls, pledges
from maillage.actions.pledge_calls import Calls
from maillage.domain.records import Event, Person, Pledge
from maillage.domain.vocabulary import (
    Category,
    Channel,
    ConsentForm,
    ConsentPurpose,
    PledgeStatus,
)
from maillage.language import Language

from .conftest import Meeting

TODAY = date(2021, 12, 13)
FRENCH = Language("fr")


@pytest.fixture
def people(meeting: Meeting) -> list[Person]:
    return [
        meeting.store.add(
            Person(
                given_name=given, family_name=family, phone=phone, email=email, category=category
            )
        )
        for given, family, phone, email, category in (
            ("Ada", "Lefèvre", "+33 6 39 98 20 14", "ada@example.org", Category.SOCIAL_WORKER),
            ("Élodie", "Le Goff", "", "elodie@example.org", Category.SOCIAL_ENTREPRENEUR),
            ("Ali", "Roy", "+33 1 99 00 12 34 poste 5", "", None),
        )
    ]


def make(meeting: Meeting, what: str, people: list[Person], **more: object) -> Pledge:
    ids = [one.id for one in people]
    return pledges.make(meeting.store, event=meeting.event, what=what, people=ids, **more)


def calls(meeting: Meeting, *, meetings: bool = False) -> Calls:
    every = [one.id for one in meeting.store.all(Pledge)]
    return pledge_calls.to_make(meeting.store, title="Paris", of=every, meetings=meetings)


def numbers(meeting: Meeting) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.name, one.contacts) for call in calls(meeting).sheet.calls for one in call.people]


def words(found: Calls) -> str:
    pdf = PdfReader(io.BytesIO(pledge_calls.pdf(found, in_language=FRENCH)))
    return " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)


def test_only_who_agreed_stands_there_with_a_number_else_with_an_address(meeting, people) -> None:
    ada, elodie, _ali = people
    make(meeting, "un café", people, may_call=[ada.id, elodie.id])
    assert numbers(meeting) == [
        ("Ada Lefèvre", ("06 39 98 20 14",)),
        ("Élodie Le Goff", ("elodie@example.org",)),
        ("Ali Roy", ()),
    ]
    consents.answer(
        meeting.store,
        person=ada.id,
        event=meeting.event,
        purpose=ConsentPurpose.RECONTACT,
        given=False,
        form=ConsentForm.SPOKEN,
    )
    assert numbers(meeting)[0] == ("Ada Lefèvre", ())
    said = words(calls(meeting))
    assert "elodie@example.org" in said
    for kept_back in ("39 98 20 14", "ada@example.org", "99 00 12 34"):
        assert kept_back not in said.replace("\N{NO-BREAK SPACE}", " ")
    forgetting.erase(meeting.store, person=elodie.id)
    assert calls(meeting).sheet.calls == ()
    assert calls(meeting).nobody == 1


def test_the_number_of_a_record_behind_is_on_it_too(meeting, people) -> None:
    ada = people[0]
    other = meeting.store.add(Person(given_name="Ada", family_name="Lefèvre", phone="0102030405"))
    make(meeting, "un café", [ada], may_call=[ada.id])
    duplicates.join(meeting.store, shown=ada.id, other=other.id)
    assert numbers(meeting) == [("Ada Lefèvre", ("06 39 98 20 14", "0102030405"))]


def test_open_pledges_stand_there_the_latest_first_with_what_was_said_last(meeting, people) -> None:
    ada, _elodie, ali = people
    store = meeting.store
    later = make(meeting, "un local", [ali], may_call=[ali.id], due=TODAY + timedelta(20))
    late = make(
        meeting, "un café", [ada], may_call=[ada.id], due=TODAY - timedelta(12),
        next_step="visiter", help_needed="un frigo",
    )  # fmt: skip
    closed = make(meeting, "une fête", [ada], may_call=[ada.id])
    pledges.change(store, pledge=closed.id, status=PledgeStatus.DONE)
    make(meeting, "un banc", [ada])
    for day, said in ((3, "elle a la clé"), (5, "elle rappelle")):
        on = TODAY - timedelta(day)
        pledges.follow_up(store, pledge=late.id, text=said, on=on, channel=Channel.MAIL)
    found = calls(meeting, meetings=True)
    assert [(one.what, one.late) for one in found.sheet.calls] == [("un café", 12), ("un local", 0)]
    assert found.sheet.calls[0].latest.text == "elle a la clé"
    assert found.sheet.calls[0].meeting == store.get(Event, meeting.event).title
    assert found.nobody == 1
    said = words(found).replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        "un café", "en retard de 12 jours", "06 39 98 20 14", "visiter", "un frigo",
        "elle a la clé", "01 99 00 12 34 poste 5", "Pas encore de suivi.", "Reporté au",
    ):  # fmt: skip
        assert part in said, part
    assert "une fête" not in said
    assert "un banc" not in said
    one = pledge_calls.to_make(store, title="Paris", of=[later.id])
    assert [call.what for call in one.sheet.calls] == ["un local"]


def test_a_pledge_of_many_and_words_without_end_are_printed_whole(meeting, people) -> None:
    crowd = [
        meeting.store.add(Person(family_name=f"Nom{at}", phone=f"+33 6 39 98 10 {at:02}"))
        for at in range(60)
    ]
    make(meeting, "très long <b>mot</b> " * 60, crowd, may_call=[one.id for one in crowd])
    said = words(calls(meeting))
    assert all(one.family_name in said for one in crowd)
    assert "<b>mot</b>" in said
