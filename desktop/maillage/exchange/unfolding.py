"""Unfolds the compressed content of a package, whole lines at a time, as far as limits allow."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from maillage.domain.errors import PackageDamaged, PackageTooLarge
from maillage.exchange import limits

if TYPE_CHECKING:
    from collections.abc import Iterator


def blocks(packed: bytes, path: str) -> Iterator[bytes]:
    """Yield content, some whole lines at a time; raise PackageDamaged or PackageTooLarge."""
    unfold = zlib.decompressobj()
    rest, total, waiting = b"", 0, packed
    most = min(limits.MOST_CONTENT, limits.STEP + limits.MOST_RATIO * len(packed))
    while not unfold.eof:
        try:
            chunk = unfold.decompress(waiting, limits.STEP)
        except zlib.error as error:
            raise PackageDamaged(path, str(error)) from None
        waiting = unfold.unconsumed_tail
        if not chunk and not waiting and not unfold.eof:
            raise PackageDamaged(path, "truncated")
        total += len(chunk)
        end = chunk.rfind(b"\n") + 1
        # Copied once: a megabyte at a time, copying takes as long as unfolding.
        whole = b"".join((rest, memoryview(chunk)[:end])) if end else b""
        rest = chunk[end:] if end else rest + chunk
        if total > most or len(rest) > limits.MOST_LINE:
            raise PackageTooLarge(path, "content")
        if whole:
            yield whole
    if rest or unfold.unused_data:
        raise PackageDamaged(path, "trailing bytes")
