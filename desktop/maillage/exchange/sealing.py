"""Seals bytes with age, for public keys or for whoever has the words, and opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage

from maillage.domain.errors import (
    NotAPackage,
    PackageDamaged,
    PackageForOthers,
    PackageNeedsPassphrase,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

HEADER = b"age-encryption.org/v1\n"
FOR_WORDS = HEADER + b"-> scrypt "


def seal_for(content: bytes, keys: Iterable[str]) -> bytes:
    """Return ``content`` so that only the holders of these public keys can read it."""
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in sorted(set(keys))]
    sealed: bytes = pyrage.encrypt(content, recipients)
    return sealed


def seal_with(content: bytes, passphrase: str) -> bytes:
    """Return ``content`` so that whoever has the words can read it; takes seconds."""
    sealed: bytes = pyrage.passphrase.encrypt(content, _words(passphrase))
    return sealed


def is_for_words(sealed: bytes) -> bool:
    """Tell whether a sealed file opens with words rather than with a device's key."""
    return sealed.startswith(FOR_WORDS)


def open_sealed(
    sealed: bytes, *, identity: pyrage.x25519.Identity | None, passphrase: str | None, path: str
) -> bytes:
    """Return what was sealed, every byte authenticated.

    Raises NotAPackage, PackageNeedsPassphrase, PackageForOthers or PackageDamaged.
    """
    if not sealed.startswith(HEADER):
        raise NotAPackage(path)
    try:
        if is_for_words(sealed):
            if not passphrase:
                raise PackageNeedsPassphrase(path)
            return bytes(pyrage.passphrase.decrypt(sealed, _words(passphrase)))
        if identity is None:
            raise PackageForOthers(path)
        return bytes(pyrage.decrypt(sealed, [identity]))
    except pyrage.DecryptError as error:
        # age says in words alone whether the key or the bytes are wrong.
        if str(error) in {"No matching keys found", "Decryption failed"}:
            raise PackageForOthers(path) from None
        raise PackageDamaged(path, str(error)) from None


def _words(passphrase: str) -> str:
    return " ".join(passphrase.split())
