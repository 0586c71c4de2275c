"""How coordinators come into a hub: by an invitation, or with all that their own store holds."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from maillage.domain.errors import MaillageError, NoLongerBelieved, NotCoordinator
from maillage.domain.errors.hub import HubNotJoined, HubOfAnother
from maillage.domain.progress import unheard
from maillage.domain.vocabulary import DeviceRole
from maillage.exchange import exporting, inviting, merging
from maillage.store import arrivals, attachments, hub, identity, revoking, words
from maillage.store.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    import pyrage

    from maillage.domain.outcome import MergeReport
    from maillage.store.address import Address
    from maillage.store.local import LocalStore

    S = TypeVar("S", bound=LocalStore)

STEPS = 4
"""Of entering: invite, write all, look into it, take it in."""


def join(
    store_type: type[S],
    invitation: Path,
    address: Address,
    path: Path,
    *,
    password: str,
    invitation_passphrase: str,
    passphrase: str,
    device: str,
    clock: Callable[[], datetime],
    sealing: pyrage.x25519.Identity | None = None,
    bring: Callable[[S], object] | None = None,
) -> S:
    """Return a hub as a new device of its own, whose place is kept at ``path``.

    The first who joins an empty hub founds it for the programme of the invitation. ``sealing``
    is the key that files for it are sealed with, a new one by default; ``bring`` writes more
    with what it is given, in the same transaction. Raises PackageError, NotCoordinator for an
    invitation of another role, HubOfAnother, NoLongerBelieved for one by somebody whom the hub
    believes no more, and what making a place or ``bring`` raises; nothing
    is left behind then, here or there.
    """
    opened = inviting.open_invitation(invitation, invitation_passphrase)
    if opened.offer.role is not DeviceRole.COORDINATOR:
        raise NotCoordinator
    me = identity.new_identity()
    if sealing is not None:
        me = msgspec.structs.replace(me, sealing=sealing)
    place = Place(address, me, password)
    store = hub.new_place(store_type, path, place, passphrase=passphrase, clock=clock)
    with store.or_undone(), store.action() as writer:
        founded_for = identity.shared(writer.connection, "programme")
        if founded_for not in ("", opened.content.manifest.programme):
            raise HubOfAnother(address.label)
        identity.remember(writer.connection, "device", me.device)
        inviting.admit(store, writer, opened, device)
        revoking.judge(writer.connection)
        if revoking.limit(writer.connection, me.device) is not None:
            raise NoLongerBelieved
        identity.share(writer.connection)
        if bring is not None:
            bring(store)
    return store


def enter(
    store: S,
    address: Address,
    path: Path,
    *,
    password: str,
    passphrase: str,
    device: str,
    progress: Callable[[int, int, str], None] = unheard,
) -> tuple[S, MergeReport]:
    """Bring all that a coordinator's store holds into a hub; return it, and what was new there.

    The store stays as it is, and invites the hub's device. That one is the same person's, and
    opens what is sealed for the store: files that others have made already can be merged into
    the hub. ``progress`` is told steps done and steps in all, and may raise to stop. Raises
    NotCoordinator, and what ``join`` raises; nothing is left behind then, here or there.
    """
    if not store.is_coordinator:
        raise NotCoordinator
    told = words.suggestion()
    with tempfile.TemporaryDirectory(prefix="maillage-") as folder:
        invitation, all_of_it = (Path(folder) / name for name in ("invitation", "all"))
        progress(0, STEPS, "")
        inviting.invite(store, invitation, passphrase=told, role=DeviceRole.COORDINATOR)
        progress(1, STEPS, "")
        brought = exporting.export(store, all_of_it)
        reports: list[MergeReport] = []

        def bring(there: S) -> None:
            with there.action() as writer:
                arrivals.enter(writer.connection, store.device, brought.number)
            report = merging.merge(
                there, [all_of_it], progress=lambda done, _all, _name: progress(2 + done, STEPS, "")
            )
            _require_taken(report)
            _bring_contents(store, there)
            reports.append(report)

        there = join(
            type(store),
            invitation,
            address,
            path,
            password=password,
            invitation_passphrase=told,
            passphrase=passphrase,
            device=device,
            clock=store.clock,
            sealing=store.identity.sealing,
            bring=bring,
        )
    return there, reports[0]


def read_only(
    store_type: type[S],
    address: Address,
    path: Path,
    *,
    password: str,
    passphrase: str,
    clock: Callable[[], datetime],
) -> S:
    """Return a hub for somebody who only reads it: no device, no keys, nothing to write.

    Raises HubNotJoined for an empty hub, and what making a place raises.
    """
    place = Place(address, None, password)
    store = hub.new_place(store_type, path, place, passphrase=passphrase, clock=clock)
    with store.or_undone(), store.reading() as connection:
        if not identity.shared(connection, "programme"):
            raise HubNotJoined(address.label)
    return store


def _bring_contents(store: LocalStore, there: LocalStore) -> None:
    """Bring what attachments hold that the file had no room for, one at a time."""
    with store.reading() as here, there.action() as writer:
        lacking = attachments.names(here) - attachments.names(writer.connection)
        for one in attachments.contents(here, sorted(lacking)):
            attachments.keep(writer.connection, [one])
        attachments.forget_unnamed(writer.connection)


def _require_taken(report: MergeReport) -> None:
    for file in report.refused:
        if isinstance(file.refused, MaillageError):
            raise file.refused
