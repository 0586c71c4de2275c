"""A laptop knows from the coordination's own files whether everything is with it."""

from __future__ import annotations

from pathlib import Path

from tests.stores import COORDINATING, INVITATION_PASSPHRASE, PASSPHRASE, Laptop, Team

from maillage import Store
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import DeviceRole


def missing(laptop: Laptop) -> int:
    handover = laptop.store.handed_over()
    assert handover.complete == (handover.missing == 0)
    return handover.missing


def test_nothing_is_handed_over_until_the_coordination_says_so(team: Team) -> None:
    first, accueil = team.four[:2]
    assert missing(accueil) == 0  # the past they share is the coordination's file
    accueil.store.add(Note(text="un banc"))
    accueil.store.add(Note(text="un arbre"))
    assert missing(accueil) == 2
    first.reads(accueil)
    assert missing(accueil) == 2  # it does not know yet
    accueil.reads(first)
    assert missing(accueil) == 0
    receipt, *others = accueil.store.handed_over().coordinators
    assert all(other.missing for other in others)
    assert (receipt.name, receipt.missing, receipt.at) == (first.name, 0, first.clock())


def test_another_laptop_that_has_it_is_not_the_coordination(team: Team) -> None:
    _, accueil, tables, _ = team.four
    accueil.store.add(Note(text="un banc"))
    tables.reads(accueil)
    accueil.reads(tables)
    assert missing(accueil) == 1


def test_an_erasure_is_handed_over_when_the_coordination_has_erased_too(team: Team) -> None:
    first, accueil = team.four[:2]
    (ada,) = accueil.store.all(Person)
    accueil.store.erase(ada.id)
    assert missing(accueil) == 1
    accueil.reads(first)
    assert missing(accueil) == 1
    first.reads(accueil)
    accueil.reads(first)
    assert missing(accueil) == 0


def test_the_latest_file_counts_whatever_came_last(team: Team) -> None:
    first, accueil = team.four[:2]
    early = first.export()
    accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    late = first.export()
    accueil.store.merge([late])
    accueil.store.merge([early])
    assert missing(accueil) == 0


def test_a_receipt_goes_with_the_merge_that_brought_it(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    accueil.reads(first)
    accueil.store.undo_merge()
    assert missing(accueil) == 1


def test_a_coordinator_that_took_a_merge_back_has_it_no_more(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="un banc"))
    first.reads(accueil)
    accueil.reads(first)
    assert missing(accueil) == 0
    first.store.undo_merge()
    accueil.reads(first)
    assert missing(accueil) == 1


def test_a_coordinator_is_the_coordination_and_sees_what_the_others_lack(
    team: Team, tmp_path: Path
) -> None:
    first, accueil = team.four[:2]
    invitation = first.store.invite(
        tmp_path / "i", passphrase=INVITATION_PASSPHRASE, role=DeviceRole.COORDINATOR
    )
    with Store.join(
        invitation,
        tmp_path / "second",
        invitation_passphrase=INVITATION_PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Deuxième",
        clock=first.clock,
    ) as second:
        first.store.merge([_file(second, tmp_path / "1.maillage")])
        first.store.add(Note(text="un banc"))
        handover = first.store.handed_over()
        assert handover.complete
        assert {one.name: one.missing > 0 for one in handover.coordinators} == dict.fromkeys(
            ["Deuxième", *COORDINATING[1:]], True
        )
        # What only the second coordinator has is with the coordination all the same.
        accueil.reads(first)
        accueil.store.add(Note(text="un arbre"))
        assert missing(accueil) == 1
        second.merge([accueil.export()])
        accueil.store.merge([_file(second, tmp_path / "2.maillage")])
        assert missing(accueil) == 0
        lacking = {one.name: one.missing for one in accueil.store.handed_over().coordinators}
        assert (lacking["Deuxième"], lacking[first.name]) == (0, 1)


def _file(store: Store, path: Path) -> Path:
    return store.export(path, to="everyone").path
