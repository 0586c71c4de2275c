"""What another laptop writes over a record, of another kind or deleting it, ends nobody."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from tests.exchange.forging import forge
from tests.stores import Laptop, Team

from maillage.domain.records import Device, Invitation, Note, Person, Revocation
from maillage.domain.values import canonical
from maillage.store import journal

if TYPE_CHECKING:
    from pathlib import Path

MUCH_LATER = 10**12


def line_of_another_kind(
    author: Laptop, reader: Laptop, record: str, kind: str, **change: Any
) -> Path:
    """Return a file with one line that no Maillage writes: its record is of another kind."""
    with author.store.reading() as connection:
        n = journal.last_number(connection, author.device) + 1
    line = canonical([author.device, n, MUCH_LATER, record, kind, 1, change]).encode()
    return forge(author, reader, [line], held={author.device: ((n, n),)})


def believed(laptop: Laptop, device: str) -> int | None:
    return next(one.believed for one in laptop.store.devices() if one.device.id == device)


@pytest.mark.parametrize("kind", ["attachment", "aaaa", "device", "zzzz"])
def test_a_word_counts_whatever_kind_another_writes_under_it(team: Team, kind: str) -> None:
    first, door, table, _other = team.four
    reader = team.archive
    here = next(one.last for one in first.store.devices() if one.device.id == door.device)
    door.store.add(Note(text="après le vol"))
    table.reads(door)
    first.store.revoke(door.device, last=here)
    (word,) = first.store.all(Revocation)
    disguised = line_of_another_kind(table, reader, word.id, kind, name="x")
    files, late = [first.export(), disguised, table.export()], door.export()
    ends = set()
    for order in permutations(files):
        for file in order:
            reader.reads_file(file)
        assert believed(reader, door.device) == here
        assert reader.store.plan([late]).files[0].refused
        assert reader.store.verify().problems == ()
        ends.add(reader.store.digest())
        for _file in order:
            reader.store.undo_merge()
    assert len(ends) == 1


@pytest.mark.parametrize("kind", ["note", "aaaa", "zzzz"])
def test_a_record_is_in_one_table_whatever_kind_another_writes_under_it(
    team: Team, kind: str
) -> None:
    first, door, table, other = team.four
    before = first.store.digest()
    zoe = door.store.add(Person(given_name="Zoé", family_name="Zola"))
    honest = door.export()
    for laptop, order in ((first, (0, 1)), (other, (1, 0))):
        files = [honest, line_of_another_kind(table, laptop, zoe.id, kind, text="x")]
        for at in order:
            laptop.reads_file(files[at])
        assert laptop.store.verify().problems == ()
    shown = [
        ({one.id for one in laptop.store.all(Person)}, {one.id for one in laptop.store.all(Note)})
        for laptop in (first, other)
    ]
    assert shown[0] == shown[1]
    assert first.store.digest() == other.store.digest()
    first.store.undo_merge()
    assert zoe.id in {one.id for one in first.store.all(Person)}
    assert first.store.verify().problems == ()
    first.store.undo_merge()
    assert first.store.digest() == before


def test_a_laptop_that_deletes_its_own_record_is_set_aside_all_the_same(team: Team) -> None:
    first, door = team.four[:2]
    door.store.delete(door.device)
    first.reads(door)
    assert door.device in first.store.known_devices()
    first.store.revoke(door.device, last=1)
    door.store.add(Note(text="encore"))
    (report,) = first.store.merge([door.export()]).files
    assert report.refused
    assert first.store.verify().problems == ()
    first.store.believe_again(door.device)
    assert believed(first, door.device) is None


def test_whoever_deletes_invitations_ends_nobody_and_shelters_nobody(team: Team) -> None:
    first, door, table, other = team.four
    everybody = first.store.known_devices().keys()
    for record in (*door.store.all(Invitation), *door.store.all(Device)):
        door.store.delete(record.id)
    for reader in (first, table, other):
        reader.reads(door)
        assert reader.store.known_devices().keys() == everybody
    first.store.revoke(door.device, last=1)
    assert first.store.known_devices().keys() == everybody - {door.device}
    # What it deleted counts no more.
    assert not any(record.deleted for record in first.store.all(Device, deleted=True))
