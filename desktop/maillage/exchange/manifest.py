"""The first line of a package: who wrote it, for whom, what it holds, and the proof."""

from __future__ import annotations

from typing import Literal

import msgspec

from maillage.domain.errors import PackageDamaged, PackageTooNew
from maillage.domain.values import ID, canonical
from maillage.exchange import limits

FORMAT = "maillage"
MAJOR = 1
MINOR = 1


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a package says of itself; everything but the signature is signed."""

    format: Literal["maillage"] = "maillage"
    major: int = MAJOR
    minor: int = MINOR
    purpose: Literal["records", "invitation"]
    programme: str
    device: str
    device_name: str
    signing_key: str
    number: int
    previous: int
    schema: int
    made: int
    sealed_for: tuple[str, ...]
    """Public keys of the readers; empty for whoever has the words."""
    held: dict[str, tuple[tuple[int, int], ...]]
    """For each device, the numbers that the file accounts for."""
    operations: int
    erased: int
    attached: int = 0
    """Contents of attachments; not said before minor version 1."""
    sha256: str
    """Of every byte after this line."""
    enrolment: str = ""
    """Invitations only: the secret by which a new device proves it was invited."""
    signature: str = ""

    def line(self) -> bytes:
        """Return the manifest as the first line of a package, without its end."""
        return canonical(msgspec.to_builtins(self)).encode()


def signed_part(line: bytes) -> bytes:
    """Return what the signature in a manifest's line covers: all of it but itself.

    What a later minor version says there is covered too. Raises ValueError if the line
    is not in its one form: no duplicate keys, no second spelling of a number or letter.
    """
    parts = msgspec.json.decode(line, type=dict[str, object])
    if canonical(parts).encode() != line:
        raise ValueError("not canonical")
    parts.pop("signature", None)
    return canonical(parts).encode()


class _Version(msgspec.Struct, frozen=True):
    format: str
    major: int


def parse(line: bytes, *, path: str) -> Manifest:
    """Return the manifest; raises PackageTooNew or PackageDamaged, naming ``path``."""
    try:
        version = msgspec.json.decode(line, type=_Version)
        if version.format != FORMAT:
            raise PackageDamaged(path, "format")
        if version.major > MAJOR:
            raise PackageTooNew(path)
        manifest = msgspec.json.decode(line, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise PackageDamaged(path, str(error)) from None
    ids = (manifest.programme, manifest.device, *manifest.held)
    if not all(ID.fullmatch(id_) for id_ in ids):
        raise PackageDamaged(path, "identifier")
    if fault := _fault(manifest):
        raise PackageDamaged(path, fault)
    return manifest


def _fault(manifest: Manifest) -> str:
    """Return which number or text no database or screen could hold, or nothing."""
    ranges = (range_ for of in manifest.held.values() for range_ in of)
    if not all(0 < first <= last <= limits.MOST_NUMBER for first, last in ranges):
        return "ranges"
    if not all(0 <= count <= limits.MOST_NUMBER for count in (manifest.number, manifest.previous)):
        return "number"
    if not limits.EARLIEST <= manifest.made <= limits.LATEST:
        return "made"
    name = manifest.device_name
    return "" if len(name) <= limits.LONGEST_NAME and "\0" not in name else "device name"
