"""Says that a device is not believed any more, from where on, and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.errors import (
    EndedByIt,
    FounderNotRevocable,
    NotCoordinator,
    NothingSoLate,
    NothingToWithdraw,
    NotRevocable,
    RevokesItself,
    SelfNotRevocable,
    StillBelieved,
)
from maillage.domain.journal import SCHEMA, Operation, fold, removed
from maillage.domain.records import Revocation
from maillage.domain.revoking import IN_ALL
from maillage.exchange import circle
from maillage.store import arrivals, identity, journal, trust
from maillage.store import revoking as aside
from maillage.store.engine import apart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.records import Device
    from maillage.domain.revoking import Word
    from maillage.exchange.circle import Circle
    from maillage.store.arrivals import Export
    from maillage.store.local import LocalStore


class Known(Struct, frozen=True):
    """A device of the programme, and how far it is believed."""

    device: Device
    exports: tuple[Export, ...]
    """Its files that were merged here, the oldest first."""
    last: int
    """The last number of its changes that is accounted for here."""
    believed: int | None
    """Its last believed number; none if it is believed in all."""
    ignored: int
    """How many of its changes are known here and not believed."""
    revocable: bool
    """Whether this device may say that it is not believed any more."""
    withdrawable: bool
    """Whether this device has said so, under whatever name it had, and may withdraw that."""
    former: bool = False
    """Whether this store was that device before it went on as another."""
    founder: bool = False
    """Whether the programme began on it."""


class Withdrawn(Struct, frozen=True):
    """What came of withdrawing what this device had said of another."""

    counting: int
    """How many changes count again by it; negative: its words count again too, and hide others."""
    believed: bool
    """Whether it is believed in all now: another coordinator may have said the same of it."""


def devices(store: LocalStore) -> list[Known]:
    """Return the devices of the programme by name, revoked ones too, and their files here."""
    around = circle.of(store)
    with store.reading() as connection:
        mine = _mine(store)
        withdrawable = {word.device for word in _withdrawable(store, around)}
        exports = arrivals.exports(connection)
        found = [
            Known(
                device,
                tuple(exports.get(id_, ())),
                journal.last_number(connection, id_),
                around.revoked.get(id_),
                aside.count(connection, id_),
                store.is_coordinator and id_ != around.founder and id_ not in mine,
                id_ in withdrawable and id_ in around.revoked,
                former=id_ in mine - {store.device},
                founder=id_ == around.founder,
            )
            for id_, device in around.devices.items()
        ]
    return sorted(found, key=lambda one: (one.device.name.casefold(), one.device.id))


def revoke(store: LocalStore, device: str, *, last: int | None = None) -> int:
    """Believe nothing of a device after a number; return how many known changes that ignores.

    A store restored from a backup of the device is another laptop, known by its own record: it
    is believed as before. Raises NotCoordinator, SelfNotRevocable, FounderNotRevocable,
    NothingSoLate for a number of which nothing is here, RevokesItself for one before which the
    device ended this one, and after which it withdrew that, and NotRevocable for a device that
    nobody knows.
    """
    if not store.is_coordinator:
        raise NotCoordinator
    with store.action() as writer:
        connection = writer.connection
        around = circle.of(store)
        named = around.devices.get(device)
        here = journal.last_number(connection, device)
        # Its first change is who it is: without it nobody could be told whose word it was.
        last = max(here if last is None else last, 1)
        if named is None:
            raise NotRevocable
        if device in _mine(store):
            raise SelfNotRevocable(named.name)
        if device == around.founder:
            raise FounderNotRevocable(named.name)
        if last > here:
            raise NothingSoLate(named.name)
        before = aside.count(connection)
        with apart(connection):
            for word in _to_say(store, around, device, last):
                writer.add(word)
            aside.judge(connection)
            if aside.limit(connection, store.device) is not None:
                raise RevokesItself(named.name)
        return aside.count(connection) - before


def foresee(store: LocalStore, device: str, lasts: Iterable[int]) -> dict[int, int | None]:
    """Return how many known changes ``revoke`` would ignore with each of these last numbers.

    None with one that it would refuse as RevokesItself. Nothing is written.
    """
    found: dict[int, int | None] = {}
    around = circle.of(store)
    with store.reading() as connection:
        here = journal.last_number(connection, store.device)
        for last in lasts:
            words = enumerate(_to_say(store, around, device, max(last, 1)), here + 1)
            limits, ignored = aside.foreseen(
                connection, [_as_operation(store, *word) for word in words]
            )
            found[last] = None if store.device in limits else ignored
    return found


def believe_again(store: LocalStore, device: str) -> Withdrawn:
    """Withdraw what this device said of another; return what came of it.

    What it said before its store was restored is its own word too. What another coordinator
    said holds all the same. Raises StillBelieved if nobody said anything of it, NothingToWithdraw
    if only others did, and EndedByIt if a word on this very device would hold by that.
    """
    with store.action() as writer:
        connection = writer.connection
        around = circle.of(store)
        name = around.devices[device].name if device in around.devices else ""
        records = {word.record for word in _withdrawable(store, around) if word.device == device}
        if not records:
            raise (NothingToWithdraw if device in around.revoked else StillBelieved)(name)
        before = aside.count(connection)
        # Folded of all that is known: somebody else may have deleted it, or it stands aside.
        histories = [[of for of in around.said if of.record == one] for one in sorted(records)]
        with apart(connection):
            writer.write_all(
                [(of[0].record, Revocation.kind, removed(fold(of))) for of in histories]
            )
            aside.judge(connection)
            if aside.limit(connection, store.device) is not None:
                raise EndedByIt(name)
        believed = aside.limit(connection, device) is None
        return Withdrawn(before - aside.count(connection), believed)


def _to_say(store: LocalStore, around: Circle, device: str, last: int) -> list[Revocation]:
    """Return what is to be said so that a device is believed up to a number, and its heirs."""
    heirs = (
        one.id
        for one in around.devices.values()
        if one.formerly == device and one.id not in around.revoked
    )
    return [_signed(store, device, last), *(_signed(store, heir, IN_ALL) for heir in heirs)]


def _signed(store: LocalStore, device: str, last: int) -> Revocation:
    claim = trust.revocation_claim(store.programme.id, device=device, last=last)
    signature = store.identity.signing.sign(claim).hex()
    return Revocation(device=device, last=last, signature=signature)


def _as_operation(store: LocalStore, n: int, word: Revocation) -> Operation:
    """Return a word as this device would write it under a number."""
    change = {"device": word.device, "last": word.last, "signature": word.signature}
    return Operation(store.device, n, 0, f"{n}", Revocation.kind, SCHEMA, change)


def _mine(store: LocalStore) -> set[str]:
    """Return this device, and those it was before its store was restored."""
    with store.reading() as connection:
        return {store.device, *identity.former(connection)}


def _withdrawable(store: LocalStore, around: Circle) -> list[Word]:
    """Return what this device has said of others, under whatever name, and may withdraw."""
    mine = _mine(store)
    if not any(of.kind == Revocation.kind and of.device in mine for of in around.said):
        return []
    pinned = {around.founder: around.devices[around.founder]}
    found = trust.judged(around.programme, around.said, pinned=pinned)
    return [
        word
        for word in found.in_force
        if word.by == store.device or (word.by in mine and not word.of_heir)
        if word.last != IN_ALL
    ]
