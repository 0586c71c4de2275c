"""Who goes on as whom: only a device that the one before vouches for, whatever it says."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from maillage.domain.journal import DELETED, SCHEMA, Operation
from maillage.domain.records import Device, Invitation, Revocation
from maillage.domain.vocabulary import DeviceRole
from maillage.store import identity, trust
from maillage.store.identity import Identity

PROGRAMME = "018f0000-0000-7000-8000-000000000001"
INVITATION = "018f0000-0000-7000-8000-000000000002"
WORD = "018f0000-0000-7000-8000-000000000003"
TABLE = "018f0000-0000-7000-8000-000000000004"


def device(keys: Identity, **said: Any) -> Device:
    return Device(
        id=keys.device,
        role=DeviceRole.COORDINATOR,
        sealing_key=keys.sealing_key,
        signing_key=keys.signing_key,
        **said,
    )


def wrote(by: Identity, n: int, record: Any) -> Operation:
    """Return what a device writes of a record under a number."""
    fields = msgspec.to_builtins(record)
    change = {name: value for name, value in fields.items() if value and name != "id"}
    return Operation(by.device, n, 0, record.id, record.kind, SCHEMA, change)


def revocation(by: Identity) -> Operation:
    claim = trust.revocation_claim(PROGRAMME, device=TABLE, last=3)
    said = Revocation(id=WORD, device=TABLE, last=3, signature=by.signing.sign(claim).hex())
    return wrote(by, 2, said)


def withdrawal(by: Identity) -> Operation:
    return Operation(by.device, 2, 0, WORD, Revocation.kind, SCHEMA, {DELETED: True})


@pytest.mark.parametrize("vouched", [True, False])
def test_a_word_is_withdrawn_by_whoever_its_author_vouches_for_alone(*, vouched: bool) -> None:
    """An invited coordinator may write that it was the founder once: it was not."""
    founder, heir, enrolment = (identity.new_identity() for _ in range(3))
    role = DeviceRole.COORDINATOR
    offer = trust.invitation_claim(PROGRAMME, key=enrolment.signing_key, role=role)
    invitation = Invitation(
        id=INVITATION,
        device=founder.device,
        key=enrolment.signing_key,
        role=role,
        signature=founder.signing.sign(offer).hex(),
    )
    new = device(heir, formerly=founder.device, invitation=INVITATION)
    claim, by = trust.device_claim(PROGRAMME, new), enrolment
    if vouched:
        claim, by = trust.successor_claim(PROGRAMME, new), founder
    said = [
        wrote(founder, 1, invitation),
        wrote(heir, 1, msgspec.structs.replace(new, proof=by.signing.sign(claim).hex())),
        revocation(founder),
        withdrawal(heir),
    ]
    pinned = {founder.device: device(founder)}
    found = trust.revoked(PROGRAMME, said, pinned=pinned)
    assert found == ({} if vouched else {TABLE: 3})
