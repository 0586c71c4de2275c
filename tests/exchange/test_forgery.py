"""Who wrote a file is checked whoever signed it, and nobody becomes whom they are not."""

from __future__ import annotations

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.exchange import forging
from tests.exchange.forging import accepted, refusal
from tests.stores import INVITATION_PASSPHRASE, PASSPHRASE, Clock, Laptop, Team, cheap_words
from uuid_utils.compat import uuid7

from maillage import Store
from maillage.domain.errors import (
    CopiedDevice,
    ForgedPackage,
    InvitationAsPackage,
    NotAnInvitation,
    NotCoordinator,
    OtherProgramme,
    PackageDamaged,
    PackageForOthers,
    UnknownDevice,
)
from maillage.domain.records import Device, Invitation, Note, Organisation, Person, Programme, Vote
from maillage.domain.values import canonical
from maillage.domain.vocabulary import DeviceRole
from maillage.store import trust
from maillage.store.identity import public_hex
from maillage.store.words import word_list
from maillage.store.writing import Writer


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
