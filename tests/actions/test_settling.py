"""Many choices by one rule: said first, then made at once, and never asked again elsewhere."""

from __future__ import annotations

from functools import partial

import pytest
from tests.stores import Team

from maillage import Store
from maillage.actions import choices_made, exchanges, reopening, settling
from maillage.actions.explain import sentence
from maillage.domain.errors import ChangedSince, DisputedAnew, NoConflict, RedoTooLate
from maillage.domain.records import Note, Person
from maillage.domain.settling import Rule, Why


@pytest.fixture
def disputed(team: Team) -> Team:
    """Two laptops changed a phone number, a long text and an e-mail; a third merged both."""
    first, door, table = team.four[:3]
    ada, note = first.store.all(Person)[0].id, first.store.all(Note)[0].id
    for laptop, phone, text, email in (
        (door, "1", "un grand café commun", ""),
        (table, "2", "un café commun le mardi", "ada@example.org"),
    ):
        laptop.clock.pass_(60 if laptop is table else 30)
        laptop.store.change(ada, phone=phone)
        laptop.store.change(note, text=text)
        if email:
            laptop.store.change(ada, email=email)
    first.reads(door, table)
    return team


def would(team: Team, rule: Rule, **more: str) -> settling.Preview:
    return settling.preview(team.four[0].store, rule, **more)


def test_a_preview_says_what_would_be_decided_and_writes_nothing(disputed: Team) -> None:
    store = disputed.four[0].store
    before = store.digest()
    found = would(disputed, Rule.TEXTS)
    assert [one.value for one in found.settled] == ["un grand café commun le mardi"]
    assert found.settled[0].version is None
    assert found.left == 1
    latest = would(disputed, Rule.LATEST)
    assert {one.value for one in latest.settled} == {"2", "un café commun le mardi"}
    assert {lost.value for one in latest.settled for lost in one.losing} == {
        "1",
        "un grand café commun",
    }
    assert all(one.version and one.version.device == "Tables 1 à 5" for one in latest.settled)
    assert store.digest() == before


def test_one_record_alone_can_be_decided(disputed: Team) -> None:
    store = disputed.four[0].store
    ada = store.all(Person)[0].id
    found = would(disputed, Rule.LATEST, record=ada)
    assert [one.value for one in found.settled] == ["2"]
    assert settling.decide(store, found.settled).count == 1
    assert len(exchanges.decisions(store)) == 1


def test_what_one_laptop_says_is_kept(disputed: Team) -> None:
    store = disputed.four[0].store
    names = settling.laptops(exchanges.decisions(store))
    door = next(id_ for id_, name in names.items() if name == "Accueil")
    found = would(disputed, Rule.LAPTOP, laptop=door)
    assert {one.value for one in found.settled} == {"1", "un grand café commun"}


def test_a_value_that_several_laptops_wrote_is_what_each_of_them_says(disputed: Team) -> None:
    first, _door, _table, other = disputed.four
    store, ada = first.store, first.store.all(Person)[0].id
    other.clock.pass_(90)
    other.store.change(ada, phone="1")
    first.reads(other)
    names = settling.laptops(exchanges.decisions(store))
    assert len(names) == 3
    said = {
        name: [one.value for one in would(disputed, Rule.LAPTOP, laptop=id_, record=ada).settled]
        for id_, name in names.items()
    }
    assert sorted(said.values()) == [["1"], ["1"], ["2"]]
    (phone,) = (one for one in exchanges.decisions(store) if one.conflict.field == "phone")
    assert [(one.value, len(one.also)) for one in phone.versions] == [("1", 1), ("2", 0)]


def test_decided_once_it_is_never_asked_again_elsewhere(disputed: Team) -> None:
    first, door, table = disputed.four[:3]
    assert settling.decide(first.store, would(disputed, Rule.LATEST).settled).count == 2
    assert exchanges.decisions(first.store) == []
    for laptop in (door, table):
        laptop.reads(first)
        assert exchanges.decisions(laptop.store) == []
        assert laptop.store.digest() == first.store.digest()


def test_all_or_nothing_when_somebody_decided_meanwhile(disputed: Team) -> None:
    store = disputed.four[0].store
    found = would(disputed, Rule.LATEST)
    exchanges.resolve(store, found.settled[-1].decision.conflict, "9")
    before = store.digest()
    with pytest.raises(NoConflict):
        settling.decide(store, found.settled)
    assert store.digest() == before


def waiting(store: Store) -> list[tuple[str, object, list[tuple[object, str, object]]]]:
    """What waits, with the value everybody had seen, and each version with whose it is."""
    return [
        (
            one.field_label,
            one.base.value if one.base else None,
            sorted((of.value, of.device, of.at) for of in one.versions),
        )
        for one in exchanges.decisions(store)
    ]


def test_a_rule_is_undone_everywhere_as_if_nobody_had_decided(disputed: Team) -> None:
    first, door, table = disputed.four[:3]
    asked, shown = waiting(first.store), first.store.all(Person)
    for _time in range(2):
        ruled = settling.decide(first.store, would(disputed, Rule.LATEST).settled)
        door.reads(first)
        assert waiting(door.store) == []
        assert settling.take_back(first.store, ruled) == settling.TakenBack(2, 0)
        assert choices_made.made(first.store) == []
        for laptop in (door, table):
            laptop.reads(first)
            assert laptop.store.digest() == first.store.digest()
        for laptop in (first, door, table):
            assert waiting(laptop.store) == asked
            assert laptop.store.all(Person) == shown
            assert laptop.store.verify().ok
    assert settling.take_back(first.store, ruled) == settling.TakenBack(0, 2)


