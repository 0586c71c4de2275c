"""Reads received files, says which can be believed, and merges them in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from maillage.domain.errors import (
    CannotRead,
    CopiedDevice,
    InvitationAsPackage,
    MaillageError,
    NotAPackage,
    OtherProgramme,
    PackageDamaged,
    PackageForOthers,
    PackageTooLarge,
    RestoredDevice,
)
from maillage.domain.outcome import FileReport, MergePlan, MergeReport, Undone, unheard
from maillage.exchange import circle, limits, package, restoring, sealing
from maillage.store import arrivals, journal, undoing
from maillage.store import merging as store_merging
from maillage.store.engine import apart
from maillage.store.merging import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import pyrage

    from maillage.domain.journal import Operation
    from maillage.exchange.circle import Circle
    from maillage.exchange.manifest import Manifest
    from maillage.exchange.package import Content
    from maillage.store.local import LocalStore
    from maillage.store.merging import Part
    from maillage.store.relayed import Known
    from maillage.store.writing import Writer

    Told = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was looked into: it is read again, a part at a time, when it is merged."""

    path: Path
    sha256: str
    """Of its bytes."""
    key: pyrage.x25519.Identity = field(repr=False)
    """What opens it."""
    manifest: Manifest
    introductions: tuple[Operation, ...]


def undo(store: LocalStore, number: int | None = None) -> Undone:
    """Take a merge back, the last one by default; return what went and what stays.

    Raises NoMerge, and MergeBuiltOn if later work rests on it: nothing is changed then.
    """
    now = int(store.clock().timestamp() * 1000)
    with store.action() as writer:
        return undoing.undo(writer.connection, number, me=store.device, now=now)


@dataclass(frozen=True, slots=True)
class Files:
    """Files that were looked into, by their places in the list."""

    paths: Sequence[Path]
    received: dict[int, Received]
    reports: dict[int, FileReport]
    """What became of the others."""


class _Unsound(Exception):
    """A file that was welcome says what no Maillage writes: it is refused before all else."""

    def __init__(self, at: int, error: MaillageError) -> None:
        self.at, self.error = at, error
        super().__init__()


def merge(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Told = unheard,
) -> MergeReport:
    """Merge received files in one transaction; return what became of each.

    ``progress`` is told steps done, steps in all (each file is looked into, then taken in)
    and the name of the next, and may raise to stop: then nothing is changed.
    """
    files = _look_into(store, paths, passphrase, progress)
    with store.action() as writer:
        report = _merge_sound(store, writer, files, progress)
    for file in report.refused:
        if isinstance(file.refused, CopiedDevice):
            restoring.quarantine(store, file.path)
    return report


def plan(
    store: LocalStore,
    paths: Sequence[Path],
    *,
    passphrase: str | None = None,
    progress: Told = unheard,
) -> MergePlan:
    """Return what ``merge`` would do with these files now; nothing is changed.

    It is the very merge, taken back at its end: what it says is what would happen.
    """
    files = _look_into(store, paths, passphrase, progress)
    with store.rehearsal() as writer:
        done = _merge_sound(store, writer, files, progress)
    return MergePlan(done.files, done.conflicts, done.gaps, done.newcomers)


def _look_into(
    store: LocalStore,
    paths: Sequence[Path],
    passphrase: str | None,
    progress: Told,
) -> Files:
    files = Files(paths, {}, {})
    with store.reading() as connection:
        for at, path in enumerate(paths):
            progress(at, 2 * len(paths), path.name)
            try:
                sealed, sha256 = _read(path)
                count = store_merging.known_count(connection, sha256)
                if count is not None:
                    files.reports[at] = FileReport(path, *count)
                else:
                    files.received[at] = _receive(store, path, sealed, sha256, passphrase)
            except MaillageError as error:
                files.reports[at] = FileReport(path, refused=error)
    return files


def _merge_sound(store: LocalStore, writer: Writer, files: Files, progress: Told) -> MergeReport:
    """Merge what can be believed, in the open transaction; return what became of each file.

    A file whose lines turn out unsound counts for nothing, so everything is decided anew
    without it: nobody honest writes one, and it shall not matter that others came first.
    One of a copied laptop is left out alone, once those before it are in.
    """
    copied: dict[int, FileReport] = {}
    while True:
        reports = dict(files.reports)
        if not files.received:  # all are known or refused: nobody has to be believed
            return _nothing_new(writer, files, reports)
        around = circle.of(store)
        believed = circle.believe(around, files.received, reports)
        accepted = _not_ahead(store, files, believed, reports)
        reports |= copied
        going = [at for at in accepted if at not in copied]
        try:
            with apart(writer.connection):
                return _integrate(store, writer, files, going, reports, around, progress)
        except _Unsound as unsound:
            file = files.received.pop(unsound.at)
            files.reports[unsound.at] = FileReport(file.path, refused=unsound.error)
            copied.clear()
        except store_merging.Copied as refused:
            at = going[refused.at]
            file = files.received[at]
            name = file.manifest.device_name
            copied[at] = FileReport(file.path, name, refused=refused.error)


