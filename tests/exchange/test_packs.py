"""A pack of one meeting gives other laptops what they need of it, and claims nothing more."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from tests.stores import Laptop, Team

from maillage.domain.errors import NotFound, RevokedDevice
from maillage.domain.records import (
    Consent,
    DuplicateDecision,
    Event,
    Membership,
    Note,
    Organisation,
    Partner,
    Person,
    Pledge,
    Registration,
    Round,
    Seat,
    Workshop,
)
from maillage.domain.vocabulary import OnePerson

NOWHERE = "018f0000-0000-7000-8000-000000000000"


def meeting(laptop: Laptop, title: str) -> str:
    """Record a meeting with one of everything; return its id."""
    store = laptop.store
    event = store.add(Event(title=title)).id
    person = store.add(Person(given_name="Léa", family_name=title)).id
    structure = store.add(Organisation(name=f"La Ruche {title}")).id
    store.add(Membership(person=person, organisation=structure))
    store.add(Partner(event=event, organisation=store.add(Organisation(name=f"Ville {title}")).id))
    coming = store.add(Registration(event=event, person=person)).id
    store.add(Consent(person=person, event=event))
    workshop = store.add(Workshop(event=event, title="Logement")).id
    around = store.add(Round(event=event, number=1)).id
    store.add(Seat(round=around, registration=coming, table=2))
    note = store.add(Note(event=event, workshop=workshop, text=f"un banc à {title}")).id
    store.add(Pledge(event=event, note=note, what=f"poser un banc à {title}"))
    gone = store.add(Workshop(event=event, title="retiré")).id
    store.delete(gone)
    return event


def pack(laptop: Laptop, event: str) -> Path:
    path = laptop.folder / f"pack-{event}.maillage"
    laptop.store.export_pack(path, event=event)
    return path


def test_a_pack_holds_its_meeting_and_nothing_of_another(team: Team) -> None:
    first, door = team.four[:2]
    lyon, nice = meeting(first, "Lyon"), meeting(first, "Nice")
    report = door.store.merge([pack(first, lyon)])
    assert not report.refused
    store = door.store
    assert [one.id for one in store.all(Event)] == [lyon]
    assert store.all(Registration, event=lyon)
    assert store.find(Person, "lyon")
    assert not store.find(Person, "nice")
    names = {one.name for one in store.all(Organisation)}
    assert {"La Ruche Lyon", "Ville Lyon"} <= names
    assert not {"La Ruche Nice", "Ville Nice"} & names
    assert store.all(Consent, event=lyon)
    (seat,) = store.all(Seat)
    assert seat.table == 2
    assert len(store.all(Workshop, event=lyon)) == 1
    assert len(store.all(Workshop, event=lyon, deleted=True)) == 2
    words = {one.text for one in store.all(Note)} | {one.what for one in store.all(Pledge)}
    assert not any("Lyon" in word or "Nice" in word for word in words)
    with pytest.raises(NotFound):
        first.store.export_pack(first.folder / "x.maillage", event=NOWHERE)
    assert nice


def test_pack_and_whole_file_in_any_order_end_the_same(team: Team) -> None:
    first = team.four[0]
    lyon = meeting(first, "Lyon")
    meeting(first, "Nice")
    files = [pack(first, lyon), first.export()]
    first.store.add(Workshop(event=lyon, title="Mobilité"))
    later = first.folder / "later.maillage"
    first.store.export_pack(later, event=lyon)
    digests = set()
    readers = [*team.four[1:], team.archive]
    for order, laptop in zip(permutations([*files, later]), readers, strict=False):
        for file in order:
            assert not laptop.store.merge([file]).refused
        assert laptop.store.verify().ok
        digests.add(laptop.store.digest())
    assert digests == {first.store.digest()}


def test_who_stands_for_whom_comes_along_with_both_records(team: Team) -> None:
    first, door = team.four[:2]
    lyon = meeting(first, "Lyon")
    lea = first.store.all(Person, family_name="Lyon")[0].id
    twin = first.store.add(Person(given_name="Léa", family_name="Lion")).id
    stranger = first.store.add(Person(given_name="Paul", family_name="Noir")).id
    for other, verdict in ((twin, OnePerson.ONE), (stranger, OnePerson.TWO)):
        first.store.add(DuplicateDecision(person=lea, other=other, verdict=verdict))
    assert not door.store.merge([pack(first, lyon)]).refused
    there = {one.id for one in door.store.all(Person)}
    assert {lea, twin} <= there
    assert stranger not in there
    assert [one.verdict for one in door.store.all(DuplicateDecision)] == [OnePerson.ONE]


def test_what_was_recorded_on_a_pack_comes_back(team: Team) -> None:
    first, door = team.four[:2]
    lyon = meeting(first, "Lyon")
    door.store.merge([pack(first, lyon)])
    (coming,) = door.store.all(Registration, event=lyon)
    door.store.change(coming.id, arrived=door.clock())
    first.reads(door)
    assert first.store.get(Registration, coming.id).arrived == door.clock()
    assert first.store.conflicts() == []
    door.reads(first)
    assert door.store.digest() == first.store.digest()


def test_a_pack_is_neither_an_export_nor_a_receipt(team: Team) -> None:
    first, door = team.four[:2]
    lyon = meeting(first, "Lyon")
    door.store.add(Note(text="un arbre"))
    first.reads(door)
    unsent = first.store.unsent()
    number = first.store.export_pack(first.folder / "p.maillage", event=lyon).number
    assert number == 0
    assert first.store.unsent() == unsent
    # The pack says nothing of what the coordination has of the door's work.
    door.store.merge([first.folder / "p.maillage"])
    assert door.store.handed_over().missing == 1
    door.reads(first)
    assert door.store.handed_over().complete
    door.store.merge([pack(first, lyon)])
    assert door.store.handed_over().complete
    before, after = (
        {gap.device: gap.exports for gap in team.archive.store.plan(files).gaps}
        for files in ([], [pack(first, lyon)])
    )
    assert after == before


def test_what_is_erased_stays_erased_whatever_pack_is_read(team: Team) -> None:
    first, door = team.four[:2]
    lyon = meeting(first, "Lyon")
    old = pack(first, lyon)
    (lea,) = (one for one in first.store.all(Person) if one.given_name == "Léa")
    first.store.erase(lea.id)
    door.store.merge([pack(first, lyon)])
    door.store.merge([old])
    assert not door.store.find(Person, "lea")
    assert door.store.all(Registration, event=lyon)
    assert door.store.verify().ok


def test_who_only_ever_gets_packs_knows_which_laptop_is_believed_no_more(team: Team) -> None:
    first, door, table, _other = team.four
    event = meeting(first, "Lyon")
    late = door.store.add(Note(text="après le vol"))
    table.reads(door)
    first.store.revoke(door.device)
    assert not table.store.merge([pack(first, event)]).refused
    with pytest.raises(NotFound):
        table.store.get(Note, late.id)
    (report,) = table.store.merge([door.export()]).files
    assert isinstance(report.refused, RevokedDevice)
    first.store.believe_again(door.device)
    assert not table.store.merge([pack(first, event)]).refused
    assert table.store.get(Note, late.id).text == "après le vol"
    assert table.store.verify().ok
