"""What a file says is checked to the last field, whoever signed it."""

from __future__ import annotations

import zlib
from typing import Any

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.exchange import forging
from tests.stores import (
    DOOR,
    INVITATION_PASSPHRASE,
    PASSPHRASE,
    Clock,
    Laptop,
    Team,
    cheap_words,
    on_both_engines,
)
from uuid_utils.compat import uuid7

from maillage import Store
from maillage.domain.errors import (
    CopiedDevice,
    ForgedPackage,
    InvitationAsPackage,
    MaillageError,
    NotAnInvitation,
    NotCoordinator,
    OtherProgramme,
    PackageDamaged,
    PackageForOthers,
    PackageTooNew,
    UnknownDevice,
)
from maillage.domain.records import Device, Invitation, Note, Organisation, Person, Programme, Vote
from maillage.domain.values import LARGEST, LONGEST, canonical
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import package
from maillage.store import trust
from maillage.store.identity import public_hex
from maillage.store.words import word_list
from maillage.store.writing import Writer

OTHER = "018f0000-0000-7000-8000-0000000000ff"


def refusal(reader: Laptop, path) -> MaillageError:
    before = reader.store.digest()
    (file,) = reader.store.merge([path]).files
    assert file.refused
    assert reader.store.digest() == before
    return file.refused


def accepted(reader: Laptop, path) -> None:
    (file,) = reader.store.merge([path]).files
    assert file.refused is None
    assert reader.store.verify().ok


@pytest.fixture
def first(team: Team) -> Laptop:
    return team.four[0]


@pytest.fixture
def accueil(team: Team) -> Laptop:
    return team.four[1]


# The manifest -------------------------------------------------------------------------


def test_what_the_helper_writes_is_welcome_when_it_is_honest(first, accueil) -> None:
    accepted(first, forging.forge(accueil, first, [forging.line(accueil, given_name="Ada")]))
    assert first.store.get(Person, forging.RECORD).given_name == "Ada"


def test_a_later_minor_version_may_say_more_and_it_is_signed_too(first, accueil) -> None:
    lines = [forging.line(accueil, given_name="Ada")]
    said = {"minor": 7, "reactions": 3, "mood": {"sky": ["grey", 1.5, None]}}
    accepted(first, forging.forge(accueil, first, lines, **said))
    manifest = forging.manifest_of(accueil, lines, **said)
    line = forging.signed(manifest, accueil.store.identity.signing)
    bent = forging.content(line.replace(b'"grey"', b'"blue"'), lines)
    assert isinstance(refusal(first, forging.seal(bent, first, first.folder / "x")), ForgedPackage)


def test_a_later_major_version_is_refused_by_that_name(first, accueil) -> None:
    for said in ({"major": 2}, {"major": 2, "held": "elsewhere", "number": None}):
        assert isinstance(refusal(first, forging.forge(accueil, first, [], **said)), PackageTooNew)


@pytest.mark.parametrize(
    "said",
    [
        {"format": "other"},
        {"major": "1"},
        {"purpose": "chat"},
        {"programme": "../../etc/passwd"},
        {"device": "Accueil"},
        {"held": {OTHER: [[0, 3]]}},
        {"held": {OTHER: [[3, 1]]}},
        {"held": {"x": [[1, 3]]}},
        {"held": {OTHER: [[1]]}},
        {"number": None},
        {"made": "today"},
        {"sealed_for": "everybody"},
        {"operations": 7},
        {"erased": 1},
        {"sha256": "0" * 64},
        {"device_name": 3},
        {"device_name": "x" * 301},
        {"device_name": "Accueil\0"},
        {"number": 2**70},
        {"number": -1},
        {"previous": 2**70},
        {"made": 2**70},
        {"made": 2**53 - 1},
        {"held": {OTHER: [[1, 2**70]]}},
    ],
)
def test_a_manifest_that_makes_no_sense_is_damage(first, accueil, said: dict[str, Any]) -> None:
    # An operation outside the ranges said would be damage of its own.
    lines = [] if "held" in said else [forging.line(accueil, given_name="Ada")]
    assert isinstance(refusal(first, forging.forge(accueil, first, lines, **said)), PackageDamaged)


