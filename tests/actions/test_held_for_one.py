"""Two records held for one person count once: at the door, on a list, in a pledge."""

from __future__ import annotations

from maillage.actions import (
    duplicate_review,
    duplicates,
    leaving,
    list_known,
    minutes,
    organisations,
    pledges,
    quotes,
    reception,
    same_people,
)
from maillage.actions.leaving import Loose
from maillage.domain.contacts import OtherContacts
from maillage.domain.records import Note, Person, Pledge, PledgeParty, Registration
from maillage.domain.vocabulary import Category, NoteKind, PartyRole, RegistrationStatus
from maillage.intake.said import Hands

from .conftest import Meeting


def test_of_two_registrations_the_one_that_was_not_cancelled_holds(meeting: Meeting) -> None:
    store = meeting.store
    one, other = (store.add(Person(given_name="Ada", family_name="Roy")).id for _ in range(2))
    for person, status in (
        (one, RegistrationStatus.CANCELLED),
        (other, RegistrationStatus.CONFIRMED),
    ):
        store.add(Registration(event=meeting.event, person=person, status=status))
    duplicates.join(store, shown=one, other=other)
    rows, room = reception.seen(store, event=meeting.event)
    assert [(row.person, row.status) for row in rows] == [(one, RegistrationStatus.CONFIRMED)]
    assert room.expected == 1


def test_the_category_of_somebody_recorded_twice_is_corrected_where_it_is_shown(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, wanted = meeting.store, Category.NETWORK
    duplicates.join(store, shown=twice[1], other=twice[0])
    for status in (RegistrationStatus.CONFIRMED, RegistrationStatus.CANCELLED):
        (row,) = reception.arrivals(store, event=meeting.event)
        store.change(row.registration, status=status)
        changed = reception.change_category(store, registration=row.registration, category=wanted)
        assert (changed.id, changed.category) == (twice[1], wanted)
        (row,) = reception.arrivals(store, event=meeting.event)
        assert row.category is wanted
        wanted = Category.FOUNDATION


def test_whoever_is_joined_to_the_second_bearer_of_a_ticket_is_one_guest(
    meeting: Meeting,
) -> None:
    store = meeting.store
    one, two = (store.add(Person(given_name="Ada", family_name="Roy")).id for _laptop in range(2))
    for person in (one, two):
        store.add(Registration(event=meeting.event, person=person, ticket="T-1"))
    met = reception.welcome(store, event=meeting.event, given_name="Ada", family_name="Roi")
    duplicates.join(store, shown=two, other=met.person)
    rows, room = reception.seen(store, event=meeting.event)
    assert [row.person for row in rows] == [two]
    assert (room.present, room.expected) == (1, 1)
    here = rows[0].registration
    assert reception.seen_again(store, event=meeting.event, registration=here) == rows[0]
    reception.undo_check_in(store, registration=here)
    assert reception.seen(store, event=meeting.event)[1].present == 0
    reception.check_in(store, registration=met.id)
    assert reception.seen(store, event=meeting.event)[1].present == 1


def test_where_somebody_comes_from_is_known_by_either_record(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, event = meeting.store, meeting.event
    ada, door = twice
    duplicates.join(store, shown=ada, other=door)
    pledges.make(store, event=event, what="Ouvrir un guichet", people=[ada])
    other = store.add(Pledge(event=event, what="Prêter une salle"))
    store.add(PledgeParty(pledge=other.id, person=ada))  # by a laptop that knew no structure
    note = store.add(Note(event=event, text="…", note_kind=NoteKind.QUOTE, speaker=ada))
    told = minutes.gather(store, event=event).pledges
    assert [party.organisation for pledge in told for party in pledge.parties] == [
        "CCAS de Lyon",
        "CCAS de Lyon",
    ]
    assert quotes.speakers(store, [note])[ada].organisation == "CCAS de Lyon"


def test_a_list_is_compared_with_the_record_it_brought(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store = meeting.store
    organisations.joins(store, person=twice[0], organisation="La Remise")
    duplicates.join(store, shown=twice[0], other=twice[1])
    known = {one.person: one for one in list_known.known(store, meeting.event, Hands())}
    assert known[twice[0]].values["organisation"] == "La Remise"
    rows = reception.arrivals(store, event=meeting.event)
    assert [row.structure for row in rows] == ["CCAS de Lyon, La Remise"]


def test_whoever_takes_part_in_a_pledge_under_both_records_is_one_party(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, event, today = meeting.store, meeting.event, meeting.clock().date()
    ada, door = twice
    made = pledges.make(store, event=event, what="un guichet", people=[door, ada], may_call=[ada])
    store.change(made.id, due=today)
    assert leaving.departure(store, event=event).loose == {}
    done = duplicates.join(store, shown=ada, other=door)

    (promise,) = pledges.promises(store, today=today)
    (party,) = promise.parties
    assert (party.name, party.organisation, party.role) == (
        "Ada Lefèvre",
        "CCAS de Lyon",
        PartyRole.LEAD,
    )
    assert not party.may_call, "they have not said yes under each of their names"
    assert leaving.departure(store, event=event).loose == {
        Loose.ALONE: (made.id,),
        Loose.NO_CALL: (made.id,),
    }
    (told,) = minutes.gather(store, event=event).pledges
    assert [one.name for one in told.parties] == ["Ada Lefèvre"]

    pledges.answer(store, party=party.id, may_call=True)
    assert pledges.promises(store, today=today)[0].parties[0].may_call
    again = pledges.make(store, event=event, what="un café", people=[door, ada])
    assert [one.person for one in store.all(PledgeParty, pledge=again.id)] == [door]
    store.delete(again.id)
    # Deleted or erased, the record behind takes nobody away.
    store.delete(door)
    assert leaving.departure(store, event=event).loose == {Loose.ALONE: (made.id,)}
    store.restore(door)
    duplicates.take_back(store, done)
    assert len(pledges.promises(store, today=today)[0].parties) == 2


def test_a_number_corrected_on_the_record_behind_is_seen_wherever_people_are_reached(
    meeting: Meeting, twice: tuple[str, str]
) -> None:
    store, event = meeting.store, meeting.event
    ada, door = twice
    store.change(ada, phone="+33 6 39 98 12 34")
    duplicates.join(store, shown=ada, other=door)
    pledges.make(store, event=event, what="un guichet", people=[ada], may_call=[ada])
    assert not same_people.other_contacts_of(store, door), "the same number, written otherwise"

    # By a laptop that goes on with the record it knows.
    store.change(door, phone="06 39 98 00 00", email="a.lefebvre@x.example")

    others = same_people.other_contacts_of(store, ada)
    assert others == OtherContacts(("06 39 98 00 00",), ("a.lefebvre@x.example",))
    (promise,) = pledges.promises(store, today=meeting.clock().date())
    assert promise.parties[0].others == others
    (decided,) = duplicate_review.review(store).decided
    assert decided.cards is not None
    assert [one.phone for one in decided.cards] == ["+33 6 39 98 12 34", "06 39 98 00 00"]
