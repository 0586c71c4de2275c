"""The command line says what a merge would do, and does it."""

from __future__ import annotations

import os
import shutil

from tests.cli.conftest import PASSPHRASE
from tests.stores import by_hand

from maillage import Store
from maillage.domain.records import Note


def test_a_dry_run_says_what_the_merge_then_does_and_changes_nothing(maillage, programme, tmp_path):
    first, second = programme
    files = [tmp_path / f"{number}.maillage" for number in (1, 2, 3)]
    for file in files:
        with Store.open(second, passphrase=PASSPHRASE) as store:
            store.add(Note(text=file.stem))
        assert maillage("--store", second, "export", file).code == 0
    before = maillage("--store", first, "digest").out
    bad = tmp_path / "bad.maillage"
    bad.write_bytes(b"nothing")
    arguments = ("--store", first, "merge", files[0], files[2], bad)
    planned = maillage(*arguments, "--dry-run", "--json")
    assert planned.code == 4
    said = maillage(*arguments, "--dry-run")
    assert "2" in next(text for text in said.out.splitlines() if text.count("Accueil") == 1)
    assert maillage("--store", first, "digest").out == before
    done = maillage(*arguments, "--json")
    assert {**planned.data, "dry_run": False, "merge": 1} == done.data
    assert done.data["newcomers"] == ["Accueil"]
    assert done.data["gaps"] == [
        {"device": "Accueil", "exports": [[2, 2]], "changes": [], "missing": 0}
    ]


def test_a_folder_stands_for_the_files_in_it_as_in_the_window(maillage, programme, tmp_path):
    first, second = programme
    (tmp_path / "stick" / "accueil").mkdir(parents=True)
    for place in ("un", "accueil/deux"):
        with Store.open(second, passphrase=PASSPHRASE) as store:
            store.add(Note(text=place))
            store.export(tmp_path / "stick" / f"{place}.maillage")
    done = maillage("--store", first, "merge", tmp_path / "stick", "--json")
    assert done.code == 0
    assert [one["path"] for one in done.data["files"]] == [
        str(tmp_path / "stick" / f"{place}.maillage") for place in ("un", "accueil/deux")
    ]
    with Store.open(first, passphrase=PASSPHRASE) as store:
        assert sorted(one.text for one in store.all(Note)) == ["accueil/deux", "un"]
    (tmp_path / "empty").mkdir()
    assert maillage("--store", first, "merge", tmp_path / "empty").code == 4


def test_a_file_that_may_not_be_read_is_left_to_whoever_reads_it(
    maillage, programme, tmp_path, monkeypatch
):
    first, second = programme
    file = tmp_path / "1.maillage"
    assert maillage("--store", second, "export", file).code == 0
    # click asks the system whether it may be read, and stops for the good files too.
    monkeypatch.setattr(os, "access", lambda _path, mode, **_more: mode != os.R_OK)
    (tmp_path / "empty").mkdir()
    done = maillage("--store", first, "merge", file, tmp_path / "empty", "--json")
    assert [one["refused"] is None for one in done.data["files"]] == [True, False]


def test_a_merge_is_undone_by_its_number_or_stays_for_what_rests_on_it(
    maillage, programme, tmp_path
):
    first, second = programme
    assert maillage("--store", first, "merges", "--json").data == {"merges": []}
    with Store.open(second, passphrase=PASSPHRASE) as store:
        note = store.add(Note(text="un banc"))
    file = tmp_path / "1.maillage"
    assert maillage("--store", second, "export", file).code == 0
    before = maillage("--store", first, "digest").out
    assert maillage("--store", first, "merge", file).code == 0
    (listed,) = maillage("--store", first, "merges", "--json").data["merges"]
    assert (listed["number"], listed["devices"], listed["undone"]) == (1, ["Accueil"], False)
    assert "Accueil" in maillage("--store", first, "merges").out
    with Store.open(first, passphrase=PASSPHRASE) as store:
        store.change(note.id, table=3)
        store.change(note.id, table=None)
    kept = maillage("--store", first, "undo-merge", "--json")
    assert (kept.code, kept.data["devices"]) == (1, ["Coordination"])
    assert [one["name"] for one in kept.data["rests_on_it"]] == ["un banc"]
    (lost,) = kept.data["rests_on_it"][0]["values"]
    assert (lost["value"], lost["device"]) == (None, "Coordination")
    assert "un banc" in maillage("--store", first, "undo-merge", 1).out
    with Store.open(first, passphrase=PASSPHRASE) as store:
        store.erase(note.id)
    done = maillage("--store", first, "undo-merge", 1, "--json")
    assert (done.code, done.data["undone"]) == (0, 1)
    assert maillage("--store", first, "undo-merge", 1).code == 1
    assert maillage("--store", first, "undo-merge").code == 1
    assert maillage("--store", first, "merges", "--json").data["merges"][0]["undone"]
    assert maillage("--store", first, "digest").out != before  # what is erased stays erased


