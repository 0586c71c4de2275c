"""Received files on their way to a merge: looked into, then read a part at a time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field as hidden
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from maillage.domain.errors import (
    CannotRead,
    InvitationAsPackage,
    MaillageError,
    NotAPackage,
    OtherProgramme,
    PackageDamaged,
    PackageForOthers,
    PackageTooLarge,
)
from maillage.domain.outcome import FileReport
from maillage.exchange import limits, package, sealing
from maillage.store import authors
from maillage.store import merging as store_merging
from maillage.store.merging import Batch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    import pyrage

    from maillage.domain.journal import Operation
    from maillage.exchange.manifest import Manifest
    from maillage.exchange.package import Content
    from maillage.store.local import LocalStore
    from maillage.store.merging import Part
    from maillage.store.relayed import Known

    Told = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Received:
    """A file as it was looked into: it is read again when it is merged, unless it is at hand."""

    path: Path
    sha256: str
    """Of its bytes."""
    key: pyrage.x25519.Identity = hidden(repr=False)
    """What opens it."""
    manifest: Manifest
    introductions: tuple[Operation, ...]


class Files(Struct, frozen=True):
    """Files that were looked into, by their places in the list."""

    paths: Sequence[Path]
    received: dict[int, Received]
    reports: dict[int, FileReport]
    """What became of the others."""
    unfolded: dict[int, list[bytes]]
    """The lines of those that there was room for, until they are taken in."""
    contested: dict[int, dict[str, int]] = field(default_factory=dict)
    """From which numbers own work of former devices gives way to them."""

    def contest(self, at: int, first: Mapping[str, int]) -> None:
        """Have own work give way to a file from these numbers on, or from lower ones."""
        self.contested[at] = {**self.contested.get(at, {}), **first}


class Unsound(Exception):
    """A file that was welcome says what no Maillage writes: it is refused before all else."""

    def __init__(self, at: int, error: MaillageError) -> None:
        self.at, self.error = at, error
        super().__init__()


def look_into(
    store: LocalStore,
    paths: Sequence[Path],
    passphrase: str | None,
    progress: Told,
) -> Files:
    """Look into files, telling which; what cannot be read is reported instead."""
    files = Files(paths, {}, {}, {})
    room = limits.MOST_AT_HAND
    with store.reading() as connection:
        for at, path in enumerate(paths):
            progress(at, 2 * len(paths), path.name)
            try:
                sealed, sha256 = _read(path)
                count = store_merging.known_count(connection, sha256)
                if count is not None:
                    _bare, new, known = count
                    author = authors.of_file(connection, sha256)
                    files.reports[at] = FileReport(path, author, new, known)
                else:
                    received = _receive(store, path, sealed, sha256, passphrase, room)
                    files.received[at], blocks = received
                    if blocks is not None:
                        files.unfolded[at] = blocks
                        room -= sum(map(len, blocks))
            except MaillageError as error:
                files.reports[at] = FileReport(path, refused=error)
    return files


def _read_again(file: Received) -> Iterator[bytes]:
    """Return the lines of a file that there was no room for, or that are to be merged anew."""
    path = str(file.path)
    sealed, sha256 = _read(file.path)
    if sha256 != file.sha256:
        raise PackageDamaged(path, "changed meanwhile")
    return package.unfolded(
        sealing.open_with(sealed, file.key, str(file.path)), path=str(file.path)
    )


def batch(files: Files, at: int) -> Batch:
    """Return what reads one of the files; Unsound comes of it if its lines are."""
    file = files.received[at]
    manifest = file.manifest

    def parts(known: Known) -> Iterator[Part]:
        try:
            blocks = files.unfolded.pop(at, None) or _read_again(file)
            yield from package.read(blocks, manifest, path=str(file.path), known=known)
        except MaillageError as error:
            raise Unsound(at, error) from error

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
        contested=files.contested.get(at, {}),
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
    store: LocalStore, path: Path, sealed: bytes, sha256: str, passphrase: str | None, room: int
) -> tuple[Received, list[bytes] | None]:
    """Return what a file is, and its lines if they take no more bytes than ``room``."""
    key = sealing.key_to(sealed, store.identity.sealing, passphrase, str(path))
    packed = sealing.open_with(sealed, key, str(path))
    outline = package.look_into(packed, path=str(path), room=room)
    manifest = outline.manifest
    if manifest.purpose == "invitation":
        raise InvitationAsPackage(str(path))
    if manifest.programme != store.programme.id:
        raise OtherProgramme(str(path), manifest.programme)
    if manifest.sealed_for and store.identity.sealing_key not in manifest.sealed_for:
        # Somebody whom it was meant for has sealed it anew, as its author did not.
        raise PackageForOthers(str(path))
    return Received(path, sha256, key, manifest, outline.introductions), outline.blocks
