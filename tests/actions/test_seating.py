"""Table plans in a real store: kept whole, undone whole, changed by the fewest."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from maillage.actions import deeds, latecomers, reception, seating, seating_wishes
from maillage.domain.errors import MissingValue, NotFound, PlanChanged, SeatedSince
from maillage.domain.records import Round, Seat
from maillage.domain.vocabulary import Category, RegistrationStatus, SeatingWish, Source

CATEGORIES = (Category.SOCIAL_WORKER, Category.SOCIAL_ENTREPRENEUR, Category.LOCAL_OFFICER)


def invite(meeting, count, *, arrive=True):
    """People of three worlds, two of each structure; return their registrations."""
    found = []
    with meeting.store.action():
        for number in range(count):
            one = reception.welcome(
                meeting.store, event=meeting.event, given_name=f"P{number}", family_name="Test",
                organisation=f"Structure {number // 2}", category=CATEGORIES[number % 3],
            )  # fmt: skip
            if not arrive:
                meeting.store.change(
                    one.id,
                    arrived=None,
                    source=Source.LIST,
                    status=RegistrationStatus.CONFIRMED,
                )
            found.append(one.id)
    return found


def hall(meeting):
    return seating.hall(meeting.store, event=meeting.event)


def planned(meeting, *, seats=3, rounds=2):
    plan = seating.propose(hall(meeting), seats=seats, rounds=rounds)
    return seating.save(meeting.store, event=meeting.event, sittings=plan.sittings)


def test_a_plan_is_kept_as_it_was_proposed_and_judged_the_same(meeting):
    invite(meeting, 12)
    plan = seating.propose(hall(meeting), seats=3, rounds=2)
    seating.save(meeting.store, event=meeting.event, sittings=plan.sittings)
    seen = hall(meeting)
    assert seen.sittings == list(plan.sittings)
    assert seen.quality == plan.quality
    assert seen.quality.same_organisation == 0
    assert [tour.number for tour in seen.rounds] == [1, 2]
    assert seen.tables() == 4
    assert len(seen.not_met_yet(until=0)) == 12
    assert seen.not_met_yet(until=2) == []


def test_a_plan_for_those_who_are_there_is_judged_by_who_could_meet(meeting):
    invite(meeting, 6)
    invite(meeting, 6, arrive=False)
    plan = seating.propose(hall(meeting), seats=3, rounds=1, only_present=True)
    seating.save(meeting.store, event=meeting.event, sittings=plan.sittings)
    assert hall(meeting).quality.mixing.n == 12  # two people of each of three worlds
    invite(meeting, 1)
    assert hall(meeting).quality.mixing.n == 16, "somebody without a seat is in the room as well"


def test_a_plan_can_be_put_back_as_it_was_before_even_when_there_was_none(meeting):
    invite(meeting, 6)
    deed = planned(meeting)
    seating.put_back(meeting.store, event=meeting.event, deed=deed)
    assert hall(meeting).rounds == ()


def test_another_plan_replaces_the_first_and_undoing_brings_it_back(meeting):
    invite(meeting, 12)
    planned(meeting)
    first = hall(meeting).sittings
    again = seating.propose(hall(meeting), seats=4, rounds=3, seed=5)
    deed = seating.save(meeting.store, event=meeting.event, sittings=again.sittings)
    assert len(hall(meeting).rounds) == 3
    seating.put_back(meeting.store, event=meeting.event, deed=deed)
    assert hall(meeting).sittings == first
    assert len(meeting.store.all(Seat)) - 12 == 24  # the third round's wait with it
    assert len(meeting.store.all(Round)) == 2


def test_of_two_plans_made_apart_the_one_made_last_is_shown_and_both_go_with_it(meeting):
    people = invite(meeting, 6)
    planned(meeting)
    other = meeting.store.add(Round(event=meeting.event, number=2))
    meeting.store.add(Seat(round=other.id, registration=people[0], table=7))
    assert hall(meeting).sittings[1] == {people[0]: 7}
    assert len(hall(meeting).rounds) == 2
    seating.save(meeting.store, event=meeting.event, sittings=hall(meeting).sittings[:1])
    assert len(hall(meeting).rounds) == 1


def test_rounds_already_held_stay_when_only_the_next_are_planned(meeting):
    invite(meeting, 12)
    planned(meeting, rounds=1)
    first = hall(meeting).sittings[0]
    plan = seating.propose(hall(meeting), seats=3, rounds=2, first=2)
    assert len(plan.sittings) == 1
    seating.save(meeting.store, event=meeting.event, sittings=plan.sittings, first=2)
    assert hall(meeting).sittings[0] == first
    assert hall(meeting).quality.repeats == 0


def test_somebody_is_moved_and_two_change_places_by_hand(meeting):
    people = invite(meeting, 6)
    planned(meeting)
    tour = hall(meeting).rounds[0]
    one = people[0]
    elsewhere = 3 - tour.sitting[one]
    deed = seating.move(
        meeting.store, event=meeting.event, tour=tour.id, registration=one, table=elsewhere
    )
    assert hall(meeting).sittings[0][one] == elsewhere
    seating.put_back(meeting.store, event=meeting.event, deed=deed)
    other = next(each for each in people if tour.sitting[each] != tour.sitting[one])
    seating.swap(meeting.store, event=meeting.event, tour=tour.id, one=one, other=other)
    after = hall(meeting).sittings[0]
    assert (after[one], after[other]) == (tour.sitting[other], tour.sitting[one])


def move(meeting, one, tables=3):
    """Seat somebody of the first round at the next table; return the deed and that table."""
    tour = hall(meeting).rounds[0]
    table = 1 + tour.sitting.get(one, 0) % tables
    deed = seating.move(
        meeting.store, event=meeting.event, tour=tour.id, registration=one, table=table
    )
    return deed, table


def test_undoing_a_move_leaves_everybody_seated_since_where_they_sit(meeting):
    one, other, *_others = invite(meeting, 9)
    planned(meeting, rounds=1)
    here = hall(meeting).sittings[0][one]
    deed, there = move(meeting, one)
    (late,) = invite(meeting, 1)
    _deed, first = move(meeting, late)
    _deed, elsewhere = move(meeting, other)
    meeting.store.add(Round(event=meeting.event, number=2))
    seating.put_back(meeting.store, event=meeting.event, deed=deed)
    now = hall(meeting).sittings
    assert (now[0][one], now[0][late], now[0][other]) == (here, first, elsewhere)
    assert len(now) == 2
    seating.put_back(meeting.store, event=meeting.event, deed=deed.undone)
    assert hall(meeting).sittings == [{**now[0], one: there}, {}]


def test_a_move_is_not_undone_once_the_same_person_was_moved_again(meeting):
    one, *_others = invite(meeting, 9)
    planned(meeting)
    deed, _there = move(meeting, one)
    again, _there = move(meeting, one)
    before = hall(meeting).sittings
    with pytest.raises(SeatedSince):
        seating.put_back(meeting.store, event=meeting.event, deed=deed)
    assert hall(meeting).sittings == before
    for each in (again, deed):  # the latest first
        seating.put_back(meeting.store, event=meeting.event, deed=each)


def test_a_plan_is_not_undone_once_somebody_else_took_a_seat_in_it(meeting):
    invite(meeting, 9)
    deed = planned(meeting)
    (late,) = invite(meeting, 1)
    move(meeting, late)
    before = hall(meeting).sittings
    with pytest.raises(SeatedSince):
        seating.put_back(meeting.store, event=meeting.event, deed=deed)
    assert hall(meeting).sittings == before


def test_another_plan_is_undone_around_whoever_came_since_and_whoever_left(meeting):
    people = invite(meeting, 9)
    planned(meeting)
    first = hall(meeting).sittings
    again = seating.propose(hall(meeting), seats=3, rounds=2, seed=5)
    deed = seating.save(meeting.store, event=meeting.event, sittings=again.sittings)
    assert hall(meeting).sittings != first
    (late,) = invite(meeting, 1)
    _deed, table = move(meeting, late)
    gone = people[0]
    meeting.store.erase(hall(meeting).people[gone].person)
    seating.put_back(meeting.store, event=meeting.event, deed=deed)
    for sitting in first:
        del sitting[gone]
    assert hall(meeting).sittings == [{**first[0], late: table}, first[1]]


def test_a_round_or_a_seat_that_is_gone_is_said_to_be_gone(meeting):
    people = invite(meeting, 6)
    planned(meeting)
    with pytest.raises(NotFound):
        seating.move(
            meeting.store, event=meeting.event, tour="gone", registration=people[0], table=1
        )
    tour = hall(meeting).rounds[0].id
    with pytest.raises(NotFound):
        seating.swap(meeting.store, event=meeting.event, tour=tour, one=people[0], other="gone")


def test_late_arrivals_and_the_missing_are_listed_before_anything_is_kept(meeting):
    people = invite(meeting, 12)
    planned(meeting)
    gone = people[:2]
    for one in gone:
        meeting.store.change(one, arrived=None, source=Source.LIST)
    (late,) = invite(meeting, 1)
    before = hall(meeting).sittings
    changes = latecomers.late_and_missing(hall(meeting))
    assert hall(meeting).sittings == before
    assert [change.tour.number for change in changes] == [1, 2]
    for change in changes:
        assert {move.guest for move in change.moves if move.to is None} == set(gone)
        assert [move.guest for move in change.moves if move.from_ is None] == [late]
    kept = latecomers.late_and_missing(hall(meeting), keep_missing=True)
    assert [[move.guest for move in change.moves] for change in kept] == [[late], [late]]
    latecomers.apply(meeting.store, event=meeting.event, changes=changes)
    for sitting in hall(meeting).sittings:
        assert set(sitting) == set(hall(meeting).present)
        assert max(Counter(sitting.values()).values()) == 3
    assert latecomers.late_and_missing(hall(meeting)) == []


@pytest.fixture
def to_seat(meeting):
    """What seating one latecomer at one table would change, in a room of five tables."""
    invite(meeting, 14)
    planned(meeting, rounds=1)
    invite(meeting, 1)
    (change,) = latecomers.late_and_missing(hall(meeting))
    assert len(change.moves) == 1
    return change


def at(change, table):
    return next(one for one, where in sorted(change.tour.sitting.items()) if where == table)


def keep(meeting, change):
    return latecomers.apply(meeting.store, event=meeting.event, changes=[change])


def moves(meeting, one, table):
    tour = hall(meeting).rounds[0].id
    seating.move(meeting.store, event=meeting.event, tour=tour, registration=one, table=table)


def test_what_changed_at_other_tables_while_moves_were_read_stays_and_outlives_their_undo(
    meeting, to_seat
):
    joins = to_seat.moves[0].to
    here, there, *_others = (table for table in range(1, 6) if table != joins)
    other = at(to_seat, here)
    moves(meeting, other, there)
    before = hall(meeting).sittings
    deed = keep(meeting, to_seat)
    late = to_seat.moves[0].guest
    assert hall(meeting).sittings == [{**before[0], late: joins}]
    moves(meeting, other, 6)
    for each in (deed, deed.undone):
        seating.put_back(meeting.store, event=meeting.event, deed=each)
    assert hall(meeting).sittings == [{**before[0], late: joins, other: 6}]
    moves(meeting, late, here)
    with pytest.raises(SeatedSince):
        seating.put_back(meeting.store, event=meeting.event, deed=deed)


@pytest.mark.parametrize("what", ["seated", "joined", "left", "gone", "replanned"])
def test_moves_that_were_read_are_not_made_at_tables_that_changed_since(meeting, to_seat, what):
    move, somebody = to_seat.moves[0], at(to_seat, to_seat.moves[0].to)
    elsewhere = move.to % 5 + 1
    match what:
        case "seated":
            moves(meeting, move.guest, elsewhere)
        case "joined":
            moves(meeting, at(to_seat, elsewhere), move.to)
        case "left":
            moves(meeting, somebody, elsewhere)
        case "gone":
            meeting.store.erase(hall(meeting).people[move.guest].person)
        case "replanned":
            meeting.store.add(Round(event=meeting.event, number=1))
    before = meeting.store.digest()
    with pytest.raises(PlanChanged):
        keep(meeting, to_seat)
    assert meeting.store.digest() == before


def test_nobody_loses_a_seat_who_has_come_while_the_moves_were_read(meeting):
    missing = invite(meeting, 12)[0]
    planned(meeting)
    reception.undo_check_in(meeting.store, registration=missing)
    changes = latecomers.late_and_missing(hall(meeting))
    reception.check_in(meeting.store, registration=missing)
    with pytest.raises(PlanChanged):
        latecomers.apply(meeting.store, event=meeting.event, changes=changes)


def test_a_change_is_not_undone_in_a_round_that_another_laptop_planned_since(meeting):
    one = invite(meeting, 6)[0]
    planned(meeting, rounds=1)
    deed, table = move(meeting, one)
    other = meeting.store.add(Round(event=meeting.event, number=1))
    meeting.store.add(Seat(round=other.id, registration=one, table=table))
    with pytest.raises(SeatedSince):
        seating.put_back(meeting.store, event=meeting.event, deed=deed)


def test_before_anybody_has_come_nobody_is_missing(meeting):
    invite(meeting, 6, arrive=False)
    planned(meeting)
    assert latecomers.late_and_missing(hall(meeting)) == []


def test_wishes_are_kept_by_the_next_plan_and_the_same_wish_is_recorded_once(meeting):
    people = invite(meeting, 12)
    for _twice in range(2):
        seating_wishes.add(
            meeting.store, event=meeting.event, kind=SeatingWish.TOGETHER,
            registration=people[0], other=people[1],
        )  # fmt: skip
    rule = seating_wishes.add(
        meeting.store, event=meeting.event, kind=SeatingWish.HOST,
        registration=people[2], table=4,
    )  # fmt: skip
    planned(meeting)
    seen = hall(meeting)
    assert len(seen.rules) == 2
    assert seen.unkept == ()
    for sitting in seen.sittings:
        assert sitting[people[0]] == sitting[people[1]]
        assert sitting[people[2]] == 4
    remove = partial(seating_wishes.remove, meeting.store, rule=rule.id)
    _none, way = deeds.done(meeting.store, remove)
    assert len(hall(meeting).rules) == 1
    way.undo()
    assert len(hall(meeting).rules) == 2


def test_a_wish_without_somebody_or_without_a_table_is_refused(meeting):
    (one,) = invite(meeting, 1)
    for values in (
        {"kind": SeatingWish.TOGETHER, "registration": one, "other": one},
        {"kind": SeatingWish.HOST, "registration": one},
        {"kind": SeatingWish.APART, "registration": ""},
    ):
        with pytest.raises(MissingValue):
            seating_wishes.add(meeting.store, event=meeting.event, **values)


def test_somebody_erased_leaves_the_plan_and_the_others_stay(meeting):
    people = invite(meeting, 6)
    planned(meeting)
    person = hall(meeting).people[people[0]].person
    meeting.store.erase(person)
    seen = hall(meeting)
    assert people[0] not in seen.sittings[0]
    assert len(seen.sittings[0]) == 5
