"""A place in a hub opens once, keeps its keys to itself, and knows a hub that is not as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.hubs import COORDINATORS, READER, Cluster
from tests.stores import PASSPHRASE

from maillage import Store
from maillage.domain.errors import StoreInUse, StoreTooNew
from maillage.domain.errors.hub import HubHasNoFile, HubNotJoined, HubOutdated, HubSetBack
from maillage.domain.records import Note

from .conftest import Shared


def test_private_keys_and_passwords_lie_neither_in_the_hub_nor_readable_on_the_disk(
    cluster: Cluster, shared: Shared
) -> None:
    one, _two = shared.stores
    secrets = (
        str(one.identity.sealing),
        one.identity.signing.private_bytes_raw().hex(),
        cluster.passwords[COORDINATORS[0]],
    )
    with one.reading() as connection:
        kept = connection.exec_driver_sql("SELECT name, value FROM own").all()
    assert any(name.startswith(one.device) for name, _value in kept)
    assert not [value for _name, value in kept for secret in secrets if secret in value]
    for file in (shared.folder / "0").rglob("*"):
        content = file.read_bytes() if file.is_file() else b""
        assert not [secret for secret in secrets if secret.encode() in content]


def test_a_place_whose_address_was_changed_by_somebody_else_does_not_open(shared: Shared) -> None:
    shared.stores[0].close()
    file = shared.folder / "0" / "hub.json"
    file.write_text(file.read_text().replace(shared.database, "elsewhere"))
    with pytest.raises(Exception, match="StoreDamaged"):
        Store.open(shared.folder / "0", passphrase=PASSPHRASE)


def test_a_hub_that_was_set_back_is_noticed_before_a_number_is_taken_twice(
    cluster: Cluster, shared: Shared
) -> None:
    one, two = shared.stores
    one.add(Note(text="perdue avec la sauvegarde"))
    one.close()
    two.close()
    with cluster.copied("shared") as restored:
        for number in ("0", "1"):
            cluster.move(shared.folder / number, restored, passphrase=PASSPHRASE)
        with pytest.raises(HubSetBack):
            Store.open(shared.folder / "0", passphrase=PASSPHRASE)
        Store.open(shared.folder / "1", passphrase=PASSPHRASE).close()  # it lost nothing


def test_a_place_opens_once_and_its_hub_makes_no_copy_of_itself(shared: Shared) -> None:
    with pytest.raises(StoreInUse):
        Store.open(shared.folder / "0", passphrase=PASSPHRASE)
    with pytest.raises(HubHasNoFile):
        shared.stores[0].backup(shared.folder / "copy")
    assert not (shared.folder / "copy").exists()


def test_a_hub_without_tables_or_with_later_ones_is_not_touched(
    cluster: Cluster, shared: Shared, tmp_path: Path
) -> None:
    wanted = {"passphrase": PASSPHRASE, "password": cluster.passwords[READER]}
    with pytest.raises(HubNotJoined):
        Store.read_hub(cluster.at("maillage", READER), tmp_path / "a", **wanted)
    cluster.run("CREATE DATABASE bare TEMPLATE template0")
    with pytest.raises(HubOutdated):
        Store.read_hub(cluster.at("bare", READER), tmp_path / "a", **wanted)
    assert not (tmp_path / "a").exists()
    shared.stores[0].close()
    cluster.run("UPDATE alembic_version SET version_num = '9999'", shared.database)
    with pytest.raises(StoreTooNew):
        Store.open(shared.folder / "0", passphrase=PASSPHRASE)
