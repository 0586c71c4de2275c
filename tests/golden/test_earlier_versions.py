"""Stores and files of every earlier version open for ever, and say what they said then.

Each folder beside this file was written by the version of its name: a coordinator's store
that had merged a laptop's first file (and holds a conflict), the invitation, and the laptop's
two files, the second of which erases somebody and deletes a note.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.stores import PASSPHRASE

from maillage import Store
from maillage.domain.records import Event, Person, Registration

HERE = Path(__file__).parent
VERSIONS = sorted(path for path in HERE.iterdir() if (path / "store").is_dir())


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def golden(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def store(golden: Path, tmp_path: Path):
    folder = tmp_path / "store"
    shutil.copytree(golden / "store", folder)
    with Store.open(folder, passphrase=PASSPHRASE) as opened:
        yield opened


def said(golden: Path, name: str) -> str:
    return (golden / name).read_text("ascii").strip()


def test_its_store_opens_and_says_the_same(golden: Path, store: Store) -> None:
    assert store.digest() == said(golden, "digest")
    assert store.verify().ok
    assert [event.title for event in store.all(Event)] == ["Grande Rencontre"]
    (ada,) = (one for one in store.all(Person) if one.given_name == "Ada")
    (registration,) = store.all(Registration, person=ada.id)
    assert registration.arrived
    assert store.find(Person, "lefe") == [ada.id]
    assert [conflict.field for conflict in store.conflicts()] == ["phone"]


def test_what_it_merged_can_be_taken_back_and_merged_again(golden: Path, store: Store) -> None:
    merged, *_ = store.merges()
    assert merged.operations == store.undo_merge(merged.number).operations > 0
    assert store.digest() != said(golden, "digest")
    assert store.merge([golden / "before.maillage"]).new == merged.operations
    assert store.digest() == said(golden, "digest")
    assert store.verify().ok


def test_its_files_are_merged_as_then(golden: Path, store: Store) -> None:
    files = [golden / "before.maillage", golden / "after.maillage"]
    report = store.merge(files)
    assert not report.refused
    assert store.digest() == said(golden, "digest-after")
    assert store.verify().ok
    assert store.merge(files).new == 0


def test_its_invitation_still_lets_a_laptop_join(golden: Path, tmp_path: Path) -> None:
    joining = Store.join(
        golden / "invitation.maillage",
        tmp_path / "new",
        invitation_passphrase=PASSPHRASE,
        passphrase=PASSPHRASE,
        device="Table 2",
    )
    with joining as store:
        assert store.programme.name == "Grandes Rencontres"
