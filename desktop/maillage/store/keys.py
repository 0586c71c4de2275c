"""The data key of a store, wrapped by a passphrase and by a recovery key to print."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct
from uuid_utils.compat import uuid7

from maillage.domain.errors import NotAStore, StoreDamaged, StoreTooNew, WrongPassphrase
from maillage.store.files import write_safely
from maillage.store.words import as_listed

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
KEY_BYTES = 32
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is read as a digit."""
RECOVERY_LETTERS = 32
"""160 bits, in groups of four on paper."""


class Effort(Struct, frozen=True):
    """What one guess of a passphrase costs."""

    memory_kib: int
    passes: int


EFFORT = Effort(memory_kib=64 * 1024, passes=3)
"""About 0.3 s on a small laptop. A key file remembers the effort it was made with."""
MOST_EFFORT = Effort(memory_kib=1024 * 1024, passes=20)
"""A key file asking for more was not written by Maillage."""


LEAST_MEMORY = 8
"""Kibibytes: Argon2 has no use for less."""
SALT_BYTES = 16
NONCE_BYTES = 12


class Wrapped(msgspec.Struct, frozen=True):
    """A data key sealed by one secret."""

    salt: bytes
    nonce: bytes
    sealed: bytes
    memory_kib: int = 0
    passes: int = 0


class KeyFile(msgspec.Struct, frozen=True):
    """What lies beside the encrypted file: useless without one of the two secrets."""

    format: int
    store: str
    passphrase: Wrapped
    recovery: Wrapped


class _Version(msgspec.Struct, frozen=True):
    """What every version can read of a key file."""

    format: int


@dataclass(frozen=True, slots=True)
class NewKeys:
    """A fresh data key, what to keep of it on disk, and what to print."""

    key: bytes = field(repr=False)
    file: KeyFile
    recovery_key: str = field(repr=False)


def make(passphrase: str) -> NewKeys:
    """Return a random data key wrapped by the passphrase and by a new recovery key."""
    key, store = os.urandom(KEY_BYTES), str(uuid7())
    recovery = _new_recovery_key()
    file = KeyFile(
        FORMAT,
        store,
        wrap_by_passphrase(key, passphrase, store),
        _wrap_by_recovery(key, recovery, store),
    )
    return NewKeys(key, file, recovery_key=grouped(recovery))


class Unlocking:
    """A data key in the making: it takes a third of a second, in which much can be loaded."""

    def __init__(self, path: Path, secret: str) -> None:
        """Begin to unlock the key file at ``path``, on a thread of its own."""
        with_whom = ThreadPoolExecutor(1, thread_name_prefix="key")
        self._found = with_whom.submit(unlock, path, secret)
        with_whom.shutdown(wait=False)

    def key(self) -> bytes:
        """Wait for the key and return it; raises what ``unlock`` raises."""
        return self._found.result()


def unlock(path: Path, secret: str | Unlocking) -> bytes:
    """Return the data key, given the passphrase or the recovery key.

    Raises NotAStore, StoreDamaged, StoreTooNew or WrongPassphrase.
    """
    if isinstance(secret, Unlocking):
        return secret.key()
    file = read(path)
    where = str(path.parent)
    recovery = as_recovery_key(secret)
    if recovery:
        try:
            return _unwrap(file.recovery, _from_recovery(recovery, file.recovery), file.store)
        except InvalidTag:
            pass  # a passphrase may look like a recovery key
    try:
        return unwrap_by_passphrase(file.passphrase, secret, file.store)
    except InvalidTag:
        raise WrongPassphrase(where) from None
    except ValueError as error:
        raise StoreDamaged(where, str(error)) from None


def read(path: Path) -> KeyFile:
    """Return the key file at ``path``; raises NotAStore, StoreDamaged or StoreTooNew."""
    where = str(path.parent)
    try:
        content = path.read_bytes()
    except OSError:
        raise NotAStore(where) from None
    try:
        if msgspec.json.decode(content, type=_Version).format > FORMAT:
            raise StoreTooNew(where)
        file = msgspec.json.decode(content, type=KeyFile)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreDamaged(where, str(error)) from None
    if (len(file.recovery.salt), len(file.recovery.nonce)) != (SALT_BYTES, NONCE_BYTES):
        raise StoreDamaged(where, "recovery")
    return file


