"""Why a store cannot be used as asked, and what the disk under it says."""

from __future__ import annotations

from typing import ClassVar

from maillage.domain.errors.base import MaillageError, telling


@telling
class StoreError(MaillageError):
    """The store at ``path`` cannot be used as asked."""

    path: str
    exit_code: ClassVar[int] = 3


class WrongPassphrase(StoreError):
    """The passphrase or recovery key does not open what is at ``path``."""


class NotAStore(StoreError):
    """There is no store at ``path``."""


class BackupAsStore(StoreError):
    """What is at ``path`` is a backup: a store is made of it, nobody works in it."""


class StoreExists(StoreError):
    """Something is already at ``path``; nothing is ever written over."""


class StoreInUse(StoreError):
    """Another window or command has this store open."""


class StoreTooNew(StoreError):
    """A later version of Maillage has written this store."""


@telling
class StoreDamaged(StoreError):
    """The store does not read as it was written."""

    detail: str = ""


class CannotWrite(StoreError):
    """The folder is read-only or belongs to somebody else."""


class FolderGone(CannotWrite):
    """There is no folder at ``path`` to write into."""


class DiskFull(StoreError):
    """There is no room left; what was saved before is safe."""


class DiskFailing(StoreError):
    """The disk or stick does not answer as it should, or was pulled out."""


class StoreUnencrypted(MaillageError):
    """The SQL library here does not encrypt; Maillage has no clear-text mode."""