def _integrate(
    store: LocalStore,
    writer: Writer,
    files: Files,
    accepted: Sequence[int],
    reports: dict[int, FileReport],
    around: Circle,
    progress: Told,
) -> MergeReport:
    """Integrate what was accepted; return what became of each file."""
    connection = writer.connection
    if not accepted:
        return _nothing_new(writer, files, reports)
    now = int(store.clock().timestamp() * 1000)
    merge = undoing.begin(connection, me=store.device, now=now)
    batches = _told(files, accepted, progress)
    done, disputed = store_merging.integrate(connection, batches, now=now, merge=merge)
    for at, result in zip(accepted, done, strict=True):
        file = files.received[at]
        reports[at] = FileReport(
            file.path,
            file.manifest.device_name,
            result.new,
            result.known,
            conflicts=result.conflicts,
        )
    said = (of for at in accepted for of in files.received[at].introductions)
    return MergeReport(
        tuple(reports[at] for at in range(len(files.paths))),
        disputed,
        arrivals.gaps(connection),
        circle.newcomers(store, around, said),
        undoing.finish(connection, merge, erased=sum(result.erased for result in done)),
    )


def _nothing_new(writer: Writer, files: Files, reports: dict[int, FileReport]) -> MergeReport:
    told = tuple(reports[at] for at in range(len(files.paths)))
    return MergeReport(told, 0, arrivals.gaps(writer.connection))


def _told(files: Files, accepted: Sequence[int], progress: Told) -> Iterator[Batch]:
    """Yield the batches of the accepted files, telling which one is taken in."""
    n = len(files.paths)
    for place, at in enumerate(accepted):
        progress(n + place, 2 * n, files.paths[at].name)
        yield _batch(at, files.received[at])
    progress(2 * n, 2 * n, "")


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
    store: LocalStore, path: Path, sealed: bytes, sha256: str, passphrase: str | None
) -> Received:
    key = sealing.key_to(sealed, store.identity.sealing, passphrase, str(path))
    outline = package.look_into(sealing.open_with(sealed, key, str(path)), path=str(path))
    manifest = outline.manifest
    if manifest.purpose == "invitation":
        raise InvitationAsPackage(str(path))
    if manifest.programme != store.programme.id:
        raise OtherProgramme(str(path), manifest.programme)
    if manifest.sealed_for and store.identity.sealing_key not in manifest.sealed_for:
        # Somebody whom it was meant for has sealed it anew, as its author did not.
        raise PackageForOthers(str(path))
    return Received(path, sha256, key, manifest, outline.introductions)


def _not_ahead(
    store: LocalStore, files: Files, accepted: list[int], reports: dict[int, FileReport]
) -> list[int]:
    """Return the files that know no more of this device than itself; report the others.

    Only a store that was set back or copied meets its own numbers beyond its last.
    """
    with store.reading() as connection:
        last = journal.last_number(connection, store.device)
    fine = []
    for at in accepted:
        file = files.received[at]
        known = max((end for _, end in file.manifest.held.get(store.device, ())), default=0)
        if known <= last:
            fine.append(at)
        else:
            ahead = RestoredDevice(str(file.path), store.device, last + 1)
            reports[at] = FileReport(file.path, file.manifest.device_name, refused=ahead)
    return fine


def _batch(at: int, file: Received) -> Batch:
    manifest = file.manifest

    def parts(known: Known) -> Iterator[Part]:
        try:
            sealed, sha256 = _read(file.path)
            if sha256 != file.sha256:
                raise PackageDamaged(str(file.path), "changed meanwhile")
            packed = sealing.open_with(sealed, file.key, str(file.path))
            yield from package.read(packed, manifest, path=str(file.path), known=known)
        except MaillageError as error:
            raise _Unsound(at, error) from error

    return Batch(
        name=file.path.name,
        sha256=file.sha256,
        device=manifest.device,
        device_name=manifest.device_name,
        number=manifest.number,
        made=manifest.made,
        held=manifest.held,
        operations=manifest.operations,
        erased=manifest.erased,
        parts=parts,
    )
