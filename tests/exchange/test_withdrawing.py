"""Whoever said to believe a laptop no more takes that back, from a restored backup too."""

from __future__ import annotations

from contextlib import ExitStack
from itertools import permutations
from typing import TYPE_CHECKING

import pytest
from tests.stores import (
    FIFTH,
    INVITATION_PASSPHRASE,
    PASSPHRASE,
    Laptop,
    Team,
    on_both_engines,
)

from maillage import Store
from maillage.actions import explain, laptops, told
from maillage.domain.errors import EndedByIt, NothingToWithdraw, StillBelieved
from maillage.domain.records import Event, Note, Revocation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def restored(tmp_path: Path, opened: ExitStack) -> Restoring:
    return Restoring(tmp_path, opened)


class Restoring:
    """Restores a laptop from a backup of now; the laptop itself stays as it is."""

    def __init__(self, folder: Path, opened: ExitStack) -> None:
        self.folder, self.opened, self.times = folder, opened, 0

    def __call__(self, laptop: Laptop) -> Laptop:
        self.times += 1
        place = self.folder / f"{self.times}"
        place.mkdir()
        backup = laptop.store.backup(place / "backup")
        store = Store.restore_backup(
            backup, place / "store", passphrase=PASSPHRASE, clock=laptop.clock
        )
        self.opened.callback(store.close)
        return Laptop(laptop.name, store.device, store, laptop.clock, place)


def by_words(laptop: Laptop) -> Path:
    """Return a file that even a laptop opens which is believed no more."""
    laptop.written += 1
    path = laptop.folder / f"words-{laptop.written}"
    return laptop.store.export(path, passphrase=PASSPHRASE).path


def last_of(laptop: Laptop, device: str) -> int:
    return next(one.last for one in laptop.store.devices() if one.device.id == device)


def believed(laptop: Laptop, device: str) -> int | None:
    """Return the last believed number of a device; None if it is believed in all."""
    return next(one.believed for one in laptop.store.devices() if one.device.id == device)


def notes(laptop: Laptop) -> set[str]:
    return {one.text for one in laptop.store.all(Note)}


@on_both_engines
def test_who_goes_on_from_a_backup_withdraws_what_was_said_before(
    team: Team, restored: Restoring
) -> None:
    first, door, table, other = team.four
    door.store.add(Note(text="après le vol"))
    table.reads(door)
    first.store.revoke(door.device)
    first.reads(table)
    again = restored(first)
    (there,) = (one for one in again.store.devices() if one.device.id == door.device)
    assert (there.believed is not None, there.withdrawable) == (True, True)
    assert again.store.believe_again(door.device).counting == 1
    with pytest.raises(StillBelieved) as told_so:
        again.store.believe_again(door.device)
    assert door.name in explain.sentence(told_so.value)
    word = again.export()
    for reader in (other, team.archive, first):
        reader.reads_file(word)
        assert "après le vol" in notes(reader)
        assert reader.store.digest() == again.store.digest()
    # It may be said again, by whichever of the two.
    assert first.store.revoke(door.device) == 0
    assert again.store.revoke(door.device, last=there.believed) == 1
    assert again.store.verify().ok


def test_a_thief_who_restores_a_stolen_coordinator_s_laptop_withdraws_nothing(
    team: Team, restored: Restoring
) -> None:
    first, door, table, _other = team.four
    fifth = team.laptops[FIFTH]
    fifth.store.revoke(table.device)
    first.reads(fifth)
    thief = restored(fifth)
    thief.store.believe_again(table.device)
    door.store.merge([by_words(thief)], passphrase=PASSPHRASE)
    assert believed(door, table.device) is None
    first.store.revoke(fifth.device)
    door.reads(first)
    for laptop in (first, door):
        assert believed(laptop, table.device) is not None
        assert laptop.store.verify().ok


def test_of_two_restored_from_one_stolen_backup_neither_gives_the_other_back(
    team: Team, restored: Restoring
) -> None:
    """Nobody is senior to the founder, who could end them both."""
    first, _door, _table, other = team.four
    thief, again = restored(first), restored(first)
    thief.store.add(Note(text="du voleur"))
    first.reads(thief)
    first.store.revoke(thief.device, last=1)
    again.store.merge([by_words(first)], passphrase=PASSPHRASE)
    (there,) = (one for one in again.store.devices() if one.device.id == thief.device)
    assert not there.withdrawable
    with pytest.raises(NothingToWithdraw):
        again.store.believe_again(thief.device)
    # As somebody does who knows the files and not better.
    (word,) = again.store.all(Revocation)
    again.store.delete(word.id)
    other.reads(again)
    assert "du voleur" not in notes(other)
    assert first.store.believe_again(thief.device).counting == 1


def test_what_a_third_laptop_does_to_the_record_keeps_nobody_from_withdrawing(team: Team) -> None:
    first, door, table, other = team.four
    for spoil in (
        lambda word: table.store.delete(word.id),
        lambda word: table.store.change(word.id, device=other.device),
    ):
        first.store.revoke(door.device, last=1)
        table.reads(first)
        spoil(next(one for one in table.store.all(Revocation) if one.device == door.device))
        first.reads(table)
        assert believed(first, door.device) == 1
        first.store.believe_again(door.device)
        assert believed(first, door.device) is None
        table.reads(first)
        assert believed(table, door.device) is None
        assert table.store.digest() == first.store.digest()
        assert table.store.verify().ok


