"""The devices that a store believes, and the files that it believes because of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.domain.errors import ForgedPackage, RevokedDevice, UnknownDevice
from maillage.domain.namesakes import told_apart
from maillage.domain.outcome import FileReport
from maillage.domain.records import Device
from maillage.store import identity, revoking, trust
from maillage.store.words import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from maillage.domain.journal import Operation
    from maillage.exchange.receiving import Received
    from maillage.store.local import LocalStore
    from maillage.store.trust import Invitations


class Circle(Struct, frozen=True):
    """Whom a store believes at one moment."""

    programme: str
    devices: dict[str, Device]
    """Those believed, by id."""
    invitations: Invitations
    """Every one that was introduced."""
    called: dict[str, str]
    """What people call each device, by id: those not believed too."""
    said: tuple[Operation, ...]
    """All that is known of devices, invitations and revocations, believed or not."""
    founder: str
    revoked: dict[str, int]
    """The last believed number of each device that is revoked."""


def of(store: LocalStore) -> Circle:
    """Return whom a store believes now."""
    met = store.all(Device, deleted=True)
    with store.reading() as connection:
        founder = identity.founder(connection)
        revoked = revoking.limits(connection)
        said = revoking.judging(connection)
        aside = revoking.judging_aside(connection) if revoked else []
    everybody, invitations = trust.introductions(said)
    named = [device.name for device in everybody if device.id == founder.id]
    pinned = {founder.id: replace(founder, name=named[0] if named else "")}
    programme = store.programme.id
    # Deleted or not: nobody gets away by deleting their own record, or ends others by theirs.
    believed = trust.believed(programme, everybody, invitations.values(), pinned=pinned)
    called = told_apart({one.id: one.name for one in met})
    return Circle(programme, believed, invitations, called, (*said, *aside), founder.id, revoked)


def known_devices(store: LocalStore) -> dict[str, Device]:
    """Return the devices a store believes, by id; none that is revoked."""
    around = of(store)
    return {id_: one for id_, one in around.devices.items() if id_ not in around.revoked}


def newcomers(
    store: LocalStore, before: Circle, introductions: Iterable[Operation]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who is believed now and was not before, in order, then who has a number from now on.

    ``introductions`` is what arrived since about devices and invitations: as a rule nothing
    that was not known, and then nobody has to be judged again.
    """
    invitations = {record for record, _by in before.invitations}
    if {said.record for said in introductions} <= before.devices.keys() | invitations:
        return (), ()
    now = of(store)
    new = now.devices.keys() - before.devices.keys() - now.revoked.keys()
    names = {id_: one.name for id_, one in now.devices.items()}
    numbered = (
        called
        for id_, called in now.called.items()
        if called not in {names.get(id_, called), before.called.get(id_)}
    )
    return tuple(sorted(now.called[id_] for id_ in new)), tuple(sorted(numbered))


def believe(
    around: Circle, received: Mapping[int, Received], reports: dict[int, FileReport]
) -> list[int]:
    """Return which files come from devices that are believed, in the order given.

    One file may bring the invitation that another's author proves itself with, so this
    goes on as long as it learns of devices. The others are reported as refused, and so is
    any of a device that is revoked, by what is known here or by one of these files.
    """
    known = around.devices
    invitations = around.invitations
    waiting = dict(received)
    accepted: list[int] = []
    while waiting:
        before = len(accepted)
        for at, file in list(waiting.items()):
            devices, offered = trust.introductions(file.introductions)
            offered = {**offered, **invitations}
            grown = trust.believed(around.programme, devices, offered.values(), pinned=known)
            author = grown.get(file.manifest.device)
            if author is None:
                continue
            del waiting[at]
            if author.signing_key != file.manifest.signing_key:
                forged = ForgedPackage(str(file.path), author.name)
                reports[at] = FileReport(file.path, author.name, refused=forged)
                continue
            known, invitations = grown, offered
            accepted.append(at)
        if len(accepted) == before:
            break
    for at, file in waiting.items():
        manifest = file.manifest
        words = trust.fingerprint(manifest.device, manifest.signing_key, word_list())
        unknown = UnknownDevice(str(file.path), manifest.device_name, words)
        reports[at] = FileReport(file.path, manifest.device_name, refused=unknown)
    return _not_revoked(around, received, sorted(accepted), reports)


def _not_revoked(
    around: Circle,
    received: Mapping[int, Received],
    accepted: list[int],
    reports: dict[int, FileReport],
) -> list[int]:
    """Return which files no revoked device wrote; report the others."""
    pinned = {around.founder: around.devices[around.founder]}
    while True:
        told = (one for at in accepted for one in received[at].introductions)
        said = {(one.device, one.n, one.record): one for one in (*told, *around.said)}
        revoked = trust.judged(around.programme, list(said.values()), pinned=pinned).limits
        going = [at for at in accepted if received[at].manifest.device not in revoked]
        for at in sorted(set(accepted) - set(going)):
            name = received[at].manifest.device_name
            refused = RevokedDevice(str(received[at].path), name)
            reports[at] = FileReport(received[at].path, name, refused=refused)
        if going == accepted:
            return going
        accepted = going