def write(path: Path, file: KeyFile) -> None:
    """Keep a key file at ``path``, durably."""
    write_safely(path, msgspec.json.format(msgspec.json.encode(file), indent=1), private=True)


def rewrap(path: Path, secret: str, *, passphrase: str) -> None:
    """Let another passphrase open the store; the recovery key stays the same."""
    key, file = unlock(path, secret), read(path)
    changed = wrap_by_passphrase(key, passphrase, file.store)
    _rewrite(path, msgspec.structs.replace(file, passphrase=changed))


def renew_recovery(path: Path, secret: str) -> str:
    """Let a new recovery key open the store instead of the former one; return it in groups."""
    key, file, recovery = unlock(path, secret), read(path), _new_recovery_key()
    changed = _wrap_by_recovery(key, recovery, file.store)
    _rewrite(path, msgspec.structs.replace(file, recovery=changed))
    return grouped(recovery)


def _rewrite(path: Path, file: KeyFile) -> None:
    """Write another key file in the place of one; if that fails, the former one is there.

    A disk may fail once the new file has its name already: a recovery key that nobody has seen
    would then be the one that counts.
    """
    former = path.read_bytes()
    try:
        write(path, file)
    except BaseException:
        with suppress(OSError):
            if path.read_bytes() != former:
                write_safely(path, former, private=True)
        raise


def grouped(recovery_key: str) -> str:
    """Return a recovery key as it is printed, in groups of four."""
    return " ".join(recovery_key[i : i + 4] for i in range(0, len(recovery_key), 4))


def as_recovery_key(typed: str) -> str:
    """Return a typed recovery key in its one form, or empty text if it is none."""
    letters = "".join(typed.upper().replace("-", "").split()).translate(str.maketrans("OIL", "011"))
    fits = len(letters) == RECOVERY_LETTERS and set(letters) <= set(ALPHABET)
    return letters if fits else ""


def wrap_by_passphrase(secret: bytes, passphrase: str, context: str) -> Wrapped:
    """Return a secret that only these words open, for this use alone."""
    salt, nonce = os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    blank = Wrapped(salt, nonce, b"", EFFORT.memory_kib, EFFORT.passes)
    return _wrap(blank, _from_passphrase(passphrase, blank), secret, context)


def unwrap_by_passphrase(wrapped: Wrapped, passphrase: str, context: str) -> bytes:
    """Return the secret; raises InvalidTag for other words, ValueError if not ours."""
    affordable = (
        LEAST_MEMORY <= wrapped.memory_kib <= MOST_EFFORT.memory_kib
        and 0 < wrapped.passes <= MOST_EFFORT.passes
    )
    if not affordable or (len(wrapped.salt), len(wrapped.nonce)) != (SALT_BYTES, NONCE_BYTES):
        raise ValueError("wrapped key")
    return _unwrap(wrapped, _from_passphrase(passphrase, wrapped), context)


def _new_recovery_key() -> str:
    return "".join(ALPHABET[byte % 32] for byte in os.urandom(RECOVERY_LETTERS))


def _wrap_by_recovery(key: bytes, recovery: str, store: str) -> Wrapped:
    blank = Wrapped(os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES), b"")
    return _wrap(blank, _from_recovery(recovery, blank), key, store)


def _from_passphrase(passphrase: str, wrapped: Wrapped) -> bytes:
    # The same words typed on two keyboards must be the same bytes.
    words = as_listed(passphrase)
    return Argon2id(
        salt=wrapped.salt,
        length=KEY_BYTES,
        iterations=wrapped.passes,
        lanes=1,  # with more, OpenSSL waits for ever when two threads derive at once
        memory_cost=wrapped.memory_kib,
    ).derive(words.encode(errors="surrogatepass"))  # bytes of another encoding are wrong words


def _from_recovery(recovery: str, wrapped: Wrapped) -> bytes:
    derive = HKDF(SHA256(), KEY_BYTES, wrapped.salt, b"maillage recovery key")
    return derive.derive(recovery.encode())


def _wrap(blank: Wrapped, by: bytes, key: bytes, store: str) -> Wrapped:
    sealed = ChaCha20Poly1305(by).encrypt(blank.nonce, key, store.encode())
    return msgspec.structs.replace(blank, sealed=sealed)


def _unwrap(wrapped: Wrapped, by: bytes, store: str) -> bytes:
    return ChaCha20Poly1305(by).decrypt(wrapped.nonce, wrapped.sealed, store.encode())
