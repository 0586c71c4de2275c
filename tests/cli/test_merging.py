"""The command line says what a merge would do, and does it."""

from __future__ import annotations

from tests.cli.conftest import PASSPHRASE

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
    assert {**planned.data, "dry_run": False} == done.data
    assert done.data["newcomers"] == ["Accueil"]
    assert done.data["gaps"] == [
        {"device": "Accueil", "exports": [[2, 2]], "changes": [], "missing": 0}
    ]
