"""Whoever does not want to be contacted again is called about no pledge they made before."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.stores import Laptop, Team, on_both_engines

from maillage.actions import call_answers, consents, duplicates, leaving, pledge_papers, pledges
from maillage.actions.pledges import Party
from maillage.domain.errors import UsedSince
from maillage.domain.records import Consent, Person, PledgeParty
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose
from maillage.exchange.store import Store

from .conftest import Meeting
from .test_pledges import TODAY


@pytest.fixture
def ada(meeting: Meeting) -> Person:
    return meeting.store.add(Person(given_name="Ada", family_name="Lefèvre", phone="0639981001"))


def make(store: Store, person: str, event: str = "") -> str:
    made = pledges.make(store, event=event, what="x", people=[person], may_call=[person])
    return made.id


def says(store: Store, person: str, *, given: bool) -> Consent:
    return consents.answer(
        store,
        person=person,
        event="",
        purpose=ConsentPurpose.RECONTACT,
        given=given,
        form=ConsentForm.SPOKEN,
    )


def party(store: Store, pledge: str) -> Party:
    found = pledges.promises(store, today=TODAY)
    return next(one for one in found if one.pledge.id == pledge).parties[0]


def called(store: Store, pledge: str) -> bool:
    return party(store, pledge).may_call


def test_refusing_to_be_contacted_again_takes_back_what_was_agreed_for_a_pledge(
    meeting: Meeting, ada: Person
) -> None:
    store, clock = meeting.store, meeting.clock
    first = make(store, ada.id, meeting.event)

    def on_card() -> bool:
        text = PdfReader(io.BytesIO(pledge_papers.card(store, pledge=first))).pages[0]
        return "rappel" in text.extract_text()

    def loose() -> tuple[str, ...]:
        found = leaving.departure(store, event=meeting.event).loose
        return found.get(leaving.Loose.NO_CALL, ())

    assert called(store, first)
    assert (on_card(), loose()) == (True, ())
    clock.pass_(60)
    said = says(store, ada.id, given=False)
    assert party(store, first).refusal == said
    assert not called(store, first)
    assert (on_card(), loose()) == (False, (first,))
    clock.pass_(60)
    second = make(store, ada.id)
    assert called(store, second), "that yes is the last word, for this pledge"
    assert party(store, second).refusal is None
    assert not called(store, first), "and for no other"
    consents.take_back(store, consent=said.id)
    assert called(store, first)
    says(store, ada.id, given=False)
    assert not called(store, second)
    clock.pass_(60)
    says(store, ada.id, given=True)
    assert called(store, first)


def test_a_yes_for_a_pledge_that_said_yes_already_counts_and_is_undone_to_no(
    meeting: Meeting, ada: Person
) -> None:
    store, clock = meeting.store, meeting.clock
    pledge = make(store, ada.id)
    (part,) = store.all(PledgeParty)
    clock.pass_(60)
    says(store, ada.id, given=False)
    clock.pass_(60)
    way = call_answers.answered(store, party=part.id, may_call=True)
    assert called(store, pledge)
    way.undo()
    assert not called(store, pledge)
    way.redo()
    assert called(store, pledge)


def test_undoing_an_older_answer_makes_no_yes_of_a_later_no(meeting: Meeting, ada: Person) -> None:
    store, clock = meeting.store, meeting.clock
    pledge = make(store, ada.id)
    (part,) = store.all(PledgeParty)
    way = call_answers.answered(store, party=part.id, may_call=False)
    clock.pass_(60)
    said = says(store, ada.id, given=False)
    with pytest.raises(UsedSince):
        way.undo()
    assert not called(store, pledge)
    consents.take_back(store, consent=said.id)
    way.undo()
    assert called(store, pledge)


def test_undoing_a_no_that_follows_a_refusal_makes_no_yes_of_what_was_taken_back(
    meeting: Meeting, ada: Person
) -> None:
    store, clock = meeting.store, meeting.clock
    pledge = make(store, ada.id)
    (part,) = store.all(PledgeParty)
    clock.pass_(60)
    says(store, ada.id, given=False)
    clock.pass_(60)
    call_answers.answered(store, party=part.id, may_call=False).undo()
    assert not called(store, pledge)
    call_answers.answered(store, party=part.id, may_call=True)
    clock.pass_(60)
    way = call_answers.answered(store, party=part.id, may_call=False)
    assert not called(store, pledge)
    way.undo()
    assert called(store, pledge), "they had agreed for this pledge since"


def test_deleting_a_part_and_bringing_it_back_is_no_new_yes(meeting: Meeting, ada: Person) -> None:
    store, clock = meeting.store, meeting.clock
    pledge = make(store, ada.id)
    (part,) = store.all(PledgeParty)
    says(store, ada.id, given=False)
    clock.pass_(60)
    store.delete(part.id)
    store.restore(part.id)
    assert not called(store, pledge)


def test_a_no_under_one_name_counts_for_the_other(meeting: Meeting, ada: Person) -> None:
    store, clock = meeting.store, meeting.clock
    other = store.add(Person(given_name="Ada", family_name="Lefevre"))
    pledge = make(store, ada.id)
    clock.pass_(60)
    says(store, other.id, given=False)
    assert called(store, pledge)
    duplicates.join(store, shown=ada.id, other=other.id)
    assert not called(store, pledge)


@on_both_engines
def test_a_refusal_arrives_from_another_laptop_and_a_later_yes_too(team: Team) -> None:
    one, other = team.four[:2]
    ada = one.store.all(Person)[0].id
    pledge = make(one.store, ada)
    (part,) = one.store.all(PledgeParty)
    other.reads(one)

    def both() -> list[bool]:
        one.reads(other)
        other.reads(one)
        return [called(laptop.store, pledge) for laptop in (one, other)]

    def pass_(*laptops: Laptop) -> None:
        for laptop in laptops:
            laptop.clock.pass_(60)

    pass_(one, other)
    says(other.store, ada, given=False)
    assert both() == [False, False]
    pass_(one, other)
    call_answers.answered(one.store, party=part.id, may_call=True)
    assert both() == [True, True]
