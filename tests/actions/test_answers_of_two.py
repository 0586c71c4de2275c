"""What was answered or signed under two records: a no holds for both, a yes is asked again."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from maillage.actions import consents, duplicates, forgetting, reception, same_people, signatures
from maillage.domain.meeting_days import Box
from maillage.domain.records import Consent, DuplicateDecision, Person, Registration
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose

from .conftest import Meeting


@pytest.mark.parametrize("refused_first", [True, False])
def test_whoever_said_no_under_one_of_their_names_has_said_no_until_they_say_yes(
    meeting: Meeting, twice: tuple[str, str], *, refused_first: bool
) -> None:
    store, purpose = meeting.store, ConsentPurpose.RECONTACT

    def say(person: str, *, given: bool) -> str:
        meeting.clock.now += timedelta(minutes=5)
        return consents.answer(
            store,
            person=person,
            event=meeting.event,
            purpose=purpose,
            given=given,
            form=ConsentForm.SPOKEN,
        ).id

    def standing() -> bool:
        shown = {one.purpose: one.last for one in consents.standings(store, person=twice[0])}
        said = shown[purpose]
        assert said is not None
        assert consents.agreed(store, purpose) == (set(twice) if said.given else set())
        assert consents.refused(store, purpose) == (set() if said.given else set(twice))
        return said.given

    say(twice[0], given=not refused_first)
    say(twice[1], given=refused_first)
    duplicates.join(store, shown=twice[0], other=twice[1])
    assert not standing()
    yes = say(twice[0], given=True)
    assert standing()
    consents.take_back(store, consent=yes)
    assert not standing()
    say(twice[0], given=True)
    say(twice[0], given=False)
    assert not standing()


def test_an_answer_given_under_the_first_bearer_of_a_ticket_counts_once_the_second_is_joined(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two, other = (
        store.add(Person(given_name="Ada", family_name="Roy")).id for _laptop in range(3)
    )
    for person in (one, two, other):
        ticket = "T-2" if person == other else "T-1"
        store.add(Registration(event=meeting.event, person=person, ticket=ticket))
    consents.answer(
        store,
        person=one,
        event=meeting.event,
        purpose=ConsentPurpose.RECONTACT,
        given=False,
        form=ConsentForm.SPOKEN,
    )
    done = duplicates.join(store, shown=two, other=other)
    (row,) = reception.arrivals(store, event=meeting.event)
    assert row.person == two
    assert consents.refused(store, ConsentPurpose.RECONTACT) == {one, two, other}
    duplicates.take_back(store, done)
    assert not store.all(DuplicateDecision)

    duplicates.keep_apart(store, one=one, other=two)
    duplicates.join(store, shown=two, other=other)
    assert not same_people.read(store).are_one(one, two)


def answers(meeting: Meeting, person: str, *, given: bool) -> str:
    meeting.clock.now += timedelta(minutes=5)
    return consents.answer(
        meeting.store,
        person=person,
        event=meeting.event,
        purpose=ConsentPurpose.RECONTACT,
        given=given,
        form=ConsentForm.SPOKEN,
    ).id


@pytest.mark.parametrize("part", ["keep_apart", "reopen", "take_back"])
def test_a_yes_given_while_two_were_held_for_one_is_asked_again_of_both_and_a_no_stays(
    meeting: Meeting, twice: tuple[str, str], part: str
) -> None:
    store, purpose = meeting.store, ConsentPurpose.RECONTACT
    ada, door = twice

    def parted() -> None:
        if part == "keep_apart":
            duplicates.keep_apart(store, one=ada, other=door)
        elif part == "reopen":
            duplicates.reopen(store, decision=done.added[0])
        else:
            duplicates.take_back(store, done)

    answers(meeting, door, given=False)
    done = duplicates.join(store, shown=ada, other=door)
    answers(meeting, ada, given=True)
    assert consents.agreed(store, purpose) == set(twice)
    parted()
    assert consents.agreed(store, purpose) == set()
    assert consents.refused(store, purpose) == {door}, "the no of before"
    assert consents.standings(store, person=ada)[1].last is None, "to be asked again"

    answers(meeting, ada, given=True)
    assert consents.agreed(store, purpose) == {ada}
    done = duplicates.join(store, shown=ada, other=door)
    answers(meeting, ada, given=False)
    parted()
    assert consents.refused(store, purpose) == set(twice), "either may have said no"


def test_what_each_had_answered_before_is_theirs_still_when_they_are_parted(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, purpose = meeting.store, ConsentPurpose.RECONTACT
    ada, door = twice
    answers(meeting, ada, given=True)
    done = duplicates.join(store, shown=ada, other=door)
    assert consents.agreed(store, purpose) == set(twice)
    by_mistake = answers(meeting, ada, given=False)
    consents.take_back(store, consent=by_mistake)
    duplicates.take_back(store, done)
    assert consents.agreed(store, purpose) == {ada}
    assert consents.refused(store, purpose) == set()


def test_a_signature_given_for_two_that_were_held_for_one_is_neither_s(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, event = meeting.store, meeting.event
    ada, door = twice

    def sign(person: str, shade: int) -> str:
        image = BytesIO()
        Image.new("L", (40, 20), shade).save(image, "PNG")
        return signatures.sign(
            store, person=person, event=event, png=image.getvalue(), width=40, height=20
        ).id

    def signed() -> list[bool]:
        return [signatures.signed_at(store, person=one, event=event) is not None for one in twice]

    done = duplicates.join(store, shown=ada, other=door)
    by_mistake = sign(ada, 90)
    signatures.take_back(store, signature=by_mistake)
    assert signed() == [False, False]
    sign(ada, 200)
    assert signed() == [True, True]
    assert set(signatures.printed(store, event=event, boxes=[Box()])) == {ada}
    duplicates.take_back(store, done)
    assert signed() == [False, False]
    sign(ada, 150)
    sign(door, 100)
    assert signed() == [True, True]


def test_what_either_of_two_may_have_said_does_not_outlive_the_one_who_is_erased(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    answers(meeting, ada, given=True)
    done = duplicates.join(store, shown=ada, other=door)
    answers(meeting, ada, given=True)
    duplicates.take_back(store, done)
    forgetting.erase(store, person=door)
    assert [one.person for one in store.all(Consent)] == [ada]
    assert consents.agreed(store, ConsentPurpose.RECONTACT) == {ada}, "by what they said before"
