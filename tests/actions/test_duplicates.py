"""Joining people who were recorded twice, telling them apart, and taking either back."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy.event import listen, remove

from maillage.actions import (
    acquaintances,
    consents,
    duplicate_review,
    duplicates,
    forgetting,
    leaving,
    list_known,
    minutes,
    organisations,
    pledges,
    quotes,
    reception,
    same_people,
    signatures,
)
from maillage.actions.leaving import Loose
from maillage.domain.contacts import OtherContacts
from maillage.domain.errors import Erased, NotFound, WrongValue
from maillage.domain.meeting_days import Box
from maillage.domain.records import (
    Consent,
    DuplicateDecision,
    Note,
    Person,
    Pledge,
    PledgeParty,
    Registration,
)
from maillage.domain.vocabulary import (
    Category,
    ConsentForm,
    ConsentPurpose,
    NoteKind,
    OnePerson,
    PartyRole,
    RegistrationStatus,
)
from maillage.intake.said import Hands

from .conftest import Meeting


@pytest.fixture
def twice(meeting: Meeting) -> tuple[str, str]:
    """Ada of the list, with an address, and Ada of the door, with a number and a structure."""
    store = meeting.store
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre", email="ada@x.example"))
    store.add(Registration(event=meeting.event, person=ada.id, status=RegistrationStatus.CONFIRMED))
    met = reception.welcome(
        store,
        event=meeting.event,
        given_name="Ada",
        family_name="Lefebvre",
        organisation="CCAS de Lyon",
        category=Category.LOCAL_OFFICER,
        contact="06 39 98 12 34",
    )
    return ada.id, met.person


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


def test_those_of_one_ticket_are_joined_all_at_once(meeting: Meeting) -> None:
    store = meeting.store
    for name in ("Ada Roy", "Eva Noir"):
        given, _, family = name.partition(" ")
        for _laptop in range(2):
            person = store.add(Person(given_name=given, family_name=family))
            store.add(Registration(event=meeting.event, person=person.id, ticket=name))
    certain = duplicate_review.review(store).certain
    assert len(certain) == 2
    done = duplicates.join_all(store, [(like.one, like.other) for like in certain])
    assert not duplicate_review.review(store).pairs
    duplicates.take_back(store, done)
    assert len(duplicate_review.review(store).pairs) == 2


def test_thousands_are_joined_some_at_a_time_and_whoever_stops_keeps_and_undoes_what_was_joined(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = meeting.store
    monkeypatch.setattr(duplicates, "PART", 2)
    pairs = []
    for at in range(5):
        one = store.add(Person(given_name="Ada", family_name=f"Lefèvre {at}"))
        other = store.add(Person(given_name="Ada", family_name=f"Lefèvre {at}", phone=f"0{at}"))
        pairs.append((one.id, other.id))
    before = store.all(Person)
    parts = duplicates.join_in_parts(store, pairs)
    told = [next(parts), next(parts)]
    parts.close()
    assert [(joined, of) for joined, of, _done in told] == [(2, 5), (4, 5)]
    same = same_people.read(store)
    assert [same.are_one(*pair) for pair in pairs] == [True] * 4 + [False]
    assert store.get(Person, pairs[3][0]).phone == "03"
    duplicates.take_back(store, duplicates.together([done for *_, done in told]))
    assert not any(same_people.read(store).are_one(*pair) for pair in pairs)
    assert store.all(Person) == before
    assert [joined for joined, *_ in duplicates.join_in_parts(store, pairs)] == [2, 4, 5]


def test_undoing_that_is_stopped_undoes_nothing(meeting: Meeting, twice: tuple[str, str]) -> None:
    store = meeting.store
    done = duplicates.join(store, shown=twice[0], other=twice[1])
    joined = store.digest()

    def stop(at: int, of: int) -> None:
        assert of > 1
        if at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        duplicates.take_back(store, done, progress=stop)
    assert store.digest() == joined


def test_joining_many_does_not_read_for_each_what_was_decided_of_all(meeting: Meeting) -> None:
    store = meeting.store

    def joined(count: int) -> int:
        pairs = []
        for _ in range(count):
            two = [store.add(Person(given_name="Ada")).id for _ in range(2)]
            for person in two:
                store.add(Registration(event=meeting.event, person=person, ticket=two[0]))
            pairs.append((two[0], two[1]))
        asked: list[str] = []

        def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        listen(store._engine, "before_cursor_execute", hear)
        try:
            duplicates.join_all(store, pairs)
        finally:
            remove(store._engine, "before_cursor_execute", hear)
        return sum("FROM duplicate_decision" in statement for statement in asked)

    assert joined(1) == joined(9)


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