@pytest.mark.parametrize(
    "bend",
    [
        lambda line: line[:-1] + b',"number":2}',
        lambda line: line.replace(b'"minor":1', b'"minor":1.0'),
        lambda line: line.replace(b'"minor":1', b'"minor":NaN'),
        lambda line: line.replace(b'"minor":1', b'"minor": 1'),
        lambda line: line.replace(b'"Accueil"', b'"\\u0041ccueil"'),
        lambda line: line[:-1] + b',"z":"\\ud800"}',
        lambda line: line[:-1] + b',"z":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        lambda line: line[:-1] + b',"z":' + b'{"z":' * 50_000,
        lambda line: b"\xff" + line,
        lambda line: b"",
        lambda line: b"[]",
    ],
)
def test_a_manifest_has_one_spelling(first, accueil, bend: Any) -> None:
    line = forging.signed(forging.manifest_of(accueil, []), accueil.store.identity.signing)
    assert package.unpack(forging.content(line, []), path="x")
    with pytest.raises(PackageDamaged):
        package.unpack(forging.content(bend(line), []), path="x")


# The operations -----------------------------------------------------------------------


def spelt(accueil: Laptop, old: str, new: str) -> bytes:
    line = forging.line(accueil, given_name="Ada").decode()
    assert old in line
    return line.replace(old, new, 1).encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{"given_name":"Ada"}', '{"given_name":"Ada","given_name":"Ada"}'),
        ('{"given_name":"Ada"}', '{"phone":"1","given_name":"Ada"}'),
        ('"Ada"', '"\\ud800"'),
        ('"Ada"', '"\ud800"'),
        ('"Ada"', '"\\u0041da"'),
        ('"Ada"', '"A\\u0000a"'),
        ('"Ada"', "NaN"),
        ('"Ada"', "1e400"),
        ('"Ada"', "1.5"),
        ('"Ada"', "3"),
        ('"Ada"', "true"),
        ('"Ada"', "[]"),
        ('"Ada"', '["Ada","nobody:1"]'),
        ('"Ada"', f'["Ada","{OTHER}:0"]'),
        ('"Ada"', f'["Ada","{OTHER}:1:1"]'),
        ('"Ada"', '["Ada",[1]]'),
        ('"Ada"', '{"a":1}'),
        ('"Ada"', "[" * 100_000 + "]" * 100_000),
        ('"Ada"', '"' + "a" * (LONGEST + 1) + '"'),
        ('"Ada"', ' "Ada"'),
        ('"given_name":"Ada"', '"deleted":"yes"'),
        ('"given_name":"Ada"', '"deleted":1'),
        ('"given_name"', '"Given name"'),
        ('"given_name"', '"' + "a" * 61 + '"'),
        ('"given_name":"Ada"', f'"colour":{LARGEST + 1}'),
        ('"given_name":"Ada"', f'"colour":{10**400}'),
        ('"given_name":"Ada"', '"colour":"nul\\u0000"'),
        ('"person"', '"Person"'),
        ('"person"', '"person; DROP TABLE person"'),
        ('"person"', '""'),
        (forging.RECORD, "../../../etc/passwd"),
        (forging.RECORD, forging.RECORD.upper()),
        (",9000,0,", ",0,0,"),
        (",9000,0,", ",-1,0,"),
        (",9000,0,", ",9000.0,0,"),
        (",9000,0,", ",20000,0,"),
        (",9000,0,", f",9000,{2**60},"),
        (",9000,0,", f",9000,{10**30},"),
        (",9000,0,", f",9000,{2**53 - 1},"),  # a moment that no calendar has
        (',"person",1,', ',"person",0,'),
        (',"person",1,', ',"person",true,'),
        ("[", "[["),
        ("]", ',"more"]'),
    ],
)
def test_a_line_that_no_maillage_writes_is_damage(first, accueil, old: str, new: str) -> None:
    path = forging.forge(accueil, first, [spelt(accueil, old, new)])
    assert isinstance(refusal(first, path), PackageDamaged)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"{}",
        b'"erased"',
        b'{"erased":"somebody"}',
        b'{"erased":["018f0000-0000-7000-8000-0000000000ff"]}',
        b'{"erased":"018f0000-0000-7000-8000-0000000000ff","more":"1"}',
        b'{"kept":"018f0000-0000-7000-8000-0000000000ff"}',
    ],
)
def test_an_erasure_that_names_no_record_is_damage(first, accueil, line: bytes) -> None:
    for said in ({}, {"operations": 0, "erased": 1}):
        path = forging.forge(accueil, first, [line], **said)
        assert isinstance(refusal(first, path), PackageDamaged)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("note", {"table": "3"}),
        ("note", {"table": True}),
        ("consent", {"given": 1}),
        ("consent", {"given": "oui"}),
        ("consent", {"at": "hier"}),
        ("event", {"starts": "2021-12-13"}),
        ("pledge", {"due": "2021-W50-1"}),
        ("person", {"category": 3}),
    ],
)
def test_a_value_of_another_type_than_its_field_is_damage(
    first, accueil, kind: str, change: dict[str, Any]
) -> None:
    line = forging.line(accueil, **change).replace(b'"person"', f'"{kind}"'.encode())
    assert isinstance(refusal(first, forging.forge(accueil, first, [line])), PackageDamaged)


