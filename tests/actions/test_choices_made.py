"""An inbox that forgets nothing: what was decided stays to be read, and chosen otherwise."""

from __future__ import annotations

import pytest
from tests.stores import Team

from maillage.actions import choices_made, exchanges, reopening
from maillage.domain.errors import NoConflict
from maillage.domain.records import Person


@pytest.fixture
def decided(team: Team) -> Team:
    """Two laptops changed one number; the coordination took the first one's, and tells all."""
    first, door, table = team.four[:3]
    ada = first.store.all(Person)[0].id
    for laptop, phone in ((door, "1"), (table, "2")):
        laptop.clock.pass_()
        laptop.store.change(ada, phone=phone)
    first.reads(door, table)
    (open_,) = exchanges.decisions(first.store)
    assert choices_made.made(first.store) == []
    first.clock.pass_(300)
    first.store.change(ada, email="ada@example.org")  # an ordinary change is no choice
    exchanges.resolve(first.store, open_.conflict, "1")
    return team


def test_a_choice_made_is_told_with_all_there_was_on_every_laptop(decided: Team) -> None:
    first, door, table = decided.four[:3]
    door.reads(first)
    for laptop in (first, door):
        (one,) = choices_made.made(laptop.store)
        assert [version.value for version in one.decision.versions] == ["2", "1"]
        names = {version.device for version in one.decision.versions}
        assert names == {door.store.me.name, table.store.me.name}
        assert (one.chosen.value, one.chosen.device) == ("1", first.store.me.name)
        assert one.chosen.at > max(version.at for version in one.decision.versions)
        assert one.open
        assert not one.changed


def test_another_value_can_be_chosen_and_that_can_be_undone(decided: Team) -> None:
    store = decided.four[0].store
    ada = store.all(Person)[0].id
    (one,) = choices_made.made(store)
    take_back = choices_made.choose(store, one, "2")
    assert store.get(Person, ada).phone == "2"
    (now,) = choices_made.made(store)
    assert now.changed
    with pytest.raises(NoConflict):
        choices_made.choose(store, one, "2")  # what the screen showed is no longer so
    take_back()
    assert store.get(Person, ada).phone == "1"
    (now,) = choices_made.made(store)
    assert not now.changed
    assert now.undoable is None  # the last word is another one, which says the same


def test_a_choice_made_elsewhere_can_be_put_again_as_long_as_it_is_the_last_word(
    decided: Team,
) -> None:
    first, door = decided.four[:2]
    door.reads(first)
    (one,) = choices_made.made(door.store)
    reopening.undo(door.store, one.undoable)
    first.reads(door)
    for laptop in (first, door):
        assert choices_made.made(laptop.store) == []
        (waits,) = exchanges.decisions(laptop.store)
        assert {version.value for version in waits.versions} == {"1", "2"}


def test_nothing_decided_of_an_erased_person_is_told_any_more(decided: Team) -> None:
    store = decided.four[0].store
    store.erase(store.all(Person)[0].id)
    assert choices_made.made(store) == []


def test_what_is_disputed_again_waits_and_what_is_deleted_comes_back_with_a_value(
    decided: Team,
) -> None:
    first, door = decided.four[:2]
    ada = first.store.all(Person)[0].id
    door.store.change(ada, phone="3")
    first.reads(door)
    (one,) = choices_made.made(first.store)
    assert one.reopened
    assert not one.open
    (again,) = exchanges.decisions(first.store)
    exchanges.resolve(first.store, again.conflict, "3")
    assert [found.chosen.value for found in choices_made.made(first.store)] == ["3", "1"]
    first.store.delete(ada)
    found = choices_made.made(first.store)
    assert len(found) == 2  # deleting restates what there is: it chooses nothing
    assert all(one.restores for one in found)
    take_back = choices_made.choose(first.store, found[1], "2")
    assert first.store.get(Person, ada).phone == "2"
    assert not first.store.get(Person, ada).deleted
    take_back()
    assert first.store.get(Person, ada).deleted
    assert [one.now for one in choices_made.made(first.store)] == ["3", "3"]
