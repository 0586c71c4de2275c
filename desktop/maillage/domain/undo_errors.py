"""Why something that was recorded cannot be taken back any more."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.domain.errors import MaillageError


@dataclass
class UsedSince(MaillageError):
    """Somebody has worked on what would be taken back."""

    records: tuple[tuple[str, str], ...]
    """Kind and id of each; both empty for what was erased since."""


@dataclass
class ListUsedSince(MaillageError):
    """Somebody has worked on what a list brought: taking the list back would lose it."""

    names: tuple[str, ...]
    """Whom it is about, by name."""
