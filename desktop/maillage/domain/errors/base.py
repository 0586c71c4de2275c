"""What every error that a person reads has in common.

A type without fields of its own needs no ``@telling``: it has its parent's, and starts sooner.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform()
def telling(error: type[T]) -> type[T]:
    """Return an error's class with the fields that tell what went wrong.

    A dataclass, but only its ``__init__`` is made: there are forty, and each is made at the start.
    """
    return dataclass(eq=False, repr=False)(error)


@telling
class MaillageError(Exception):
    """Something a person should read; nothing was changed, nothing was lost."""

    exit_code: ClassVar[int] = 1

    def __eq__(self, other: object) -> bool:
        """Return whether both tell the same."""
        return type(other) is type(self) and str(other) == str(self)

    def __hash__(self) -> int:
        """Return the same for errors that tell the same."""
        return hash(str(self))

    def __repr__(self) -> str:
        """Return the type and what it tells."""
        told = (f"{one.name}={getattr(self, one.name)!r}" for one in fields(self))
        return f"{type(self).__name__}({', '.join(told)})"

    def __str__(self) -> str:
        """Return the type and fields, for logs; people read the translated sentence."""
        return repr(self)
