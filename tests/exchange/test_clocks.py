"""A clock that is wrong loses nothing, and wins nothing but what is shown meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.exchange.disagreeing import OLD, ada, choices, disagree
from tests.stores import Team

FAR = datetime(2099, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_clock_of_2099_wins_nothing_but_the_provisional_choice(team: Team) -> None:
    first, future = team.four[:2]
    future.clock.now = FAR
    disagree(team, ["01", "02"])
    assert {ada(laptop).phone for laptop in team.four} == {"02"}
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"01"}
    first.store.change(ada(first).id, phone="03")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"03"}
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_a_clock_of_1970_loses_nothing_but_the_provisional_choice(team: Team) -> None:
    first, past = team.four[:2]
    past.clock.now = OLD
    disagree(team, ["01", "02"])
    assert {ada(laptop).phone for laptop in team.four} == {"01"}
    assert choices(first) == {("person", "phone"): ["01", "02"]}
    past.store.change(ada(past).id, phone="04")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"04"}


def test_a_clock_that_jumps_back_does_not_undo_what_came_after(team: Team) -> None:
    first = team.four[0]
    first.clock.now = FAR
    first.store.change(ada(first).id, phone="01")
    first.clock.now = OLD
    first.store.change(ada(first).id, phone="02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"02"}


def test_two_edits_of_the_same_second_show_the_same_everywhere(team: Team) -> None:
    disagree(team, ["01", "02", "03"])
    assert len({ada(laptop).phone for laptop in team.four}) == 1
    winner = max(laptop.device for laptop in team.four[:3])
    (conflict,) = team.four[3].store.conflicts()
    shown = next(head.value for head in conflict.choices if head.device == winner)
    assert ada(team.four[3]).phone == shown