def test_a_rule_that_was_undone_decides_again_and_is_undone_again(disputed: Team) -> None:
    first = disputed.four[0]
    asked = waiting(first.store)
    ruled = settling.decide(first.store, would(disputed, Rule.LATEST).settled)
    chosen = first.store.all(Person)
    for _time in range(2):
        settling.take_back(first.store, ruled)
        assert waiting(first.store) == asked
        ruled = settling.decide_again(first.store, ruled)
        assert ruled.count == 2
        assert waiting(first.store) == []
        assert first.store.all(Person) == chosen


def test_a_rule_decides_again_only_between_the_values_there_were(disputed: Team) -> None:
    first, door = disputed.four[:2]
    ruled = settling.decide(first.store, would(disputed, Rule.LATEST).settled)
    door.reads(first)
    door.store.change(door.store.all(Person)[0].id, phone="3")
    settling.take_back(first.store, ruled)
    first.reads(door)
    again = settling.decide_again(first.store, ruled)
    assert [one.decision.conflict.field for one in again.settled] == ["text"]
    (phone,) = exchanges.decisions(first.store)
    assert {one.value for one in phone.versions} == {"1", "2", "3"}
    before = first.store.digest()
    with pytest.raises(RedoTooLate):
        settling.decide_again(first.store, ruled)
    assert first.store.digest() == before


def test_nothing_is_decided_against_a_value_that_came_since_it_was_looked_at(
    disputed: Team,
) -> None:
    first, table = disputed.four[0], disputed.four[2]
    found = would(disputed, Rule.LATEST)
    choice = next(one for one in exchanges.decisions(first.store) if one.conflict.field == "phone")
    table.store.change(first.store.all(Person)[0].id, phone="3")
    first.reads(table)
    before = first.store.digest()
    for decide in (
        partial(settling.decide, first.store, found.settled),
        partial(exchanges.resolve, first.store, choice.conflict, "1"),
    ):
        with pytest.raises(DisputedAnew) as refused:
            decide()
        assert "Rien n’a été décidé" in sentence(refused.value)
    assert first.store.digest() == before


def test_only_choices_that_stand_are_undone(disputed: Team) -> None:
    first, door = disputed.four[:2]
    ruled = settling.decide(first.store, would(disputed, Rule.LATEST).settled)
    door.reads(first)
    door.store.change(door.store.all(Person)[0].id, phone="3")
    first.reads(door)
    assert settling.take_back(first.store, ruled) == settling.TakenBack(1, 1)
    assert first.store.all(Person)[0].phone == "3"
    assert [said for _label, _base, said in waiting(first.store)] != []
    assert {one.decision.conflict.field for one in choices_made.made(first.store)} == {"phone"}


def test_what_another_laptop_changes_meanwhile_is_asked_about_with_the_rest(
    disputed: Team,
) -> None:
    first, door = disputed.four[:2]
    ada = first.store.all(Person)[0].id
    ruled = settling.decide(first.store, would(disputed, Rule.LATEST, record=ada).settled)
    door.reads(first)
    door.store.change(ada, phone="3")
    assert settling.take_back(first.store, ruled).waits == 1
    first.reads(door)
    (phone,) = would(disputed, Rule.FILLED, record=ada).waiting
    assert {one.value for one in phone[0].versions} == {"1", "2", "3"}


def test_what_a_choice_changed_besides_is_not_undone_with_it(disputed: Team) -> None:
    store = disputed.four[0].store
    found = would(disputed, Rule.LATEST).settled[0].decision.conflict
    with pytest.raises(ChangedSince):
        reopening.undo(store, None)
    choice = reopening.decide(store, found, "4")
    reopening.undo(store, choice)
    with pytest.raises(ChangedSince):
        reopening.undo(store, choice)


def test_a_deleted_record_is_left_to_a_person(team: Team) -> None:
    first, door, table = team.four[:3]
    ada = first.store.all(Person)[0].id
    door.store.delete(ada)
    table.store.change(ada, phone="7")
    first.reads(door, table)
    assert exchanges.decisions(first.store)
    for rule in (Rule.LATEST, Rule.FILLED, Rule.TEXTS):
        found = would(team, rule)
        assert not found.settled
        assert found.reasons == [(Why.DELETION, 1)]


def test_the_value_shown_stands_first_among_those_asked_about_again(team: Team) -> None:
    """A third laptop's value, written before the choice, came in after it was undone."""
    one, two, three = team.four[:3]
    ada = one.store.all(Person)[0].id
    for after, (laptop, value) in enumerate([(one, "a"), (two, "b"), (three, "c")], 1):
        laptop.clock.pass_(100 * after)
        laptop.store.change(ada, profession=value)
    one.reads(two)
    one.clock.pass_(1000)
    (conflict,) = one.store.conflicts()
    reopening.undo(one.store, reopening.decide(one.store, conflict, "a"))
    one.reads(three)
    (conflict,) = one.store.conflicts()
    assert conflict.choices[0].value == one.store.get(Person, ada).profession
