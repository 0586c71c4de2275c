"""A list that two laptops took in registers everybody once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.stores import Team

from maillage import assets
from maillage.actions import (
    duplicates,
    events,
    exchanges,
    forgetting,
    lists,
    minutes,
    reception,
    same_people,
)
from maillage.actions.registrations import one_per_ticket
from maillage.domain.errors import Erased
from maillage.domain.records import DuplicateDecision, Person, Registration
from maillage.domain.vocabulary import EventKind, OnePerson

LIST = assets.resource("demo", "inscriptions-helloasso.csv")
NOON = datetime(2021, 12, 13, 12, tzinfo=UTC)
EARLIER = datetime(2021, 12, 13, 11, tzinfo=UTC)


def test_registrations_of_one_ticket_are_one_and_arrive_when_the_first_of_them_does():
    found = [
        Registration(id="c", ticket="7", arrived=NOON),
        Registration(id="b", ticket="7", arrived=EARLIER),
        Registration(id="a", ticket="7"),
        Registration(id="d"),
        Registration(id="e"),
    ]
    assert one_per_ticket(found) == one_per_ticket(reversed(found))
    assert [(one.id, one.arrived) for one in one_per_ticket(found)] == [
        ("a", EARLIER),
        ("d", None),
        ("e", None),
    ]


@pytest.fixture
def twice(team: Team):
    """Two laptops that took the same list in, and know of each other; the meeting's id."""
    first, second = team.four[:2]
    event = events.create_event(
        first.store, title="Rencontre", event_kind=EventKind.GRANDE_RENCONTRE, starts=NOON
    ).id
    second.reads(first)
    for laptop in (first, second):
        lists.take_in(laptop.store, lists.preview(laptop.store, LIST, event=event), event=event)
    second.reads(first)
    first.reads(second)
    return first, second, event


def test_everybody_is_expected_once_on_every_laptop(twice):
    first, second, event = twice
    for store in (first.store, second.store):
        assert len(store.all(Registration, event=event)) == 120
        assert len(reception.arrivals(store, event=event)) == 60
        assert reception.room(store, event=event).expected == 60
        attendance = minutes.gather(store, event=event).attendance
        assert sum(count.registered for count in attendance.values()) == 60
        again = lists.preview(store, LIST, event=event).plan
        assert (len(again.new), len(again.changed)) == (0, 0)
    assert reception.arrivals(first.store, event=event) == reception.arrivals(
        second.store, event=event
    )


def test_an_arrival_counts_once_and_can_be_undone(twice):
    first, second, event = twice
    row = reception.arrivals(first.store, event=event)[0]
    reception.check_in(first.store, registration=row.registration)
    reception.check_in(second.store, registration=row.registration)
    first.reads(second)
    assert reception.room(first.store, event=event).present == 1
    reception.undo_check_in(first.store, registration=row.registration)
    assert reception.room(first.store, event=event).present == 0


def test_erasing_somebody_erases_their_other_record_too(twice):
    first, _, event = twice
    row = reception.arrivals(first.store, event=event)[0]
    named = [one.id for one in first.store.all(Person) if one.name == row.name]
    assert len(named) == 2
    forgetting.erase(first.store, person=row.person)
    for id_ in named:
        with pytest.raises(Erased):
            first.store.get(Person, id_)
    assert row.name not in {one.name for one in reception.arrivals(first.store, event=event)}
    assert reception.room(first.store, event=event).expected == 60


def test_laptops_that_agree_on_one_person_have_nothing_left_to_decide(team: Team):
    first, second = team.four[:2]
    people = [Person(given_name="Ada", phone="1"), Person(given_name="Ada", email="a@b.fr")]
    one, other = (first.store.add(person).id for person in people)
    duplicates.keep_apart(first.store, one=one, other=other)
    second.reads(first)
    # They differ in which record is shown, and so in what it took over from the other.
    duplicates.join(first.store, shown=one, other=other)
    duplicates.join(second.store, shown=other, other=one)
    first.reads(second)
    second.reads(first)
    for store in (first.store, second.store):
        assert exchanges.decisions(store) == []
        assert same_people.read(store).are_one(one, other)
    assert same_people.read(first.store) == same_people.read(second.store)
    duplicates.keep_apart(second.store, one=one, other=other)
    for id_, person in zip((one, other), people, strict=True):
        now = second.store.get(Person, id_)
        assert (now.phone, now.email) == (person.phone, person.email)


@pytest.mark.parametrize("corrected", [True, False])
def test_what_either_laptop_took_over_goes_when_laptops_that_agreed_part_them(
    team: Team, *, corrected: bool
):
    first, second = team.four[:2]
    shown = first.store.add(Person(given_name="Ada")).id
    other = first.store.add(Person(given_name="Ada", phone="1")).id
    duplicates.keep_apart(first.store, one=shown, other=other)
    second.reads(first)
    duplicates.join(first.store, shown=shown, other=other)
    if corrected:
        second.store.change(shown, phone="2")  # so that it took over nothing
    duplicates.join(second.store, shown=shown, other=other)
    first.reads(second)
    for dispute in exchanges.decisions(first.store):
        assert dispute.conflict.kind == Person.kind
        exchanges.resolve(first.store, dispute.conflict, "2")
    duplicates.keep_apart(first.store, one=shown, other=other)
    assert first.store.get(Person, shown).phone == ("2" if corrected else "")


def test_deciding_on_two_people_where_others_decide_takes_out_what_was_taken_over(team: Team):
    first, second = team.four[:2]
    shown = first.store.add(Person(given_name="Ada")).id
    other = first.store.add(Person(given_name="Ada", phone="1")).id
    duplicates.join(first.store, shown=shown, other=other)
    second.reads(first)
    (said,) = first.store.all(DuplicateDecision)
    duplicates.keep_apart(second.store, one=shown, other=other)
    first.store.change(said.id, verdict=None)
    first.store.change(said.id, verdict=OnePerson.ONE)
    first.store.change(shown, phone="1")
    first.reads(second)
    verdict = [one for one in exchanges.decisions(first.store) if one.conflict.field == "verdict"]
    exchanges.resolve(first.store, verdict[0].conflict, OnePerson.TWO)
    assert first.store.get(Person, shown).phone == ""
