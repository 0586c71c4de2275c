"""What can go wrong, as types with fields; screens and command line find the sentence.

A type without fields of its own needs no ``@dataclass``: it has its parent's, and starts sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass
class MaillageError(Exception):
    """Something a person should read; nothing was changed, nothing was lost."""

    exit_code: ClassVar[int] = 1

    def __str__(self) -> str:
        """Return the type and fields, for logs; people read the translated sentence."""
        return repr(self)


# What somebody typed ---------------------------------------------------------------


@dataclass
class TooLong(MaillageError):
    """A text is longer than its field allows."""

    field: str
    length: int
    limit: int


@dataclass
class WrongValue(MaillageError):
    """A value does not fit its field."""

    field: str
    value: str


@dataclass
class UnknownField(MaillageError):
    """A record of this kind has no such field."""

    kind: str
    field: str


@dataclass
class FixedField(MaillageError):
    """Whom a record describes is said once, when it is added."""

    kind: str
    field: str


@dataclass
class MissingValue(MaillageError):
    """Something that is needed was left empty."""

    field: str


@dataclass
class NoDotsLeft(MaillageError):
    """A table has put all its dots already."""

    table: int
    total: int


# Records ---------------------------------------------------------------------------


@dataclass
class NotFound(MaillageError):
    """No record has this id here."""

    id: str
    kind: str = ""


@dataclass
class Erased(MaillageError):
    """The record was erased and never comes back."""

    id: str


@dataclass
class Deleted(MaillageError):
    """The record is deleted; restore it before changing it."""

    id: str


@dataclass
class NotErasable(MaillageError):
    """Without its programme, devices and invitations nobody could read or believe a file."""

    kind: str


@dataclass
class NoConflict(MaillageError):
    """Somebody has already decided, or the field was never disputed."""

    id: str
    field: str


# The store -------------------------------------------------------------------------


@dataclass
class StoreError(MaillageError):
    """The store at ``path`` cannot be used as asked."""

    path: str
    exit_code: ClassVar[int] = 3


class WrongPassphrase(StoreError):
    """The passphrase or recovery key does not open what is at ``path``."""


class NotAStore(StoreError):
    """There is no store at ``path``."""


class StoreExists(StoreError):
    """Something is already at ``path``; nothing is ever written over."""


class StoreInUse(StoreError):
    """Another window or command has this store open."""


class StoreTooNew(StoreError):
    """A later version of Maillage has written this store."""


@dataclass
class StoreDamaged(StoreError):
    """The store does not read as it was written."""

    detail: str = ""


class CannotWrite(StoreError):
    """The folder is read-only or belongs to somebody else."""


class DiskFull(StoreError):
    """There is no room left; what was saved before is safe."""


class DiskFailing(StoreError):
    """The disk or stick does not answer as it should, or was pulled out."""


@dataclass
class WeakPassphrase(MaillageError):
    """The passphrase is too easy to guess for a file that can be copied."""

    length: int
    least: int


class StoreUnencrypted(MaillageError):
    """The SQL library here does not encrypt; Maillage has no clear-text mode."""


# Files that travel -----------------------------------------------------------------


@dataclass
class PackageError(MaillageError):
    """A received file cannot be used; the others of the batch go on."""

    path: str
    exit_code: ClassVar[int] = 4


class NotAPackage(PackageError):
    """The file is something else."""


@dataclass
class PackageDamaged(PackageError):
    """The file is truncated or altered."""

    detail: str = ""


class PackageForOthers(PackageError):
    """The file is sealed for somebody else, or with other words."""


class PackageNeedsPassphrase(PackageError):
    """The file is sealed with a passphrase and none was given."""


class PackageTooNew(PackageError):
    """A later version of Maillage has written this file."""


@dataclass
class PackageTooLarge(PackageError):
    """The file is beyond a limit that no honest file reaches."""

    limit: str = ""


@dataclass
class OtherProgramme(PackageError):
    """The file belongs to another programme."""

    programme: str = ""


@dataclass
class UnknownDevice(PackageError):
    """No coordinator of this programme has invited the device that wrote the file."""

    device: str = ""
    words: str = ""


@dataclass
class ForgedPackage(PackageError):
    """The signature is not that of the device the file names."""

    device: str = ""


@dataclass
class CopiedDevice(PackageError):
    """Two laptops recorded different things under the same name and number."""

    device: str = ""
    n: int = 0


class RestoredDevice(CopiedDevice):
    """The file knows later work of this very device: its store was set back, or copied."""


@dataclass
class NoMerge(MaillageError):
    """There is no merge with this number to undo, or none at all if it is 0."""

    number: int = 0


@dataclass
class MergeBuiltOn(MaillageError):
    """Later work rests on what a merge brought: undoing the merge would lose it."""

    records: tuple[tuple[str, str], ...]
    """Kind and id of what would be lost."""
    devices: tuple[str, ...]
    """Names of the devices that wrote it."""


class NotAnInvitation(PackageError):
    """The file is a package, not an invitation."""


class InvitationAsPackage(PackageError):
    """The file is an invitation: one joins with it, one does not merge it."""


class NotCoordinator(MaillageError):
    """Only a coordinator's device can do this."""


class NobodyToReadIt(MaillageError):
    """No coordinator's key is known, so the file could be opened by nobody."""


# Lists that others wrote -----------------------------------------------------------


@dataclass
class ListError(MaillageError):
    """A participant list cannot be read."""

    path: str
    exit_code: ClassVar[int] = 5


class NotText(ListError):
    """The file is not a text list."""


class OldWorkbook(ListError):
    """The workbook is of a format before 2007, or under a password."""


class EmptyList(ListError):
    """The list has no row."""


@dataclass
class ListDamaged(ListError):
    """The quotes around a cell do not close where they should; ``line`` is where."""

    line: int = 0


@dataclass
class UnknownList(ListError):
    """No column of the list is known to say a name."""

    headers: tuple[str, ...] = ()


@dataclass
class UnknownColumn(MaillageError):
    """The list has no such column."""

    column: str
    headers: tuple[str, ...] = ()


@dataclass
class UnknownMeaning(MaillageError):
    """A column cannot mean this."""

    field: str
    known: tuple[str, ...] = ()


@dataclass
class ListTooLarge(ListError):
    """The list is larger than any meeting."""

    limit: int = 0


@dataclass
class CannotRead(MaillageError):
    """A file cannot be opened."""

    path: str


class NoEvent(MaillageError):
    """No event has been created yet."""


@dataclass
class BadgeError(MaillageError):
    """The picture of a badge could not be used; ``path`` says which."""

    path: str


class NotAPicture(BadgeError):
    """The file is no picture, is damaged, or is far too large for one."""


class NoBadgeInPicture(BadgeError):
    """There is no code of a badge in the picture that can be read."""
