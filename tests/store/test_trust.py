"""Who goes on as whom: only a device that the one before vouches for, whatever it says."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    found = trust.judged(PROGRAMME, said, pinned=pinned).limits
    assert found == ({} if vouched else {TABLE: 3})


CAST = [identity.new_identity() for _ in range(7)]
ENROLMENTS = [identity.new_identity() for _ in range(2)]
ROLES = st.sampled_from([DeviceRole.COORDINATOR, DeviceRole.COORDINATOR, DeviceRole.FIELD])


def offer(by: int, enrolment: int, record: int, role: DeviceRole) -> Invitation:
    key = ENROLMENTS[enrolment].signing_key
    claim = trust.invitation_claim(PROGRAMME, key=key, role=role)
    signature = CAST[by].signing.sign(claim).hex()
    id_ = f"{INVITATION[:-1]}{record}"
    return Invitation(id=id_, device=CAST[by].device, key=key, role=role, signature=signature)


def arrival(
    at: int, former: int, enrolment: int, record: int, role: DeviceRole, how: str
) -> Device:
    """Return a device that says all of this, and proves one part of it."""
    said = device(CAST[at], formerly=CAST[former].device, invitation=f"{INVITATION[:-1]}{record}")
    said = msgspec.structs.replace(said, role=role)
    claim, by = trust.device_claim(PROGRAMME, said), ENROLMENTS[enrolment]
    if how == "restored":
        claim, by = trust.successor_claim(PROGRAMME, said), CAST[former]
    return msgspec.structs.replace(said, proof=by.signing.sign(claim).hex())


RECORD, ENROLMENT = st.sampled_from([5, 5, 5, 6]), st.sampled_from([0, 0, 0, 1])
OFFERS = st.lists(
    st.builds(offer, st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, 6]), ENROLMENT, RECORD, ROLES),
    min_size=2,
)
HOW = st.sampled_from(["restored", "invited"])
ARRIVALS = st.tuples(
    *(
        st.builds(arrival, st.just(at), st.integers(0, 6), ENROLMENT, RECORD, ROLES, HOW)
        for at in range(1, len(CAST))
    )
).map(list)


def led_to(devices: list[Device], offers: list[Invitation], founder: Device) -> list[str]:
    """Return whom the rules lead to, asking everybody anew after every step."""
    known = [founder]
    while True:
        waiting = sorted((one for one in devices if one not in known), key=lambda one: one.id)
        there = {one.id: one for one in known}
        heirs = [one for one in waiting if is_restored(one, there.get(one.formerly))]
        guests = [
            one
            for one in waiting
            if any(is_invited(one, by, there.get(by.device)) for by in offers)
        ]
        if not (heirs or guests):
            return [one.id for one in known]
        known += heirs or guests


def is_restored(one: Device, former: Device | None) -> bool:
    if former is None or one.role is not former.role:
        return False
    return trust.is_signed(trust.successor_claim(PROGRAMME, one), one.proof, former.signing_key)


def is_invited(one: Device, by: Invitation, inviter: Device | None) -> bool:
    if inviter is None or inviter.role is not DeviceRole.COORDINATOR or one.role is not by.role:
        return False
    proven = trust.is_signed(trust.device_claim(PROGRAMME, one), one.proof, by.key)
    return one.invitation == by.id and proven


@given(ARRIVALS, OFFERS, st.randoms())
@settings(max_examples=200, deadline=None)
def test_whom_invitations_and_restored_stores_lead_to(
    devices: list[Device], offers: list[Invitation], random: Any
) -> None:
    """By seniority, in whatever order it was learnt."""
    founder = device(CAST[0])
    expected = led_to(devices, offers, founder)
    random.shuffle(devices)
    random.shuffle(offers)
    found = trust.believed(PROGRAMME, devices, offers, pinned={founder.id: founder})
    assert list(found) == expected
