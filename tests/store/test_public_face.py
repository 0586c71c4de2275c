"""The public face as the design documents it: everything a script may lean on."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event
from tests.hubs import COORDINATORS, Cluster
from tests.stores import cheap_words, moment

from maillage import Store
from maillage.domain.errors import (
    Erased,
    FixedField,
    NotAStore,
    NotFound,
    StoreDamaged,
    StoreExists,
    StoreInUse,
    TooLong,
    UnknownField,
    WrongPassphrase,
    WrongValue,
)
from maillage.domain.records import Consent, Event, Note, Person, Pledge, Vote
from maillage.domain.vocabulary import Category, ConsentPurpose, DeviceRole, PledgeStatus
from maillage.store import journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PASSPHRASE = "merle lanterne vallon cuivre otarie"
TOLD = "tilleul semaine barque violon ardoise"
NOON = datetime(2021, 12, 13, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def words_cost_little() -> Iterator[None]:
    with cheap_words():
        yield


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Grande Rencontre à l’Île" / "accueil"


@pytest.fixture
def store(request: pytest.FixtureRequest, path: Path) -> Iterator[Store]:
    """A store of its own; for the parameter "hub", the place of a coordinator in a hub."""
    path.parent.mkdir()
    if getattr(request, "param", "file") == "hub":
        empty, invitation = request.getfixturevalue("empty_hub")
        cluster: Cluster = request.getfixturevalue("cluster")
        with (
            cluster.copied(empty) as database,
            Store.join_hub(
                invitation,
                cluster.at(database),
                path,
                invitation_passphrase=TOLD,
                passphrase=PASSPHRASE,
                device="Accueil",
                password=cluster.passwords[COORDINATORS[0]],
                clock=lambda: NOON,
            ) as store,
        ):
            yield store
        return
    with Store.create(path, passphrase=PASSPHRASE, device="Accueil", clock=lambda: NOON) as store:
        yield store


@pytest.fixture(scope="module")
def empty_hub(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """The hub that nobody has joined yet, and a coordinator's invitation to join with."""
    folder = tmp_path_factory.mktemp("inviting")
    with (
        cheap_words(),
        Store.create(folder / "store", passphrase=PASSPHRASE, device="Coordination") as store,
    ):
        return "maillage", store.invite(
            folder / "invitation", passphrase=TOLD, role=DeviceRole.COORDINATOR
        )


on_both_engines = pytest.mark.parametrize("store", ["file", "hub"], indirect=True)


@on_both_engines
def test_the_example_of_the_design_works_as_it_is_written(store: Store, tmp_path: Path) -> None:
    ada = store.add(Person(given_name="Ada", family_name="Lefèvre"))
    store.change(ada.id, phone="+33 6 12 34 56 78")
    store.delete(ada.id)
    store.restore(ada.id)
    assert store.get(Person, ada.id).phone == "+33 6 12 34 56 78"
    assert [person.id for person in store.all(Person)] == [ada.id]
    store.invite(tmp_path / "invitation", passphrase=TOLD)
    with Store.join(
        tmp_path / "invitation",
        tmp_path / "tables",
        invitation_passphrase=TOLD,
        passphrase=PASSPHRASE,
        device="Tables 1 à 5",
        clock=lambda: NOON,
    ) as tables:
        tables.add(Note(text="un café commun"))
        tables.export(tmp_path / "tables.maillage")
    report = store.merge([tmp_path / "tables.maillage"])
    assert report.new > 0
    assert (report.conflicts, report.refused) == (0, ())
    assert [note.text for note in store.all(Note)] == ["un café commun"]
    assert store.conflicts() == []
    again = store.merge([tmp_path / "tables.maillage"])
    assert (again.new, again.known) == (0, report.new + report.known)
    store.erase(ada.id)
    assert store.all(Person) == []
    assert store.digest() == store.digest()
    assert store.verify().ok
    assert store.verify().problems == ()


