"""The hub: coordinators who share PostgreSQL, at the same time, each a device of their own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from tests.hubs import COORDINATORS, READER, Cluster
from tests.stores import (
    ADA,
    DAY_BEFORE,
    DOOR,
    FIFTH,
    PASSPHRASE,
    Clock,
    Laptop,
    Team,
    Template,
    cheap_words,
    fast_folder,
    on_both_engines,
)

from maillage import Store
from maillage.domain.errors import (
    MergeBuiltOn,
    NoLongerBelieved,
    NotCoordinator,
    RevokedDevice,
    StoreInUse,
    StoreTooNew,
)
from maillage.domain.errors.hub import (
    HubError,
    HubHasNoFile,
    HubNotJoined,
    HubOfAnother,
    HubOutdated,
    HubReadOnly,
    HubSetBack,
    HubUncertain,
    HubUnreachable,
)
from maillage.domain.hub_news import News
from maillage.domain.records import Attachment, Device, Event, Note, Person
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import limits
from maillage.store.listening import Listener

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

ROOT = Path(__file__).resolve().parents[2]
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
    assert first.believe_again(second.device) == 1
    second.add(Note(text="de nouveau"))
    assert after.id in {one.id for one in first.all(Note)}


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


def test_what_is_believed_no_more_comes_into_a_hub_beside_the_rest(
    team: Team, cluster: Cluster, tmp_path: Path
) -> None:
    first, door = team.four[:2]
    door.store.add(Note(text="après le vol"))
    first.reads(door)
    last = next(one.last for one in first.store.devices() if one.device.id == door.device)
    assert first.store.revoke(door.device, last=last - 1) == 1
    user = COORDINATORS[0]
    with cheap_words(), cluster.copied() as database:
        there, _report = first.store.enter_hub(
            cluster.at(database, user),
            tmp_path / "lea",
            passphrase=PASSPHRASE,
            device="L",
            password=cluster.passwords[user],
        )
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
    user = COORDINATORS[0]
    with cheap_words(), cluster.copied() as database:
        there, report = first.store.enter_hub(
            cluster.at(database, user),
            tmp_path / "lea",
            passphrase=PASSPHRASE,
            device="L",
            password=cluster.passwords[user],
        )
        with there:
            # Its earlier exports never came here, and nobody has to look for them.
            assert first.device not in {gap.device for gap in (*report.gaps, *there.plan([]).gaps)}
            first.store.add(Note(text="resté sur ce poste"))
            event = first.store.add(Event(title="Autre rencontre"))
            pack = tmp_path / "pack.maillage"
            first.store.export_pack(pack, event=event.id, to="coordinators")
            (gap,) = (one for one in there.plan([pack]).gaps if one.device == first.device)
            assert (gap.exports, gap.missing) == ((), 1)


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


def test_planning_a_merge_changes_nothing_in_the_hub(team: Team, shared: Shared) -> None:
    one, two = shared.stores
    file = team.laptops[DOOR].export()
    team.laptops[DOOR].store.add(Note(text="à venir"))
    file = team.laptops[DOOR].export()
    before = two.digest()
    assert one.plan([file]).new == 1
    assert two.digest() == before
    assert one.merge([file]).new == 1


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


def test_a_connection_that_breaks_off_while_it_writes_lets_the_others_go_on(
    cluster: Cluster, shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = shared.stores

    def record_half() -> None:
        with one.action() as writer:
            writer.add(Note(text="jamais finie"))
            asked = "SELECT pg_backend_pid()"
            cluster.run(
                f"SELECT pg_terminate_backend({writer.connection.exec_driver_sql(asked).scalar()})"
            )
            with writer.connection.connection.driver_connection.pipeline():  # as many rows take
                writer.add(Note(text="sans effet"))

    before = two.digest()
    with pytest.raises(HubUnreachable):
        record_half()
    assert "error ignored" not in caplog.text
    assert two.digest() == before
    two.add(Note(text="la suite"))
    one.add(Note(text="revenue"))
    assert {note.text for note in one.all(Note)} >= {"la suite", "revenue"}
    assert not [note for note in one.all(Note) if note.text in {"jamais finie", "sans effet"}]
    assert one.verify().problems == ()


@pytest.fixture
def news(shared: Shared) -> Iterator[Queue[News]]:
    """What the first of them hears of the others."""
    heard: Queue[News] = Queue()
    listener = Listener(lambda: shared.stores[0]._engine, shared.stores[0].device, again=0.05)
    thread = Thread(target=listener.run, args=(heard.put,))
    thread.start()
    listener.check()
    assert heard.get(timeout=20) is News.BACK  # it listens from here on
    heard.check = listener.check
    yield heard
    listener.stop()
    thread.join(20)
    assert not thread.is_alive()
    assert heard.empty()


def test_what_others_write_is_heard_at_once_and_ones_own_or_a_rehearsal_is_not(
    team: Team, shared: Shared, news: Queue[News]
) -> None:
    one, two = shared.stores
    one.add(Note(text="de moi"))
    two.plan([team.laptops[DOOR].export()])
    with two.rehearsal() as writer:
        writer.add(Note(text="reprise"))
    with two.action():
        pass  # nothing was written
    news.check()
    assert news.get(timeout=20) is News.BACK, "nobody has said anything before"
    two.add(Note(text="de l’autre"))
    assert news.get(timeout=20) is News.WRITTEN


def test_a_hub_that_goes_away_is_said_once_and_heard_again_when_it_is_back(
    cluster: Cluster, shared: Shared, news: Queue[News]
) -> None:
    cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS false")
    cluster.hang_up(shared.database)
    assert news.get(timeout=20) is News.LOST
    with pytest.raises(HubError):
        shared.stores[0].add(Note(text="pas maintenant"))
    cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS true")
    assert news.get(timeout=20) is News.BACK
    shared.stores[1].add(Note(text="la suite"))
    assert news.get(timeout=20) is News.WRITTEN
    assert [note.text for note in shared.stores[0].all(Note)][-1] == "la suite"


def broken_at_the_end(cluster: Cluster, shared: Shared, *, saved: bool, back: bool) -> None:
    """Let the first of them record a note while the connection breaks off at its very end."""
    store = shared.stores[0]

    def break_off(connection: Connection) -> None:
        driver = connection.connection.driver_connection
        if saved:
            driver.commit()
        if not back:
            cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS false")
        cluster.hang_up(shared.database)
        if saved:
            driver.execute("SELECT 1")  # what the driver says where COMMIT is not answered

    event.listen(store._engine, "commit", break_off, once=True)
    try:
        store.add(Note(text="au dernier moment"))
    finally:
        cluster.run(f"ALTER DATABASE {shared.database} ALLOW_CONNECTIONS true")


def kept(shared: Shared) -> int:
    """Return how often the note is there."""
    return [note.text for note in shared.stores[1].all(Note)].count("au dernier moment")


def test_a_connection_that_breaks_off_at_the_very_end_says_what_became_of_it(
    cluster: Cluster, shared: Shared
) -> None:
    broken_at_the_end(cluster, shared, saved=True, back=True)  # no error: it is there
    assert kept(shared) == 1
    with pytest.raises(HubUnreachable):
        broken_at_the_end(cluster, shared, saved=False, back=True)
    assert kept(shared) == 1
    with pytest.raises(HubUncertain):
        broken_at_the_end(cluster, shared, saved=True, back=False)
    assert kept(shared) == 2
    shared.stores[0].add(Note(text="la suite"))
    assert shared.stores[0].verify().problems == ()


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
