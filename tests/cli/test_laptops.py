"""The command line lists the laptops, believes one no more, and takes that back."""

from __future__ import annotations

from tests.cli.conftest import PASSPHRASE

from maillage import Store
from maillage.domain.records import Note


def test_a_laptop_is_believed_no_more_after_an_export_and_again(maillage, programme, tmp_path):
    first, second = programme
    for number in (1, 2):
        with Store.open(second, passphrase=PASSPHRASE) as store:
            store.add(Note(text=f"note {number}"))
            store.export(tmp_path / f"{number}.maillage")
    assert maillage("--store", first, "merge", tmp_path / "1.maillage", tmp_path / "2.maillage")
    before = maillage("--store", first, "digest").out
    listed = maillage("--store", first, "laptops", "--json").data["laptops"]
    there = next(one for one in listed if one["name"] == "Accueil")
    assert [one["number"] for one in there["exports"]] == [1, 2]
    assert there["believed"] is None
    done = maillage(
        "--store", first, "stop-believing", "Accueil", "--after-export", "1", "--yes", "--json"
    )
    assert done.data["ignored"] == 1
    said = maillage("--store", first, "laptops").out
    assert "Ignoré après l’export 1" in said
    with Store.open(first, passphrase=PASSPHRASE) as store:
        assert [one.text for one in store.all(Note)] == ["note 1"]
    again = maillage("--store", first, "believe-again", "Accueil", "--json")
    assert again.data["counting"] == 1
    assert maillage("--store", first, "believe-again", "Accueil").code == 1
    assert maillage("--store", first, "digest").out != before  # both words are records
    with Store.open(first, passphrase=PASSPHRASE) as store:
        assert len(store.all(Note)) == 2


def test_who_cannot_be_believed_no_more_is_said(maillage, programme):
    first, second = programme
    assert maillage("--store", first, "stop-believing", "Coordination", "--yes").code == 1
    assert maillage("--store", second, "stop-believing", "Accueil", "--yes").code == 1
    assert maillage("--store", first, "stop-believing", "Personne", "--yes").code == 2
    given = maillage("--store", first, "stop-believing", "Coordination", "--after-export", "7")
    assert given.code == 1