@on_both_engines
def test_a_device_that_no_database_can_hold_is_damage_and_the_other_files_go_on(
    team: Team,
) -> None:
    door, archive = team.laptops[DOOR], team.archive
    bent = forging.line(door).replace(door.device.encode(), b"\\u0000")
    ada = door.store.add(Person(given_name="Ada"))
    files = [forging.forge(door, archive, [bent]), door.export()]
    refused, fine = archive.store.merge(files).files
    assert isinstance(refused.refused, PackageDamaged)
    assert (fine.refused, archive.find(ada)) == (None, ada)


def test_the_same_operation_twice_is_damage_and_the_other_files_go_on(first, accueil) -> None:
    lines = [forging.line(accueil, given_name="Ada"), forging.line(accueil, given_name="Eva")]
    good = accueil.export()
    for twice in (lines, [lines[0], lines[0]]):
        bad = forging.forge(accueil, first, twice)
        report = first.store.merge([bad, good])
        assert isinstance(report.files[0].refused, PackageDamaged)
        assert not report.files[1].refused


def test_an_erasure_said_twice_is_damage(first, accueil) -> None:
    gone = b'{"erased":"018f0000-0000-7000-8000-0000000000ff"}'
    path = forging.forge(accueil, first, [gone, gone], operations=0, erased=2)
    assert isinstance(refusal(first, path), PackageDamaged)
    accepted(first, forging.forge(accueil, first, [gone], operations=0, erased=1))


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_each_file_of_a_merge_accounts_for_its_own_lines(team: Team, order) -> None:
    """What is sound in one file is not welcome in another that does not say it holds it."""
    first, accueil, tables = team.four[:3]
    line = forging.line(accueil, given_name="Ada")
    sound = forging.forge(accueil, first, [line])
    relayed = forging.forge(tables, first, [line], held={accueil.device: [[8_999, 9_000]]})
    bad = forging.forge(tables, first, [line], held={accueil.device: [[1, 8_999]]})
    report = first.store.merge([(sound, bad, relayed)[at] for at in order])
    assert [file.path for file in report.refused] == [bad]
    assert isinstance(report.refused[0].refused, PackageDamaged)
    assert report.new == 1
    assert first.store.verify().ok


def test_what_a_later_version_disputes_asks_nobody_here(first, accueil) -> None:
    lines = [
        canonical([accueil.device, n, 0, id_, kind, 2, {"colour": colour}]).encode()
        for n, (id_, kind, colour) in enumerate(
            [
                (forging.RECORD, "person", "red"),
                (forging.RECORD, "person", "blue"),
                (OTHER, "sondage", "red"),
                (OTHER, "sondage", "blue"),
            ],
            9_000,
        )
    ]
    report = first.store.merge([forging.forge(accueil, first, lines)])
    assert (report.new, report.conflicts, first.store.conflicts()) == (4, 0, [])
    assert first.store.verify().ok
    assert "\n".join(first.store.dump()).count('"disputed":{"colour"') == 2


