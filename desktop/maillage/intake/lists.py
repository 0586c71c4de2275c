"""The way in: a file that somebody exported elsewhere, read as entrants.

A new kind of list is one module with SOURCE, ``recognises`` and ``entrants``, named in KINDS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from maillage.domain.errors import CannotRead, UnknownList
from maillage.domain.vocabulary import Source
from maillage.intake import helloasso
from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag
from maillage.intake.table import MOST_BYTES, Table, table


class Kind(Protocol):
    """What a module that knows one kind of list has."""

    SOURCE: Source

    def recognises(self, headers: Sequence[str]) -> bool:
        """Tell whether a header line is of this kind."""

    def entrants(self, table: Table) -> tuple[Entrant, ...]:
        """Return the entrant of every row, in the order of the list."""


KINDS: tuple[Kind, ...] = (helloasso,)


@dataclass(frozen=True, slots=True)
class ListRead:
    """A list that was understood."""

    source: Source
    entrants: tuple[Entrant, ...]

    @property
    def flags(self) -> tuple[tuple[Entrant, Flag], ...]:
        """Everything a person should look at, in the order of the list."""
        return tuple((one, flag) for one in self.entrants for flag in one.flags)


def read(path_or_bytes: Path | bytes, name: str = "") -> ListRead:
    """Return what a list says; ``name`` is what errors call it, the path by default.

    Raises CannotRead, or a ListError: NotText, EmptyList, ListTooLarge, ListDamaged,
    UnknownList.
    """
    if isinstance(path_or_bytes, Path):
        name = name or str(path_or_bytes)
        try:
            with path_or_bytes.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise CannotRead(name) from error
    else:
        content = path_or_bytes
    found = table(content, name)
    for kind in KINDS:
        if kind.recognises(found.headers):
            return ListRead(kind.SOURCE, kind.entrants(found))
    raise UnknownList(name, headers=found.headers)
