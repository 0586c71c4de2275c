"""What one laptop deletes and another edits meanwhile is asked about, and can come back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.exchange.disagreeing import OLD, ada, choices, disagree
from tests.stores import THAT_DAY, Team, on_both_engines

from maillage.domain.errors import Deleted
from maillage.domain.records import Person, Registration
from maillage.domain.vocabulary import Category


@on_both_engines
def test_an_edit_made_while_another_deleted_surfaces(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert laptop.store.all(Person) == []
        (conflict,) = laptop.store.conflicts()
        assert (conflict.field, conflict.deleted) == ("phone", True)
        assert (conflict.deletion.device, conflict.deletion.value) == (first.store.device, True)
        assert {head.value for head in conflict.choices} == {"01", "086"}


def test_a_first_fill_made_while_another_deleted_surfaces(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, email="ada@example.org")
    team.meet()
    for laptop in team.four:
        assert choices(laptop) == {("person", "email"): sorted([None, "ada@example.org"], key=str)}


def test_a_record_brought_back_keeps_the_dispute_and_one_may_still_decide(team: Team) -> None:
    first, accueil, third = team.four[:3]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    third.store.restore(ada(third).id)
    assert choices(third) == {("person", "phone"): ["01", "086"]}
    (conflict,) = third.store.conflicts()
    assert not conflict.deleted
    third.store.resolve(conflict, "01")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).deleted, ada(laptop).phone) == (False, "01")
        assert laptop.store.conflicts() == []


def test_a_dispute_on_a_deleted_record_can_be_decided_without_bringing_it_back(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.change(ada(accueil).id, phone="01")
    team.meet()
    (conflict,) = first.store.conflicts()
    first.store.resolve(conflict, "01")
    team.meet()
    for laptop in team.four:
        assert (ada(laptop).deleted, ada(laptop).phone) == (True, "01")
        assert laptop.store.conflicts() == []


def test_two_deletions_are_no_dispute(team: Team) -> None:
    for laptop in team.four[:2]:
        laptop.store.delete(ada(laptop).id)
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert laptop.store.conflicts() == []


def test_a_deletion_against_a_deletion_taken_back_is_a_dispute(team: Team) -> None:
    first, accueil = team.four[:2]
    first.store.delete(ada(first).id)
    accueil.store.delete(ada(accueil).id)
    accueil.store.restore(ada(accueil).id)
    team.meet()
    for laptop in team.four:
        (conflict,) = laptop.store.conflicts()
        assert conflict.field == "deleted"
        assert {head.value for head in conflict.choices} == {False, True}
    first.store.resolve(first.store.conflicts()[0], value=False)
    team.meet()
    assert not any(ada(laptop).deleted for laptop in team.four)
    assert all(laptop.store.conflicts() == [] for laptop in team.four)


def test_deciding_that_a_record_is_deleted_surfaces_an_edit_made_meanwhile(team: Team) -> None:
    first, accueil, third = team.four[:3]
    first.store.delete(ada(first).id)
    accueil.store.delete(ada(accueil).id)
    accueil.clock.pass_()
    accueil.store.restore(ada(accueil).id)
    team.meet()
    (deleted,) = first.store.conflicts()
    assert not ada(third).deleted
    first.store.resolve(deleted, value=True)
    third.store.change(ada(third).id, phone="02")
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert choices(laptop) == {("person", "phone"): ["02", "086"]}


def test_deleting_does_not_decide_what_was_in_dispute(team: Team) -> None:
    disagree(team, ["01", "02"])
    first = team.four[0]
    first.store.delete(ada(first).id)
    team.meet()
    for laptop in team.four:
        assert ada(laptop).deleted
        assert choices(laptop) == {("person", "phone"): ["01", "02"]}


def test_deleting_restates_the_latest_of_several_technical_values(team: Team) -> None:
    arrived = team.four[0].store.add(Registration(category=Category.NETWORK))
    team.meet()
    first, accueil, past, _ = team.four
    past.clock.now = OLD
    for laptop, minute in ((first, 1), (accueil, 2)):
        laptop.clock.now = THAT_DAY + timedelta(minutes=minute)
        laptop.store.change(arrived.id, arrived=laptop.clock.now)
    team.meet()
    past.store.change(arrived.id, arrived=THAT_DAY + timedelta(minutes=3))
    first.store.delete(arrived.id)
    team.meet()
    for laptop in team.four:
        found = laptop.store.get(Registration, arrived.id)
        assert found.arrived == THAT_DAY + timedelta(minutes=2)
        assert laptop.store.conflicts() == []


def test_a_deleted_record_cannot_be_changed_before_it_is_restored(team: Team) -> None:
    first = team.four[0]
    first.store.delete(ada(first).id)
    with pytest.raises(Deleted):
        first.store.change(ada(first).id, phone="01")
    first.store.restore(ada(first).id)
    assert first.store.change(ada(first).id, phone="01").phone == "01"