@on_both_engines
def test_what_is_saved_is_there_when_the_store_is_opened_again(path: Path, store: Store) -> None:
    saved = [
        store.add(Person(given_name="Ada", phone="086", category=Category.NETWORK)),
        store.add(Note(text="« l’été »\n🎈", table=86, written=NOON)),
        store.add(Pledge(what="Visiter", due=date(2022, 1, 31), status=PledgeStatus.MADE)),
        store.add(Consent(purpose=ConsentPurpose.IMAGE, given=False, at=NOON)),
    ]
    digest, dump = store.digest(), list(store.dump())
    store.close()
    with Store.open(path, passphrase=PASSPHRASE) as again:
        assert [again.get(type(record), record.id) for record in saved] == saved
        assert (again.digest(), list(again.dump())) == (digest, dump)


@on_both_engines
def test_adding_many_at_once_writes_what_adding_each_would_have_written(store: Store) -> None:
    first = store.add(Person(given_name="Ada"))
    added = store.add_all([Person(given_name="Eva"), Note(text="Un café"), Person()])
    voted = store.add_all(Vote(note=added[1].id, table=n) for n in (1, 2))

    assert store.add_all([]) == []
    assert [one.id for one in added] == sorted(one.id for one in added)
    assert [store.get(type(one), one.id) for one in (*added, *voted)] == [*added, *voted]
    assert store.find(Person, "ev") == [added[0].id]
    assert store.verify().ok
    with store.reading() as connection:
        lines = {one.record: one for one in journal.every_operation(connection)}
        held = journal.held(connection, store.device)
    ns = [lines[one.id].n for one in (first, *added, *voted)]
    assert ns == list(range(ns[0], ns[0] + len(ns)))
    assert lines[added[0].id].change == lines[first.id].change | {"given_name": "Eva"}
    assert held == ((1, ns[-1]),)


@pytest.mark.parametrize("fault", ["taken", "twice", "no id", "erased", "owner"])
def test_of_many_records_none_is_added_if_one_cannot_be(store: Store, fault: str) -> None:
    known, gone = store.add(Person(given_name="Ada")), store.add(Person(given_name="Eva"))
    store.erase(gone.id)
    free = known.id[:-4] + "0000"
    wrong = {
        "taken": [Person(id=known.id)],
        "twice": [Person(id=free), Person(id=free)],
        "no id": [Person(id="086")],
        "erased": [Person(id=gone.id)],
        "owner": [Consent(person=gone.id, purpose=ConsentPurpose.IMAGE)],
    }[fault]
    before = store.digest()

    with pytest.raises((WrongValue, Erased)):
        store.add_all([Note(text="Un café"), *wrong])
    assert store.digest() == before


def test_adding_returns_the_record_with_an_id_and_every_value(store: Store) -> None:
    ada = Person(given_name="Ada", category=Category.SOCIAL_WORKER)
    saved = store.add(ada)
    assert saved.id
    assert (saved.given_name, saved.category, saved.deleted) == ("Ada", ada.category, False)
    assert ada.id == ""
    assert store.get(Person, saved.id) == saved
    assert store.add(ada).id != saved.id


def test_changing_returns_the_record_as_it_now_is(store: Store) -> None:
    ada = store.add(Person(given_name="Ada", phone="01"))
    changed = store.change(ada.id, phone="", email="ada@example.org")
    assert (changed.given_name, changed.phone, changed.email) == ("Ada", "", "ada@example.org")
    assert store.get(Person, ada.id) == changed


@on_both_engines
def test_empty_text_and_nothing_are_the_same(store: Store) -> None:
    ada = store.add(Person(given_name="Ada", phone="01"))
    digest = store.digest()
    store.change(ada.id, email=None)
    store.change(ada.id, email="")
    assert store.digest() == digest
    assert store.change(ada.id, phone=None).phone == ""


@on_both_engines
def test_a_deleted_record_is_kept_apart_and_can_come_back(store: Store) -> None:
    ada = store.add(Person(given_name="Ada"))
    store.delete(ada.id)
    assert store.all(Person) == []
    (found,) = store.all(Person, deleted=True)
    assert (found.id, found.deleted) == (ada.id, True)
    store.restore(ada.id)
    assert store.all(Person) == [ada]


