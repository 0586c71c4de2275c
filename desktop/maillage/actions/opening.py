"""Opening a store sooner: its key is made while the libraries that read it are loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.store.files import KEYS
from maillage.store.keys import Unlocking

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Unlocking", "begin"]


def begin(path: Path, *, passphrase: str) -> Unlocking:
    """Begin to make the key of a store; ``open_store`` takes it in the passphrase's place.

    Nothing is raised here: what is wrong with folder or words is told when it is opened.
    """
    return Unlocking(path / KEYS, passphrase)
