"""Deleted here, changed there: one act settles the whole question, and it can be turned round."""

from __future__ import annotations

import pytest
from tests.stores import Team

from maillage.actions import choices_made, exchanges, kept_or_deleted
from maillage.domain.errors import ChangedSince, NoConflict
from maillage.domain.records import Person
from maillage.exchange.store import Store


@pytest.fixture
def ada(team: Team) -> str:
    """Somebody whom one laptop deleted, and of whom another changed two fields."""
    first, door, table = team.four[:3]
    ada = first.store.all(Person)[0].id
    table.store.change(ada, phone="2", email="ada@example.org")
    door.clock.pass_(60)
    door.store.delete(ada)
    first.reads(door, table)
    assert {one.conflict.field for one in exchanges.decisions(first.store)} == {"phone", "email"}
    return ada


def now(store: Store, ada: str) -> tuple[str, str, bool]:
    assert exchanges.decisions(store) == []
    found = store.get(Person, ada)
    return found.phone, found.email, found.deleted


def test_left_deleted_is_asked_once_and_can_be_restored_with_what_was_changed(
    team: Team, ada: str
) -> None:
    first, door = team.four[:2]
    open_ = exchanges.decisions(first.store)[0].conflict
    take_back = kept_or_deleted.leave_deleted(first.store, open_)
    assert now(first.store, ada)[2]
    with pytest.raises(NoConflict):
        kept_or_deleted.leave_deleted(first.store, open_)
    assert len(choices_made.made(first.store)) == 2
    door.reads(first)
    assert now(door.store, ada)[2]
    take_back()
    assert now(first.store, ada) == ("2", "ada@example.org", False)
    with pytest.raises(ChangedSince):
        take_back()


def test_restored_with_one_value_keeps_the_other_changes_too_and_can_be_deleted_again(
    team: Team, ada: str
) -> None:
    store = team.four[0].store
    (phone,) = (one for one in exchanges.decisions(store) if one.conflict.field == "phone")
    take_back = kept_or_deleted.bring_back(store, phone.conflict, "3")
    assert now(store, ada) == ("3", "ada@example.org", False)
    take_back()
    assert now(store, ada)[2]


def test_what_two_others_changed_differently_still_waits_once_restored(
    team: Team, ada: str
) -> None:
    first, other = team.four[0], team.four[3]
    other.store.change(ada, phone="4")
    first.reads(other)
    (email,) = (one for one in exchanges.decisions(first.store) if one.conflict.field == "email")
    kept_or_deleted.bring_back(first.store, email.conflict)
    (left,) = exchanges.decisions(first.store)
    assert (left.conflict.field, left.deleted) == ("phone", False)
    assert first.store.get(Person, ada).email == "ada@example.org"


def test_what_was_brought_back_and_worked_on_since_is_not_deleted_again(
    team: Team, ada: str
) -> None:
    first, other = team.four[0], team.four[3]
    open_ = exchanges.decisions(first.store)[0].conflict
    take_back = kept_or_deleted.bring_back(first.store, open_)
    other.reads(first)
    other.store.change(ada, profession="éducatrice")
    first.reads(other)
    with pytest.raises(ChangedSince):
        take_back()
    found = first.store.get(Person, ada)
    assert (found.profession, found.deleted) == ("éducatrice", False)


def test_restoring_what_was_left_deleted_overwrites_nothing_written_since(
    team: Team, ada: str
) -> None:
    store = team.four[0].store
    take_back = kept_or_deleted.leave_deleted(store, exchanges.decisions(store)[0].conflict)
    store.restore(ada)
    store.change(ada, phone="5")
    store.delete(ada)
    with pytest.raises(ChangedSince):
        take_back()
    assert now(store, ada) == ("5", "", True)
