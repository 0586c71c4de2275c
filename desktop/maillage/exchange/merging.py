"""Reads received files, says which can be believed, and merges them in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.domain.errors import (
    CannotRead,
    CopiedDevice,
    ForgedPackage,
    InvitationAsPackage,
    MaillageError,
    NotAPackage,
    OtherProgramme,
    PackageForOthers,
    PackageTooLarge,
    RestoredDevice,
    UnknownDevice,
)
from maillage.domain.outcome import FileReport, MergePlan, MergeReport, Undone
from maillage.exchange import limits, package, restoring, sealing, trust
from maillage.exchange.exporting import introduced, known_devices
from maillage.store import arrivals, journal, undoing
from maillage.store import merging as store_merging
from maillage.store.merging import Batch
from maillage.store.words import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maillage.domain.journal import Operation
    from maillage.exchange.package import Content
    from maillage.store.local import LocalStore
    from maillage.store.writing import Writer


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was read: its content and the fingerprint of its bytes."""

    path: Path
    sha256: str
    content: Content


def undo(store: LocalStore, number: int | None = None) -> Undone:
    """Take a merge back, the last one by default; return what went and what stays.

    Raises NoMerge, and MergeBuiltOn if later work rests on it: nothing is changed then.
    """
    now = int(store.clock().timestamp() * 1000)
    with store.action() as writer:
        return undoing.undo(writer.connection, number, me=store.device, now=now)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Files that were read: what is to be integrated, and what is known of the others."""

    paths: Sequence[Path]
    received: dict[int, Received]
    accepted: list[int]
    """Places of the files that can be believed."""
    reports: dict[int, FileReport]
    """What became of the others, by their places."""


def merge(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> MergeReport:
    """Merge received files in one transaction; return what became of each.

    ``progress`` is told files done, files in all and the name of the next, and may raise
    to stop: then nothing is changed.
    """
    files = _sort(store, paths, passphrase, progress)
    with store.action() as writer:
        report = _integrate(store, writer, files)
    for file in report.refused:
        if isinstance(file.refused, CopiedDevice):
            restoring.quarantine(store, file.path)
    return report


def plan(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Callable[[int, int, str], None] | None = None,
) -> MergePlan:
    """Return what ``merge`` would do with these files now; nothing is changed.

    It is the very merge, taken back at its end: what it says is what would happen.
    """
    files = _sort(store, paths, passphrase, progress)
    with store.rehearsal() as writer:
        done = _integrate(store, writer, files)
    return MergePlan(done.files, done.conflicts, done.gaps, done.newcomers)


def _sort(
    store: LocalStore,
    paths: Sequence[Path],
    passphrase: str | None,
    progress: Callable[[int, int, str], None] | None,
) -> Sorted:
    reports: dict[int, FileReport] = {}
    received: dict[int, Received] = {}
    relayed: dict[bytes, Operation] = {}
    with store.reading() as connection:
        for at, path in enumerate(paths):
            if progress:
                progress(at, len(paths), path.name)
            try:
                sealed, sha256 = _read(path)
                count = store_merging.known_count(connection, sha256)
                if count is not None:
                    reports[at] = FileReport(path, *count)
                else:
                    received[at] = _receive(store, path, sealed, sha256, passphrase, relayed)
            except MaillageError as error:
                reports[at] = FileReport(path, refused=error)
    accepted = _not_ahead(store, received, _believe(store, received, reports), reports)
    if progress:
        # The last moment to stop: what follows is one transaction.
        progress(len(paths), len(paths), "")
    return Sorted(paths, received, accepted, reports)


def _integrate(store: LocalStore, writer: Writer, files: Sorted) -> MergeReport:
    """Integrate what was accepted, in the open transaction; return what became of each file."""
    connection = writer.connection
    if not files.accepted:  # all are known or refused
        reports = tuple(files.reports[at] for at in range(len(files.paths)))
        return MergeReport(reports, 0, arrivals.gaps(connection))
    before = store_merging.disputed(connection)
    known = known_devices(store)
    now = int(store.clock().timestamp() * 1000)
    merge = undoing.begin(connection, me=store.device, now=now)
    done = store_merging.integrate(
        connection,
        [_batch(files.received[at]) for at in files.accepted],
        now=now,
        merge=merge,
    )
    disputed = store_merging.disputed(connection) - before
    disputes = arrivals.disputes_by_file(connection, disputed)
    told = dict(files.reports)
    for at, result in zip(files.accepted, done, strict=True):
        file = files.received[at]
        told[at] = FileReport(
            file.path,
            file.content.manifest.device_name,
            result.new,
            result.known,
            result.refused,
            disputes.pop(file.sha256, 0),
        )
    newcomers = {id_: device for id_, device in known_devices(store).items() if id_ not in known}
    return MergeReport(
        tuple(told[at] for at in range(len(files.paths))),
        len(disputed),
        arrivals.gaps(connection),
        tuple(sorted(device.name for device in newcomers.values())),
        undoing.finish(connection, merge, erased=sum(result.erased for result in done)),
    )


def read_content(
    path: Path, *, store: LocalStore | None, passphrase: str | None
) -> tuple[Content, str]:
    """Return what a file holds and the SHA-256 of its bytes; raises PackageError."""
    sealed, sha256 = _read(path)
    identity = store.identity.sealing if store else None
    opened = sealing.open_sealed(sealed, identity=identity, passphrase=passphrase, path=str(path))
    return package.unpack(opened, path=str(path)), sha256


def _read(path: Path) -> tuple[bytes, str]:
    try:
        if not path.is_file():
            raise NotAPackage(str(path)) if path.exists() else CannotRead(str(path))
        if path.stat().st_size > limits.MOST_SEALED:
            raise PackageTooLarge(str(path), "size")
        sealed = path.read_bytes()
    except OSError:
        raise CannotRead(str(path)) from None
    return sealed, hashlib.sha256(sealed).hexdigest()


def _receive(
    store: LocalStore,
    path: Path,
    sealed: bytes,
    sha256: str,
    passphrase: str | None,
    relayed: dict[bytes, Operation],
) -> Received:
    opened = sealing.open_sealed(
        sealed, identity=store.identity.sealing, passphrase=passphrase, path=str(path)
    )
    content = package.unpack(opened, path=str(path), relayed=relayed)
    if content.manifest.purpose == "invitation":
        raise InvitationAsPackage(str(path))
    if content.manifest.programme != store.programme.id:
        raise OtherProgramme(str(path), content.manifest.programme)
    meant = content.manifest.sealed_for
    if meant and store.identity.sealing_key not in meant:
        # Somebody whom it was meant for has sealed it anew, as its author did not.
        raise PackageForOthers(str(path))
    return Received(path, sha256, content)


def _believe(
    store: LocalStore, received: dict[int, Received], reports: dict[int, FileReport]
) -> list[int]:
    """Return which files come from devices that are believed, in the order given.

    One file may bring the invitation that another's author proves itself with, so this
    goes on as long as it learns of devices. The others are reported as refused.
    """
    programme = store.programme.id
    known = known_devices(store)
    invitations = {id_: one for id_, one in introduced(store)[1].items() if not one.deleted}
    waiting = dict(received)
    accepted: list[int] = []
    while waiting:
        before = len(accepted)
        for at, file in list(waiting.items()):
            devices, offered = trust.introductions(file.content.operations)
            offered = {**offered, **invitations}
            grown = trust.believed(programme, devices, offered.values(), pinned=known)
            author = grown.get(file.content.manifest.device)
            if author is None:
                continue
            del waiting[at]
            if author.signing_key != file.content.manifest.signing_key:
                forged = ForgedPackage(str(file.path), author.name)
                reports[at] = FileReport(file.path, author.name, refused=forged)
                continue
            known, invitations = grown, offered
            accepted.append(at)
        if len(accepted) == before:
            break
    for at, file in waiting.items():
        manifest = file.content.manifest
        words = trust.fingerprint(manifest.device, manifest.signing_key, word_list())
        unknown = UnknownDevice(str(file.path), manifest.device_name, words)
        reports[at] = FileReport(file.path, manifest.device_name, refused=unknown)
    return sorted(accepted)


def _not_ahead(
    store: LocalStore,
    received: dict[int, Received],
    accepted: list[int],
    reports: dict[int, FileReport],
) -> list[int]:
    """Return the files that know no more of this device than itself; report the others.

    Only a store that was set back or copied meets its own numbers beyond its last.
    """
    with store.reading() as connection:
        last = journal.last_number(connection, store.device)
    fine = []
    for at in accepted:
        file = received[at]
        known = max((end for _, end in file.content.manifest.held.get(store.device, ())), default=0)
        if known <= last:
            fine.append(at)
        else:
            ahead = RestoredDevice(str(file.path), store.device, last + 1)
            reports[at] = FileReport(file.path, file.content.manifest.device_name, refused=ahead)
    return fine


def _batch(file: Received) -> Batch:
    manifest = file.content.manifest
    return Batch(
        name=file.path.name,
        sha256=file.sha256,
        device=manifest.device,
        device_name=manifest.device_name,
        number=manifest.number,
        made=manifest.made,
        held=manifest.held,
        operations=file.content.operations,
        erased=file.content.erased,
    )
