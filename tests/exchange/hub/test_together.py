"""Coordinators share one store and write at the same time, each a device of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.hubs import COORDINATORS, READER, Cluster
from tests.stores import ADA, DOOR, FIFTH, PASSPHRASE, Laptop, Team, on_both_engines

from maillage import Store
from maillage.domain.errors import MergeBuiltOn, NoLongerBelieved, RevokedDevice
from maillage.domain.errors.hub import HubReadOnly
from maillage.domain.records import Note, Person

from .conftest import Shared

ROOT = Path(__file__).resolve().parents[3]
MERGES = """
import sys
from pathlib import Path
from maillage import Store
from maillage.domain.errors import RevokedDevice
from maillage.domain.records import Note
with Store.open(sys.argv[1], passphrase=sys.argv[2]) as store:
    print("ready", flush=True)
    sys.stdin.readline()
    for file in sys.argv[3:]:
        report = store.merge([file])
        assert all(isinstance(one.refused, RevokedDevice) for one in report.refused), report.refused
        store.add(Note(text=f"{store.me.name} a lu {Path(file).name}"))
"""


def recording(team: Team) -> list[Laptop]:
    """Four laptops that record; the coordination's went on in the hub, elsewhere."""
    return team.five[1:]


def files_of(team: Team) -> list[Path]:
    """What four laptops handed over, three times each, the later files with all of the former."""
    files = []
    for turn in range(3):
        for laptop in recording(team):
            ada = laptop.store.all(Person)[0]
            laptop.store.change(ada.id, phone=f"{turn} {laptop.name}")
            laptop.store.add(Person(given_name=f"{turn}", family_name=laptop.name))
            files.append(Path(shutil.copy(laptop.export(), laptop.folder / f"{turn}.sealed")))
        recording(team)[turn].store.merge(files)
    return files


