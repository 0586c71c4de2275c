"""The package: a signed manifest, then operations and erasures, compressed and sealed."""

from __future__ import annotations

import hashlib
import re
import zlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from maillage.domain.errors import (
    ForgedPackage,
    PackageDamaged,
    PackageTooLarge,
)
from maillage.domain.journal import Operation
from maillage.domain.ranges import union
from maillage.domain.values import ID, LONGEST, canonical_lines
from maillage.exchange import limits
from maillage.exchange.manifest import Manifest, parse, signed_part
from maillage.exchange.soundness import fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNATURE = re.compile(r"[0-9a-f]{128}")
"""In its one form: capitals would be another file that says the same."""

_decoder = msgspec.json.Decoder(Operation | dict[str, str])


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
    written = list(operations)
    gone = [{"erased": id_} for id_ in erased]
    body = canonical_lines([*written, *gone])
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


def unpack(packed: bytes, *, path: str, relayed: dict[bytes, Operation] | None = None) -> Content:
    """Return what ``pack`` was given, every limit, hash and signature checked.

    The signature proves that the holder of the manifest's key wrote it; whether that
    key is believed is for ``trust`` to say. ``relayed`` keeps the lines that devices hand
    on for each other, so that those in many files are read once. Raises PackageDamaged,
    PackageTooNew, PackageTooLarge or ForgedPackage, naming ``path``.
    """
    blocks = _blocks(packed, path)
    first, _, rest = next(blocks, b"").partition(b"\n")
    manifest = parse(first, path=path)
    _check_signature(first, manifest, path)
    sha256 = hashlib.sha256()
    operations: list[Operation] = []
    erased: list[str] = []
    for block in chain((rest,), blocks):
        sha256.update(block)
        for item in _items(block, manifest, path, {} if relayed is None else relayed):
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
    _check_numbers(operations, manifest, path)
    if len(set(erased)) < len(erased):
        raise PackageDamaged(path, "said twice")
    return Content(manifest, tuple(operations), tuple(erased))


def _blocks(packed: bytes, path: str) -> Iterator[bytes]:
    """Yield compressed content, whole lines at a time, as far as the limits allow."""
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
        whole, end, rest = (rest + chunk).rpartition(b"\n")
        most = min(limits.MOST_CONTENT, limits.STEP + limits.MOST_RATIO * len(packed))
        if total > most or len(rest) > limits.MOST_LINE:
            raise PackageTooLarge(path, "content")
        if end:
            yield whole + end
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


def _items(
    block: bytes, manifest: Manifest, path: str, relayed: dict[bytes, Operation]
) -> Iterator[Operation | str]:
    """Yield the operations and erasures that some whole lines say, each checked once."""
    lines = block.split(b"\n")[:-1]
    if len(set(lines)) < len(lines):  # before anything is made of them
        raise PackageDamaged(path, "said twice")
    fresh = [line for line in lines if line not in relayed]
    yield from (relayed[line] for line in lines if line in relayed)
    for line, item in zip(fresh, _read(fresh, path), strict=True):
        if isinstance(item, dict):
            gone = item.get("erased", "")
            if set(item) != {"erased"} or not ID.fullmatch(gone):
                raise PackageDamaged(path, "erasure")
            yield gone
            continue
        short = len(line) <= LONGEST and b"\\u0000" not in line
        if wrong := fault(item, short=short):
            raise PackageDamaged(path, wrong)
        if item.device != manifest.device:
            relayed[line] = item
        yield item


def _read(lines: list[bytes], path: str) -> list[Operation | dict[str, str]]:
    """Return what lines say. One text per value: no second spelling of a number or letter."""
    block = b"".join(line + b"\n" for line in lines)
    try:
        items: list[Operation | dict[str, str]] = _decoder.decode_lines(block)
        if canonical_lines(items) != block:
            raise PackageDamaged(path, "not canonical")
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise PackageDamaged(path, str(error)) from None
    return items


def _check_numbers(operations: Iterable[Operation], manifest: Manifest, path: str) -> None:
    """Refuse a number that is said twice, or that the manifest does not account for."""
    ns: dict[str, list[int]] = {}
    for operation in operations:
        ns.setdefault(operation.device, []).append(operation.n)
    for device, of in ns.items():
        of.sort()
        if len(set(of)) < len(of):
            raise PackageDamaged(path, "said twice")
        ranges = union(manifest.held.get(device, ()))
        held = sum(bisect_right(of, last) - bisect_left(of, first) for first, last in ranges)
        if held < len(of):
            raise PackageDamaged(path, "outside the ranges")
