"""What is erased goes everywhere and for ever, with what describes it alone."""

from __future__ import annotations

import shutil

import pytest
from tests.exchange.disagreeing import ada, disagree, only
from tests.stores import PASSPHRASE, Team, on_both_engines

from maillage import Store
from maillage.domain.errors import Erased, NotErasable
from maillage.domain.records import (
    Consent,
    Membership,
    Note,
    Person,
    Pledge,
    PledgeParty,
    Registration,
    Vote,
)
from maillage.domain.vocabulary import Category


@on_both_engines
def test_erasing_beats_edits_disputes_decisions_and_restoring(team: Team) -> None:
    disagree(team, ["01", "02"])
    first, accueil, tables, other = team.four
    id_ = ada(first).id
    old = [laptop.export() for laptop in team.four]
    accueil.store.resolve(accueil.store.conflicts()[0], "01")
    tables.store.delete(id_)
    tables.store.restore(id_)
    other.store.change(id_, phone="05", family_name="Autre")
    first.store.erase(id_)
    late = [accueil.export(), tables.export(), other.export()]
    team.meet()
    for laptop in team.four:
        for _ in range(2):
            assert laptop.store.all(Person, deleted=True) == []
            assert laptop.store.conflicts() == []
            assert "Lefèvre" not in "\n".join(laptop.store.dump())
            with pytest.raises(Erased):
                laptop.store.change(id_, phone="06")
            report = laptop.store.merge([*late, *old, team.past])
            assert (report.new, report.conflicts, report.refused) == (0, 0, ())
        assert laptop.store.verify().ok


def test_a_restored_backup_learns_again_what_was_erased(team: Team) -> None:
    first, accueil = team.four[:2]
    id_ = ada(first).id
    accueil.store.close()
    shutil.copytree(accueil.folder / "store", accueil.folder / "backup")
    first.store.erase(id_)
    backup = Store.open(accueil.folder / "backup", passphrase=PASSPHRASE, clock=accueil.clock)
    with backup:
        assert backup.get(Person, id_).family_name == "Lefèvre"
        backup.merge([first.export()])
        assert backup.all(Person, deleted=True) == []
        backup.export(accueil.folder / "back.maillage", to="everyone")
    assert first.store.merge([accueil.folder / "back.maillage"]).new == 0
    assert first.store.all(Person, deleted=True) == []


@on_both_engines
def test_erasing_a_person_takes_what_describes_only_them_and_leaves_the_rest(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    id_ = ada(first).id
    pledge = first.store.add(Pledge(what="Ouvrir un atelier partagé"))
    gone = [
        first.store.add(Membership(person=id_, position="bénévole")),
        first.store.add(Consent(person=id_, given=True)),
    ]
    kept = [
        first.store.add(Registration(person=id_, category=Category.NETWORK)),
        first.store.add(PledgeParty(pledge=pledge.id, person=id_)),
        pledge,
    ]
    team.meet()
    accueil.store.erase(id_)
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Membership, deleted=True) == []
        assert laptop.store.all(Consent, deleted=True) == []
        for record in kept:
            assert laptop.find(record).id == record.id
        assert laptop.store.get(Registration, kept[0].id).category is Category.NETWORK
        for record in gone:
            with pytest.raises(Erased):
                laptop.store.change(record.id, position="")


def test_a_vote_for_an_erased_note_is_erased_when_it_arrives_later(team: Team) -> None:
    first, late = team.four[:2]
    note = only(first, Note)
    vote = late.store.add(Vote(note=note.id, table=3))
    first.store.erase(note.id)
    first.reads(late)
    assert first.store.all(Vote, deleted=True) == []
    first.store.merge([late.export()])
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Vote, deleted=True) == []
        with pytest.raises(Erased):
            laptop.store.change(vote.id, table=4)
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_erasing_goes_along_a_chain_of_owners_in_any_order_of_arrival(team: Team) -> None:
    first, accueil, tables, last = team.four
    note = only(first, Note)
    link = accueil.store.add(Vote(note=note.id))
    tables.reads(accueil)
    end = tables.store.add(Vote(note=link.id))
    tables.store.delete(end.id)
    first.store.erase(note.id)
    last.store.merge([tables.export()])
    last.store.merge([first.export()])
    first.store.merge([tables.export()])
    for laptop in (first, last):
        assert laptop.store.all(Vote, deleted=True) == []
    team.meet()
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_a_deleted_vote_still_goes_with_its_note(team: Team) -> None:
    first, accueil = team.four[:2]
    note = only(first, Note)
    vote = accueil.store.add(Vote(note=note.id))
    accueil.store.delete(vote.id)
    first.store.erase(note.id)
    team.meet()
    for laptop in team.four:
        assert laptop.store.all(Vote, deleted=True) == []


def test_two_laptops_that_erase_the_same_person_agree(team: Team) -> None:
    for laptop in team.four[:2]:
        laptop.store.erase(ada(laptop).id)
    team.meet()
    assert len({laptop.store.digest() for laptop in team.four}) == 1


def test_nothing_new_can_be_said_about_what_was_erased(team: Team) -> None:
    first = team.four[0]
    note = only(first, Note)
    first.store.erase(note.id)
    digest = first.store.digest()
    with pytest.raises(Erased):
        first.store.add(Vote(note=note.id))
    assert first.store.digest() == digest


def test_what_points_to_something_erased_or_not_arrived_is_merged_all_the_same(
    team: Team,
) -> None:
    first, accueil = team.four[:2]
    registered = accueil.store.add(Registration(person=ada(accueil).id))
    nowhere = accueil.store.add(Registration(person="018f0000-0000-7000-8000-000000000000"))
    first.store.erase(ada(first).id)
    first.reads(accueil)
    assert {record.id for record in first.store.all(Registration)} == {registered.id, nowhere.id}
    assert first.store.get(Registration, nowhere.id).person == nowhere.person


def test_what_everybody_needs_to_read_and_believe_files_is_never_erased(team: Team) -> None:
    store = team.four[0].store
    for id_ in (store.device, store.programme.id):
        with pytest.raises(NotErasable):
            store.erase(id_)
    assert store.verify().ok
