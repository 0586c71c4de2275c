"""What somebody typed, or left out, does not do."""

from __future__ import annotations

from maillage.domain.errors.base import MaillageError, telling


@telling
class TooLong(MaillageError):
    """A text is longer than its field allows."""

    field: str
    length: int
    limit: int


@telling
class WrongValue(MaillageError):
    """A value does not fit its field."""

    field: str
    value: str


@telling
class UnknownField(MaillageError):
    """A record of this kind has no such field."""

    kind: str
    field: str


@telling
class FixedField(MaillageError):
    """Whom a record describes is said once, when it is added."""

    kind: str
    field: str


@telling
class MissingValue(MaillageError):
    """Something that is needed was left empty."""

    field: str


@telling
class WeakPassphrase(MaillageError):
    """The passphrase is too easy to guess for a file that can be copied."""

    length: int
    least: int


@telling
class NoDotsLeft(MaillageError):
    """A table has put all its dots already."""

    table: int
    total: int


@telling
class NoDotOfTable(MaillageError):
    """An idea has dots, but none of the table that would take one back."""

    table: int


class NoEvent(MaillageError):
    """No event has been created yet."""


class EndsTooSoon(MaillageError):
    """A meeting ends before it begins."""


@telling
class TooManyDays(MaillageError):
    """A meeting lasts longer than any does: a year was mistyped."""

    most: int