def test_a_withdrawal_counts_again_once_what_ended_its_author_is_withdrawn(
    team: Team, restored: Restoring
) -> None:
    first, door, _table, other = team.four
    fifth = team.laptops[FIFTH]
    first.store.revoke(door.device, last=1)
    again = restored(first)
    fifth.reads(again)
    again.store.believe_again(door.device)
    fifth.reads(again)
    fifth.store.revoke(again.device, last=1)
    assert believed(fifth, door.device) == 1
    junior = restored(fifth)
    junior.store.believe_again(again.device)
    other.reads(junior)
    assert believed(other, again.device) is None
    assert believed(other, door.device) is None
    assert other.store.verify().ok


def test_an_heir_withdraws_what_stands_aside_and_holds_all_the_same(
    team: Team, restored: Restoring
) -> None:
    _first, door, _table, other = team.four
    fifth = team.laptops[FIFTH]
    heir = restored(other)
    fifth.reads(heir)
    fifth.reads(other)
    last = last_of(fifth, other.device)
    other.store.revoke(door.device, last=1)
    fifth.reads(other)
    # The junior ends the thief's laptop, whose senior word holds all the same.
    fifth.store.revoke(other.device, last=last)
    assert believed(fifth, door.device) == 1
    heir.reads(fifth)
    heir.store.believe_again(door.device)
    fifth.reads(heir)
    for laptop in (heir, fifth):
        assert believed(laptop, door.device) is None
        assert laptop.store.verify().ok


def test_taking_back_the_merge_that_brought_a_withdrawal_says_what_counts_no_more(
    team: Team,
) -> None:
    first, door, table, _other = team.four
    first.store.revoke(door.device)
    table.reads(first)
    first.store.believe_again(door.device)
    table.reads(first)
    (brought, *_) = table.store.merges()
    for text in ("un", "deux"):
        door.store.add(Note(text=text))
    table.reads(door)
    undone = table.store.undo_merge(brought.number)
    assert undone.ignored == 2
    assert {"un", "deux"}.isdisjoint(notes(table))
    assert any("2 " in line for line in told.undone_lines(undone))
    table.reads(first)
    assert {"un", "deux"} <= notes(table)


def test_nobody_is_believed_again_who_would_end_this_laptop(team: Team) -> None:
    _first, _door, table, senior = team.four
    junior = team.laptops[FIFTH]
    senior.store.revoke(junior.device)
    junior.store.revoke(senior.device)
    table.reads(junior)
    assert not senior.store.merge([by_words(table)], passphrase=PASSPHRASE).refused
    senior.store.add(Note(text="de l’aîné"))
    digest = senior.store.digest()
    with pytest.raises(EndedByIt) as told_so:
        laptops.believe_again(senior.store, junior.device)
    assert FIFTH in explain.sentence(told_so.value)
    assert senior.store.digest() == digest
    assert "de l’aîné" in notes(senior)


def test_packs_and_invitations_carry_what_stands_aside_and_decides_all_the_same(
    team: Team, tmp_path: Path, opened: ExitStack
) -> None:
    """Else a junior who ends a senior hides that one's words from whoever is new."""
    first, door, _table, other = team.four
    fifth = team.laptops[FIFTH]
    event = first.store.add(Event(title="Paris"))
    fifth.reads(first)
    last = last_of(fifth, other.device)
    other.store.revoke(door.device, last=1)
    fifth.reads(other)
    first.reads(other)
    fifth.store.revoke(other.device, last=last)
    first.reads(fifth)
    assert believed(first, door.device) == 1
    pack = first.store.export_pack(tmp_path / "pack", event=event.id, passphrase=PASSPHRASE)
    assert not team.archive.store.merge([pack.path], passphrase=PASSPHRASE).refused
    assert believed(team.archive, door.device) == 1
    invitation = first.store.invite(tmp_path / "invitation", passphrase=INVITATION_PASSPHRASE)
    new = Store.join(
        invitation,
        tmp_path / "new",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Nouvelle",
        clock=first.clock,
    )
    opened.callback(new.close)
    assert door.device not in new.known_devices()
    assert new.verify().ok


def test_heirs_and_juniors_across_each_other_end_alike_in_every_order(
    team: Team, restored: Restoring
) -> None:
    first, door, table, _other = team.four
    fifth, reader = team.laptops[FIFTH], team.archive
    door.store.add(Note(text="de l’accueil"))
    table.reads(door)
    first.reads(table)
    first.store.revoke(door.device, last=1)
    one, two = restored(first), restored(first)
    fifth.reads(one)
    one.store.believe_again(door.device)
    fifth.reads(one)
    fifth.store.revoke(one.device, last=2)
    two.store.merge([by_words(fifth)], passphrase=PASSPHRASE)
    two.store.revoke(fifth.device, last=1)
    files = [by_words(laptop) for laptop in (first, one, fifth, two)]
    digests = set()
    for order in list(permutations(files))[::4]:
        for file in (*order, *order):  # what was refused at first may be welcome then
            reader.store.merge([file], passphrase=PASSPHRASE)
        assert reader.store.verify().ok
        digests.add(reader.store.digest())
        while not all(one.undone for one in reader.store.merges()):
            reader.store.undo_merge()
    assert len(digests) == 1
