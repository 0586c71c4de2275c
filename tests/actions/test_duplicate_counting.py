"""How many are recorded twice is counted anew once something of it changed, and not before."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.stores import Team

from maillage.actions import consents, duplicate_review, duplicates, reception
from maillage.actions.duplicate_counting import Counting, Waiting
from maillage.domain.records import Note, Organisation, Person, Registration
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose

from .conftest import Meeting


@pytest.fixture
def door(meeting: Meeting) -> str:
    """Two of one name, one of them registered: the registration."""
    store = meeting.store
    one, _ = (store.add(Person(given_name="Ada", family_name="Roy")) for _ in range(2))
    return store.add(Registration(event=meeting.event, person=one.id)).id


def test_what_happens_on_the_day_keeps_the_count(meeting: Meeting, door: str) -> None:
    store, counting = meeting.store, Counting()
    assert counting.last == Waiting()
    assert not counting.still_right(store)
    assert counting.count(store) == Waiting(pairs=1)
    person = store.get(Registration, door).person
    reception.check_in(store, registration=door)
    reception.undo_check_in(store, registration=door)
    store.add(Note(event=meeting.event, text="…"))
    store.change(person, profession="EJE", postcode="75011")
    consents.answer(
        store,
        person=person,
        event=meeting.event,
        purpose=ConsentPurpose.IMAGE,
        given=True,
        form=ConsentForm.SPOKEN,
    )
    assert counting.still_right(store)
    assert counting.count(store) == counting.last == Waiting(pairs=1)


@pytest.mark.parametrize(
    ("change", "pairs"),
    [
        (lambda store, one, _: store.change(one, family_name="Noir"), 0),
        (lambda store, one, _: store.change(one, phone="0639981234"), 1),
        (lambda store, one, _: store.delete(one), 0),
        (lambda store, one, _: store.erase(one), 0),
        (lambda store, _one, _: store.add(Organisation(name="CCAS")), 1),
        (lambda store, one, other: duplicates.join(store, shown=one, other=other), 0),
        (lambda store, one, other: duplicates.keep_apart(store, one=one, other=other), 0),
        (lambda store, *_: store.add(Person(given_name="Ada", family_name="Roy")), 3),
    ],
)
def test_whatever_may_change_it_is_counted_anew(
    meeting: Meeting, change: Callable[..., object], pairs: int
) -> None:
    store, counting = meeting.store, Counting()
    one, other = (store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(2))
    assert counting.count(store).pairs == 1
    change(store, one, other)
    assert not counting.still_right(store)
    assert counting.count(store).pairs == pairs == duplicate_review.waiting(store)
    assert counting.still_right(store)


def test_a_review_is_a_count_as_well(meeting: Meeting, door: str) -> None:
    counting = Counting()
    assert counting.review(meeting.store).waiting == counting.last.pairs == 1
    assert counting.still_right(meeting.store)


def test_the_count_follows_a_merge_and_its_undoing(team: Team) -> None:
    coordination, door, *_ = team.four
    counting = Counting()
    coordination.store.add(Person(given_name="Eva", family_name="Noir"))
    before = counting.count(coordination.store)
    door.store.add(Person(given_name="Eva", family_name="Noir"))
    coordination.reads(door)
    assert counting.count(coordination.store).pairs == before.pairs + 1
    coordination.store.undo_merge()
    assert not counting.still_right(coordination.store)
    assert counting.count(coordination.store) == before
    coordination.reads(door)
    assert counting.count(coordination.store).pairs == before.pairs + 1