@on_both_engines
def test_records_are_counted_by_their_values_without_those_deleted(store: Store) -> None:
    one, other = store.add(Event(title="Paris")), store.add(Event(title="Lyon"))
    kept = [store.add(Note(event=one.id, text="x", table=table)) for table in (3, 3, None)]
    store.delete(store.add(Note(event=one.id, text="x", table=3)).id)
    store.add(Note(event=other.id, text="x", table=3))
    assert store.ids(Note, event=one.id) == {note.id for note in kept}
    assert store.tally(Note, "table", event=one.id) == {(3,): 2, (None,): 1}
    assert store.tally(Note, "event", "table")[other.id, 3] == 1
    for wrong in (lambda: store.tally(Note, "nothing"), lambda: store.ids(Note, nothing=1)):
        with pytest.raises(UnknownField):
            wrong()


@on_both_engines
def test_an_erased_record_is_gone_and_takes_along_what_describes_only_it(store: Store) -> None:
    note = store.add(Note(text="à effacer"))
    vote = store.add(Vote(note=note.id))
    store.erase(note.id)
    assert store.all(Note, deleted=True) == []
    assert store.all(Vote, deleted=True) == []
    for act in (store.delete, store.restore, lambda id_: store.change(id_, table=1)):
        for id_ in (note.id, vote.id):
            with pytest.raises(Erased):
                act(id_)
    assert not [line for line in store.dump() if "effacer" in line]


