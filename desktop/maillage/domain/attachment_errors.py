"""What can be wrong with a file that somebody attaches."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.domain.errors import MaillageError


@dataclass
class AttachmentTooLarge(MaillageError):
    """A content is larger than any that is kept."""

    size: int
    most: int


@dataclass
class PhotoMissing(MaillageError):
    """A photo is known here, but what it shows has not arrived."""

    sha256: str
