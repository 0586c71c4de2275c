"""Whoever enters a hub brings all they hold, or leaves nothing here or there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from tests.hubs import COORDINATORS, Cluster
from tests.stores import DOOR, PASSPHRASE, Laptop, Team, cheap_words

from maillage import Store
from maillage.domain.errors import NoLongerBelieved, NotCoordinator
from maillage.domain.errors.hub import HubNotJoined, HubOfAnother
from maillage.domain.outcome import MergeReport
from maillage.domain.records import Attachment, Device, Event, Note, Person
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import limits

from .conftest import Shared


def test_entering_that_is_stopped_leaves_nothing_here_or_there(
    team: Team, cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, steps: int, _name: str) -> None:
        if done == steps - 1:
            raise Stopped

    own, user = team.five[0].store, COORDINATORS[0]
    photos = [own.attach(Attachment(), f"board {n}".encode()) for n in range(2)]
    own.delete(photos[1].id)
    monkeypatch.setattr(limits, "MOST_ATTACHED", 1)  # what a file has no room for comes too
    with cheap_words(), cluster.copied() as database:
        at, password = cluster.at(database, user), cluster.passwords[user]
        enter = partial(
            own.enter_hub,
            at,
            tmp_path / "lea",
            passphrase=PASSPHRASE,
            device="L",
            password=password,
        )
        with pytest.raises(Stopped):
            enter(progress=stop)
        assert not (tmp_path / "lea").exists()
        with pytest.raises(HubNotJoined):
            Store.read_hub(at, tmp_path / "read", passphrase=PASSPHRASE, password=password)
        there, _report = enter()
        with there:
            assert [one.name for one in there.all(Device)].count("L") == 1
            assert len(there.all(Person)) == len(own.all(Person))
            assert [there.content(one.sha256) for one in photos] == [b"board 0", b"board 1"]


def entered(
    laptop: Laptop, cluster: Cluster, database: str, folder: Path
) -> tuple[Store, MergeReport]:
    """Bring a coordinator's store into a hub; return its place there, open, and what was new."""
    user = COORDINATORS[0]
    return laptop.store.enter_hub(
        cluster.at(database, user),
        folder / "lea",
        passphrase=PASSPHRASE,
        device="L",
        password=cluster.passwords[user],
    )


def test_what_is_believed_no_more_comes_into_a_hub_beside_the_rest(
    team: Team, cluster: Cluster, tmp_path: Path
) -> None:
    first, door = team.four[:2]
    door.store.add(Note(text="après le vol"))
    first.reads(door)
    last = next(one.last for one in first.store.devices() if one.device.id == door.device)
    assert first.store.revoke(door.device, last=last - 1) == 1
    with cheap_words(), cluster.copied() as database:
        there, _report = entered(first, cluster, database, tmp_path)
        with there:
            (known,) = (one for one in there.devices() if one.device.id == door.device)
            assert (known.believed, known.ignored) == (last - 1, 1)
            assert not [note for note in there.all(Note) if note.text == "après le vol"]
            assert there.verify().ok
            first.store.believe_again(door.device)
            there.merge([first.export()])
            assert [note for note in there.all(Note) if note.text == "après le vol"]
            assert there.verify().ok


def test_of_a_store_that_entered_only_what_is_really_missing_is_told(
    team: Team, cluster: Cluster, tmp_path: Path
) -> None:
    first = team.four[0]
    first.export()
    first.export()
    with cheap_words(), cluster.copied() as database:
        there, report = entered(first, cluster, database, tmp_path)
        with there:
            # Its earlier exports never came here, and nobody has to look for them.
            assert first.device not in {gap.device for gap in (*report.gaps, *there.plan([]).gaps)}
            first.store.add(Note(text="resté sur ce poste"))
            event = first.store.add(Event(title="Autre rencontre"))
            pack = tmp_path / "pack.maillage"
            first.store.export_pack(pack, event=event.id, to="coordinators")
            (gap,) = (one for one in there.plan([pack]).gaps if one.device == first.device)
            assert (gap.exports, gap.missing) == ((), 1)
            # What it exports from now on is waited for: a photo may be in that file alone.
            lost = first.store.export(tmp_path / "lost.maillage")
            late = first.store.export(tmp_path / "late.maillage").path
            (gap,) = (one for one in there.merge([late]).gaps if one.device == first.device)
            assert gap.exports == ((lost.number, lost.number),)


