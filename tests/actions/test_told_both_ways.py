"""Laptops that decided both ways of the same people, and whom that joined or parted besides."""

from __future__ import annotations

from maillage.actions import duplicate_review, duplicates, reception, same_people
from maillage.domain.records import DuplicateDecision, Person, Registration
from maillage.domain.vocabulary import OnePerson

from .conftest import Meeting


def test_what_was_taken_over_goes_when_laptops_at_odds_settle_on_two_people(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    before = store.get(Person, ada)
    duplicates.join(store, shown=ada, other=door)
    joined = store.get(Person, ada)
    store.add(DuplicateDecision(person=door, other=ada, verdict=OnePerson.TWO))
    done = duplicates.keep_apart(store, one=ada, other=door)
    assert store.get(Person, ada) == before
    duplicates.take_back(store, done)
    assert store.get(Person, ada) == joined


def test_laptops_that_decided_both_ways_are_asked_again_first(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    ada, door = twice
    store.add(DuplicateDecision(person=ada, other=door, verdict=OnePerson.ONE))
    store.add(DuplicateDecision(person=door, other=ada, verdict=OnePerson.TWO))
    found = duplicate_review.review(store)
    assert [pair.contrary for pair in found.pairs] == [True]
    assert len(reception.arrivals(store, event=meeting.event)) == 2
    done = duplicates.join(store, shown=ada, other=door)
    assert len(reception.arrivals(store, event=meeting.event)) == 1
    duplicates.take_back(store, done)
    assert [pair.contrary for pair in duplicate_review.review(store).pairs] == [True]


def test_joining_by_way_of_somebody_who_was_told_apart_counts_as_said_last(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two, three = (store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(3))
    duplicates.keep_apart(store, one=one, other=three)
    duplicates.join(store, shown=one, other=two)
    done = duplicates.join(store, shown=two, other=three)
    assert not duplicate_review.review(store).pairs
    duplicates.take_back(store, done)
    assert {one.verdict for one in store.all(DuplicateDecision)} == set(OnePerson)


def test_a_contradiction_between_laptops_is_not_settled_by_joining_somebody_else(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two, three, ben, tom = (
        store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(5)
    )
    # A laptop each, merged.
    store.add(DuplicateDecision(person=one, other=two, verdict=OnePerson.ONE))
    store.add(DuplicateDecision(person=two, other=three, verdict=OnePerson.ONE))
    store.add(DuplicateDecision(person=one, other=three, verdict=OnePerson.TWO))
    duplicates.join(store, shown=ben, other=tom)
    same = same_people.read(store)
    assert same.are_one(ben, tom)
    assert not same.are_one(one, two)
    assert same.contrary == {frozenset((one, three))}


def test_two_people_whom_other_records_had_joined_are_two_and_what_joined_them_is_asked_again(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two, three = (store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(3))
    store.change(one, phone="06 39 98 12 34")
    duplicates.join(store, shown=two, other=one)
    store.add(DuplicateDecision(person=two, other=three, verdict=OnePerson.ONE))
    store.add(DuplicateDecision(person=one, other=three, verdict=OnePerson.TWO))
    before = {said.id: said for said in store.all(DuplicateDecision)}

    done = duplicates.keep_apart(store, one=one, other=three)

    found = duplicate_review.review(store)
    assert {(pair.one.person, pair.other.person, pair.contrary) for pair in found.pairs} == {
        (one, two, False),
        (two, three, False),
    }
    assert not store.get(Person, two).phone
    duplicates.take_back(store, done)
    assert {said.id: said for said in store.all(DuplicateDecision)} == before
    assert store.get(Person, two).phone


def test_those_of_one_ticket_whom_a_laptop_told_apart_are_not_joined_unseen(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two = (store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(2))
    for person in (one, two):
        store.add(Registration(event=meeting.event, person=person, ticket="T-1"))
    for verdict in OnePerson:
        store.add(DuplicateDecision(person=one, other=two, verdict=verdict))
    found = duplicate_review.review(store)
    assert [(pair.like.certain, pair.contrary) for pair in found.pairs] == [(True, True)]
    assert not found.certain
