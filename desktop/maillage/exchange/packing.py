"""Writes a package: a signed manifest, then operations, erasures and contents, compressed."""

from __future__ import annotations

import base64
import hashlib
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
from msgspec import Struct

from maillage.domain.values import canonical_lines
from maillage.exchange.manifest import signed_part

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from maillage.domain.journal import Operation
    from maillage.exchange.manifest import Manifest
    from maillage.store.attachments import Attached

T = TypeVar("T")

TOGETHER = 1000
"""Operations that are written at a time."""


class Anew(Struct, Generic[T], frozen=True):
    """What is read anew each time it is gone through, so that it is never held."""

    read: Callable[[], Iterator[T]]

    def __iter__(self) -> Iterator[T]:
        """Read it from its beginning."""
        return self.read()


class Packed(Struct, frozen=True):
    """A package ready to be sealed, and how much it holds."""

    content: bytes
    operations: int


def pack(
    manifest: Manifest,
    operations: Iterable[Operation],
    erased: Iterable[str],
    attached: Iterable[Attached] = (),
    *,
    signing: Ed25519PrivateKey,
) -> Packed:
    """Return the signed and compressed content of a package.

    Counts, hash and signature of ``manifest`` are filled in here. What the package holds is
    gone through twice, so that nothing but its compressed form is held: no plain iterators.
    """
    sha256 = hashlib.sha256()
    counts = {"operations": 0, "erased": 0, "attached": 0}
    for name, block in _blocks(operations, erased, attached):
        counts[name] += block.count(b"\n")
        sha256.update(block)
    filled = msgspec.structs.replace(manifest, **counts, sha256=sha256.hexdigest(), signature="")
    signature = signing.sign(signed_part(filled.line())).hex()
    signed = msgspec.structs.replace(filled, signature=signature)
    fold = zlib.compressobj(9)
    folded = [fold.compress(signed.line() + b"\n")]
    folded += [fold.compress(block) for _, block in _blocks(operations, erased, attached)]
    return Packed(b"".join([*folded, fold.flush()]), counts["operations"])


def _blocks(
    operations: Iterable[Operation], erased: Iterable[str], attached: Iterable[Attached]
) -> Iterator[tuple[str, bytes]]:
    """Yield the lines of a package, some at a time, and what they are."""
    waiting = iter(operations)
    while some := list(islice(waiting, TOGETHER)):
        yield "operations", canonical_lines(some)
    yield "erased", canonical_lines([{"erased": id_} for id_ in erased])
    for one in attached:
        line = {"attachment": one.sha256, "content": base64.b64encode(one.content).decode()}
        yield "attached", canonical_lines([line])
