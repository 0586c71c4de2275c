"""What a command decides of records that one laptop deleted and another changed."""

from __future__ import annotations

import json

import pytest
from tests.cli.conftest import PASSPHRASE

from maillage import Store
from maillage.domain.records import Person


@pytest.fixture
def ada(programme, tmp_path):
    """Somebody whom the first laptop deleted, while the second changed two fields."""
    first, second = programme
    paths = [tmp_path / f"{n}.maillage" for n in range(3)]
    with (
        Store.open(first, passphrase=PASSPHRASE) as here,
        Store.open(second, passphrase=PASSPHRASE) as there,
    ):
        there.export(paths[0])
        here.merge(paths[:1])
        ada = here.add(Person(given_name="Ada", family_name="Lefèvre", phone="1"))
        here.export(paths[1], to="everyone")
        there.merge(paths[1:2])
        here.delete(ada.id)
        there.change(ada.id, phone="5", profession="CESF")
        there.export(paths[2])
        here.merge(paths[2:])
    return ada.id


def test_a_deletion_is_settled_whole_by_one_command(maillage, programme, ada):
    first = ("--store", programme[0])
    assert len(maillage(*first, "conflicts", "--json").data["conflicts"]) == 2
    # What --take means of a deleted record must be said; no rule decides it.
    assert maillage(*first, "resolve", 1, "--take", 1).code == 2
    by_rule = ("resolve", "--rule", "latest", "--of-record", 1, "--dry-run", "--json")
    assert maillage(*first, *by_rule).data["left"] == 2
    assert maillage(*first, "resolve", 1, "--restore").code == 0
    assert maillage(*first, "conflicts", "--json").data["conflicts"] == []
    with Store.open(programme[0], passphrase=PASSPHRASE) as store:
        restored = store.get(Person, ada)
    assert (restored.phone, restored.profession) == ("5", "CESF")


def test_what_nobody_changed_is_not_said_to_be_of_whoever_deleted_the_record(
    maillage, programme, ada
):
    said = maillage("--store", programme[0], "conflicts").out.replace("\N{NO-BREAK SPACE}", " ")
    assert said.count("telle quelle à la suppression") == 2
    assert "1) 1 (Coordination" not in said
    assert "5 (Accueil" in said


def test_somebody_is_handed_what_is_held_about_them(maillage, programme, ada, tmp_path):
    first = ("--store", programme[0])
    assert maillage(*first, "resolve", 1, "--restore").code == 0
    for name in ("ada.pdf", "ada.json"):
        said = maillage(*first, "extract", "Ada Lefèvre", tmp_path / name)
        assert (said.code, "Ada Lefèvre" in said.out) == (0, True)
    assert (tmp_path / "ada.pdf").read_bytes().startswith(b"%PDF")
    found = json.loads((tmp_path / "ada.json").read_text("utf-8"))
    assert (found["card"][0]["phone"], found["card"][0]["phone_before"]) == ("5", "1")
    assert maillage(*first, "extract", "Nobody", tmp_path / "no.pdf").code == 2
    assert not (tmp_path / "no.pdf").exists()


def test_a_record_is_left_deleted_by_one_command(maillage, programme, ada):
    first = ("--store", programme[0])
    assert maillage(*first, "resolve", 2, "--keep-deleted").code == 0
    assert maillage(*first, "conflicts", "--json").data["conflicts"] == []
    with Store.open(programme[0], passphrase=PASSPHRASE) as store:
        assert store.get(Person, ada).deleted
