"""What is half typed in a hub: each member's own, and gone with whoever is erased."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

import psycopg
import pytest
from tests.hubs import COORDINATORS, READER
from tests.stores import PASSPHRASE, Clock, cheap_words, fast_folder

from maillage import Store
from maillage.actions import drafts, exchanges, forgetting, hubs, programme
from maillage.domain.errors.hub import HubBusy, HubReadOnly
from maillage.domain.records import Note, Person
from maillage.domain.vocabulary import DeviceRole
from maillage.store import half_typed, listening, postgres

LEA, YANN = COORDINATORS[:2]


@dataclass
class Members:
    """Two coordinators in a hub, the store one of them came from, and where it all is."""

    own: Store
    lea: Store
    yann: Store
    database: str
    folder: object
    clock: Clock


@pytest.fixture(scope="session")
def entered(cluster):
    """Their places at rest, in a hub that is there to be copied."""
    folder = fast_folder()
    cluster.run("CREATE DATABASE typing TEMPLATE maillage")
    with cheap_words(), ExitStack() as stack:
        clock = Clock()
        own = programme.start(
            folder / "own", programme="P", device="Coord", passphrase=PASSPHRASE, clock=clock
        ).store
        stack.enter_context(own)
        own.add(Person(given_name="Ada", family_name="Lefèvre"))
        lea = hubs.enter(
            own,
            cluster.at("typing", LEA),
            folder / "lea",
            device="Léa",
            passphrase=PASSPHRASE,
            password=cluster.passwords[LEA],
        ).store
        stack.enter_context(lea)
        invitation = programme.invite(
            lea, folder / "invitation", passphrase=PASSPHRASE, role=DeviceRole.COORDINATOR
        )
        yann = hubs.join(
            cluster.at("typing", YANN),
            folder / "yann",
            invitation=invitation,
            invitation_passphrase=PASSPHRASE,
            device="Yann",
            passphrase=PASSPHRASE,
            password=cluster.passwords[YANN],
            clock=clock,
        ).store
        stack.enter_context(yann)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def members(cluster, entered):
    folder = fast_folder()
    with cheap_words(), ExitStack() as stack:
        stack.callback(shutil.rmtree, folder)
        database = stack.enter_context(cluster.copied("typing"))
        shutil.copytree(entered, folder, dirs_exist_ok=True)
        clock, stores = Clock(), {}
        for name in ("own", "lea", "yann"):
            if name != "own":
                cluster.move(folder / name, database, passphrase=PASSPHRASE)
            stores[name] = stack.enter_context(
                Store.open(folder / name, passphrase=PASSPHRASE, clock=clock)
            )
        yield Members(**stores, database=database, folder=folder, clock=clock)


def written(store):
    with store.reading() as connection:
        return half_typed.of_all(connection)


def test_each_member_finds_their_own_again_and_nobody_hears_of_it(cluster, members):
    lea, yann = members.lea, members.yann
    before = lea.digest()
    parameters = {**cluster.admin.parameters, "dbname": members.database}
    drafts.keep(lea, {"note": {"text": "un guichet mobile"}})
    with psycopg.connect(**parameters, autocommit=True) as hearing:
        hearing.execute(f"LISTEN {listening.CHANNEL}")
        drafts.keep(yann, {"note": {"text": "un jard"}, "pledge": {"what": "ouvrir"}})
        drafts.keep(yann, {"note": {"text": "un jardin"}, "pledge": None})
        assert lea.digest() == before
        lea.add(Note(text="recorded"))
        first = next(hearing.notifies(timeout=10))
    assert first.payload == lea.device
    lea.close()
    with Store.open(members.folder / "lea", passphrase=PASSPHRASE, clock=members.clock) as again:
        assert drafts.drafts(again) == {"note": {"text": "un guichet mobile"}}
    assert drafts.drafts(yann) == {"note": {"text": "un jardin"}}


def test_whoever_only_reads_sees_nothing_half_typed_and_keeps_none(cluster, members, tmp_path):
    drafts.keep(members.lea, {"note": {"text": "un guichet"}})
    address = {**cluster.admin.parameters, "dbname": members.database}
    for user, found in ((READER, False), (YANN, True)):
        secret = {"user": user, "password": cluster.passwords[user]}
        with psycopg.connect(**{**address, **secret}) as connection:
            rows = connection.execute("SELECT name, value FROM own").fetchall()
        assert any("guichet" in value for _name, value in rows) == found
        assert any(name.endswith("/device") for name, _value in rows)
    reader = hubs.read(
        cluster.at(members.database, READER),
        tmp_path / "place",
        passphrase=PASSPHRASE,
        password=cluster.passwords[READER],
    ).store
    with reader:
        drafts.keep(reader, {"note": {"text": "rien"}})
        assert drafts.drafts(reader) == {}
        with pytest.raises(HubReadOnly), reader.aside() as connection:
            half_typed.write(connection, "forced")


def test_who_is_erased_goes_from_what_every_member_has_half_typed(members):
    lea, yann = members.lea, members.yann
    (ada,) = lea.all(Person)
    half = {
        "note": {"text": "Mme Lefevre propose"},
        "pledge": {"people": [{"person": ada.id}]},
        "walk-in": {"family_name": "Lefevrier"},
    }
    drafts.keep(lea, half)
    drafts.keep(yann, half)
    forgetting.erase(yann, person=ada.id)
    assert set(drafts.drafts(lea)) == set(drafts.drafts(yann)) == {"walk-in"}
    assert "Lefevre " not in str(written(lea))


def test_an_erasure_that_one_member_merges_goes_through_what_the_others_type(members, tmp_path):
    own, lea, yann = members.own, members.lea, members.yann
    (ada,) = own.all(Person)
    half = {"walk-in": {"family_name": "lefevre"}, "note": {"text": "un guichet"}}
    drafts.keep(yann, half)
    forgetting.erase(own, person=ada.id)
    own.export(tmp_path / "file", to="everyone")
    assert exchanges.plan(lea, [tmp_path / "file"]).people_erased == 1
    assert drafts.drafts(yann) == half
    assert exchanges.merge(lea, [tmp_path / "file"]).people_erased == 1
    assert set(drafts.drafts(yann)) == {"note"}


def test_what_somebody_left_who_does_not_come_back_goes_in_time(members):
    drafts.keep(members.lea, {"note": {"text": "un guichet"}})
    members.clock.now += timedelta(days=15)
    drafts.keep(members.yann, {"note": {"text": "un jardin"}})
    assert set(drafts.drafts(members.yann)) == {"note"}
    assert "guichet" not in str(written(members.yann))
    assert "jardin" in str(written(members.yann))


def test_what_is_typed_waits_for_no_merge_and_never_brings_back_what_goes(members, monkeypatch):
    lea, yann = members.lea, members.yann
    drafts.keep(yann, {"note": {"text": "Lefevre"}, "pledge": {"what": "ouvrir"}})
    with lea.action() as writer:
        writer.add(Note(text="a long merge"))
        drafts.keep(yann, {"walk-in": {"family_name": "typed meanwhile"}})
        drafts.forget(lea, lambda text: text == "Lefevre")
        monkeypatch.setattr(postgres, "ASIDE", "50ms")
        with pytest.raises(HubBusy):
            drafts.keep(yann, {"pledge": {"what": "ouvrir un lieu"}})
    drafts.keep(yann, {"pledge": {"what": "ouvrir un lieu"}})
    assert set(drafts.drafts(yann)) == {"pledge", "walk-in"}


def test_a_member_at_work_twice_loses_nothing_and_sees_nobody_elses(members, tmp_path):
    drafts.keep(members.yann, {"note": {"text": "un jardin"}})
    shutil.copytree(members.folder / "lea", tmp_path / "copied")
    with Store.open(tmp_path / "copied", passphrase=PASSPHRASE, clock=members.clock) as twice:
        drafts.keep(members.lea, {"note": {"text": "un guichet"}})
        drafts.keep(twice, {"pledge": {"what": "ouvrir"}})
        found = {"note": {"text": "un guichet"}, "pledge": {"what": "ouvrir"}}
        assert drafts.drafts(twice) == drafts.drafts(members.lea) == found
