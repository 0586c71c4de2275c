"""A laptop whose name somebody else goes on under knows it, and says so until it is restored."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from tests.stores import PASSPHRASE, by_hand

from maillage import Store
from maillage.actions import copies, exchanges
from maillage.domain.errors import CopiedDevice, RestoredDevice
from maillage.domain.records import Note


@pytest.fixture
def copy(team, tmp_path):
    """Return a copy of the second laptop, which went on without it."""
    with ExitStack() as opened:
        backup = team.four[1].store.backup(tmp_path / "backup")
        yield opened.enter_context(Store.open(by_hand(backup), passphrase=PASSPHRASE))


@pytest.mark.parametrize("both_wrote", [True, False])
def test_a_copy_learns_from_the_coordination_s_file_that_it_is_one(
    team, copy, tmp_path, both_wrote
):
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="ici"))
    first.reads(accueil)
    if both_wrote:
        copy.add(Note(text="là"))
    assert not copies.is_copy(copy)
    (file,) = exchanges.merge(copy, [first.export()]).files
    assert type(file.refused) is RestoredDevice  # it is about this laptop, not about the file
    assert copies.is_copy(copy)
    # What it goes on as is another laptop.
    copy.close()
    again = Store.restore_backup(copy.path, tmp_path / "again", passphrase=PASSPHRASE)
    with again:
        assert not copies.is_copy(again)


def test_whoever_merges_the_file_of_a_copy_is_none(team, copy, tmp_path):
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="ici"))
    copy.add(Note(text="là"))
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    first.reads(accueil)
    for laptop in (first, accueil):
        (file,) = exchanges.merge(laptop.store, [there]).files
        assert type(file.refused) is CopiedDevice
        assert not copies.is_copy(laptop.store)
