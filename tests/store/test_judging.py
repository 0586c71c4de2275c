"""Whom to believe by what many coordinators and their heirs said, held against the model.

Nothing is recorded or merged here, so that many more cases fit than random histories meet.
"""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import model

from maillage.domain.journal import DELETED, SCHEMA, Operation
from maillage.domain.records import Device, Invitation, Record, Revocation
from maillage.domain.revoking import IN_ALL
from maillage.domain.vocabulary import DeviceRole
from maillage.store import identity, trust
from maillage.store.identity import Identity

PROGRAMME = "018f0000-0000-7000-8000-000000000001"
NOW = datetime(2021, 12, 13, tzinfo=UTC)
KEYS = [identity.new_identity() for _ in range(12)]
"""Made once: keys cost more than all else here."""
FOUNDER, *OTHERS = KEYS
ROLES = [DeviceRole.COORDINATOR, DeviceRole.COORDINATOR, DeviceRole.FIELD]


class World:
    """A few who joined, those whom their stores were restored as, and what all of them said."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.said: list[Operation] = []
        self.known: list[model.Op] = []
        self.joined = {FOUNDER.device: DeviceRole.COORDINATOR}
        self.roles = dict(self.joined)
        self.last = {keys.device: 1 for keys in KEYS}
        self.last[FOUNDER.device] = 10
        newcomers = iter(OTHERS)
        for at in range(chance.randint(2, 4)):
            self._invite(next(newcomers), at)
        for _ in range(chance.randint(1, 6)):
            self._restore(next(newcomers))
        words: list[str] = []
        for at in range(chance.randint(2, 18)):
            if not words or chance.random() < 0.5:
                words.append(f"018f0000-0000-7000-8000-0000000002{at:02d}")
                self._revoke(words[-1])
            else:
                self._write(
                    self._somebody(), chance.choice(words), {DELETED: chance.random() < 0.8}
                )
        chance.shuffle(self.said)
        coordinators = frozenset(
            one for one, role in self.joined.items() if role is DeviceRole.COORDINATOR
        )
        self.programme = model.Programme(FOUNDER.device, coordinators, frozenset(self.joined))

    def _somebody(self) -> Identity:
        return self.chance.choice([keys for keys in KEYS if keys.device in self.roles])

    def _introduce(self, keys: Identity, record: Record) -> None:
        fields = msgspec.to_builtins(record)
        change = {name: value for name, value in fields.items() if value and name != "id"}
        n = 2 + len(self.joined) if keys is FOUNDER else 1
        self.said.append(Operation(keys.device, n, 0, record.id, record.kind, SCHEMA, change))

    def _device(self, keys: Identity, role: DeviceRole, **said: str) -> Device:
        ours = {"sealing_key": keys.sealing_key, "signing_key": keys.signing_key}
        return Device(id=keys.device, role=role, **ours, **said)

    def _invite(self, new: Identity, at: int) -> None:
        role, enrolment = self.chance.choice(ROLES), KEYS[-1]
        key, id_ = enrolment.signing_key, f"018f0000-0000-7000-8000-0000000001{at:02d}"
        offer = trust.invitation_claim(PROGRAMME, key=key, role=role)
        signature = FOUNDER.signing.sign(offer).hex()
        by = FOUNDER.device
        self._introduce(
            FOUNDER, Invitation(id=id_, device=by, key=key, role=role, signature=signature)
        )
        device = self._device(new, role, invitation=id_)
        proof = enrolment.signing.sign(trust.device_claim(PROGRAMME, device)).hex()
        self._introduce(new, msgspec.structs.replace(device, proof=proof))
        self.joined[new.device] = self.roles[new.device] = role

    def _restore(self, new: Identity) -> None:
        former = self._somebody()
        device = self._device(new, self.roles[former.device], formerly=former.device)
        proof = former.signing.sign(trust.successor_claim(PROGRAMME, device)).hex()
        self._introduce(new, msgspec.structs.replace(device, proof=proof))
        formerly = {"formerly": model.Written(former.device, frozenset())}
        self.known.append(model.Op(new.device, 1, NOW, new.device, model.DEVICE, formerly))
        self.roles[new.device] = self.roles[former.device]

    def _revoke(self, record: str) -> None:
        by, whom = self._somebody(), self._somebody().device
        last = self.chance.choice([IN_ALL, *range(1, 14)])
        claim = trust.revocation_claim(PROGRAMME, device=whom, last=last)
        signature = by.signing.sign(claim).hex()
        self._write(by, record, {"device": whom, "last": last, "signature": signature})

    def _write(self, by: Identity, record: str, change: dict[str, str | int | bool]) -> None:
        self.last[by.device] += self.chance.randint(1, 2)
        n, kind = self.last[by.device], Revocation.kind
        self.said.append(Operation(by.device, n, 0, record, kind, SCHEMA, change))
        values = {name: model.Written(value, frozenset()) for name, value in change.items()}
        self.known.append(model.Op(by.device, n, NOW, record, model.REVOCATION, values))


@given(st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_code_and_model_believe_the_same_by_the_same_words(chance: Random) -> None:
    world = World(chance)
    pinned = {FOUNDER.device: world._device(FOUNDER, DeviceRole.COORDINATOR)}
    found = trust.judged(PROGRAMME, world.said, pinned=pinned)
    _limits, in_force = world.programme.judged(world.known)
    assert found.limits == world.programme.revoked(world.known)
    words = {model.Word(one.record, one.by, one.device, one.last) for one in found.in_force}
    assert words == in_force
