"""What rests on the work of a laptop that is believed no more: undoing, choices, receipts."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.stores import COORDINATING, FIFTH, PASSPHRASE, Laptop, Team, cheap_words

from maillage import Store
from maillage.actions import deeds, explain, laptops
from maillage.domain.errors import NoLongerBelieved, RevokesItself, UsedSince
from maillage.domain.records import Note
from maillage.domain.reopening import Choice


def by_words(laptop: Laptop) -> Path:
    """Return a file that even a laptop opens which is believed no more."""
    path = laptop.folder / f"words-{laptop.store.digest()[:8]}"
    return laptop.store.export(path, passphrase=PASSPHRASE).path


@pytest.fixture(autouse=True)
def _cheap_words() -> object:
    with cheap_words():
        yield


def asked(laptop: Laptop, note: Note) -> list[str]:
    """Return what there is to choose from, the shown one first, as it stands in the store."""
    return [
        str(head.value)
        for conflict in laptop.store.conflicts()
        if conflict.record == note.id
        for head in conflict.choices
    ]


def disputed(team: Team, values: dict[int, str]) -> Note:
    """Return a note of which some of the four say different things; the first knows them all."""
    first = team.four[0]
    note = first.store.add(Note(text="au départ"))
    team.meet()
    for at, value in values.items():
        team.four[at].clock.pass_(60 * (at + 1))
        team.four[at].store.change(note.id, text=value)
    first.reads(*(team.four[at] for at in values))
    return note


def test_a_deed_is_not_taken_back_where_nothing_counts_any_more(team: Team) -> None:
    first, door = team.four[:2]
    note, way = deeds.done(door.store, lambda: door.store.add(Note(text="avant")))
    first.reads(door)
    later, way_of_later = deeds.done(door.store, lambda: door.store.add(Note(text="après")))
    first.store.revoke(door.device)
    door.store.merge([by_words(first)], passphrase=PASSPHRASE)
    digest = door.store.digest()
    for one in (way, way_of_later):
        with pytest.raises(NoLongerBelieved):
            one.undo()
    assert door.store.digest() == digest
    assert [one.id for one in door.store.all(Note) if one.id in (note.id, later.id)] == [note.id]


def test_undoing_empties_no_field_because_what_was_there_counts_no_more(team: Team) -> None:
    first, door = team.four[:2]
    note = first.store.add(Note(text="ici"))
    door.reads(first)
    door.store.change(note.id, text="à la porte")
    first.reads(door)
    _saved, way = deeds.done(first.store, lambda: first.store.change(note.id, text="ici"))
    first.store.revoke(door.device, last=1)
    with pytest.raises(UsedSince):
        way.undo()
    assert first.store.get(Note, note.id).text == "ici"


def test_a_choice_of_a_revoked_laptop_is_asked_again_whoever_undid_it(team: Team) -> None:
    """What put the values again is the word of whoever wrote it, and stays."""
    first, door, table, other = team.four
    note = disputed(team, {2: "à table", 3: "ailleurs"})
    door.reads(first)
    (conflict,) = door.store.conflicts()
    door.store.resolve(conflict, "ailleurs")
    table.reads(door)
    (chosen,) = table.store.heads(note.id)["text"]
    assert table.store.reopen(Choice(note.id, "text", chosen.identity))
    first.reads(table)
    assert sorted(asked(first, note)) == ["ailleurs", "à table"]
    first.store.revoke(door.device, last=1)
    assert sorted(asked(first, note)) == ["ailleurs", "à table"]
    first.store.resolve(first.store.conflicts()[0], "à table")
    for laptop in (table, other):
        laptop.reads(first)
        assert laptop.store.get(Note, note.id).text == "à table"
        assert (asked(laptop, note), laptop.store.verify().ok) == ([], True)
    assert table.store.digest() == other.store.digest() == first.store.digest()


@pytest.mark.parametrize("later", [0, 1, 2])
def test_a_choice_that_a_revoked_laptop_asked_again_is_as_far_back_as_it_is_believed(
    team: Team, later: int
) -> None:
    """In whatever order it comes; and all of it is as it was once the laptop is believed again."""
    first, door, _table, other = team.four
    note = disputed(team, {2: "à table", 3: "ailleurs"})
    first.store.resolve(first.store.conflicts()[0], "à table")
    door.reads(first)
    (chosen,) = door.store.heads(note.id)["text"]
    assert door.store.reopen(Choice(note.id, "text", chosen.identity))
    first.reads(door)
    before = asked(first, note)
    assert sorted(before) == ["ailleurs", "à table"]
    relayed = first.export()
    last = next(one.last for one in first.store.devices() if one.device.id == door.device)
    first.store.revoke(door.device, last=last - later)
    for files in ([relayed, first.export()], [first.export(), relayed]):
        reader = team.archive if files[0] == relayed else other
        assert not reader.store.merge(files).refused
        assert reader.store.digest() == first.store.digest()
        assert reader.store.verify().ok
    if later:
        assert asked(first, note) == []
    else:
        assert asked(first, note) == before
    if later == 2:
        assert first.store.get(Note, note.id).text == "à table"
    first.store.believe_again(door.device)
    assert asked(first, note) == before


def test_a_stolen_coordinator_s_laptop_is_not_the_coordination_any_more(team: Team) -> None:
    first, door = team.four[:2]
    fifth = team.laptops[FIFTH]
    door.store.add(Note(text="un banc"))
    fifth.reads(door)
    door.reads(fifth)
    assert door.store.handed_over().complete
    first.store.revoke(fifth.device)
    door.reads(first)
    handover = door.store.handed_over()
    assert not handover.complete
    assert {one.name for one in handover.coordinators} == {*COORDINATING} - {FIFTH}


def test_a_restored_store_of_a_revoked_laptop_still_writes_its_files(
    team: Team, tmp_path: Path
) -> None:
    """Nothing of it is believed, who it is neither; it knows its own keys all the same."""
    first, door = team.four[:2]
    backup = door.store.backup(tmp_path / "backup")
    with Store.restore_backup(backup, tmp_path / "store", passphrase=PASSPHRASE) as store:
        store.add(Note(text="seulement ici"))
        first.store.revoke(door.device)
        assert not store.merge([by_words(first)], passphrase=PASSPHRASE).refused
        assert store.me.name
        for to in ("coordinators", "everyone"):
            written = store.export(tmp_path / to, to=to)  # type: ignore[arg-type]
            assert {*COORDINATING, store.me.name} <= {*written.readers}
        with pytest.raises(NoLongerBelieved):
            store.add(Note(text="encore"))
        assert store.verify().ok


def test_nobody_ends_their_own_laptop_by_how_far_they_believe_another(team: Team) -> None:
    """Found by a random history: the junior had revoked the senior, and taken that back."""
    _first, _door, _table, senior = team.four
    junior = team.laptops[FIFTH]
    junior.store.revoke(senior.device)
    last = next(one.last for one in junior.store.devices() if one.device.id == junior.device)
    assert not senior.store.merge([by_words(junior)], passphrase=PASSPHRASE).refused
    junior.store.believe_again(senior.device)
    senior.reads(junior)
    digest = senior.store.digest()
    with pytest.raises(RevokesItself) as told:
        senior.store.revoke(junior.device, last=last)
    assert FIFTH in explain.sentence(told.value)
    assert senior.store.digest() == digest
    (there,) = (one for one in laptops.laptops(senior.store) if one.device.id == junior.device)
    assert last in {one.last for one in there.exports}
    assert last not in {one.last for one in laptops.limits(senior.store, there)}
    assert senior.store.revoke(junior.device, last=last - 1) == 2
    assert senior.store.verify().ok


@pytest.mark.parametrize("thief_first", [True, False])
def test_a_thief_who_restores_a_stolen_coordinator_s_laptop_ends_nobody_senior(
    team: Team, tmp_path: Path, *, thief_first: bool
) -> None:
    """Found by a random history: both ended, and every word on it counted no more itself."""
    _first, door, _table, senior = team.four
    fifth = team.laptops[FIFTH]
    backup = fifth.store.backup(tmp_path / "backup")
    senior.reads(fifth)
    senior.store.add(Note(text="de l’aîné"))
    with Store.restore_backup(backup, tmp_path / "store", passphrase=PASSPHRASE) as thief:
        thief.revoke(senior.device)
        stolen = thief.export(tmp_path / "thief", to="everyone").path
    senior.store.revoke(fifth.device)
    senior_says = by_words(senior)
    for file in [stolen, senior_says] if thief_first else [senior_says, stolen]:
        door.store.merge([file], passphrase=PASSPHRASE)
    believed = {one.device.name: one.believed for one in door.store.devices()}
    assert believed[senior.name] is None
    assert believed[FIFTH] is not None
    assert {note.text for note in door.store.all(Note)} >= {"de l’aîné"}
    assert door.store.verify().ok
    assert not door.store.merge([senior.export()]).refused
