"""What a command decides of records that one laptop deleted and another changed."""

from __future__ import annotations

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


def test_a_record_is_left_deleted_by_one_command(maillage, programme, ada):
    first = ("--store", programme[0])
    assert maillage(*first, "resolve", 2, "--keep-deleted").code == 0
    assert maillage(*first, "conflicts", "--json").data["conflicts"] == []
    with Store.open(programme[0], passphrase=PASSPHRASE) as store:
        assert store.get(Person, ada).deleted
