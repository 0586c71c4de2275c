"""From the bytes of a list to its header and rows; knows no particular list."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from maillage.domain.errors import EmptyList, ListDamaged, ListTooLarge, NotText
from maillage.intake.flags import Flag, Why

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
LONGEST_CELL = 10_000
"""Characters; a longer cell is cut and its row flagged."""

SEPARATORS = (";", ",", "\t")
_SAMPLE = 20
"""Rows looked at to tell the separator."""
_SAID = re.compile(r'\A"?sep=([;,\t|])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""What Excel writes first to say which separator it used."""
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
"""How workbooks, PDF and pictures begin."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b]")
"""Characters nobody types: they would move a terminal's cursor or hide in a name."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: as many cells as there are headers, or more when the row was longer."""

    line: int
    """Line of the file where the row begins, from 1."""
    cells: tuple[str, ...]
    flags: tuple[Flag, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A header line and at least one row that is not empty."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def table(content: bytes, name: str) -> Table:
    """Return the header and rows of a list; ``name`` is for the errors.

    Raises NotText, EmptyList, ListTooLarge or ListDamaged, never anything else.
    """
    if len(content) > MOST_BYTES:
        raise ListTooLarge(name, limit=MOST_BYTES)
    text = _decoded(content, name)
    said = _SAID.match(text)
    first = said[0].count("\n") or 1 if said else 0
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text)
    rows = _rows(text, separator, first, name)
    _, headers = next(rows, (0, ()))
    found: list[Row] = []
    for line, cells in rows:
        if len(found) == MOST_ROWS:
            raise ListTooLarge(name, limit=MOST_ROWS)
        found.append(_row(line, cells, len(headers)))
    if not found:
        raise EmptyList(name)
    return Table(tuple(_clean(header)[0] for header in headers), tuple(found))


def _decoded(content: bytes, name: str) -> str:
    """Return the text: by its mark, else UTF-8, else Windows-1252, else NotText is raised."""
    marked = next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
    if content.startswith(_BINARY):
        raise NotText(name)
    for codec in (marked,) if marked else ("utf-8", "cp1252"):
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise NotText(name)


def _separator(text: str) -> str:
    """Return the separator that cuts the first rows most evenly, then most finely."""

    def evenness(separator: str) -> tuple[float, int]:
        rows: list[int] = []
        # What goes wrong with the right separator is told when the whole list is read.
        with contextlib.suppress(ListDamaged):
            some = islice(_rows(text, separator, 0, ""), _SAMPLE)
            rows.extend(len(cells) for _, cells in some)
        columns, *others = rows or [0]
        if columns < 2:  # noqa: PLR2004 - one column is what a wrong separator gives
            return (0, columns)
        return ((1 + others.count(columns)) / len(rows), columns)

    return max(SEPARATORS, key=evenness)


def _rows(text: str, separator: str, line: int, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the line where it begins."""
    # The limit is the process's own: the same value for whoever reads, so no harm.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        while True:
            begins = line + reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if any(cell.strip() for cell in cells):
                yield begins, cells
    except csv.Error as error:
        raise ListDamaged(name, line=line + reader.line_num) from error


def _row(line: int, cells: list[str], columns: int) -> Row:
    flags = []
    kept = []
    for cell in cells:
        clean, hidden = _clean(cell)
        if hidden:
            flags.append(Flag("", clean[:LONGEST_CELL], Why.HIDDEN_LETTERS))
        if len(clean) > LONGEST_CELL:
            flags.append(Flag("", clean[:LONGEST_CELL], Why.TOO_LONG))
        kept.append(clean[:LONGEST_CELL])
    # A separator at the end of a line adds an empty cell, which says nothing.
    while len(kept) > columns and not kept[-1].strip():
        kept.pop()
    if len(kept) < columns:
        flags.append(Flag("", str(len(kept)), Why.SHORT_ROW))
        kept += [""] * (columns - len(kept))
    elif len(kept) > columns:
        flags.append(Flag("", str(len(kept)), Why.LONG_ROW))
    return Row(line, tuple(kept), tuple(flags))


def _clean(cell: str) -> tuple[str, bool]:
    """Return a cell without hidden characters, and whether there were any."""
    clean = _HIDDEN.sub("", cell)
    return clean, clean != cell
