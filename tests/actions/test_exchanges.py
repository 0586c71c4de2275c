"""Decisions as people read them: whose field, which device, when; and what comes of them."""

from __future__ import annotations

import pytest
from tests.stores import ADA, CAFE, Team

from maillage.actions import exchanges, kept_or_deleted, reception, subjects
from maillage.domain.errors import NoConflict, PackageDamaged
from maillage.domain.records import Note, Person, Record, Registration
from maillage.domain.vocabulary import Category

PASSPHRASE_OF_A_FILE = "merle lanterne vallon cuivre otarie brume sillon"


def of(laptop, type_: type[Record]) -> Record:
    (record,) = laptop.store.all(type_)
    return record


@pytest.fixture
def disputed(team: Team) -> Team:
    """Two laptops heard two numbers of Ada, a minute apart; both know of each other."""
    first, accueil = team.four[:2]
    first.store.change(of(first, Person).id, phone="01")
    accueil.clock.pass_(60)
    accueil.store.change(of(accueil, Person).id, phone="02")
    team.meet()
    return team


def test_a_decision_says_whose_field_it_is_and_who_wrote_what_when(disputed: Team) -> None:
    first, accueil = disputed.four[:2]
    (decision,) = exchanges.decisions(first.store)
    assert (decision.subject, decision.kind_label, decision.field_label) == (
        "Ada Lefèvre",
        "Person",
        "Phone",
    )
    assert [(one.value, one.device, one.here) for one in decision.versions] == [
        ("02", "Accueil", False),
        ("01", "Coordination", True),
    ]
    assert (decision.versions[0].at - decision.versions[1].at).seconds == 60
    assert decision.base is not None
    assert (decision.base.value, decision.deleted) == ("086", False)
    assert exchanges.is_free_text(decision.conflict)
    (there,) = exchanges.decisions(accueil.store)
    assert [one.here for one in there.versions] == [True, False]


@pytest.mark.parametrize("choice", [0, 1])
def test_a_version_taken_is_the_value_and_travels(disputed: Team, choice: int) -> None:
    first, accueil = disputed.four[:2]
    (decision,) = exchanges.decisions(first.store)
    version = decision.versions[choice]
    exchanges.resolve_by(first.store, decision.conflict, version)
    with pytest.raises(NoConflict):
        exchanges.resolve_by(first.store, decision.conflict, version)
    other = decision.versions[1 - choice]
    exchanges.take_instead(first.store, decision.conflict, decided=version, other=other)
    assert of(first, Person).phone == other.value
    with pytest.raises(NoConflict):
        exchanges.take_instead(first.store, decision.conflict, decided=version, other=other)
    accueil.reads(first)
    assert exchanges.decisions(accueil.store) == []
    assert of(accueil, Person).phone == other.value


def test_another_value_can_be_typed(disputed: Team) -> None:
    store = disputed.four[0].store
    (decision,) = exchanges.decisions(store)
    assert exchanges.resolve(store, decision.conflict, "03").phone == "03"
    assert exchanges.decisions(store) == []


def test_a_deletion_in_dispute_is_decided_as_one_and_can_bring_back(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.change(of(accueil, Note).id, text="un café et un thé")
    first.store.delete(of(first, Note).id)
    team.meet()
    (decision,) = exchanges.decisions(first.store)
    assert (decision.subject, decision.deleted) == (decision.versions[0].value, True)
    assert (decision.deletion.device, decision.deletion.here) == (first.store.me.name, True)
    assert [one.device for one in decision.versions if decision.is_of_deletion(one)] == [
        first.store.me.name
    ]
    kept_or_deleted.bring_back(first.store, decision.conflict, "un thé")
    record = of(first, Note)
    assert (record.deleted, record.text) == (False, "un thé")


def test_a_choice_in_dispute_is_no_free_text(team: Team) -> None:
    for laptop, category in zip(team.four, (Category.NETWORK, Category.OTHER), strict=False):
        laptop.store.change(of(laptop, Person).id, category=category)
    team.meet()
    store = team.four[0].store
    (decision,) = exchanges.decisions(store)
    assert not exchanges.is_free_text(decision.conflict)
    assert exchanges.value_of(decision.conflict, decision.versions[0]) in Category
    exchanges.resolve_by(store, decision.conflict, decision.versions[1])
    assert exchanges.decisions(store) == []


def test_a_record_is_called_as_people_call_it(team: Team) -> None:
    store = team.four[0].store
    ada = of(team.four[0], Person)
    registration = store.add(Registration(person=ada.id))
    nowhere = store.add(Registration(person="018f0000-0000-7000-8000-000000000000"))
    called = subjects.subject_of
    assert called(store, "person", ada.id) == ADA.name
    assert called(store, "registration", registration.id) == ADA.name
    assert called(store, "registration", nowhere.id) == ""
    assert called(store, "note", of(team.four[0], Note).id) == CAFE.text
    assert called(store, "visit", ada.id) == ""


def test_a_file_is_named_after_laptop_and_moment_and_reads_back(team: Team) -> None:
    accueil = team.laptops["Tables 1 à 5"]
    name = exchanges.suggested_name(accueil.store)
    assert name == "tables-1-a-5-2021-12-13-14h00.maillage"
    written = exchanges.export(accueil.store, accueil.folder / name)
    assert exchanges.read_back(accueil.store, written.path) == written.operations
    words = exchanges.export(
        accueil.store, accueil.folder / "words", passphrase=PASSPHRASE_OF_A_FILE
    )
    assert exchanges.read_back(accueil.store, words.path, passphrase=PASSPHRASE_OF_A_FILE)
    (accueil.folder / name).write_bytes((accueil.folder / name).read_bytes()[:-1])
    with pytest.raises(PackageDamaged):
        exchanges.read_back(accueil.store, accueil.folder / name)
    assert exchanges.unsent(accueil.store) == 0


def test_somebody_in_dispute_is_marked_at_the_door(disputed: Team) -> None:
    first = disputed.four[0]
    ada = of(first, Person)
    first.store.add(Registration(person=ada.id, event=ada.id))
    (row,) = reception.arrivals(first.store, event=ada.id)
    assert row.disputed


def test_progress_is_told_and_can_stop_a_merge_before_anything_changes(disputed: Team) -> None:
    first, accueil = disputed.four[:2]
    accueil.store.add(Note(text="en route"))
    files = [accueil.export(), accueil.export()]
    told: list[tuple[int, int, str]] = []
    before = first.store.digest()

    def stop(*step: object) -> None:
        told.append(step)  # type: ignore[arg-type]
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exchanges.merge(first.store, files, progress=stop)
    assert told == [(step, 4, files[step % 2].name) for step in range(3)]
    assert first.store.digest() == before
    assert exchanges.merge(first.store, files).new == 1