@pytest.mark.parametrize("revoked", [False, True])
def test_eight_coordinators_at_once_end_as_one_store_that_merged_the_same_files(
    team: Team, shared: Shared, *, revoked: bool
) -> None:
    """And where one file says that a laptop is believed no more which wrote others of them."""
    for store in shared.stores:
        store.close()
    for laptop in (*recording(team), team.archive):
        laptop.reads_file(shared.folder / "joined.maillage")
    files = files_of(team)
    if revoked:
        fifth, door = team.laptops[FIFTH], team.laptops[DOOR]
        there = next(one for one in fifth.store.devices() if one.device.id == door.device)
        fifth.store.revoke(door.device, last=there.last - 2)
        files.insert(len(files) // 2, fifth.export())
    workers = []
    for number in range(len(COORDINATORS)):
        order = files[number:] + files[:number]
        command = [sys.executable, "-c", MERGES, shared.folder / str(number), PASSPHRASE, *order]
        workers.append(
            subprocess.Popen(
                [str(word) for word in command],
                env={"PYTHONPATH": str(ROOT / "desktop")},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
        )
    assert [worker.stdout.readline() for worker in workers] == ["ready\n"] * len(workers)
    for worker in workers:
        worker.stdin.write("go\n")
        worker.stdin.flush()
    told = [worker.communicate() for worker in workers]
    assert [worker.returncode for worker in workers] == [0] * len(workers), told

    alone = team.archive.store
    refused = {type(one.refused) for one in alone.merge(files).refused}
    assert refused == ({RevokedDevice} if revoked else set())
    with Store.open(shared.folder / "0", passphrase=PASSPHRASE) as there:
        there.export(shared.folder / "all.maillage", to="everyone")
        notes = len(COORDINATORS) * len(files)
        report = alone.merge([shared.folder / "all.maillage"])
        assert (report.new, report.refused) == (notes, ())
        assert len(there.all(Note)) == notes + 1
        assert there.digest() == alone.digest()
        assert there.verify().problems == ()
        assert len(there.conflicts()) == len(alone.conflicts()) == 1


def test_what_one_writes_the_other_reads_and_numbers_are_never_taken_twice(shared: Shared) -> None:
    one, two = shared.stores
    (ada,) = one.all(Person)
    one.change(ada.id, phone="01")
    two.change(ada.id, phone="02")
    one.change(ada.id, email="ada@example.org")
    assert two.get(Person, ada.id) == one.get(Person, ada.id)
    assert (one.get(Person, ada.id).phone, one.conflicts()) == ("02", [])
    assert one.digest() == two.digest()
    assert two.handed_over().complete
    # Of those who write here nothing can be missing here, whatever files they make.
    for name in ("first", "second"):
        one.export(shared.folder / name)
    two.merge([shared.folder / "second"])
    assert one.device not in {gap.device for gap in two.plan([]).gaps}


def test_a_merge_is_taken_back_by_another_coordinator_but_not_from_under_their_work(
    team: Team, shared: Shared
) -> None:
    one, two = shared.stores
    door = team.laptops[DOOR]
    door.reads_file(shared.folder / "joined.maillage")
    note = door.store.add(Note(text="à la porte"))
    file = door.export()
    two.add(Note(text="avant"))
    before = one.digest()
    one.merge([file])
    two.undo_merge()
    assert one.digest() == before
    one.merge([file])
    two.change(note.id, text="au seuil")
    with pytest.raises(MergeBuiltOn) as built:
        one.undo_merge()
    assert built.value.devices == ("Coordination 2",)
    assert one.verify().ok
    two.add(Note(text="après"))  # the numbers of each are still accounted for
    assert one.verify().ok


def test_the_merge_of_somebody_who_has_left_is_taken_back_by_those_who_stay(
    team: Team, shared: Shared
) -> None:
    gone, two = shared.stores
    door = team.laptops[DOOR]
    door.reads_file(shared.folder / "joined.maillage")
    note = door.store.add(Note(text="à la porte"))
    file = door.export()
    gone.merge([file])
    gone.change(note.id, text="au seuil")  # its last work, before it leaves for good
    left = gone.device
    gone.close()
    shutil.rmtree(shared.folder / "0")
    two.delete(left)
    with pytest.raises(MergeBuiltOn) as built:
        two.undo_merge()
    assert built.value.devices == ("Coordination 1",), "who has left still has a name"
    assert two.verify().ok
    two.delete(note.id)
    with pytest.raises(MergeBuiltOn):
        two.undo_merge()

    another = door.store.add(Note(text="une autre"))
    second = door.export()
    before = two.digest()
    with Store.open(shared.folder / "2", passphrase=PASSPHRASE) as third:
        third.merge([second])
        away = third.device
    shutil.rmtree(shared.folder / "2")
    assert two.get(Note, another.id).text == "une autre"
    assert two.undo_merge().operations == 1
    assert two.digest() == before
    assert two.verify().ok
    assert two.merge([second]).new == 1
    two.delete(away)
    two.undo_merge()
    assert not [one for one in two.all(Note) if one.text == "une autre"]
    assert two.verify().ok


def test_planning_a_merge_changes_nothing_in_the_hub(team: Team, shared: Shared) -> None:
    one, two = shared.stores
    file = team.laptops[DOOR].export()
    team.laptops[DOOR].store.add(Note(text="à venir"))
    file = team.laptops[DOOR].export()
    before = two.digest()
    assert one.plan([file]).new == 1
    assert two.digest() == before
    assert one.merge([file]).new == 1


def test_a_coordinator_of_a_hub_is_believed_no_more_and_writes_nothing(shared: Shared) -> None:
    first, second = shared.stores
    before, after = (second.add(Note(text=text)) for text in ("avant", "après"))
    last = next(one.last for one in first.devices() if one.device.id == second.device)
    assert first.revoke(second.device, last=last - 1) == 1
    for store in (first, second):
        ids = {one.id for one in store.all(Note)}
        assert before.id in ids
        assert after.id not in ids
    with pytest.raises(NoLongerBelieved):
        second.add(Note(text="encore"))
    assert first.verify().ok
    assert first.believe_again(second.device).counting == 1
    second.add(Note(text="de nouveau"))
    assert after.id in {one.id for one in first.all(Note)}


def test_somebody_who_reads_sees_all_and_writes_nothing(
    cluster: Cluster, shared: Shared, tmp_path: Path
) -> None:
    one = shared.stores[0]
    with Store.read_hub(
        cluster.at(shared.database, READER),
        tmp_path / "place",
        passphrase=PASSPHRASE,
        password=cluster.passwords[READER],
    ) as reader:
        assert reader.digest() == one.digest()
        assert reader.verify().ok
        assert reader.find(Person, ADA.family_name) == one.find(Person, ADA.family_name)
        assert reader.programme.name == one.programme.name
        with pytest.raises(HubReadOnly):
            reader.add(Note(text="interdite"))
    with Store.open(tmp_path / "place", passphrase=PASSPHRASE) as again:
        assert again.digest() == one.digest()
        assert not again.is_coordinator


@on_both_engines
def test_words_are_found_alike_by_either_engine(team: Team) -> None:
    store = team.archive.store
    people = [
        store.add(Person(given_name=given, family_name=family))
        for given, family in (
            ("Žofie", "d’Été-Zéphyrin"),
            ("Zoé", "Étienne"),
            ("Étienne", "Zoé"),
            ("e\u0301tienne", "Zz"),
            ("A" * 300, "Long"),
            ("100%", "'; DROP"),
            ("Lœiz", "Strauß"),
        )
    ]
    names = {person.id: person.given_name for person in people}

    def found(typed: str) -> list[str]:
        return [names[id_] for id_ in store.find(Person, typed)]

    assert found("zeph") == ["Žofie"]
    assert found("ete zof") == ["Žofie"]
    assert set(found("etienne")) == {"Zoé", "Étienne", "e\u0301tienne"}
    assert found("ÉTIENNE zoe")[0] == "Étienne"
    assert found("a" * 250) == ["A" * 300]
    assert found("'; dr") == ["100%"]
    assert found("100") == ["100%"]
    assert found("loeiz") == found("lœi strauss") == ["Lœiz"]
    assert found("'") == found("") == found("&|!:*") == []
    store.delete(people[0].id)
    assert found("zeph") == []
    assert store.verify().problems == ()
