"""Another program reads a package with age, zlib and JSON alone, by what README says of it.

Nothing here but the store that writes the file and the records to compare with is Maillage's.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from tests.stores import PASSPHRASE, Team

from maillage.domain.records import Attachment, Device, Invitation, Note, Person, Revocation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def line(parts: dict[str, Any]) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def is_signed(key: str, signature: str, parts: dict[str, Any]) -> bool:
    """Tell whether that signs this; raises InvalidSignature."""
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
    public.verify(bytes.fromhex(signature), line(parts))
    return True


def opened(file: Path, key: str) -> bytes:
    return pyrage.decrypt(file.read_bytes(), [pyrage.x25519.Identity.from_str(key)])


def opened_with_words(file: Path, words: str) -> bytes:
    first, second, sealed = file.read_bytes().split(b"\n", 2)
    said = json.loads(second)
    salt, nonce, wrapped = (base64.b64decode(said[of]) for of in ("salt", "nonce", "sealed"))
    costs = {"iterations": said["passes"], "lanes": 1, "memory_cost": said["memory_kib"]}
    secret = Argon2id(salt=salt, length=32, **costs).derive(words.encode())
    key = ChaCha20Poly1305(secret).decrypt(nonce, wrapped, first + b"\n")
    return pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(key.decode())])


@dataclass
class Read:
    """What a file says."""

    manifest: dict[str, Any]
    records: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What is shown of each record: its kind, and the value of each field."""
    disputed: set[tuple[str, str]] = field(default_factory=set)
    erased: set[str] = field(default_factory=set)
    attached: dict[str, bytes] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, dict[str, Any]]:
        return {id_: said for id_, said in self.records.items() if said["kind"] == kind}


def read(package: bytes) -> Read:
    first, lines = zlib.decompress(package).split(b"\n", 1)
    found = Read(json.loads(first))
    unsigned = {name: of for name, of in found.manifest.items() if name != "signature"}
    assert is_signed(found.manifest["signing_key"], found.manifest["signature"], unsigned)
    assert hashlib.sha256(lines).hexdigest() == found.manifest["sha256"]
    items = [json.loads(one) for one in lines.splitlines()]
    operations = [one for one in items if isinstance(one, list)]
    others = [one for one in items if isinstance(one, dict)]
    found.erased = {one["erased"] for one in others if "erased" in one}
    contents = [one for one in others if "attachment" in one]
    found.attached = {one["attachment"]: base64.b64decode(one["content"]) for one in contents}
    counts = (len(operations), len(found.erased), len(found.attached))
    assert counts == tuple(found.manifest[name] for name in ("operations", "erased", "attached"))
    show(found, operations)
    return found


def show(found: Read, operations: Iterable[list[Any]]) -> None:
    fields: dict[tuple[str, str], dict[str, tuple[Any, ...]]] = {}
    replaced: dict[tuple[str, str], set[str]] = {}
    for device, n, time, record, kind, _schema, change in operations:
        found.records.setdefault(record, {"kind": kind})
        for name, entry in change.items():
            value, *seen = entry if isinstance(entry, list) else [entry]
            fields.setdefault((record, name), {})[f"{device}:{n}"] = (time, device, n, value)
            replaced.setdefault((record, name), set()).update(seen)
    for (record, name), written in fields.items():
        left = [of for by, of in written.items() if by not in replaced[record, name]]
        found.records[record][name] = max(left, key=lambda of: of[:3])[3]
        if len({line({"value": value}) for *_, value in left}) > 1:
            found.disputed.add((record, name))


def test_another_program_sees_what_maillage_shows(team: Team) -> None:
    first, door, table, other = team.four
    (ada,) = first.store.all(Person)
    door.store.change(ada.id, phone="0601")
    table.store.change(ada.id, phone="0602", email="ada@example.org")
    gone = door.store.add(Note(text="à supprimer"))
    door.store.delete(gone.id)
    photo = table.store.attach(Attachment(caption="Panneau 3"), b"a picture")
    secret = table.store.add(Person(given_name="Qui", family_name="Demande"))
    first.reads(door, table)
    first.store.erase(secret.id)
    found = read(opened(first.export(), str(other.store.identity.sealing)))
    assert found.disputed == {(one.record, one.field) for one in first.store.conflicts()}
    assert found.disputed == {(ada.id, "phone")}
    for kind, type_ in (("person", Person), ("note", Note), ("device", Device)):
        there = first.store.all(type_, deleted=True)
        shown = {one.id: msgspec.to_builtins(one) for one in there}
        assert found.of(kind).keys() == shown.keys()
        for id_, said in found.of(kind).items():
            told = {name: value for name, value in said.items() if value is not None}
            assert told.pop("kind") == kind
            assert {name: shown[id_][name] for name in told} == told
    assert found.records[gone.id]["deleted"] is True
    assert secret.id in found.erased
    assert found.attached == {photo.sha256: b"a picture"}


def test_another_program_checks_who_signed_what(team: Team) -> None:
    first, door = team.four[:2]
    first.store.revoke(door.device)
    path = first.store.export(first.folder / "words", passphrase=PASSPHRASE).path
    found = read(opened_with_words(path, PASSPHRASE))
    programme = found.manifest["programme"]
    devices, invitations = found.of(Device.kind), found.of(Invitation.kind)
    guest = devices[door.device]
    offer = invitations[guest["invitation"]]
    host = devices[offer["device"]]
    offered = {"key": offer["key"], "maillage": "invitation"}
    offered |= {"programme": programme, "role": offer["role"]}
    assert is_signed(host["signing_key"], offer["signature"], offered)
    itself = {"device": door.device, "maillage": "device", "programme": programme}
    itself |= {"role": guest["role"], "sealing": guest["sealing_key"]}
    itself |= {"signing": guest["signing_key"]}
    assert is_signed(offer["key"], guest["proof"], itself)
    (word,) = found.of(Revocation.kind).values()
    said = {"device": door.device, "last": word["last"], "maillage": "revocation"}
    assert is_signed(host["signing_key"], word["signature"], said | {"programme": programme})
