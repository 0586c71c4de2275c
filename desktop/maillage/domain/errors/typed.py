"""What somebody typed, or left out, does not do."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.domain.errors.base import MaillageError


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
class WeakPassphrase(MaillageError):
    """The passphrase is too easy to guess for a file that can be copied."""

    length: int
    least: int


@dataclass
class NoDotsLeft(MaillageError):
    """A table has put all its dots already."""

    table: int
    total: int


class NoEvent(MaillageError):
    """No event has been created yet."""
