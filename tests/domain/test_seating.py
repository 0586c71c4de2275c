"""Table plans: everybody seated, wishes kept, worlds mixed, the fewest moved."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.domain.indicators import Ratio
from maillage.domain.mixing import Guest, meetings, not_met_yet, quality, tables_of
from maillage.domain.reseating import Move, reseat
from maillage.domain.seating import propose, tables_for
from maillage.domain.vocabulary import SeatingWish, World
from maillage.domain.wishes import Wish, together

WORLDS = [*World, None]
QUICK = 20_000


def room(*counts, structures=25, seed=1):
    """Guests by world, each of one of so many organisations."""
    draw = Random(seed)
    worlds = [world for world, count in zip(World, counts, strict=False) for _ in range(count)]
    return [
        Guest(f"g{number:03}", world, frozenset({f"o{draw.randrange(structures)}"}))
        for number, world in enumerate(worlds)
    ]


def sizes(sitting, tables):
    counts = Counter(sitting.values())
    return [counts[table] for table in range(1, tables + 1)]


def some(least):
    """At least so many people of any world and organisations."""
    organisations = st.frozensets(st.sampled_from("abcd"), max_size=2)
    each = st.tuples(st.sampled_from(WORLDS), organisations)
    return st.lists(each, min_size=least, max_size=24).map(
        lambda found: [Guest(f"g{n:02}", *one) for n, one in enumerate(found)]
    )


# Propose ---------------------------------------------------------------------------------


@settings(max_examples=20)
@given(some(1), st.integers(1, 8), st.integers(1, 3), st.integers(0, 9))
def test_everybody_sits_once_a_round_at_tables_that_differ_by_one(guests, tables, rounds, seed):
    plan = propose(guests, tables=tables, rounds=rounds, seed=seed, effort=QUICK)
    assert len(plan.sittings) == rounds
    for sitting in plan.sittings:
        assert set(sitting) == {guest.id for guest in guests}
        found = sizes(sitting, min(tables, len(guests)))
        assert sum(found) == len(guests)
        assert max(found) - min(found) <= 1


@settings(max_examples=25)
@given(some(8), st.data())
def test_hosts_stay_and_wishes_that_can_be_kept_are_kept(guests, data):
    tables = data.draw(st.integers(2, len(guests) // 4))
    chosen = data.draw(st.permutations([guest.id for guest in guests]))[:6]
    wishes = [
        Wish(SeatingWish.HOST, chosen[0], table=data.draw(st.integers(1, tables))),
        Wish(SeatingWish.HOST, chosen[1], table=data.draw(st.integers(1, tables))),
        Wish(SeatingWish.TOGETHER, chosen[2], chosen[3]),
        Wish(SeatingWish.APART, chosen[4], chosen[5]),
    ]
    plan = propose(guests, tables=tables, rounds=2, wishes=wishes, effort=QUICK)
    assert plan.unkept == ()
    for sitting in plan.sittings:
        assert [sitting[one] for one in chosen[:2]] == [wish.table for wish in wishes[:2]]
        assert sitting[chosen[2]] == sitting[chosen[3]]
        assert sitting[chosen[4]] != sitting[chosen[5]]


def test_sixty_people_meet_nobody_twice_in_three_rounds_and_every_table_mixes_three_two_one():
    guests = room(30, 20, 10)
    plan = propose(guests, tables=10, rounds=3)
    assert (plan.quality.repeats, plan.quality.same_organisation) == (0, 0)
    assert plan.quality.balanced == Ratio(30, 30)
    worlds = {guest.id: guest.world for guest in guests}
    for sitting in plan.sittings:
        for seated in tables_of(sitting).values():
            assert sorted(Counter(worlds[one] for one in seated).values()) == [1, 2, 3]


def test_two_hundred_people_meet_nobody_twice_in_four_rounds():
    plan = propose(room(90, 60, 35, 15, structures=60), tables=34, rounds=4)
    assert (plan.quality.repeats, plan.quality.same_organisation) == (0, 0)
    assert plan.quality.balanced == Ratio(136, 136)


def test_the_same_people_wishes_and_seed_give_the_same_plan_in_any_order():
    guests = room(9, 8, 7)
    one = propose(guests, tables=4, rounds=2, seed=3, effort=QUICK)
    other = propose(guests[::-1], tables=4, rounds=2, seed=3, effort=QUICK)
    assert one == other


def test_rounds_held_before_count_as_meetings():
    guests = room(6, 6, structures=100)
    held = propose(guests, tables=4, rounds=2, effort=QUICK).sittings
    plan = propose(guests, tables=4, rounds=1, before=held)
    again = set(meetings(held)) & set(meetings(plan.sittings))
    assert not again
    assert plan.quality.met == 36


def test_stopped_at_once_there_is_still_a_whole_plan():
    guests = room(30, 20, 10)
    told = []
    plan = propose(
        guests, tables=10, rounds=6, going=lambda done, of: bool(told.append((done, of)))
    )
    assert len(told) == 1
    assert all(sizes(sitting, 10) == [6] * 10 for sitting in plan.sittings)


def test_a_huge_organisation_is_spread_as_evenly_as_it_can_be():
    guests = [Guest(f"g{n:02}", World.OTHER, frozenset({"o"} if n < 12 else ())) for n in range(24)]
    plan = propose(guests, tables=4, rounds=2, effort=100_000)
    assert plan.quality.same_organisation == 2 * 4 * 3


def test_impossible_wishes_are_named_with_the_rounds_that_do_not_keep_them():
    guests = room(4, 4)
    apart = Wish(SeatingWish.APART, "g000", "g001")
    wishes = [
        Wish(SeatingWish.HOST, "g000", table=1),
        Wish(SeatingWish.HOST, "g001", table=1),
        apart,
        Wish(SeatingWish.HOST, "g002", table=9),
    ]
    plan = propose(guests, tables=2, rounds=2, wishes=wishes, effort=QUICK)
    assert [(one.wish, one.rounds) for one in plan.unkept] == [(apart, 2), (wishes[3], 2)]


def test_wishes_about_people_who_are_not_there_are_left_aside():
    wishes = [Wish(SeatingWish.TOGETHER, "g000", "gone"), Wish(SeatingWish.HOST, "gone", table=1)]
    assert propose(room(3, 3), tables=2, rounds=1, wishes=wishes, effort=QUICK).unkept == ()


def test_a_pair_wished_together_is_no_repeat_and_no_fault():
    guests = [Guest("a", World.OTHER, frozenset("o")), Guest("b", World.OTHER, frozenset("o"))]
    wish = Wish(SeatingWish.TOGETHER, "b", "a")
    assert together([wish]) == {("a", "b")}
    plan = propose(guests, tables=1, rounds=3, wishes=[wish], effort=QUICK)
    assert (plan.quality.repeats, plan.quality.same_organisation) == (0, 0)


def test_three_wished_together_one_by_one_are_no_repeat_of_each_other():
    wishes = [Wish(SeatingWish.TOGETHER, *two) for two in (("g000", "g001"), ("g001", "g002"))]
    plan = propose(room(12, 12, structures=99), tables=6, rounds=2, wishes=wishes)
    assert all(
        len({sitting[one] for one in ("g000", "g001", "g002")}) == 1 for sitting in plan.sittings
    )
    assert plan.quality.repeats == 0


def test_nobody_to_seat_and_no_round_are_an_empty_plan():
    assert propose([], tables=3, rounds=2).sittings == ()
    assert propose(room(3), tables=3, rounds=0).sittings == ()


def test_a_guest_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        propose([Guest("a"), Guest("a")], tables=1, rounds=1)


def test_tables_are_as_few_as_hold_everybody():
    assert [tables_for(guests, 6) for guests in (0, 1, 60, 61)] == [1, 1, 10, 11]
    # Ten tables stand there: 61 people sit at all of them, not at 9; tables of 8 were asked for.
    assert [tables_for(61, seats, 10) for seats in (6, 7, 8)] == [11, 10, 8]


# Figures ---------------------------------------------------------------------------------


def test_indicator_three_is_counted_by_hand():
    work, state = World.SOCIAL_WORK, World.OTHER
    guests = [
        Guest("a", work, frozenset("x")),
        Guest("b", work, frozenset("x")),
        Guest("c", state),
        Guest("d", None),
    ]
    found = quality(guests, [{"a": 1, "b": 1, "c": 2, "d": 2}, {"a": 1, "b": 1, "c": 1, "d": 2}])
    assert (found.repeats, found.met, found.same_organisation) == (1, 4, 2)
    thrice = quality(guests, [{"a": 1, "b": 1}] * 3)
    assert (thrice.repeats, thrice.again, thrice.met) == (2, 1, 1)
    assert found.mixing == Ratio(2, 2, missing=1)
    assert found.balanced == Ratio(0, 4)
    assert quality(guests, [{"a": 1, "c": 1, "b": 2, "d": 2}]).balanced == Ratio(2, 2)


def test_who_has_not_met_another_world_is_told_until_they_have():
    guests = [Guest("a", World.SOCIAL_WORK), Guest("b", World.SOCIAL_WORK), Guest("c", World.OTHER)]
    assert not_met_yet(guests, []) == guests
    assert not_met_yet(guests, [{"a": 1, "c": 1, "b": 2}]) == [guests[1]]


# Seat again ------------------------------------------------------------------------------


@settings(max_examples=40)
@given(some(1), st.integers(1, 6), st.data())
def test_seating_again_moves_no_more_people_than_needed(guests, tables, data):
    everybody = [guest.id for guest in guests]
    sitting = {
        one: data.draw(st.integers(1, tables)) for one in everybody if data.draw(st.booleans())
    }
    absent = {one for one in sitting if data.draw(st.booleans())}
    expected = [guest for guest in guests if guest.id not in absent]
    after, moves = reseat(expected, sitting, tables=tables)
    assert set(after) == {guest.id for guest in expected}
    found = sizes(after, tables)
    assert max(found) - min(found) <= 1
    stay = sizes({one: at for one, at in sitting.items() if one not in absent}, tables)
    newcomers = len(set(after) - set(sitting))
    changed = [move for move in moves if move.from_ and move.to]
    # Newcomers fill what is free: a table is too full against the size it will have.
    stay_total = sum(stay) + newcomers
    least, longer = divmod(stay_total, tables)
    bound = min(
        sum(max(0, size - least - (table in chosen)) for table, size in enumerate(stay))
        for chosen in map(set, combinations(range(tables), longer))
    )
    assert len(changed) == bound
    assert {move.guest for move in moves if move.to is None} == absent


def test_no_shows_who_leave_tables_even_move_nobody():
    guests = room(30, 20, 10)
    sitting = propose(guests, tables=10, rounds=1).sittings[0]
    absent = {seated[0] for seated in list(tables_of(sitting).values())[:4]}
    came = [guest for guest in guests if guest.id not in absent]
    _after, moves = reseat(came, sitting, tables=10)
    assert all(move.to is None for move in moves)


def test_a_late_host_takes_their_table_and_somebody_else_makes_room():
    guests = room(4, 4, structures=50)
    late = guests[0]
    sitting = {guest.id: 1 + number // 4 for number, guest in enumerate(guests[1:])}
    wishes = [Wish(SeatingWish.HOST, late.id, table=1)]
    after, moves = reseat(guests, sitting, tables=2, wishes=wishes)
    assert after[late.id] == 1
    assert sizes(after, 2) == [4, 4]
    assert moves[0] == Move(late.id, None, 1)
    assert len(moves) == 2


def test_a_newcomer_avoids_whom_they_met_and_whom_they_must_not_meet():
    guests = [Guest(f"g{n}", World.OTHER) for n in range(7)]
    sitting = {"g0": 1, "g1": 1, "g2": 2, "g3": 2, "g4": 3, "g5": 3}
    wishes = [Wish(SeatingWish.APART, "g6", "g0")]
    after, _moves = reseat(
        guests, sitting, tables=3, wishes=wishes, others=[{"g6": 1, "g2": 1, "g3": 1}]
    )
    assert after["g6"] == 3
