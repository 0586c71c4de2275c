"""What every error that a person reads has in common.

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