def test_status_says_whether_everything_is_with_the_coordination(maillage, programme, tmp_path):
    first, second = programme
    there, back = tmp_path / "1.maillage", tmp_path / "2.maillage"
    before = maillage("--store", second, "status", "--json").data
    assert (before["handed_over"], before["missing"], before["coordinators"]) == (
        False,
        1,
        [{"name": "Coordination", "missing": 1, "at": None}],
    )
    said = maillage("--store", second, "status").out
    assert "n’a pas encore dit ce qui lui est parvenu de ce poste" in said
    assert said.count("La preuve vient avec le prochain fichier") == 1
    assert "--everyone" not in maillage("--store", second, "export", there).out
    assert maillage("--store", first, "merge", there).code == 0
    assert "--everyone" in maillage("--store", first, "export", tmp_path / "few.maillage").out
    written = maillage("--store", first, "export", back, "--everyone")
    assert written.code == 0
    assert "--everyone" not in written.out
    assert maillage("--store", second, "merge", back).code == 0
    after = maillage("--store", second, "status", "--json").data
    assert (after["handed_over"], after["missing"], after["unsent"]) == (True, 0, 0)
    assert "La preuve" not in maillage("--store", second, "status").out
    assert maillage("--store", first, "status", "--json").data["handed_over"] is True
    of_coordination = maillage("--store", first, "status").out
    assert "Ce poste est à la coordination" in of_coordination
    assert "Tout est chez" not in of_coordination, "nor is it its own receipt"


def test_a_restored_backup_goes_on_as_a_laptop_that_the_coordination_believes(
    maillage, programme, tmp_path
):
    first, second = programme
    assert maillage("--store", second, "backup", tmp_path / "backup").code == 0
    file, back = tmp_path / "1.maillage", tmp_path / "2.maillage"
    with Store.open(second, passphrase=PASSPHRASE) as store:
        store.add(Note(text="après"))
        former = store.device
    assert maillage("--store", second, "export", file).code == 0
    assert maillage("--store", first, "merge", file).code == 0
    assert maillage("--store", first, "export", back, "--everyone").code == 0
    assert maillage("--store", tmp_path / "backup", "merge", back).code == 3
    copy = by_hand(shutil.copytree(tmp_path / "backup", tmp_path / "copy"))
    assert maillage("--store", copy, "merge", back).code == 4
    assert "another-laptop" in maillage("--store", copy, "status").out
    assert maillage("--store", copy, "another-laptop", "--json").data["device"] != former
    assert not maillage("--store", copy, "status", "--json").data["copied"]
    assert maillage("--store", copy, "merge", back).code == 0
    made = maillage("restore", tmp_path / "backup", tmp_path / "new", "--json")
    assert made.code == 0
    assert made.data["device"] != former
    assert maillage("restore", tmp_path / "backup", tmp_path / "new").code == 3
    assert maillage("--store", tmp_path / "new", "merge", back, "--json").data["new"] > 0
    hello = tmp_path / "3.maillage"
    assert maillage("--store", tmp_path / "new", "export", hello).code == 0
    assert maillage("--store", first, "merge", hello).code == 0
    digests = {maillage("--store", of, "digest").out for of in (first, tmp_path / "new")}
    assert len(digests) == 1