def test_a_record_that_was_never_here_is_not_found(store: Store) -> None:
    nowhere = "018f0000-0000-7000-8000-000000000000"
    for act in (
        lambda: store.get(Person, nowhere),
        lambda: store.change(nowhere, phone="01"),
        lambda: store.delete(nowhere),
        lambda: store.restore(nowhere),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_record_of_another_kind_is_not_found(store: Store) -> None:
    note = store.add(Note(text="une note"))
    with pytest.raises(NotFound):
        store.get(Person, note.id)


@on_both_engines
def test_wrong_values_are_refused_by_name_and_nothing_is_written(store: Store) -> None:
    ada = store.add(Person(given_name="Ada"))
    digest = store.digest()
    with pytest.raises(TooLong) as long:
        store.change(ada.id, phone="0" * 41, email="ada@example.org")
    assert (long.value.field, long.value.length, long.value.limit) == ("phone", 41, 40)
    with pytest.raises(WrongValue):
        store.change(ada.id, category="network")
    with pytest.raises(WrongValue):
        store.add(Note(text="une note", table="3"))
    with pytest.raises(WrongValue):
        store.change(ada.id, email="nul\0")
    with pytest.raises(UnknownField):
        store.change(ada.id, colour="red")
    assert store.digest() == digest


def test_whom_a_record_describes_is_said_once(store: Store) -> None:
    note, other = store.add(Note(text="une")), store.add(Note(text="autre"))
    vote = store.add(Vote(note=note.id))
    with pytest.raises(FixedField):
        store.change(vote.id, note=other.id)
    assert store.get(Vote, vote.id).note == note.id


@on_both_engines
def test_the_dump_is_canonical_and_the_digest_is_its_hash(store: Store) -> None:
    for name in ("Zoé", "Ada"):
        store.add(Person(given_name=name))
    lines = list(store.dump())
    assert lines == list(store.dump())
    for line in lines:
        canonical = json.dumps(
            json.loads(line), ensure_ascii=False, sort_keys=True, separators=(",", ":")
        )
        assert line.rstrip("\n") == canonical
    text = "".join(line.rstrip("\n") + "\n" for line in lines)
    assert store.digest() == hashlib.sha256(text.encode()).hexdigest()


@on_both_engines
def test_the_digest_changes_with_every_change(store: Store) -> None:
    seen = {store.digest()}
    ada = store.add(Person(given_name="Ada"))
    seen.add(store.digest())
    for act in (
        lambda: store.change(ada.id, phone="01"),
        lambda: store.delete(ada.id),
        lambda: store.erase(ada.id),
    ):
        act()
        seen.add(store.digest())
    assert len(seen) == 5


def test_the_clock_passed_in_is_the_only_one(path: Path, tmp_path: Path) -> None:
    path.parent.mkdir()
    now = [NOON]
    with ExitStack() as stack:
        first = stack.enter_context(
            Store.create(path, passphrase=PASSPHRASE, device="Accueil", clock=lambda: now[0])
        )
        ada = first.add(Person(given_name="Ada", phone="086"))
        first.invite(tmp_path / "invitation", passphrase=TOLD)
        other = stack.enter_context(
            Store.join(
                tmp_path / "invitation",
                tmp_path / "tables",
                invitation_passphrase=TOLD,
                passphrase=PASSPHRASE,
                device="Tables",
                clock=lambda: now[0].replace(year=2099),
            )
        )
        other.export(tmp_path / "joined.maillage")
        first.merge([tmp_path / "joined.maillage"])
        first.export(tmp_path / "first.maillage", to="everyone")
        other.merge([tmp_path / "first.maillage"])
        now[0] = NOON.replace(hour=13)
        other.change(ada.id, phone="01")
        first.change(ada.id, phone="02")
        other.export(tmp_path / "tables.maillage")
        assert first.merge([tmp_path / "tables.maillage"]).conflicts == 1
        (conflict,) = first.conflicts()
        assert {head.value: moment(head) for head in conflict.choices} == {
            "01": NOON.replace(hour=13, year=2099),
            "02": NOON.replace(hour=13),
        }


# What is no store --------------------------------------------------------------------


@on_both_engines
def test_a_wrong_passphrase_opens_nothing(path: Path, store: Store) -> None:
    store.close()
    with pytest.raises(WrongPassphrase):
        Store.open(path, passphrase=PASSPHRASE + "s")
    with Store.open(path, passphrase=PASSPHRASE) as again:
        assert again.verify().ok


def test_a_store_is_never_written_over(path: Path, store: Store) -> None:
    store.add(Person(given_name="Ada"))
    store.close()
    with pytest.raises(StoreExists):
        Store.create(path, passphrase=PASSPHRASE, device="Autre")
    with Store.open(path, passphrase=PASSPHRASE) as again:
        assert len(again.all(Person)) == 1


def test_a_store_that_was_never_finished_is_told_and_not_opened(tmp_path: Path) -> None:
    """As after a power cut between its tables and its first records."""
    Store.blank(tmp_path / "half", passphrase=PASSPHRASE, clock=lambda: NOON).close()
    for _time in range(2):
        with pytest.raises(StoreDamaged):
            Store.open(tmp_path / "half", passphrase=PASSPHRASE)


def test_a_folder_without_a_store_is_no_store(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NotAStore):
            Store.open(place, passphrase=PASSPHRASE)
    assert list(tmp_path.iterdir()) == []


def test_a_store_already_open_is_not_opened_twice(path: Path, store: Store) -> None:
    with pytest.raises(StoreInUse):
        Store.open(path, passphrase=PASSPHRASE)
    store.close()
    Store.open(path, passphrase=PASSPHRASE).close()


def test_nothing_recorded_can_be_read_in_the_files_of_the_store(path: Path, store: Store) -> None:
    store.add(Person(given_name="Marguerite-Canari", family_name="Lefèvre"))
    store.close()
    for file in path.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"Canari" not in content
            assert not content.startswith(b"SQLite format 3")


@on_both_engines
def test_what_is_read_at_one_moment_is_one_transaction_until_one_writes_oneself(
    store: Store,
) -> None:
    begun: list[object] = []
    with store.reading() as connection:
        engine = connection.engine
    event.listen(engine, "begin", begun.append)
    with store.moment():
        assert store.all(Note) == store.all(Note, deleted=True) == []
        assert len(begun) == 1
        added = store.add(Note(text="écrit entre-temps"))
        with store.moment():
            assert store.all(Note) == [added], "what is written ends the moment"
        assert store.get(Note, added.id) == added
        assert len(begun) == 3
    assert store.all(Note) == [added]
