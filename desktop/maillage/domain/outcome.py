"""What a merge would do, and what it did: the same facts, of every file and every device."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from maillage.domain.errors import MaillageError
from maillage.domain.ranges import Range


class FileReport(Struct, frozen=True):
    """What becomes of one file."""

    path: Path
    device: str = ""
    """What the device is called that wrote it."""
    new: int = 0
    known: int = 0
    refused: MaillageError | None = None
    conflicts: int = 0
    """New disputes in which one of the values is this file's; another file's may be too."""


class Gap(Struct, frozen=True):
    """What another device wrote and this store does not have."""

    device: str
    name: str
    exports: tuple[Range, ...]
    """Running numbers of its files that never came here."""
    changes: tuple[Range, ...]
    """Running numbers of its operations that came in no file at all; none: a later file
    holds what was in the missing ones."""

    @property
    def missing(self) -> int:
        """How many of its changes are not here."""
        return sum(last - first + 1 for first, last in self.changes)


class Erasing(Struct, frozen=True, kw_only=True):
    """Whom files erase for ever."""

    people_erased: int = 0
    """How many people who are here; undoing the merge does not bring them back."""


class MergePlan(Erasing, frozen=True):
    """What a merge does: refused files change nothing, the others go in together."""

    files: tuple[FileReport, ...]
    conflicts: int
    """Fields that wait for a decision and did not before."""
    gaps: tuple[Gap, ...] = ()
    """What of other devices has not arrived, these files included."""
    newcomers: tuple[str, ...] = ()
    """Names of devices that become known by these files."""
    namesakes: tuple[str, ...] = ()
    """What devices are called from now on that have to be told apart from one of their name."""
    ignored: int = 0
    """How many changes count no more, or never did: a coordinator believes who wrote them no
    more after some number. Less than none: so many count again."""

    @property
    def new(self) -> int:
        """How many operations are not known before."""
        return sum(file.new for file in self.files)

    @property
    def known(self) -> int:
        """How many operations are here already."""
        return sum(file.known for file in self.files)

    @property
    def refused(self) -> tuple[FileReport, ...]:
        """The files that cannot be used."""
        return tuple(file for file in self.files if file.refused)


class MergeReport(MergePlan, frozen=True):
    """What a merge did."""

    merge: int | None = None
    """Its number, to undo it by; none if no file was taken in."""


class Merged(Struct, frozen=True):
    """A merge that was done here."""

    number: int
    at: datetime
    files: tuple[str, ...]
    """Names of its files, as far as it was not undone."""
    devices: tuple[str, ...]
    """Names of the devices that wrote them."""
    operations: int
    """How many operations came by it and are still here."""
    undone: bool


class Undone(Struct, frozen=True):
    """What undoing a merge did."""

    number: int
    operations: int
    """How many operations were taken out."""
    kept: int
    """How many stay, because a file of another merge holds them too."""
    erased: int
    """How many records the merge had erased: they stay erased."""
    ignored: int = 0
    """How many changes that stay count no more by it; negative: count again."""


class Receipt(Struct, frozen=True):
    """What one coordinator's latest file says it has of this device's work."""

    device: str
    name: str
    missing: int
    """How many changes and erasures it had not when it wrote that file."""
    at: datetime | None
    """When it wrote the file, by its own clock; none if none ever came."""


class Handover(Struct, frozen=True):
    """Whether the coordination has all that was recorded on this device."""

    missing: int
    """How many changes and erasures no coordinator is known to have."""
    coordinators: tuple[Receipt, ...]
    """The other coordinators, by name."""

    @property
    def complete(self) -> bool:
        """Whether everything is with the coordination."""
        return self.missing == 0
