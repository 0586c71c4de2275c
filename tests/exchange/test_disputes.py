"""Two values of one field are a dispute until somebody decides, and then nowhere any more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.exchange.disagreeing import ada, choices, disagree, only
from tests.stores import THAT_DAY, Team, moment, on_both_engines, values

from maillage.domain.errors import NoConflict
from maillage.domain.records import Note, Organisation, Person, Record, Registration
from maillage.domain.vocabulary import BarrierCause, Category


@on_both_engines
def test_deciding_among_three_values_leaves_no_dispute_behind(team: Team) -> None:
    disagree(team, ["", "01", "02", "03"])
    asked = team.archive
    asked.reads(*team.four)
    (conflict,) = asked.store.conflicts()
    assert sorted(values(conflict)) == ["", "01", "02", "03"]
    asked.store.resolve(conflict, "02")
    assert asked.store.conflicts() == []
    for laptop in team.four:
        laptop.reads(asked)
        assert laptop.store.conflicts() == []
        assert ada(laptop).phone == "02"
    asked.reads(*team.four)
    assert asked.store.conflicts() == []
    assert asked.store.verify().ok


def test_a_decision_may_be_a_value_that_nobody_wrote(team: Team) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01 et 02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"01 et 02"}


@on_both_engines
def test_a_decision_travels_and_nobody_is_asked_again(team: Team) -> None:
    first, accueil, tables, late = team.four
    first.store.change(ada(first).id, phone="01")
    accueil.store.change(ada(accueil).id, phone="02")
    old = [first.export(), accueil.export()]
    tables.store.merge(old)
    (conflict,) = tables.store.conflicts()
    tables.store.resolve(conflict, "01")
    decided = tables.export()
    for order in ([decided, *old], [*old, decided]):
        late.store.merge(order)
        assert late.store.conflicts() == []
        assert ada(late).phone == "01"
    for laptop in (first, accueil):
        report = laptop.store.merge([decided, *old])
        assert report.conflicts == 0
        assert laptop.store.conflicts() == []


def test_a_dispute_decided_in_two_ways_is_a_dispute_again_among_the_decisions(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    for laptop, value in zip(team.four[:2], ["01", "03"], strict=True):
        (conflict,) = laptop.store.conflicts()
        laptop.store.resolve(conflict, value)
    team.meet()
    for laptop in team.four:
        assert choices(laptop) == {("person", "phone"): ["01", "03"]}


def test_a_dispute_decided_alike_by_two_people_is_over(team: Team) -> None:
    disagree(team, ["01", "02"])
    for laptop in team.four[:2]:
        (conflict,) = laptop.store.conflicts()
        laptop.store.resolve(conflict, "02")
    team.meet()
    assert all(laptop.store.conflicts() == [] for laptop in team.four)
    assert {ada(laptop).phone for laptop in team.four} == {"02"}


def test_a_dispute_that_somebody_already_decided_cannot_be_decided_from_an_old_screen(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    first, accueil = team.four[:2]
    (conflict,) = first.store.conflicts()
    accueil.store.resolve(accueil.store.conflicts()[0], "01")
    first.reads(accueil)
    with pytest.raises(NoConflict):
        first.store.resolve(conflict, "02")
    assert ada(first).phone == "01"


def test_a_conflict_is_decided_by_one_of_its_choices_as_it_stands(team: Team) -> None:
    first, second = team.four[:2]
    person = first.store.add(Person(given_name="Inès"))
    second.reads(first)
    first.store.change(person.id, category=Category.NETWORK)
    second.store.change(person.id, category=Category.FOUNDATION)
    first.reads(second)
    (conflict,) = [one for one in first.store.conflicts() if one.record == person.id]
    chosen = next(choice for choice in conflict.choices if choice.value == "foundation")
    assert first.store.resolve(conflict, chosen).category is Category.FOUNDATION


def test_writing_the_value_shown_decides_a_dispute_and_otherwise_says_nothing(
    team: Team,
) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    first.store.change(ada(first).id, phone=ada(first).phone)
    assert first.store.conflicts() == []
    decided = first.export()
    first.store.change(ada(first).id, phone=ada(first).phone, family_name="Lefèvre")
    team.archive.store.merge([decided])
    assert team.archive.store.merge([first.export()]).new == 0


def test_a_disputed_value_stays_visible_dated_and_attributed(team: Team) -> None:
    first, accueil = team.four[:2]
    first.clock.now, accueil.clock.now = THAT_DAY, THAT_DAY + timedelta(minutes=5)
    disagree(team, ["01", "02"])
    (conflict,) = team.four[3].store.conflicts()
    told = {(head.value, head.device, moment(head)) for head in conflict.choices}
    assert told == {
        ("01", first.device, THAT_DAY),
        ("02", accueil.device, THAT_DAY + timedelta(minutes=5)),
    }
    assert conflict.record == ada(first).id
    assert conflict.base
    assert conflict.base.value == "086"


def test_the_same_edit_made_twice_is_no_dispute(team: Team) -> None:
    disagree(team, ["01", "01", "01"])
    for laptop in team.four:
        assert laptop.store.conflicts() == []
        assert ada(laptop).phone == "01"


def test_two_equal_edits_against_a_third_are_one_dispute(team: Team) -> None:
    disagree(team, ["01", "01", "02"])
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert {head.value for head in conflict.choices} == {"01", "02"}


def test_edits_of_different_fields_are_both_kept_without_a_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.change(ada(first).id, phone="01")
    accueil.store.change(ada(accueil).id, email="ada@example.org")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).phone, ada(laptop).email) == ("01", "ada@example.org")
        assert laptop.store.conflicts() == []


def test_a_later_edit_that_saw_the_earlier_is_no_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.change(ada(first).id, phone="01")
    accueil.reads(first)
    accueil.store.change(ada(accueil).id, phone="02")
    team.meet()
    assert {ada(laptop).phone for laptop in team.four} == {"02"}
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


@pytest.mark.parametrize(("kind", "field", "value"), [(Person, "phone", "01"), (Note, "table", 7)])
def test_a_cleared_value_against_an_edited_one_is_a_dispute(
    team: Team, kind: type[Record], field: str, value: object
) -> None:
    first, accueil = team.four[:2]
    first.store.change(only(first, kind).id, **{field: None})
    accueil.store.change(only(accueil, kind).id, **{field: value})
    team.meet()
    for laptop in team.four:
        assert set(choices(laptop)[kind.kind, field]) == {None, value}
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, None)
    team.meet()
    assert not any(getattr(only(laptop, kind), field) for laptop in team.four)
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


@pytest.mark.parametrize(
    ("kind", "field", "written"),
    [
        (Person, "email", ("ada@example.org", "lefevre@example.org")),
        (Person, "category", (Category.NETWORK, Category.FOUNDATION)),
        (Note, "cause", (BarrierCause.DISTRUST, BarrierCause.UNFAMILIARITY)),
        (Organisation, "insee", ("01001", "1001")),
    ],
)
@on_both_engines
def test_two_first_fills_of_an_empty_field_are_a_dispute(
    team: Team, kind: type[Record], field: str, written: tuple[object, object]
) -> None:
    for laptop, value in zip(team.four, written, strict=False):
        laptop.store.change(only(laptop, kind).id, **{field: value})
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert (conflict.kind, conflict.field) == (kind.kind, field)
        assert set(values(conflict)) == set(written)
        assert conflict.base is None or not conflict.base.value


def test_a_technical_field_never_makes_a_dispute(team: Team) -> None:
    expected = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    times = [THAT_DAY, THAT_DAY + timedelta(minutes=2)]
    for laptop, moment_ in zip(team.four[:2], times, strict=True):
        laptop.clock.now = moment_
        laptop.store.change(expected.id, arrived=moment_)
    team.meet()
    for laptop in team.four:
        assert laptop.store.conflicts() == []
        assert laptop.store.get(Registration, expected.id).arrived == times[1]
    team.archive.reads(team.four[0])
    team.four[0].store.change(expected.id, arrived=times[1])
    assert team.archive.store.merge([team.four[0].export()]).new == 0


def test_a_check_in_undone_here_hides_no_arrival_there(team: Team) -> None:
    expected = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    first, accueil = team.four[:2]
    for laptop, minute in ((first, 1), (accueil, 2)):
        laptop.clock.now = THAT_DAY + timedelta(minutes=minute)
        laptop.store.change(expected.id, arrived=laptop.clock.now)
    first.clock.now = THAT_DAY + timedelta(minutes=9)
    first.store.change(expected.id, arrived=None)
    assert first.store.conflicts() == []
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert conflict.field == "arrived"
        assert {head.value for head in conflict.choices} == {None, "2021-12-13T13:02:00Z"}
    first.store.resolve(conflict, THAT_DAY + timedelta(minutes=2))
    team.meet()
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_texts_that_are_the_same_number_are_a_dispute(team: Team) -> None:
    disagree(team, ["86", "0086"])
    for laptop in team.four:
        assert choices(laptop) == {("person", "phone"): ["0086", "86"]}
