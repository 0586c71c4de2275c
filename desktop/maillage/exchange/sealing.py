"""Seals bytes with age, for public keys or for whoever has the words, and opens them.

age's own passphrase mode measures the machine that seals: what a fast one makes, a slow or
busy one refuses to open. So words wrap a fresh age key here, as they wrap a store's key, at
an effort that is the same everywhere, and the file begins with that wrapped key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pyrage
from cryptography.exceptions import InvalidTag

from maillage.domain.errors import (
    NotAPackage,
    PackageDamaged,
    PackageForOthers,
    PackageNeedsPassphrase,
)
from maillage.store import keys
from maillage.store.keys import Wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = b"age-encryption.org/v1\n"
WORDS = b"maillage-words/v1\n"
"""Then one line of JSON, the wrapped key, then an age file for that key."""
LONGEST_LINE = 2_000
LONGEST_BEGINNING = 64 * 1024
"""Bytes in which the header of a file for words ends."""


def seal_for(content: bytes, public_keys: Iterable[str]) -> bytes:
    """Return ``content`` so that only the holders of these public keys can read it."""
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in sorted(set(public_keys))]
    sealed: bytes = pyrage.encrypt(content, recipients)
    return sealed


def seal_with(content: bytes, passphrase: str) -> bytes:
    """Return ``content`` so that whoever has the words can read it; takes a moment."""
    key = pyrage.x25519.Identity.generate()
    wrapped = keys.wrap_by_passphrase(str(key).encode(), passphrase, WORDS.decode())
    return WORDS + msgspec.json.encode(wrapped) + b"\n" + seal_for(content, [str(key.to_public())])


def is_for_words(sealed: bytes) -> bool:
    """Tell whether a sealed file opens with words rather than with a device's key."""
    return sealed.startswith(WORDS)


def open_sealed(
    sealed: bytes, *, identity: pyrage.x25519.Identity | None, passphrase: str | None, path: str
) -> bytes:
    """Return what was sealed, every byte authenticated.

    Raises NotAPackage, PackageNeedsPassphrase, PackageForOthers or PackageDamaged.
    """
    return open_with(sealed, key_to(sealed, identity, passphrase, path), path)


def key_to(
    sealed: bytes, identity: pyrage.x25519.Identity | None, passphrase: str | None, path: str
) -> pyrage.x25519.Identity:
    """Return the key to try on a sealed file: this device's, or the one that words unwrap.

    Raises NotAPackage, PackageNeedsPassphrase, PackageForOthers or PackageDamaged.
    """
    if is_for_words(sealed):
        if not passphrase:
            raise PackageNeedsPassphrase(path)
        return _unwrapped(sealed, passphrase, path)
    if not sealed.startswith(HEADER):
        raise NotAPackage(path)
    if identity is None:
        raise PackageForOthers(path)
    return identity


def open_with(sealed: bytes, key: pyrage.x25519.Identity, path: str) -> bytes:
    """Return what was sealed for a key, every byte authenticated.

    Raises NotAPackage, PackageForOthers or PackageDamaged.
    """
    if is_for_words(sealed):
        sealed = sealed[sealed.find(b"\n", len(WORDS)) + 1 :]
    if not sealed.startswith(HEADER):
        raise NotAPackage(path)
    try:
        return bytes(pyrage.decrypt(sealed, [key]))
    except pyrage.DecryptError as error:
        # age says in words alone whether the key or the bytes are wrong.
        if str(error) == "No matching keys found":
            raise PackageForOthers(path) from None
        raise PackageDamaged(path, str(error)) from None


def check_beginning(start: bytes, path: str) -> None:
    """Raise NotAPackage or PackageDamaged if no sealed file for words begins like this.

    One for devices raises PackageForOthers. Of the rest of a file it says nothing.
    """
    if not is_for_words(start):
        if WORDS.startswith(start):
            raise PackageDamaged(path, "cut off")
        raise (PackageForOthers if start.startswith(HEADER) else NotAPackage)(path)
    _wrapped(start, path)
    sealed = start[start.find(b"\n", len(WORDS)) + 1 :]
    if not sealed.startswith(HEADER) or b"\n--- " not in sealed:
        raise PackageDamaged(path, "cut off")


def _wrapped(sealed: bytes, path: str) -> Wrapped:
    """Return the key as the words wrap it."""
    end = sealed.find(b"\n", len(WORDS), len(WORDS) + LONGEST_LINE)
    if end < 0:
        raise PackageDamaged(path, "words")
    try:
        wrapped = msgspec.json.decode(sealed[len(WORDS) : end], type=Wrapped)
    except (ValueError, RecursionError) as error:
        raise PackageDamaged(path, str(error)) from None
    if msgspec.json.encode(wrapped) != sealed[len(WORDS) : end]:
        raise PackageDamaged(path, "words")
    return wrapped


def _unwrapped(sealed: bytes, passphrase: str, path: str) -> pyrage.x25519.Identity:
    """Return the key that the words open."""
    wrapped = _wrapped(sealed, path)
    try:
        secret = keys.unwrap_by_passphrase(wrapped, passphrase, WORDS.decode())
        return pyrage.x25519.Identity.from_str(secret.decode())
    except InvalidTag:
        raise PackageForOthers(path) from None
    except (ValueError, RecursionError, pyrage.IdentityError) as error:
        raise PackageDamaged(path, str(error)) from None
