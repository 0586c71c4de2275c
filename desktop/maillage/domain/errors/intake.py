"""Why something from outside cannot be taken in: a list, a badge, a photo."""

from __future__ import annotations

from typing import ClassVar

from maillage.domain.errors.base import MaillageError, telling


@telling
class ListError(MaillageError):
    """A participant list cannot be read."""

    path: str
    exit_code: ClassVar[int] = 5


@telling
class NotText(ListError):
    """The file is not a text list; ``zeros`` where it is mostly what a broken copy leaves."""

    zeros: bool = False


class OldWorkbook(ListError):
    """The workbook is of a format before 2007, or under a password."""


class EmptyList(ListError):
    """The list has no row."""


@telling
class ListDamaged(ListError):
    """The quotes around a cell do not close where they should; ``line`` is where."""

    line: int = 0


@telling
class UnknownList(ListError):
    """No column of the list is known to say a name."""

    headers: tuple[str, ...] = ()


@telling
class UnknownColumn(MaillageError):
    """The list has no such column."""

    column: str
    headers: tuple[str, ...] = ()


@telling
class UnknownMeaning(MaillageError):
    """A column cannot mean this."""

    field: str
    known: tuple[str, ...] = ()


@telling
class ListTooLarge(ListError):
    """The list is larger than any meeting."""

    limit: int = 0


@telling
class CannotRead(MaillageError):
    """A file cannot be opened."""

    path: str


@telling
class BadgeError(MaillageError):
    """The picture of a badge could not be used; ``path`` says which."""

    path: str


class NotAPicture(BadgeError):
    """The file is no picture, or is damaged."""


@telling
class PictureTooLarge(NotAPicture):
    """The picture may be sound, and is larger than any photo: in bytes, or else in pixels."""

    most_bytes: int = 0
    most_pixels: int = 0


class NoBadgeInPicture(BadgeError):
    """There is no code of a badge in the picture that can be read."""


@telling
class AttachmentTooLarge(MaillageError):
    """A content is larger than any that is kept."""

    size: int
    most: int


@telling
class PhotoMissing(MaillageError):
    """A photo is known here, but what it shows has not arrived."""

    sha256: str
