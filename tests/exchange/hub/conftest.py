"""Eight coordinators in one hub, two of whom have their stores open."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.hubs import COORDINATORS, Cluster
from tests.stores import DAY_BEFORE, PASSPHRASE, Clock, Template, cheap_words, fast_folder

from maillage import Store
from maillage.domain.vocabulary import DeviceRole

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Shared:
    """A hub with coordinators in it, whose stores are open."""

    stores: list[Store]
    database: str
    folder: Path


@pytest.fixture(scope="session")
def joined(cluster: Cluster, template: Template) -> Iterator[Path]:
    """Eight closed places in one hub, that of the coordination who entered it first."""
    folder = fast_folder()
    cluster.run("CREATE DATABASE shared TEMPLATE maillage")
    with cheap_words(), ExitStack() as stack:
        clock = Clock(DAY_BEFORE)
        own = template.folder / "Coordination" / "store"
        shutil.copytree(own, folder / "store")
        coordination = stack.enter_context(
            Store.open(folder / "store", passphrase=PASSPHRASE, clock=clock)
        )
        first, _report = coordination.enter_hub(
            cluster.at("shared", COORDINATORS[0]),
            folder / "0",
            passphrase=PASSPHRASE,
            device="Coordination 1",
            password=cluster.passwords[COORDINATORS[0]],
        )
        stack.enter_context(first)
        invitation = first.invite(
            folder / "invitation", passphrase=PASSPHRASE, role=DeviceRole.COORDINATOR
        )
        for number, user in enumerate(COORDINATORS[1:], 1):
            Store.join_hub(
                invitation,
                cluster.at("shared", user),
                folder / str(number),
                invitation_passphrase=PASSPHRASE,
                passphrase=PASSPHRASE,
                device=f"Coordination {number + 1}",
                password=cluster.passwords[user],
                clock=clock,
            ).close()
        first.export(folder / "joined.maillage", to="everyone")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def shared(cluster: Cluster, joined: Path) -> Iterator[Shared]:
    """Two of them, open on a copy of the hub."""
    folder = fast_folder()
    with cheap_words(), ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        database = stack.enter_context(cluster.copied("shared"))
        shutil.copytree(joined, folder, dirs_exist_ok=True)
        for number in range(len(COORDINATORS)):
            cluster.move(folder / str(number), database, passphrase=PASSPHRASE)
        stores = [
            stack.enter_context(Store.open(folder / str(at), passphrase=PASSPHRASE, clock=Clock()))
            for at in range(2)
        ]
        yield Shared(stores, database, folder)
