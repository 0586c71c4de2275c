"""Joining people who were recorded twice, telling them apart, and taking either back."""

from __future__ import annotations

import pytest

from maillage.actions import (
    acquaintances,
    consents,
    duplicate_review,
    duplicates,
    forgetting,
    organisations,
    pledges,
    reception,
)
from maillage.domain.errors import Erased, NotFound, WrongValue
from maillage.domain.records import DuplicateDecision, Person, PledgeParty, Registration
from maillage.domain.vocabulary import Category, ConsentForm, ConsentPurpose, OnePerson

from .conftest import Meeting


def test_who_may_be_one_person_is_shown_side_by_side(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    found = duplicate_review.review(meeting.store)
    assert [(pair.one.name, pair.other.name) for pair in found.pairs] == [
        ("Ada Lefèvre", "Ada Lefebvre")
    ]
    other = found.pairs[0].other
    assert (other.person, other.organisations, other.recorded_by) == (
        twice[1],
        "CCAS de Lyon",
        "Coordination",
    )
    assert other.meetings == (("Grande Rencontre de Paris", meeting.clock()),)
    assert (found.waiting, found.certain, found.decided) == (1, (), ())
    assert duplicate_review.waiting(meeting.store) == 1


def test_a_count_can_be_stopped_before_each_slice_of_what_it_reads(
    meeting: Meeting, twice: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(duplicate_review, "SLICE", 1)
    told: list[tuple[int, int]] = []
    found = duplicate_review.waiting(meeting.store, progress=lambda *at: told.append(at))
    people = len(meeting.store.all(Person))
    assert (found, told[:people]) == (1, [(n, people) for n in range(people)])
    assert told.count((people - 1, people)) > 1, "names are taken apart slice by slice too"


def test_joined_they_are_one_everywhere_and_apart_again_when_taken_back(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, event = meeting.store, meeting.event
    ada, door = twice
    consents.answer(
        store,
        person=door,
        event=event,
        purpose=ConsentPurpose.RECONTACT,
        given=True,
        form=ConsentForm.SPOKEN,
    )
    made = pledges.make(store, event=event, what="Ouvrir un guichet", people=[door])
    before, digest = store.get(Person, ada), reception.seen(store, event=event)
    assert (digest[1].present, digest[1].expected) == (1, 1)

    done = duplicates.join(store, shown=ada, other=door)

    rows, room = reception.seen(store, event=event)
    assert [(row.person, row.name, row.structure) for row in rows] == [
        (ada, "Ada Lefèvre", "CCAS de Lyon")
    ]
    assert rows[0].arrived
    assert not rows[0].walk_in
    assert (room.present, room.expected) == (1, 1)
    assert reception.seen_again(store, event=event, registration=rows[0].registration) == rows[0]
    assert store.get(Person, ada).phone == "+33 6 39 98 12 34"
    assert store.get(Person, door).email == ""
    assert consents.standings(store, person=ada)[1].last is not None
    assert consents.agreed(store, ConsentPurpose.RECONTACT) == {ada, door}
    party = pledges.promises(store, today=meeting.clock().date())[0].parties[0]
    assert (party.person, party.name) == (ada, "Ada Lefèvre")
    assert [one.person for one in pledges.choosable(store, "lef")] == [ada]
    known = acquaintances.everybody(store, event=event).like("Ada", "Lefebvre")
    assert [one.person for one in known] == [ada]
    assert len(acquaintances.visits(store, person=door)) == 1
    assert not duplicate_review.review(store).pairs

    reception.undo_check_in(store, registration=rows[0].registration)
    assert reception.seen(store, event=event)[1].present == 0
    reception.check_in(store, registration=rows[0].registration)

    duplicates.take_back(store, done)
    assert store.get(Person, ada) == before
    assert len(reception.arrivals(store, event=event)) == 2
    assert duplicate_review.waiting(store) == 1
    assert store.all(PledgeParty, pledge=made.id)[0].person == door


def test_two_people_are_never_asked_about_again(meeting: Meeting, twice: tuple[str, str]) -> None:
    store = meeting.store
    done = duplicates.keep_apart(store, one=twice[1], other=twice[0])
    found = duplicate_review.review(store)
    assert (found.pairs, found.waiting) == ((), 0)
    assert [one.verdict for one in found.decided] == [OnePerson.TWO]
    duplicates.take_back(store, done)
    assert duplicate_review.waiting(store) == 1
    duplicates.keep_apart(store, one=twice[0], other=twice[1])
    duplicates.reopen(store, decision=duplicate_review.review(store).decided[0].decision)
    assert duplicate_review.waiting(store) == 1


def test_what_was_taken_over_goes_when_they_are_taken_apart(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    duplicates.join(store, shown=ada, other=door)
    store.change(ada, category=Category.NETWORK)
    decided = duplicate_review.review(store).decided
    assert [(one.shown, one.other) for one in decided] == [("Ada Lefèvre", "Ada Lefebvre")]
    duplicates.reopen(store, decision=decided[0].decision)
    now = store.get(Person, ada)
    assert (now.phone, now.category) == ("", Category.NETWORK)


def test_what_was_taken_over_goes_even_if_the_other_record_was_corrected_since(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    (decision,) = duplicates.join(store, shown=ada, other=door).added
    store.change(door, phone="06 39 98 56 78", category=Category.NETWORK)
    duplicates.reopen(store, decision=decision)
    now = store.get(Person, ada)
    assert (now.phone, now.category) == ("", None)


def test_undoing_keeps_what_was_corrected_meanwhile(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    done = duplicates.join(store, shown=ada, other=door)
    store.change(ada, phone="06 39 98 56 78")
    duplicates.take_back(store, done)
    now = store.get(Person, ada)
    assert (now.phone, now.category) == ("06 39 98 56 78", None)
    assert not store.all(DuplicateDecision)


def test_undoing_leaves_what_somebody_has_decided_otherwise_meanwhile(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    store.add(DuplicateDecision(person=ada, other=door, verdict=OnePerson.TWO))
    done = duplicates.join(store, shown=ada, other=door)
    duplicates.keep_apart(store, one=ada, other=door)
    digest = store.digest()
    duplicates.take_back(store, done)
    assert store.digest() == digest
    assert [one.verdict for one in store.all(DuplicateDecision)] == [OnePerson.TWO]


def test_undoing_what_was_taken_back_already_changes_nothing(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    done = duplicates.join(store, shown=twice[0], other=twice[1])
    duplicates.reopen(store, decision=done.added[0])
    digest = store.digest()
    duplicates.take_back(store, done)
    assert store.digest() == digest


def test_a_record_is_never_joined_to_itself_or_to_nobody(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    for act in (
        lambda: duplicates.join(meeting.store, shown=twice[0], other=twice[0]),
        lambda: duplicates.keep_apart(meeting.store, one=twice[0], other=twice[0]),
    ):
        with pytest.raises(WrongValue):
            act()
    with pytest.raises(NotFound):
        duplicates.join(meeting.store, shown=twice[0], other="nobody")
    assert not meeting.store.all(DuplicateDecision)


def test_erasing_somebody_erases_every_record_that_was_joined(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    organisations.joins(store, person=twice[0], organisation="CCAS de Lyon")
    duplicates.join(store, shown=twice[0], other=twice[1])
    forgetting.erase(store, person=twice[0])
    for id_ in twice:
        with pytest.raises(Erased):
            store.get(Person, id_)


def test_erasing_somebody_reaches_who_was_joined_to_another_bearer_of_their_ticket(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two, three, other = (
        store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(4)
    )
    for person in (one, two):
        store.add(Registration(event=meeting.event, person=person, ticket="T-1"))
    duplicates.join(store, shown=two, other=three)
    forgetting.erase(store, person=one)
    assert [left.id for left in store.all(Person, deleted=True)] == [other]


def test_undoing_brings_nothing_back_of_whoever_was_erased_since(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    duplicates.join(store, shown=ada, other=door)
    assert store.get(Person, ada).phone
    done = duplicates.keep_apart(store, one=ada, other=door)
    forgetting.erase(store, person=door)
    duplicates.take_back(store, done)
    assert not store.get(Person, ada).phone
    assert store.get(Person, ada).email == "ada@x.example"
