"""Reads a package: a signed manifest, then operations, erasures and contents, compressed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Struct

from maillage.domain.errors import (
    ForgedPackage,
    PackageDamaged,
    PackageTooLarge,
)
from maillage.domain.journal import Operation
from maillage.domain.ranges import union
from maillage.domain.values import ID, LONGEST, canonical_lines
from maillage.exchange import limits, unfolding
from maillage.exchange.manifest import Manifest, parse, signed_part
from maillage.exchange.sorting import sort_out
from maillage.exchange.soundness import fault
from maillage.store.attachments import MOST_BYTES, MOST_CONTENTS, Attached
from maillage.store.merging import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from maillage.domain.first_writes import FirstWrites
    from maillage.store.relayed import Known

SIGNATURE = re.compile(r"[0-9a-f]{128}")
"""In its one form: capitals would be another file that says the same."""

_decoder = msgspec.json.Decoder(Operation | dict[str, str])


INTRODUCING = (b',"device",', b',"invitation",', b',"revocation",')
"""What stands in a line about one."""


class Outline(Struct, frozen=True):
    """What a package is, and whom it introduces."""

    manifest: Manifest
    introductions: tuple[Operation, ...]
    """What it says of devices, invitations and revocations, perhaps among others."""
    blocks: list[bytes] | None
    """All its lines, some at a time, if there was room for them."""


class Content(Struct, frozen=True):
    """What a package holds, once opened and checked."""

    manifest: Manifest
    operations: tuple[Operation, ...]
    erased: tuple[str, ...]
    attached: tuple[Attached, ...]


def look_into(packed: bytes, *, path: str, room: int = 0) -> Outline:
    """Return what a package is, its hash and signature checked, before anything of it is used.

    Its lines are kept if they take no more bytes than ``room``.

    The signature proves that the holder of the manifest's key wrote it; whether that
    key is believed is for ``trust`` to say. Raises PackageDamaged, PackageTooNew,
    PackageTooLarge or ForgedPackage, naming ``path``.
    """
    blocks = unfolding.blocks(packed, path)
    first, _, rest = next(blocks, b"").partition(b"\n")
    manifest = parse(first, path=path)
    _check_signature(first, manifest, path)
    if manifest.attached > MOST_CONTENTS:
        raise PackageTooLarge(path, "contents")
    sha256 = hashlib.sha256()
    lines, introducing = 0, list[bytes]()
    kept = list[bytes]()
    for block in chain((rest,), blocks):
        room -= len(block)
        if room >= 0:
            kept.append(block)
        else:
            kept.clear()
        sha256.update(block)
        lines += block.count(b"\n")
        introducing += _introducing(block)
        if lines > limits.MOST_LINES or len(introducing) > limits.MOST_INTRODUCTIONS:
            raise PackageTooLarge(path, "lines")
    if sha256.hexdigest() != manifest.sha256:
        raise PackageDamaged(path, "hash")
    if lines != manifest.operations + manifest.erased + manifest.attached:
        raise PackageDamaged(path, "counts")
    items = _sound(introducing, path)
    introductions = tuple(of for of in items if isinstance(of, Operation))
    return Outline(manifest, introductions, kept if room >= 0 else None)


def unfolded(packed: bytes, *, path: str) -> Iterator[bytes]:
    """Return the lines of a package that was looked into, some at a time."""
    blocks = unfolding.blocks(packed, path)
    _, _, rest = next(blocks, b"").partition(b"\n")
    return chain((rest,), blocks)


def read(
    blocks: Iterable[bytes], manifest: Manifest, *, path: str, known: Known | None = None
) -> Iterator[Part]:
    """Yield what a package's lines say that is not known, a part at a time, every line checked.

    ``known`` returns which lines are here already: they are not read. Without it, all is
    read as operations, one by one. Raises PackageDamaged, naming ``path``.
    """
    counting = _Counting(manifest, path)
    for block in blocks:
        if block:
            yield _part(block, counting, known)
    counting.finish()


def unpack(packed: bytes, *, path: str) -> Content:
    """Return what ``packing.pack`` was given, all at once, every limit, hash and signature checked.

    Raises PackageDamaged, PackageTooNew, PackageTooLarge or ForgedPackage, naming ``path``.
    """
    manifest = look_into(packed, path=path).manifest
    parts = list(read(unfolded(packed, path=path), manifest, path=path))
    return Content(
        manifest,
        tuple(operation for part in parts for operation in part.operations),
        tuple(id_ for part in parts for id_ in part.erased),
        tuple(one for part in parts for one in part.attached),
    )


def _introducing(block: bytes) -> list[bytes]:
    """Return the lines that speak of devices, invitations or revocations, perhaps among others."""
    found = set()
    for said in INTRODUCING:  # one by one: looking for either takes half as long again
        end = 0
        while (at := block.find(said, end)) >= 0:
            begin, end = block.rfind(b"\n", 0, at) + 1, block.index(b"\n", at)
            found.add((begin, end))
    return [block[begin:end] for begin, end in sorted(found)]


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


def _part(block: bytes, counting: _Counting, known: Known | None) -> Part:
    """Return what some whole lines say that is new, each checked once."""
    path = counting.path
    lines = block.split(b"\n")[:-1]
    distinct = set(lines)
    if len(distinct) < len(lines):  # before anything is made of them
        raise PackageDamaged(path, "said twice")
    if known is None:
        first_writes: list[FirstWrites] = []
    else:
        here = known(distinct)
        counting.add(here.values())
        fresh = [line for line in lines if line not in here] if here else lines
        first_writes, lines = sort_out(fresh)
    operations: list[Operation] = []
    erased: list[str] = []
    attached: list[Attached] = []
    for item in _sound(lines, path):
        if isinstance(item, str):
            erased.append(item)
        elif isinstance(item, Attached):
            attached.append(item)
        else:
            operations.append(item)
    counting.add((of.device, of.n) for of in operations)
    for writes in first_writes:
        counting.add(zip(writes.devices, writes.ns, strict=True))
    counting.erase(erased)
    counting.attach([one.sha256 for one in attached])
    return Part(operations, erased, attached, first_writes)


def _sound(lines: list[bytes], path: str) -> Iterator[Operation | str | Attached]:
    """Yield the operations, erasures and contents that some lines say, each checked."""
    nul = any(b"\\u0000" in line for line in lines)
    for line, item in zip(lines, _read(lines, path), strict=True):
        if isinstance(item, dict):
            yield _erased_or_attached(item, path)
            continue
        short = len(line) <= LONGEST and not nul
        if wrong := fault(item, short=short):
            raise PackageDamaged(path, wrong)
        yield item


def _erased_or_attached(item: dict[str, str], path: str) -> str | Attached:
    if item.keys() == {"erased"}:
        if not ID.fullmatch(item["erased"]):
            raise PackageDamaged(path, "erasure")
        return item["erased"]
    if item.keys() != {"attachment", "content"}:
        raise PackageDamaged(path, "line")
    written = item["content"]
    try:
        content = base64.b64decode(written, validate=True)
    except (binascii.Error, ValueError):
        raise PackageDamaged(path, "attachment") from None
    # One text per content: no second spelling of its last letter.
    same = base64.b64encode(content).decode() == written
    if not same or len(content) > MOST_BYTES:
        raise PackageDamaged(path, "attachment")
    if hashlib.sha256(content).hexdigest() != item["attachment"]:
        raise PackageDamaged(path, "attachment")
    return Attached(item["attachment"], content)


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


class _Counting:
    """What the lines of one file add up to, held against its manifest."""

    def __init__(self, manifest: Manifest, path: str) -> None:
        self.manifest, self.path = manifest, path
        self.ns: dict[str, set[int]] = defaultdict(set)
        self.erased: set[str] = set()
        self.attached: set[str] = set()

    def add(self, numbered: Iterable[tuple[str, int]]) -> None:
        """Count operations; refuse a number that is said twice."""
        more: dict[str, list[int]] = defaultdict(list)
        for device, n in numbered:
            more[device].append(n)
        for device, ns in more.items():
            if device not in self.manifest.held:  # which has ids alone: no other text goes on
                raise PackageDamaged(self.path, "outside the ranges")
            self._count(self.ns[device], ns)

    def erase(self, ids: list[str]) -> None:
        """Count erasures; refuse one that is said twice."""
        self._count(self.erased, ids)

    def attach(self, names: list[str]) -> None:
        """Count contents by their names; refuse one that is said twice."""
        self._count(self.attached, names)

    def _count(self, counted: set[Any], more: Sequence[Any]) -> None:
        before = len(counted)
        counted.update(more)
        if len(counted) < before + len(more):
            raise PackageDamaged(self.path, "said twice")

    def finish(self) -> None:
        """Refuse counts that the manifest does not say, and numbers it does not account for."""
        counted = (sum(map(len, self.ns.values())), len(self.erased), len(self.attached))
        of = self.manifest
        if counted != (of.operations, of.erased, of.attached):
            raise PackageDamaged(self.path, "counts")
        for device, ns in self.ns.items():
            numbers = sorted(ns)
            ranges = union(self.manifest.held.get(device, ()))
            held = sum(
                bisect_right(numbers, last) - bisect_left(numbers, first) for first, last in ranges
            )
            if held < len(numbers):
                raise PackageDamaged(self.path, "outside the ranges")
