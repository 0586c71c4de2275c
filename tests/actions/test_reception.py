"""The door: nobody is mixed up with anybody, and every arrival can be taken back."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from maillage.actions import (
    acquaintances,
    badges,
    deeds,
    events,
    forgetting,
    organisations,
    reception,
    registrations,
    seating,
)
from maillage.domain.badges import code
from maillage.domain.errors import MissingValue, NotFound, TooLong
from maillage.domain.records import Membership, Organisation, Person, Registration
from maillage.domain.vocabulary import Category, EventKind, RegistrationStatus, Source, World

from .conftest import STARTS, Meeting

NOBODY = "018f0000-0000-7000-8000-000000000000"


def expect(
    meeting: Meeting,
    given: str,
    family: str,
    *,
    category: Category | None = Category.SOCIAL_WORKER,
    status: RegistrationStatus = RegistrationStatus.CONFIRMED,
    structure: str = "",
) -> Registration:
    person = meeting.store.add(Person(given_name=given, family_name=family, category=category))
    organisations.joins(meeting.store, person=person.id, organisation=structure)
    return meeting.store.add(
        Registration(
            event=meeting.event,
            person=person.id,
            category=category,
            status=status,
            source=Source.HELLOASSO,
        )
    )


def names(meeting: Meeting) -> list[str]:
    return [row.name for row in reception.arrivals(meeting.store, event=meeting.event)]


def test_people_are_listed_by_family_name_without_regard_to_accents(meeting: Meeting) -> None:
    for given, family in (("Zoé", "Émery"), ("Ada", "Zola"), ("Eva", "Emery"), ("Luc", "Dumas")):
        expect(meeting, given, family)
    assert names(meeting) == ["Luc Dumas", "Eva Emery", "Zoé Émery", "Ada Zola"]


def test_two_people_with_the_same_name_stay_two(meeting: Meeting) -> None:
    first = expect(meeting, "Claire", "Martin", structure="CCAS")
    second = expect(meeting, "Claire", "Martin", structure="La Ruche")
    reception.check_in(meeting.store, registration=second.id)
    rows = reception.arrivals(meeting.store, event=meeting.event)
    assert {(row.registration, row.detail, bool(row.arrived)) for row in rows} == {
        (first.id, "CCAS", False),
        (second.id, "La Ruche", True),
    }
    walk_in = reception.welcome(
        meeting.store, event=meeting.event, given_name="claire", family_name="MARTIN"
    )
    rows = reception.arrivals(meeting.store, event=meeting.event)
    assert len({row.person for row in rows}) == 3
    everybody = acquaintances.everybody(meeting.store, event=meeting.event)
    alike = everybody.like("Claire", "martin")
    assert {one.registration for one in alike} == {first.id, second.id, walk_in.id}
    assert alike[0].registration == first.id, "whoever is awaited comes first"
    assert everybody.like("", "Martin") == []


def test_whoever_checks_in_twice_keeps_the_first_time(meeting: Meeting) -> None:
    registration = expect(meeting, "Ada", "Lefèvre").id
    came = reception.check_in(meeting.store, registration=registration)
    assert came.arrived == STARTS
    meeting.clock.pass_(600)
    assert reception.check_in(meeting.store, registration=registration).arrived == STARTS
    assert reception.undo_check_in(meeting.store, registration=registration).arrived is None
    assert reception.check_in(meeting.store, registration=registration).arrived > STARTS


def test_the_room_is_counted_by_world_with_those_of_no_category(meeting: Meeting) -> None:
    worker = expect(meeting, "Ada", "A")
    expect(meeting, "Eva", "B")
    officer = expect(meeting, "Luc", "C", category=Category.LOCAL_OFFICER)
    unknown = expect(meeting, "Zoé", "D", category=None)
    gone = expect(meeting, "Max", "E", status=RegistrationStatus.CANCELLED)
    for one in (worker, officer, unknown):
        reception.check_in(meeting.store, registration=one.id)
        meeting.clock.pass_()
    reception.welcome(
        meeting.store,
        event=meeting.event,
        given_name="Noé",
        family_name="F",
        category=Category.SOCIAL_ENTREPRENEUR,
    )
    room = reception.room(meeting.store, event=meeting.event)
    assert (room.present, room.expected) == (4, 4)
    counts = {world: (of.present, of.expected) for world, of in room.worlds.items()}
    assert counts == {
        World.SOCIAL_WORK: (1, 2),
        World.SOCIAL_ENTERPRISE: (1, 0),
        World.LOCAL_AUTHORITY: (1, 1),
        World.OTHER: (1, 1),
    }
    assert [row.name for row in room.latest] == ["Noé F", "Zoé D", "Luc C", "Ada A"]
    assert "Max E" not in names(meeting)
    reception.check_in(meeting.store, registration=gone.id)
    assert "Max E" in names(meeting), "whoever comes all the same is received"
    room = reception.room(meeting.store, event=meeting.event)
    assert (room.expected, room.besides) == (4, 2)
    hall = seating.hall(meeting.store, event=meeting.event)
    assert (hall.expected, len(hall.people)) == (4, 4 + 2), "the tables count as the door does"


def test_search_finds_names_and_structures_and_the_likeliest_first(meeting: Meeting) -> None:
    expect(meeting, "Marianne", "Petit", structure="Anne et Cie")
    expect(meeting, "Anne", "Zola")
    late = expect(meeting, "Anne", "Aubert")
    reception.check_in(meeting.store, registration=late.id)
    rows = reception.arrivals(meeting.store, event=meeting.event)
    found = [row.name for row in reception.matching(rows, "anne")]
    assert found == ["Anne Zola", "Anne Aubert", "Marianne Petit"]
    assert [row.name for row in reception.matching(rows, "cie")] == ["Marianne Petit"]
    assert reception.matching(rows, "  ") == rows
    assert reception.matching(rows, "nobody") == []


@pytest.mark.parametrize(
    ("contact", "email", "phone"),
    [
        (" ada@pont.example ", "ada@pont.example", ""),
        ("06 39 98 20 14", "", "+33 6 39 98 20 14"),
        ("", "", ""),
    ],
)
def test_somebody_met_at_the_door_is_recorded_and_present(
    meeting: Meeting, contact: str, email: str, phone: str
) -> None:
    came = reception.welcome(
        meeting.store,
        event=meeting.event,
        given_name=" Ada ",
        family_name=" Lefèvre ",
        organisation="  Le  Cèdre ",
        category=Category.NETWORK,
        contact=contact,
    )
    person = meeting.store.get(Person, came.person)
    assert (person.name, person.email, person.phone) == ("Ada Lefèvre", email, phone)
    assert (came.source, came.arrived, came.category) == (Source.DOOR, STARTS, Category.NETWORK)
    (row,) = reception.arrivals(meeting.store, event=meeting.event)
    assert (row.walk_in, row.detail, row.world) == (True, "Le Cèdre", World.OTHER)
    assert not reception.is_expected(came)


def test_a_structure_is_recorded_once_however_it_is_typed(meeting: Meeting) -> None:
    for name in ("Le Cèdre", "le cedre", "LE  CÈDRE "):
        reception.welcome(
            meeting.store,
            event=meeting.event,
            given_name="Ada",
            family_name="A",
            organisation=name,
        )
    assert [one.name for one in meeting.store.all(Organisation)].count("Le Cèdre") == 1
    assert len(meeting.store.all(Membership)) == 3
    assert organisations.known_names(meeting.store) == ["DGCS", "Le Cèdre", "Ouishare"]


def test_a_welcome_that_fails_records_nothing(meeting: Meeting) -> None:
    before = meeting.store.digest()
    welcome = {"event": meeting.event, "given_name": "Ada", "family_name": "A"}
    with pytest.raises(MissingValue):
        reception.welcome(meeting.store, event=meeting.event, given_name=" ", family_name="")
    with pytest.raises(TooLong):
        reception.welcome(meeting.store, **welcome, contact="0" * 41)
    with pytest.raises(TooLong):
        reception.welcome(meeting.store, **welcome, organisation="x" * 301)
    assert meeting.store.digest() == before


def test_a_welcome_can_be_taken_back_whole(meeting: Meeting) -> None:
    welcome = partial(reception.welcome, meeting.store, event=meeting.event)
    came, way = deeds.done(
        meeting.store, partial(welcome, given_name="Ada", family_name="A", organisation="B")
    )
    way.undo()
    assert names(meeting) == []
    assert reception.room(meeting.store, event=meeting.event).present == 0
    assert meeting.store.get(Person, came.person).deleted


@pytest.mark.parametrize(
    "typed", ["06 39 98 20 14", "0639982014", "+33(0)639982014", "06.39.98.20.14"]
)
def test_one_number_typed_at_two_desks_is_one_value(meeting: Meeting, typed: str) -> None:
    person = meeting.store.add(Person(given_name="Ada"))
    changed = reception.change_person(meeting.store, person=person.id, phone=typed)
    assert changed.phone == "+33 6 39 98 20 14"
    assert not reception.change_person(meeting.store, person=person.id, phone="").phone
    kept = reception.change_person(meeting.store, person=person.id, phone="poste 12 34")
    assert kept.phone == "poste 12 34"


def test_a_corrected_category_counts_on_the_registration_too(meeting: Meeting) -> None:
    registration = expect(meeting, "Ada", "A")
    person = reception.change_category(
        meeting.store, registration=registration.id, category=Category.NETWORK
    )
    assert person.category is Category.NETWORK
    (row,) = reception.arrivals(meeting.store, event=meeting.event)
    assert row.category is Category.NETWORK
    assert (
        reception.change_person(meeting.store, person=person.id, given_name="Eva").name == "Eva A"
    )
    with pytest.raises(NotFound):
        reception.change_category(meeting.store, registration=NOBODY, category=None)


def test_whoever_is_erased_leaves_the_door_and_stays_in_the_counts(meeting: Meeting) -> None:
    registration = expect(meeting, "Ada", "A", structure="B")
    reception.check_in(meeting.store, registration=registration.id)
    forgotten = forgetting.erase(meeting.store, person=registration.person)
    assert forgotten.records == 2, "the person and their membership"
    assert names(meeting) == []
    room = reception.room(meeting.store, event=meeting.event)
    assert (room.present, room.expected, room.latest) == (1, 1, ())
    assert room.unnamed == 1


def test_the_counts_say_how_many_the_list_does_not_show(meeting: Meeting) -> None:
    erased, deleted, _listed = (expect(meeting, name, "A") for name in ("Ada", "Eva", "Ida"))
    forgetting.erase(meeting.store, person=erased.person)
    meeting.store.delete(deleted.person)
    called_off = expect(meeting, "Ana", "A")
    meeting.store.change(called_off.id, status=RegistrationStatus.CANCELLED)
    listed, room = reception.seen(meeting.store, event=meeting.event)
    assert (len(listed), room.expected, room.unnamed) == (1, 3, 2)


def test_whoever_leaves_is_out_of_the_room_and_may_come_back(meeting: Meeting) -> None:
    registration = expect(meeting, "Ada", "A").id
    reception.check_out(meeting.store, registration=registration)
    assert not meeting.store.get(Registration, registration).left, "who never came cannot leave"
    reception.check_in(meeting.store, registration=registration)
    meeting.clock.pass_(3600)
    left = reception.check_out(meeting.store, registration=registration).left
    room = reception.room(meeting.store, event=meeting.event)
    assert (room.present, room.left, room.expected) == (0, 1, 1)
    assert left is not None
    assert left > STARTS
    back = reception.check_in(meeting.store, registration=registration)
    assert (back.arrived, back.left) == (STARTS, None)
    reception.check_out(meeting.store, registration=registration, at=left)
    assert meeting.store.get(Registration, registration).left == left
    undone = reception.undo_check_in(meeting.store, registration=registration)
    assert (undone.arrived, undone.left) == (None, None)


def test_an_arrival_at_another_laptop_after_a_departure_means_back() -> None:
    morning, noon, evening = (STARTS + timedelta(hours=hours) for hours in (0, 3, 5))
    here = Registration(id=NOBODY, ticket="7", arrived=morning, left=noon)
    for arrived, left in ((morning, noon), (evening, None)):
        twin = Registration(id=NOBODY.replace("8", "9"), ticket="7", arrived=arrived)
        (one,) = registrations.one_per_ticket([here, twin])
        assert (one.arrived, one.left) == (morning, left)


def test_a_badge_is_known_by_every_record_of_its_ticket_and_by_no_other(meeting: Meeting) -> None:
    one = expect(meeting, "Ada", "A")
    twins = [
        meeting.store.add(Registration(event=meeting.event, person=one.person, ticket="T-1"))
        for _ in range(2)
    ]
    other = events.create_event(
        meeting.store, title="Lyon", event_kind=EventKind.DEBRIEF, starts=STARTS
    ).id

    def holder(registration: Registration, event: str = meeting.event) -> badges.Holder | None:
        codes = badges.readings(code(registration.id).lower())
        return badges.holder(meeting.store, event=event, codes=codes)

    assert holder(one) == badges.Holder(one.id, "Ada A")
    assert holder(twins[1]) == holder(twins[0]) == badges.Holder(twins[0].id, "Ada A")
    assert holder(one, other) == badges.Holder(one.id, "Ada A", "Grande Rencontre de Paris")
    assert holder(Registration(id=NOBODY)) is None
    forgetting.erase(meeting.store, person=one.person)
    assert holder(one) == badges.Holder(one.id, "")
    meeting.store.delete(one.id)
    assert holder(one) is None


def test_somebody_known_from_another_meeting_is_received_without_a_second_record(
    meeting: Meeting,
) -> None:
    before = expect(meeting, "Hélène", "de Lefèvre", structure="CCAS")
    reception.change_person(meeting.store, person=before.person, phone="+33 6 39 98 20 14")
    later = events.create_event(
        meeting.store, title="Lyon", event_kind=EventKind.DEBRIEF, starts=STARTS
    ).id
    everybody = acquaintances.everybody(meeting.store, event=later)
    (one,) = everybody.like("lefebvre", "helene")
    assert (one.registration, one.meeting) == ("", "Grande Rencontre de Paris")
    assert one.detail == "CCAS"
    assert everybody.like("", "", "06 39 98 20 14") == [one]
    assert everybody.like("Paul", "Lefort", "06 39 98 20 15") == []
    came, way = deeds.done(
        meeting.store,
        lambda: acquaintances.receive_known(meeting.store, event=later, person=one.person),
    )
    assert len(meeting.store.all(Person)) == 1
    assert (came.arrived, came.source) == (STARTS, Source.DOOR)
    way.undo()
    assert reception.arrivals(meeting.store, event=later) == []
    assert not meeting.store.get(Person, one.person).deleted