def test_a_store_restored_from_one_that_entered_has_not_entered(
    team: Team, cluster: Cluster, tmp_path: Path
) -> None:
    first = team.four[0]
    backup = first.store.backup(tmp_path / "backup")
    with cheap_words(), cluster.copied() as database:
        there, _report = entered(first, cluster, database, tmp_path)
        restored = Store.restore_backup(backup, tmp_path / "store", passphrase=PASSPHRASE)
        with there, restored:
            restored.export(tmp_path / "lost.maillage")
            late = restored.export(tmp_path / "late.maillage").path
            (gap,) = (one for one in there.merge([late]).gaps if one.device == restored.device)
            assert gap.exports == ((1, 1),)


def test_nobody_comes_into_a_hub_by_an_invitation_of_whom_it_believes_no_more(
    team: Team, cluster: Cluster, tmp_path: Path
) -> None:
    first, other = team.four[0], team.four[3]
    with cheap_words(), cluster.copied() as database:
        there, _report = entered(first, cluster, database, tmp_path)
        with there:
            there.revoke(other.device, last=1)
            digest = there.digest()
            invitation = other.store.invite(
                tmp_path / "invitation", passphrase=PASSPHRASE, role=DeviceRole.COORDINATOR
            )
            with pytest.raises(NoLongerBelieved):
                Store.join_hub(
                    invitation,
                    cluster.at(database, COORDINATORS[1]),
                    tmp_path / "new",
                    invitation_passphrase=PASSPHRASE,
                    passphrase=PASSPHRASE,
                    device="Intrus",
                    password=cluster.passwords[COORDINATORS[1]],
                )
            assert not (tmp_path / "new").exists()
            assert there.digest() == digest
            assert there.verify().ok


def test_whoever_enters_brings_all_and_opens_what_was_sealed_for_their_store(
    team: Team, shared: Shared
) -> None:
    there = shared.stores[0]
    assert there.find(Person, "lefevre") == [there.all(Person)[0].id]
    door = team.laptops[DOOR].store
    door.add(Note(text="pour la coordination"))
    (ada,) = door.all(Person)
    for store, email in ((door, "1@example.org"), (there, "2@example.org")):
        store.change(ada.id, email=email)
    door.export(team.past.parent / "only-for-it.maillage")  # the hub's device is unknown there
    assert not there.merge([team.past.parent / "only-for-it.maillage"]).refused
    assert "pour la coordination" in {note.text for note in there.all(Note)}
    (conflict,) = there.conflicts()
    assert there.choices_made() == []
    there.resolve(conflict, "1@example.org")
    (made,) = there.choices_made()
    assert {head.value for head in made.choices} == {"1@example.org", "2@example.org"}
    assert made.chosen.value == "1@example.org"


def test_only_coordinators_of_its_programme_come_into_a_hub(
    cluster: Cluster, shared: Shared, tmp_path: Path
) -> None:
    one = shared.stores[0]
    wanted = {
        "hub": cluster.at(shared.database),
        "path": tmp_path / "place",
        "invitation_passphrase": PASSPHRASE,
        "passphrase": PASSPHRASE,
        "device": "Quelqu’un",
        "password": cluster.passwords[COORDINATORS[0]],
    }
    field = one.invite(tmp_path / "field", passphrase=PASSPHRASE)
    with pytest.raises(NotCoordinator):
        Store.join_hub(field, **wanted)
    with Store.create(
        tmp_path / "other", passphrase=PASSPHRASE, device="Autre", programme="Autre"
    ) as other:
        invitation = other.invite(
            tmp_path / "other-invitation", passphrase=PASSPHRASE, role=DeviceRole.COORDINATOR
        )
    before = one.digest()
    with pytest.raises(HubOfAnother):
        Store.join_hub(invitation, **wanted)
    assert not (tmp_path / "place").exists()
    assert one.digest() == before
    assert "Quelqu’un" not in {device.name for device in one.all(Device)}
