"""The package: a signed manifest, then operations and erasures, compressed and sealed."""

from __future__ import annotations

import hashlib
import re
import zlib
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from maillage.domain.errors import (
    ForgedPackage,
    PackageDamaged,
    PackageTooLarge,
)
from maillage.domain.journal import DELETED, Identity, Operation
from maillage.domain.records import fields_of
from maillage.domain.values import ID, LARGEST, LONGEST, canonical, fits
from maillage.exchange import limits
from maillage.exchange.manifest import Manifest, holds, parse, signed_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
IDENTITY = re.compile(ID.pattern + r":[1-9][0-9]{0,15}")
SIGNATURE = re.compile(r"[0-9a-f]{128}")
"""In its one form: capitals would be another file that says the same."""

Value = str | int | bool | None
Change = dict[str, Value | list[Value]]
OperationLine = tuple[str, int, int, str, str, int, Change]
ErasedLine = dict[str, str]
_lines_of = msgspec.json.Decoder(OperationLine | ErasedLine)


@dataclass(frozen=True, slots=True)
class Content:
    """What a package holds, once opened and checked."""

    manifest: Manifest
    operations: tuple[Operation, ...]
    erased: tuple[str, ...]


def pack(
    manifest: Manifest,
    operations: Iterable[Operation],
    erased: Iterable[str],
    *,
    signing: Ed25519PrivateKey,
) -> bytes:
    """Return the signed and compressed content of a package, ready to be sealed.

    Counts, hash and signature of ``manifest`` are filled in here.
    """
    written = [_operation_line(operation) for operation in operations]
    gone = [canonical({"erased": id_}).encode() for id_ in erased]
    body = b"".join(line + b"\n" for line in (*written, *gone))
    filled = msgspec.structs.replace(
        manifest,
        operations=len(written),
        erased=len(gone),
        sha256=hashlib.sha256(body).hexdigest(),
        signature="",
    )
    signature = signing.sign(signed_part(filled.line())).hex()
    signed = msgspec.structs.replace(filled, signature=signature)
    return zlib.compress(signed.line() + b"\n" + body, 6)


def unpack(packed: bytes, *, path: str) -> Content:
    """Return what ``pack`` was given, every limit, hash and signature checked.

    The signature proves that the holder of the manifest's key wrote it; whether that
    key is believed is for ``trust`` to say. Raises PackageDamaged, PackageTooNew,
    PackageTooLarge or ForgedPackage, naming ``path``.
    """
    lines = _lines(packed, path)
    first = next(lines, b"")
    manifest = parse(first, path=path)
    _check_signature(first, manifest, path)
    sha256 = hashlib.sha256()
    operations: list[Operation] = []
    erased: list[str] = []
    seen: set[Identity | str] = set()
    for line in lines:
        sha256.update(line + b"\n")
        item = _parse_line(line, manifest, path)
        seen.add(item if isinstance(item, str) else item.identity)
        if len(seen) == len(operations) + len(erased):
            raise PackageDamaged(path, "said twice")
        if isinstance(item, str):
            erased.append(item)
        else:
            operations.append(item)
        if len(operations) > limits.MOST_OPERATIONS or len(erased) > limits.MOST_ERASED:
            raise PackageTooLarge(path, "lines")
    if sha256.hexdigest() != manifest.sha256:
        raise PackageDamaged(path, "hash")
    if (len(operations), len(erased)) != (manifest.operations, manifest.erased):
        raise PackageDamaged(path, "counts")
    return Content(manifest, tuple(operations), tuple(erased))


def _operation_line(operation: Operation) -> bytes:
    parts = (
        operation.device,
        operation.n,
        operation.time,
        operation.record,
        operation.kind,
        operation.schema,
        operation.change,
    )
    return canonical(parts).encode()


def _lines(packed: bytes, path: str) -> Iterator[bytes]:
    """Yield the lines of compressed content, unfolding no more than the limits allow."""
    unfold = zlib.decompressobj()
    rest, total, waiting = b"", 0, packed
    while not unfold.eof:
        try:
            chunk = unfold.decompress(waiting, limits.STEP)
        except zlib.error as error:
            raise PackageDamaged(path, str(error)) from None
        waiting = unfold.unconsumed_tail
        if not chunk and not waiting and not unfold.eof:
            raise PackageDamaged(path, "truncated")
        total += len(chunk)
        *whole, rest = (rest + chunk).split(b"\n")
        most = min(limits.MOST_CONTENT, limits.STEP + limits.MOST_RATIO * len(packed))
        if total > most or len(rest) > limits.MOST_LINE:
            raise PackageTooLarge(path, "content")
        yield from whole
    if rest or unfold.unused_data:
        raise PackageDamaged(path, "trailing bytes")


def _check_signature(line: bytes, manifest: Manifest, path: str) -> None:
    try:
        signed = signed_part(line)
    except (ValueError, RecursionError):
        raise PackageDamaged(path, "manifest") from None
    if not SIGNATURE.fullmatch(manifest.signature):
        raise ForgedPackage(path, manifest.device_name)
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(manifest.signing_key))
        key.verify(bytes.fromhex(manifest.signature), signed)
    except (InvalidSignature, ValueError):
        raise ForgedPackage(path, manifest.device_name) from None


def _parse_line(line: bytes, manifest: Manifest, path: str) -> Operation | str:
    try:
        item: OperationLine | ErasedLine = _lines_of.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise PackageDamaged(path, str(error)) from None
    # One text per value: no duplicate keys, no second spelling of a number or letter.
    if canonical(item).encode() != line:
        raise PackageDamaged(path, "not canonical")
    if isinstance(item, dict):
        gone = item.get("erased", "")
        if set(item) != {"erased"} or not ID.fullmatch(gone):
            raise PackageDamaged(path, "erasure")
        return gone
    operation = Operation(*item)
    fault = _fault(operation, manifest)
    if fault:
        raise PackageDamaged(path, fault)
    return operation


def _fault(operation: Operation, manifest: Manifest) -> str:
    """Return what is wrong with an operation that no Maillage can have written, or nothing."""
    if not ID.fullmatch(operation.record):
        return "identifier"
    if abs(operation.time) > LARGEST:
        return "time"
    if not (0 < operation.n <= limits.MOST_NUMBER and 0 < operation.schema <= LARGEST):
        return "number"
    # The manifest's own devices were checked when it was read.
    if not holds(manifest.held, operation.device, operation.n):
        return "outside the ranges"
    for name, entry in operation.change.items():
        is_sound = _soundness(operation.kind, name)
        if is_sound is None:
            return "name"
        if isinstance(entry, list):
            if not entry or not all(_is_identity(seen) for seen in entry[1:]):
                return f"replaced {operation.kind}.{name}"
            entry = entry[0]  # noqa: PLW2901 - what is left is the value
        if not is_sound(entry):
            return f"{operation.kind}.{name}"
    return "" if NAME.fullmatch(operation.kind) else "kind"


def _is_identity(seen: Value) -> bool:
    return isinstance(seen, str) and IDENTITY.fullmatch(seen) is not None


@lru_cache(maxsize=10_000)
def _soundness(kind: str, name: str) -> Callable[[Value], bool] | None:
    """Return what tells whether a field could hold a value; None if it is no field's name."""
    if not NAME.fullmatch(name):
        return None
    if name == DELETED:
        return lambda value: isinstance(value, bool)
    known = fields_of(kind).get(name)
    return partial(fits, known) if known else _bounded


def _bounded(value: Value) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST and "\0" not in value
    return not isinstance(value, int) or abs(value) <= LARGEST