def test_what_a_later_version_records_is_kept_and_handed_on(team: Team) -> None:
    first, accueil, tables = team.four[:3]
    lines = [
        forging.line(accueil, 9_000, given_name="Ada", of_later="elle", category="astronaut"),
        forging.line(accueil, 9_001, mood=3, up=True, away=None).replace(b'"person"', b'"visit"'),
    ]
    lines[1] = lines[1].replace(forging.RECORD.encode(), OTHER.encode())
    accepted(first, forging.forge(accueil, first, lines, schema=99))
    assert first.store.get(Person, forging.RECORD).category is None
    tables.reads(first)
    for laptop in (first, tables):
        said = "\n".join(laptop.store.dump())
        for kept in ('"of_later":"elle"', '"category":"astronaut"', '"kind":"visit"', '"mood":3'):
            assert kept in said
    assert tables.store.digest() == first.store.digest()


# Who wrote it -------------------------------------------------------------------------


def test_another_signature_is_a_forgery(team: Team) -> None:
    first, accueil, tables = team.four[:3]
    lines = [forging.line(accueil, given_name="Ada")]
    manifest = forging.manifest_of(accueil, lines)
    stranger = Ed25519PrivateKey.generate()
    line = forging.signed(manifest, accueil.store.identity.signing)
    signature = line[line.index(b'"signature":"') + 13 :][:128]
    attempts = [
        # Signed by somebody else than the key it names.
        forging.signed(manifest, tables.store.identity.signing),
        # The key it names is that of another laptop, or of nobody known.
        forging.signed(
            {**manifest, "signing_key": tables.store.identity.signing_key},
            tables.store.identity.signing,
        ),
        forging.signed({**manifest, "signing_key": public_hex(stranger.public_key())}, stranger),
        line.replace(signature, b"00" * 64),
        line.replace(signature, b"zz" * 64),
        line.replace(signature, b""),
    ]
    for attempt in attempts:
        path = forging.seal(forging.content(attempt, lines), first, first.folder / "x")
        assert isinstance(refusal(first, path), ForgedPackage)


def test_a_file_of_another_programme_is_told(first, tmp_path) -> None:
    place = tmp_path
    with cheap_words(), Store.create(place / "s", passphrase=PASSPHRASE, device="Autre") as store:
        other = Laptop("Autre", store.device, store, Clock(), place)
        path = place / "x"
        store.export(path, passphrase="des mots")
        (file,) = first.store.merge([path], passphrase="des mots").files
        assert isinstance(file.refused, OtherProgramme)
        assert other.store.verify().ok


def test_a_device_that_nobody_invited_is_held_back_with_words_to_compare(
    team: Team, tmp_path
) -> None:
    """It joined a coordinator of its own making, and claims to be of this programme."""
    first = team.four[0]
    place = tmp_path
    programme = first.store.programme.id
    with cheap_words(), Store.create(place / "s", passphrase=PASSPHRASE, device="Intrus") as store:
        intruder = Laptop("Intrus", store.device, store, Clock(), place)
        me = store.me
        change = {
            "name": me.name,
            "role": "coordinator",
            "sealing_key": me.sealing_key,
            "signing_key": me.signing_key,
        }
        line = forging.line(intruder, 1, **change).replace(b'"person"', b'"device"')
        line = line.replace(forging.RECORD.encode(), store.device.encode())
        founded = forging.line(intruder, 2, founder=store.device)
        founded = founded.replace(b'"person"', b'"programme"')
        founded = founded.replace(forging.RECORD.encode(), programme.encode())
        path = forging.forge(intruder, first, [line, founded], programme=programme)
        refused = refusal(first, path)
        assert isinstance(refused, UnknownDevice)
        assert refused.device == "Intrus"
        words = refused.words.split()
        assert len(words) == 4
        assert set(words) <= set(word_list())
        assert refusal(first, path) == refused, "the words depend on the keys alone"


