"""Why something from outside cannot be taken in: a list, a badge, a photo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from maillage.domain.errors.base import MaillageError


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


@dataclass
class BadgeError(MaillageError):
    """The picture of a badge could not be used; ``path`` says which."""

    path: str


class NotAPicture(BadgeError):
    """The file is no picture, is damaged, or is far too large for one."""


class NoBadgeInPicture(BadgeError):
    """There is no code of a badge in the picture that can be read."""


@dataclass
class AttachmentTooLarge(MaillageError):
    """A content is larger than any that is kept."""

    size: int
    most: int


@dataclass
class PhotoMissing(MaillageError):
    """A photo is known here, but what it shows has not arrived."""

    sha256: str
