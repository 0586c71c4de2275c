"""Packages that Maillage would not write, signed and sealed all the same; what comes of them."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tests.stores import Laptop

from maillage.domain.errors import MaillageError
from maillage.domain.values import canonical
from maillage.exchange import sealing
from maillage.exchange.exporting import new_manifest

RECORD = "018f0000-0000-7000-8000-00000000000a"
OTHER = "018f0000-0000-7000-8000-0000000000ff"


def line(laptop: Laptop, n: int = 9_000, **change: Any) -> bytes:
    """Return the line of an operation by a laptop on a new person."""
    parts = [laptop.device, n, 0, RECORD, "person", 1, change]
    return canonical(parts).encode()


def manifest_of(laptop: Laptop, lines: list[bytes], **said: Any) -> dict[str, Any]:
    """Return an honest manifest for these lines, but for what is ``said``."""
    body = b"".join(each + b"\n" for each in lines)
    honest = msgspec.to_builtins(
        new_manifest(
            laptop.store,
            number=1,
            readers=(),
            held={laptop.device: ((1, 10_000),)},
            purpose="records",
        )
    )
    counted = {"operations": len(lines), "sha256": hashlib.sha256(body).hexdigest()}
    return {**honest, **counted, **said}


def signed(manifest: dict[str, Any], signing: Ed25519PrivateKey) -> bytes:
    """Return the line of a manifest with its signature."""
    parts = {name: value for name, value in manifest.items() if name != "signature"}
    signature = signing.sign(canonical(parts).encode()).hex()
    return canonical({**parts, "signature": signature}).encode()


def content(first: bytes, lines: Iterable[bytes]) -> bytes:
    """Return the compressed content of a package."""
    return zlib.compress(b"".join(each + b"\n" for each in (first, *lines)))


def seal(packed: bytes, reader: Laptop, path: Path) -> Path:
    """Write content to a file that a laptop can open; return the file."""
    path.write_bytes(sealing.seal_for(packed, [reader.store.identity.sealing_key]))
    return path


def forge(author: Laptop, reader: Laptop, lines: list[bytes], /, **said: Any) -> Path:
    """Write a package signed by its author with these lines; return the file."""
    first = signed(manifest_of(author, lines, **said), author.store.identity.signing)
    author.written += 1
    path = author.folder / f"forged-{author.written}.maillage"
    return seal(content(first, lines), reader, path)


def refusal(reader: Laptop, path: Path) -> MaillageError:
    """Return why a file is refused, once it is proved to change nothing."""
    before = reader.store.digest()
    (file,) = reader.store.merge([path]).files
    assert file.refused
    assert reader.store.digest() == before
    return file.refused


def accepted(reader: Laptop, path: Path) -> None:
    """Take a file in that nothing is wrong with."""
    (file,) = reader.store.merge([path]).files
    assert file.refused is None
    assert reader.store.verify().ok