def test_a_device_whose_key_seals_nothing_is_not_believed_and_stops_no_file(team: Team) -> None:
    store = team.four[0].store
    secret = Ed25519PrivateKey.generate()
    key, programme = public_hex(secret.public_key()), store.programme.id
    claim = trust.invitation_claim(programme, key=key, role=DeviceRole.COORDINATOR)
    signature = store.identity.signing.sign(claim).hex()
    role = DeviceRole.COORDINATOR
    offer = store.add(Invitation(key=key, role=role, device=store.device, signature=signature))
    for sealing_key in (store.identity.sealing_key, "age1", "", "é"):
        new = Device(role=role, sealing_key=sealing_key)
        invited = msgspec.structs.replace(new, id=str(uuid7()), invitation=offer.id)
        restored = msgspec.structs.replace(new, id=str(uuid7()), formerly=store.device)
        for device, signing, claim in (
            (invited, secret, trust.device_claim(programme, invited)),
            (restored, store.identity.signing, trust.successor_claim(programme, restored)),
        ):
            with store.action() as writer:  # as the device itself does
                itself = Writer(writer.connection, device=device.id, clock=store.clock)
                itself.add(msgspec.structs.replace(device, proof=signing.sign(claim).hex()))
            assert (device.id in store.known_devices()) == (len(sealing_key) > len("age1"))
        assert store.export(team.four[0].folder / "x.maillage", to="everyone").operations


def test_nobody_who_is_believed_can_become_the_founder(team: Team) -> None:
    first, accueil, tables = team.four[:3]
    founder = first.device
    accueil.store.change(accueil.store.programme.id, founder=accueil.device)
    accueil.store.change(founder, sealing_key=accueil.store.me.sealing_key)
    accueil.store.change(founder, signing_key=accueil.store.me.signing_key)
    accueil.store.change(accueil.device, role=DeviceRole.COORDINATOR)
    file = accueil.export()
    for laptop in (first, tables):
        assert not laptop.store.merge([file]).refused
        known = laptop.store.known_devices()
        assert known[founder].sealing_key == first.store.identity.sealing_key
        assert known[founder].signing_key == first.store.identity.signing_key
        assert known[founder].role is DeviceRole.COORDINATOR
        assert known[accueil.device].role is DeviceRole.FIELD, "what it said of itself first"
    tables.store.add(Note(text="toujours lisible"))
    tables.store.export(tables.folder / "x")
    assert not first.store.merge([tables.folder / "x"]).refused


def test_a_deleted_founder_is_still_believed(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.delete(first.device)
    accueil.reads(first)
    first.reads(accueil)
    assert first.device in first.store.known_devices()


def test_only_a_coordinator_invites(accueil) -> None:
    with pytest.raises(NotCoordinator):
        accueil.store.invite(accueil.folder / "x", passphrase=INVITATION_PASSPHRASE)
    assert not (accueil.folder / "x").exists()


def test_an_invitation_is_not_merged_and_a_package_does_not_invite(team: Team) -> None:
    first, accueil = team.four[:2]
    path, place = first.folder / "x", first.folder / "new"
    with cheap_words():
        first.store.invite(path, passphrase="des mots")
        for laptop in (first, accueil):
            (file,) = laptop.store.merge([path], passphrase="des mots").files
            assert isinstance(file.refused, InvitationAsPackage)
        first.store.export(path, passphrase="des mots")
        with pytest.raises(NotAnInvitation):
            Store.join(
                path,
                place,
                invitation_passphrase="des mots",
                passphrase=PASSPHRASE,
                device="Nouveau",
            )
    assert not place.exists()


def test_an_invitation_carries_nobodys_name_and_nothing_said(team: Team) -> None:
    first = team.four[0]
    with cheap_words():
        path = first.store.invite(first.folder / "x", passphrase="des mots")
        with Store.join(
            path,
            first.folder / "new",
            invitation_passphrase="des mots",
            passphrase=PASSPHRASE,
            device="Nouveau",
        ) as joined:
            assert joined.all(Person) == joined.all(Note) == joined.all(Vote) == []
            assert [one.name for one in joined.all(Organisation)] == ["Le Cèdre"]
            assert joined.programme.name == joined.all(Programme)[0].name == "Grandes Rencontres"
            assert {one.id for one in joined.all(Device)} >= {first.device, joined.device}
            assert joined.verify().ok
            assert "Lefèvre" not in "\n".join(joined.dump())


def test_a_copied_laptop_is_known_by_its_clock_too(first, accueil) -> None:
    """The same words under the same number, an hour later: not the same operation."""
    line = forging.line(accueil, given_name="Ada")
    accepted(first, forging.forge(accueil, first, [line]))
    later = line.replace(b",9000,0,", b",9000,3600000,")
    assert isinstance(refusal(first, forging.forge(accueil, first, [later])), CopiedDevice)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 1, 0)])
