"""Why a file that travels cannot be used, or written."""

from __future__ import annotations

from typing import ClassVar

from maillage.domain.errors.base import MaillageError, telling


@telling
class PackageError(MaillageError):
    """A received file cannot be used; the others of the batch go on."""

    path: str
    exit_code: ClassVar[int] = 4


class NotAPackage(PackageError):
    """The file is something else."""


class EmptyPackage(NotAPackage):
    """The file has nothing in it: it was cut off while it was copied."""


@telling
class PackageDamaged(PackageError):
    """The file is truncated or altered."""

    detail: str = ""


class PackageForOthers(PackageError):
    """The file is sealed for somebody else, or with other words."""


class OtherInvitationWords(PackageForOthers):
    """The invitation opens with other words than those given."""


class PackageNeedsPassphrase(PackageError):
    """The file is sealed with a passphrase and none was given."""


class PackageTooNew(PackageError):
    """A later version of Maillage has written this file."""


@telling
class PackageTooLarge(PackageError):
    """The file is beyond a limit that no honest file reaches."""

    limit: str = ""


@telling
class OtherProgramme(PackageError):
    """The file belongs to another programme."""

    programme: str = ""


@telling
class UnknownDevice(PackageError):
    """No coordinator of this programme has invited the device that wrote the file."""

    device: str = ""
    words: str = ""


@telling
class ForgedPackage(PackageError):
    """The signature is not that of the device the file names."""

    device: str = ""


@telling
class CopiedDevice(PackageError):
    """Two laptops recorded different things under the same name and number."""

    device: str = ""
    n: int = 0
    name: str = ""
    """What the device is called here."""


class CopyOfThis(CopiedDevice):
    """The file is of the other of two laptops that bear the name of this one."""


@telling
class CopyInBetween(CopiedDevice):
    """The file is of somebody who took in the work of the other of those two laptops."""

    writer: str = ""


class RestoredDevice(CopiedDevice):
    """The file knows later work of this very device: its store was set back, or copied."""


class NotAnInvitation(PackageError):
    """The file is a package, not an invitation."""


class InvitationAsPackage(PackageError):
    """The file is an invitation: one joins with it, one does not merge it."""


@telling
class RevokedDevice(PackageError):
    """The file is of a device that a coordinator no longer believes, and later than that."""

    device: str = ""


class NotCoordinator(MaillageError):
    """Only a coordinator's device can do this."""


class NobodyToReadIt(MaillageError):
    """No coordinator's key is known, so the file could be opened by nobody."""
