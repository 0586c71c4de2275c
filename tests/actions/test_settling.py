"""Many choices by one rule: said first, then made at once, and never asked again elsewhere."""

from __future__ import annotations

import pytest
from tests.stores import Team

from maillage.actions import exchanges, settling
from maillage.domain.errors import NoConflict
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
    assert settling.decide(store, found.settled) == 1
    assert len(exchanges.decisions(store)) == 1


def test_what_one_laptop_says_is_kept(disputed: Team) -> None:
    store = disputed.four[0].store
    names = settling.laptops(exchanges.decisions(store))
    door = next(id_ for id_, name in names.items() if name == "Accueil")
    found = would(disputed, Rule.LAPTOP, laptop=door)
    assert {one.value for one in found.settled} == {"1", "un grand café commun"}


def test_decided_once_it_is_never_asked_again_elsewhere(disputed: Team) -> None:
    first, door, table = disputed.four[:3]
    assert settling.decide(first.store, would(disputed, Rule.LATEST).settled) == 2
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
