"""From the bytes of a list to its header and rows; knows no particular list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from msgspec import Struct

from maillage.domain.errors import EmptyList, ListTooLarge
from maillage.intake import cells, header, separated, vcard
from maillage.intake.cells import LONGEST_CELL, clean
from maillage.intake.flags import Flag, Why
from maillage.intake.separated import MOST_BYTES, Line
from maillage.intake.words import plain
from maillage.intake.workbook import Workbook, is_workbook

MOST_ROWS = 20_000
MOST_COLUMNS = 400
_EVERY = 500
"""Rows between two reports of progress."""

Report = Callable[[int, int, str], None]
"""Told how far it is, of how much (0: nobody knows), in words; raises to stop."""


class Row(Struct, frozen=True):
    """One row: as many cells as there are headers, or more when the row was longer."""

    line: int
    """Line of the file, or row of the sheet, where the row begins, from 1."""
    cells: tuple[str, ...]
    flags: tuple[Flag, ...] = ()


class Table(Struct, frozen=True):
    """A header line and at least one row that is not empty."""

    headers: tuple[str, ...]
    """On one line each; a column without one has none."""
    rows: tuple[Row, ...]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    """Of a workbook, by name."""
    titles: tuple[str, ...] = ()
    """What stands above the header, one text a line."""


def table(content: bytes, name: str, *, sheet: str = "", report: Report = lambda *_: None) -> Table:
    """Return the header and rows of a list; ``name`` is for the errors.

    A workbook has several sheets: the one asked for, else the one that looks like the list.
    Raises NotText, OldWorkbook, EmptyList, ListTooLarge or ListDamaged, and what ``report``
    raises.
    """
    if len(content) > MOST_BYTES:
        raise ListTooLarge(name, limit=MOST_BYTES)
    if vcard.is_cards(content):
        return _cards(content, name, report)
    if is_workbook(content):
        book = Workbook(content, name, lambda: report(0, 0, ""))
        chosen, lines = book.lines(sheet)
        return _table(lines, name, report, sheet=chosen, sheets=book.sheets)
    return _table(separated.lines(content, name, lambda: report(0, 0, "")), name, report)


def _cards(content: bytes, name: str, report: Report) -> Table:
    rows: list[Row] = []
    for line, said, flags in vcard.rows(content, name):
        if len(rows) == MOST_ROWS:
            raise ListTooLarge(name, limit=MOST_ROWS)
        row = _row(line, said, len(vcard.HEADERS))
        rows.append(Row(row.line, row.cells, (*flags, *row.flags)))
        if not len(rows) % _EVERY:
            report(len(rows), 0, "")
    if not rows:
        raise EmptyList(name)
    return Table(vcard.HEADERS, tuple(rows))


def _table(
    lines: Iterator[Line],
    name: str,
    report: Report,
    *,
    sheet: str = "",
    sheets: Sequence[str] = (),
) -> Table:
    first = list(islice(lines, header.BEFORE))
    at = header.place([said for _, said in first])
    below = first[at + 1 :]
    headers = tuple(map(header.shown, first[at][1])) if at >= 0 else ()
    if at < 0:
        headers = ("",) * max((len(said) for _, said in first), default=0)
    while headers and not headers[-1] and not _is_said(below, len(headers) - 1):
        headers = headers[:-1]
    if len(headers) > MOST_COLUMNS:
        raise ListTooLarge(name, limit=MOST_COLUMNS)
    again = tuple(map(plain, headers))
    rows: list[Row] = []
    for line, said in chain(below, lines):
        if header.repeats(said, again):
            continue
        if len(rows) == MOST_ROWS:
            raise ListTooLarge(name, limit=MOST_ROWS)
        rows.append(_row(line, said, len(headers)))
        if not len(rows) % _EVERY:
            report(len(rows), 0, "")
    if not rows:
        raise EmptyList(name)
    titles = tuple(
        " ".join(filter(None, map(header.shown, said))) for _, said in first[: max(at, 0)]
    )
    return _without_empty_columns(Table(headers, tuple(rows), sheet, tuple(sheets), titles))


def _is_said(lines: Sequence[Line], column: int) -> bool:
    return any("".join(said[column:]).strip() for _, said in lines)


def _row(line: int, said: list[str], columns: int) -> Row:
    kept = said[: columns + MOST_COLUMNS]
    flags = [] if cells.is_plain(kept) else _cleaned(kept)
    # A separator at the end of a line adds an empty cell, which says nothing.
    while len(kept) > columns and not kept[-1].strip():
        kept.pop()
    if len(kept) < columns:
        flags.append(Flag("", str(len(kept)), Why.SHORT_ROW))
        kept += [""] * (columns - len(kept))
    elif len(kept) > columns:
        flags.append(Flag("", str(len(kept)), Why.LONG_ROW))
    return Row(line, tuple(kept), tuple(flags))


def _cleaned(kept: list[str]) -> list[Flag]:
    """Clean the cells of a row where they stand; return what was changed."""
    flags = []
    for at, cell in enumerate(kept):
        text, hidden = clean(cells.unwrapped(cell))
        kept[at] = text[:LONGEST_CELL]
        if hidden:
            flags.append(Flag("", kept[at], Why.HIDDEN_LETTERS))
        if len(text) > LONGEST_CELL:
            flags.append(Flag("", kept[at], Why.TOO_LONG))
    return flags


def _without_empty_columns(found: Table) -> Table:
    """Return a table without the columns that have neither header nor cell."""
    columns = range(len(found.headers))
    said = [
        column
        for column in columns
        if found.headers[column] or any(row.cells[column].strip() for row in found.rows)
    ]
    if len(said) == len(columns):
        return found
    more = len(found.headers)
    rows = (
        Row(row.line, (*(row.cells[at] for at in said), *row.cells[more:]), row.flags)
        for row in found.rows
    )
    headers = tuple(found.headers[at] for at in said)
    return Table(headers, tuple(rows), found.sheet, found.sheets, found.titles)
