"""What cannot be done with a record, or taken back any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.errors.base import MaillageError, telling

if TYPE_CHECKING:
    from maillage.domain.values import Stored


@telling
class NotFound(MaillageError):
    """No record has this id here."""

    id: str
    kind: str = ""


@telling
class Erased(MaillageError):
    """The record was erased and never comes back."""

    id: str


@telling
class Deleted(MaillageError):
    """The record is deleted; restore it before changing it."""

    id: str


@telling
class NotErasable(MaillageError):
    """Without its programme, devices and invitations nobody could read or believe a file."""

    kind: str


class NoLongerBelieved(MaillageError):
    """A coordinator has said that this very device is not believed any more."""


@telling
class NotRevocable(MaillageError):
    """No such device is one of the programme's."""

    name: str = ""


class FounderNotRevocable(NotRevocable):
    """The programme began on this device: whom anybody believes rests on it."""


class SelfNotRevocable(NotRevocable):
    """It is this very device."""


class NothingSoLate(NotRevocable):
    """Nothing is here of the number up to which it is to be believed."""


class RevokesItself(NotRevocable):
    """Believed so far, it would end this very device: it said so then, and withdrew it later."""


class EndedByIt(NotRevocable):
    """Believed again, it would bring back a word that ends this very device."""


class StillBelieved(NotRevocable):
    """Nobody has said to believe it no more."""


class NothingToWithdraw(NotRevocable):
    """This device has said nothing against it."""


@telling
class NoConflict(MaillageError):
    """Somebody has already decided, or the field was never disputed."""

    id: str
    field: str


class DisputedAnew(NoConflict):
    """Another value has come that nobody saw who decides: it would be decided against unread."""


class ChangedSince(NoConflict):
    """Somebody has written something else since: undoing would lose it."""


@telling
class NoMerge(MaillageError):
    """There is no merge with this number to undo, or none at all if it is 0."""

    number: int = 0


@telling
class MergeBuiltOn(MaillageError):
    """Later work rests on what a merge brought: undoing the merge would lose it."""

    records: tuple[tuple[str, str], ...]
    """Kind and id of what would be lost."""
    devices: tuple[str, ...]
    """Names of the devices that wrote it."""
    values: tuple[tuple[str, str, Stored, str], ...] = ()
    """Record, field, value in stored form, and the name of the device, of what was written over
    what the merge brought. A record that is new altogether has none."""


@telling
class UsedSince(MaillageError):
    """Somebody has worked on what would be taken back."""

    records: tuple[tuple[str, str], ...]
    """Kind and id of each; both empty for what was erased since."""


@telling
class RedoTooLate(MaillageError):
    """Somebody has changed what would be done again."""


@telling
class ListUsedSince(MaillageError):
    """Somebody has worked on what a list brought: taking the list back would lose it."""

    names: tuple[str, ...]
    """Whom it is about, by name."""


@telling
class SeatedSince(MaillageError):
    """Somebody was seated elsewhere since: putting a plan back would lose it."""


@telling
class PlanChanged(MaillageError):
    """The tables are no longer as whoever agreed to change them had read them."""
