"""A laptop whose name somebody else goes on under knows it, and says so until it is restored."""

from __future__ import annotations

import re
from contextlib import ExitStack

import pytest
from tests.stores import PASSPHRASE, by_hand

from maillage import Store
from maillage.actions import copies, deeds, exchanges
from maillage.actions.explain import sentence
from maillage.domain.errors import (
    CopiedDevice,
    CopyInBetween,
    CopyOfThis,
    RestoredDevice,
    UsedSince,
)
from maillage.domain.errors.hub import HubHasNoFile
from maillage.domain.records import Note
from maillage.store import half_typed


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
    for laptop, said in ((first, CopiedDevice), (accueil, CopyOfThis)):
        (file,) = exchanges.merge(laptop.store, [there]).files
        assert type(file.refused) is said
        assert file.refused.name == accueil.store.me.name
        assert not copies.is_copy(laptop.store)


def test_what_the_sentence_says_to_do_with_the_file_of_a_copy_brings_all_its_work(
    team, copy, tmp_path
):
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="ici"))
    copy.add(Note(text="là"))
    first.reads(accueil)
    (file,) = exchanges.merge(first.store, [copy.export(tmp_path / "1.maillage").path]).files
    said = sentence(file.refused)
    assert "aucune fusion n’est à annuler" in said
    assert accueil.store.me.name in said
    assert [kept.read_bytes() for kept in exchanges.kept_aside(first.store)] == [
        (tmp_path / "1.maillage").read_bytes()
    ]
    exchanges.merge(copy, [first.export()])
    copies.go_on_as_another(copy)
    exchanges.merge(copy, [first.export()])
    assert not exchanges.merge(first.store, [copy.export(tmp_path / "2").path]).refused
    assert {note.text for note in first.store.all(Note)} >= {"ici", "là"}


def test_a_file_of_whoever_took_in_the_other_of_the_two_names_them_and_how_to_agree(
    team, copy, tmp_path
):
    first, accueil, tables = team.four[:3]
    accueil.store.add(Note(text="ici"))
    copy.add(Note(text="là"))
    first.reads(accueil)
    there = copy.export(tmp_path / "1.maillage", to="everyone").path
    exchanges.merge(tables.store, [there])
    (file,) = exchanges.merge(first.store, [tables.export()]).files
    assert type(file.refused) is CopyInBetween
    said = sentence(file.refused)
    assert {accueil.store.me.name, tables.store.me.name} <= set(re.findall("«\xa0(.+?)\xa0»", said))
    # What it says to do: they agree on the laptop that the first has heard of.
    exchanges.undo_merge(tables.store)
    assert not exchanges.merge(tables.store, [first.export()]).refused
    assert not exchanges.merge(first.store, [tables.export()]).refused


def test_a_copy_goes_on_where_it_is_with_all_that_it_has_and_takes_back_what_it_did_before(
    team, copy
):
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="ici"))
    first.reads(accueil)
    made, way_back = deeds.done(copy, lambda: copy.add(Note(text="là")))
    _, other = deeds.done(copy, lambda: copy.add(Note(text="là-bas")))
    with copy.action() as writer:
        half_typed.write(writer.connection, "à moitié")
    exchanges.merge(copy, [first.export()])
    copies.go_on_as_another(copy)
    assert not copies.is_copy(copy)
    assert copy.me.formerly == accueil.device
    with copy.reading() as connection:
        assert half_typed.of_all(connection) == {copy.device: "à moitié"}
    other.undo()
    assert {note.text for note in copy.all(Note)} == {"un café commun", "là"}
    assert not exchanges.merge(copy, [first.export()]).refused
    # What has its number now is another laptop's, and stays.
    with pytest.raises(UsedSince):
        way_back.undo()
    assert {note.text for note in copy.all(Note)} == {"un café commun", "là", "ici"}
    assert copy.get(Note, made.id).text == "là"
    assert copy.verify().ok


@pytest.mark.parametrize("team", ["hub"], indirect=True)
def test_a_hub_is_no_copy_that_could_go_on_as_another(team):
    with pytest.raises(HubHasNoFile):
        copies.go_on_as_another(team.four[1].store)