def test_files_that_are_refused_while_merging_change_nothing_for_the_others(
    team: Team, order
) -> None:
    first, accueil, tables = team.four[:3]
    line = forging.line(accueil, given_name="Ada")
    accepted(first, forging.forge(accueil, first, [line]))
    copied = forging.forge(accueil, first, [line.replace(b"Ada", b"Eva")])
    unsound = forging.forge(tables, first, [forging.line(tables, given_name=3)])
    good = tables.export()
    tables.store.add(Organisation(name="Le Cèdre"))
    report = first.store.merge([(copied, unsound, tables.export())[at] for at in order])
    refused = {file.path: type(file.refused) for file in report.refused}
    assert refused == {copied: CopiedDevice, unsound: PackageDamaged}
    assert report.new == 1
    assert first.store.verify().ok
    assert first.store.merge([good]).new == 0


# What waits to travel -----------------------------------------------------------------


def test_what_was_not_handed_over_is_counted_erasures_too(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.export()
    assert accueil.store.unsent() == 0
    note = accueil.store.add(Note(text="à dire"))
    accueil.store.change(note.id, table=3)
    assert accueil.store.unsent() == 2
    accueil.export()
    assert accueil.store.unsent() == 0
    accueil.store.erase(note.id)
    assert accueil.store.unsent() == 1
    accueil.reads(first)
    assert accueil.store.unsent() == 1, "what others said is theirs to hand over"
    accueil.export()
    assert accueil.store.unsent() == 0


def test_a_package_says_what_it_holds(team: Team) -> None:
    first, accueil = team.four[:2]
    accueil.store.add(Note(text="à dire"))
    written = accueil.store.export(accueil.folder / "x", to="everyone")
    assert written.size == (accueil.folder / "x").stat().st_size
    assert set(written.readers) == set(team.laptops)
    report = first.store.merge([accueil.folder / "x"])
    assert report.new + report.known == written.operations
    assert zlib.crc32((accueil.folder / "x").read_bytes())


def erasing(*ids: str) -> list[bytes]:
    return [canonical({"erased": id_}).encode() for id_ in sorted(ids)]


def test_erasing_what_everybody_needs_to_read_a_file_has_no_effect(team: Team) -> None:
    first, accueil, tables = team.four[:3]
    later = first.store.add(Invitation(key="00", device=first.store.device))
    ids = (first.store.device, accueil.store.device, first.store.programme.id, later.id)
    for laptop in (first, tables):  # one has what is named, the other gets it afterwards
        accepted(laptop, forging.forge(accueil, laptop, erasing(*ids), operations=0, erased=4))
    tables.reads(first)
    for laptop in (first, tables):
        assert laptop.store.get(Invitation, later.id).key == "00"
        assert laptop.store.verify().ok
    assert tables.store.digest() == first.store.digest()
    assert first.store.me.role is DeviceRole.COORDINATOR
    first.store.add(Person(given_name="Ada"))
    tables.reads(first)


def test_a_laptop_cannot_take_the_name_of_another_that_the_same_invitation_let_in(
    team: Team,
) -> None:
    first, accueil, tables = team.four[:3]
    mine = accueil.store.me
    accueil.store.change(
        tables.store.device, sealing_key=mine.sealing_key, signing_key=mine.signing_key
    )
    accueil.store.change(mine.invitation, signature="00")
    first.reads(accueil)
    first.reads(tables)
    keys = first.store.known_devices()[tables.store.device]
    assert keys.signing_key == tables.store.identity.signing_key
    assert keys.sealing_key == tables.store.identity.sealing_key
    assert set(first.store.known_devices()) >= {one.store.device for one in team.four}


def test_a_file_sealed_anew_for_somebody_it_was_not_meant_for_is_refused(first, accueil) -> None:
    lines = [forging.line(accueil, given_name="Ada")]
    for readers, welcome in (([accueil], False), ([accueil, first], True)):
        meant = [reader.store.identity.sealing_key for reader in readers]
        file = forging.forge(accueil, first, lines, sealed_for=meant)
        if welcome:
            accepted(first, file)
        else:
            assert isinstance(refusal(first, file), PackageForOthers)
