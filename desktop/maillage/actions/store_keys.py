"""What opens the store of this computer: another passphrase, another recovery key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import passphrases
from maillage.store import keys
from maillage.store.engine import told_apart
from maillage.store.files import KEYS

if TYPE_CHECKING:
    from pathlib import Path


def change_passphrase(store: Path, *, present: str, passphrase: str) -> bool:
    """Let another passphrase open a store, or a place in a hub; the recovery key stays.

    ``present`` is the passphrase or the recovery key that opens it now. Return False if the
    system's keyring held the former passphrase and did not take this one. Raises WeakPassphrase
    or StoreError; nothing is changed then.
    """
    passphrases.require(passphrase)
    with told_apart(store):
        keys.rewrap(store / KEYS, present, passphrase=passphrase)
    return passphrases.replace(passphrases.name_of(store), passphrase)


def renew_recovery_key(store: Path, *, present: str) -> str:
    """Return a new recovery key, kept nowhere; the former one opens the store no more.

    ``present`` as above; the passphrase stays. Raises StoreError; nothing is changed then.
    """
    with told_apart(store):
        return keys.renew_recovery(store / KEYS, present)
