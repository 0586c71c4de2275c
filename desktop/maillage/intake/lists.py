"""The way in: a file that somebody exported elsewhere, read as entrants.

A list that is recognised brings what its columns mean (``formats``), any other has it guessed
(``guess``); from there on all lists are read alike. A new kind of list is one more Format.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from msgspec import Struct

from maillage.domain.errors import CannotRead
from maillage.domain.vocabulary import Source
from maillage.intake import formats, keys
from maillage.intake.entrant import Entrant, entrant
from maillage.intake.flags import Flag
from maillage.intake.guess import guess
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.remembered import Remembered, recall
from maillage.intake.separated import MOST_BYTES
from maillage.intake.table import Report, Table, table

_EVERY = 250
"""Rows between two reports of progress."""


class Origin(Enum):
    """Where what the columns mean comes from."""

    RECOGNISED = "recognised"
    REMEMBERED = "remembered"
    GUESSED = "guessed"
    TAKEN = "taken"
    """Guessed, as they were when the same columns were taken in."""
    CORRECTED = "corrected"


class ListRead(Struct, frozen=True):
    """A list as it was understood."""

    source: Source
    table: Table
    columns: ColumnMap
    origin: Origin
    entrants: tuple[Entrant, ...]

    @property
    def flags(self) -> tuple[tuple[Entrant, Flag], ...]:
        """Everything a person should look at, in the order of the list."""
        return tuple((one, flag) for one in self.entrants for flag in one.flags)


def opened(
    path_or_bytes: Path | bytes,
    name: str = "",
    *,
    sheet: str = "",
    report: Report = lambda *_: None,
) -> Table:
    """Return header and rows of a file; ``name`` is what errors call it, by default its path.

    Raises CannotRead or a ListError, and what ``report`` raises.
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
    return table(content, name, sheet=sheet, report=report)


def suggested(found: Table, remembered: Sequence[Remembered] = ()) -> tuple[ColumnMap, Origin]:
    """Return what the columns mean: as a person said before, as the format says, or by guess."""
    if known := recall(found.headers, remembered):
        return known, Origin.REMEMBERED
    if its := formats.of(found.headers):
        return its.columns(found.headers), Origin.RECOGNISED
    return guess(found), Origin.GUESSED


def understood(
    found: Table,
    columns: ColumnMap,
    origin: Origin,
    *,
    event: str = "",
    report: Report = lambda *_: None,
) -> ListRead:
    """Return the entrants of a list whose columns mean this, each with the key of this event."""
    its = formats.of(found.headers)
    source = its.source if its else Source.LIST
    places = [(at, meaning) for at, meaning in enumerate(columns.fields) if meaning]
    entrants = []
    for number, row in enumerate(found.rows):
        if not number % _EVERY:
            report(number, len(found.rows), "")
        said = {meaning: row.cells[at] for at, meaning in places}
        entrants.append(entrant(row, said))
    keyed = keys.keyed(entrants, source=source, event=event)
    return ListRead(source, found, columns, origin, keyed)


def turned(said: ListRead, *, event: str = "") -> ListRead | None:
    """Return the same list with both names of one column the other way round, if it has one."""
    for meaning, other in (
        (Meaning.LAST_FIRST, Meaning.FULL_NAME),
        (Meaning.FULL_NAME, Meaning.LAST_FIRST),
    ):
        if (at := said.columns.column(meaning)) is not None:
            columns = said.columns.with_field(at, other)
            return understood(said.table, columns, said.origin, event=event)
    return None


def read(path_or_bytes: Path | bytes, name: str = "", *, event: str = "") -> ListRead:
    """Return what a list says, its columns taken as they are recognised or guessed.

    Raises CannotRead or a ListError.
    """
    found = opened(path_or_bytes, name)
    return understood(found, *suggested(found), event=event)
