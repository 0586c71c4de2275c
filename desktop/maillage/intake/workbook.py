"""An Excel or LibreOffice workbook: first made safe to open, then one of its sheets read.

The library lays a sheet out as a rectangle from its first cell to its last, so one stray cell
at the end of a sheet would take gigabytes, and it reads whatever a member of the archive
inflates to. So a workbook is first copied, in memory, without its empty cells, pictures and
macros, while counting; what is opened is the copy.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar
from xml.parsers import expat

from maillage.domain.errors import (
    EmptyList,
    ListDamaged,
    ListTooLarge,
    MaillageError,
    NotText,
    OldWorkbook,
)
from maillage.intake import cells
from maillage.intake.separated import Line

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

T = TypeVar("T")

MOST_INFLATED = 500_000_000
"""Bytes read from an archive: a million empty rows are far fewer, a bomb far more."""
MOST_KEPT = 150_000_000
"""Bytes of it that say something."""
MOST_CELLS = 3_000_000
"""Cells from the first to the last of a sheet."""
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    ArithmeticError,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading a damaged archive may raise: nonsense in it is not always told as such."""
_CHUNK = 1 << 20
_LONGEST_ROW = 1 << 24
_OLE = b"\xd0\xcf\x11\xe0"
"""How Excel files before 2007 begin, and those under a password."""
_MANIFEST = "META-INF/manifest.xml"
"""Where LibreOffice says that a workbook is under a password."""
# No tag has a second «<» inside, so none of these looks at a byte twice.
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\b(?=[^<>]*\br=)[^<>]*(?:/>|></(?:\w+:)?c>)")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^<>]*\br=)[^<>]*(?:/>|>\s*</(?:\w+:)?row>)")
_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"")
_FILLER = re.compile(
    rb"<table:table-cell\b[^<>]*number-columns-repeated=\"\d{3,}\"[^<>]*"
    rb"(?:/>|></table:table-cell>)"
)
_FAR = re.compile(rb"number-rows-repeated=\"\d{4,}\"")
_STEP = re.compile(
    rb"<table:(table-row|table-cell|covered-table-cell|table)\b"
    rb"(?:[^<>]*?number-(?:rows|columns)-repeated=\"(\d{1,9})\")?"
)


class Workbook:
    """A workbook that is safe to open; raises NotText, OldWorkbook, ListDamaged, ListTooLarge."""

    def __init__(
        self, content: bytes, name: str, report: Callable[[], None] = lambda: None
    ) -> None:
        """Open a workbook; ``report`` is called now and then and may raise to stop."""
        from python_calamine import load_workbook

        self._name = name
        safe = io.BytesIO(_copied(content, name, report))
        self._book: CalamineWorkbook = _guarded(name, lambda: load_workbook(safe))
        self.sheets: tuple[str, ...] = tuple(self._book.sheet_names)

    def lines(self, sheet: str = "") -> tuple[str, Iterator[Line]]:
        """Return the name of a sheet and its rows that are not empty: by default the fullest.

        Raises EmptyList if no sheet has any.
        """
        wanted = [sheet] if sheet in self.sheets else self.sheets
        found = [_guarded(self._name, partial(self._book.get_sheet_by_name, one)) for one in wanted]
        tallest = max((one.height for one in found), default=0)
        # A first sheet of explanations is short; two long ones come in their own order.
        for one in sorted(found, key=lambda one: one.height * 4 < tallest):
            rows = _guarded(self._name, partial(_rows, one))
            if rows:
                return one.name, iter(rows)
        raise EmptyList(self._name)


def _rows(sheet: CalamineSheet) -> list[Line]:
    begins = (sheet.start or (0, 0))[0] + 1
    rows = []
    for number, row in enumerate(sheet.iter_rows(), start=begins):
        said = [cells.text(value) for value in row]
        if any(cell.strip() for cell in said):
            rows.append((number, said))
    return rows


def is_workbook(content: bytes) -> bool:
    """Tell whether a file begins as workbooks do, old ones included."""
    return content.startswith((b"PK\x03\x04", _OLE))


def _guarded(name: str, job: Callable[[], T]) -> T:
    """Return what the library returns; whatever goes wrong inside it is ListDamaged."""
    try:
        return job()
    except (KeyboardInterrupt, SystemExit, MemoryError, MaillageError):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        raise ListDamaged(name) from error


def _copied(content: bytes, name: str, report: Callable[[], None]) -> bytes:
    """Return the workbook without what says nothing, or raise what is wrong with it."""
    if content.startswith(_OLE):
        raise OldWorkbook(name)
    copy = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(copy, "w") as target:
            names = set(source.namelist())
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise NotText(name)
            budget = _Budget(name, report)
            for member in source.infolist():
                if _says_something(member.filename):
                    data = budget.take(source, member)
                    if member.filename == _MANIFEST and b"encryption-data" in data:
                        raise OldWorkbook(name)
                    target.writestr(zipfile.ZipInfo(member.filename), data)
    except _BROKEN as error:
        # RuntimeError is what an archive under a password gives.
        raise ListDamaged(name) from error
    return copy.getvalue()


def _says_something(member: str) -> bool:
    """Tell whether a member is one of those a sheet is read from."""
    if member in {"mimetype", "content.xml", "[Content_Types].xml", _MANIFEST}:
        return True
    about = ("_rels/", "xl/_rels/", "xl/worksheets/", "xl/chartsheets/")
    parts = {"xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
    return member in parts or (member.startswith(about) and member.endswith((".xml", ".rels")))


class _Budget:
    """What may still be read of one archive."""

    def __init__(self, name: str, report: Callable[[], None]) -> None:
        self._name, self._report = name, report
        self._inflated = self._kept = 0

    def take(self, source: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
        """Return a member without its empty cells; raises ListTooLarge."""
        shape = _SHAPES.get(member.filename.rpartition("/")[0] or member.filename)
        sheet = shape() if shape else None
        kept = _Kept(is_xml=member.filename != "mimetype")
        rest = b""
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise zipfile.BadZipFile  # no program writes workbooks so
        with source.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                self._inflated += len(chunk)
                if self._inflated > MOST_INFLATED:
                    raise ListTooLarge(self._name, limit=MOST_INFLATED)
                data = rest + chunk
                # A row longer than any is cut where it is, or looking for its end has none.
                at = _break(data) if sheet and len(data) < _LONGEST_ROW else len(data)
                rest = data[at:]
                self._keep(kept, data[:at], sheet)
                self._report()
        self._keep(kept, rest, sheet)
        return kept.whole()

    def _keep(self, kept: _Kept, data: bytes, sheet: _Shape | None) -> None:
        if sheet:
            data = sheet.thinned(data)
            if sheet.cells > MOST_CELLS:
                raise ListTooLarge(self._name, limit=MOST_CELLS)
        self._kept += len(data)
        if self._kept > MOST_KEPT:
            raise ListTooLarge(self._name, limit=MOST_KEPT)
        kept.write(data)


class _Kept:
    """What is kept of a member, known to be well-formed: the library may turn for ever if not."""

    def __init__(self, *, is_xml: bool) -> None:
        self._data = io.BytesIO()
        self._parser = expat.ParserCreate() if is_xml else None
        if self._parser:
            # No workbook declares entities, which may grow without end.
            self._parser.StartDoctypeDeclHandler = _refuse

    def write(self, data: bytes) -> None:
        """Keep some more; raises ExpatError if it is not well-formed."""
        if self._parser:
            self._parser.Parse(data, False)
        self._data.write(data)

    def whole(self) -> bytes:
        """Return all of it; raises ExpatError if an end is missing."""
        if self._parser:
            self._parser.Parse(b"", True)
        return self._data.getvalue()


def _refuse(*_said: object) -> None:
    raise expat.ExpatError


def _break(data: bytes) -> int:
    """Return where to cut: before the last row, so that an empty one is seen whole, or a tag."""
    row = max(data.rfind(b"<row"), data.rfind(b"<table:table-row"))
    return row if row > 0 else data.rfind(b">") + 1


class _Shape(Protocol):
    """How much room a sheet would take."""

    cells: int
    """From the first to the last, the empty ones between them included."""

    def thinned(self, data: bytes) -> bytes:
        """Return the next part of a sheet without its empty cells, having measured it."""


class _Excel:
    """A sheet of Excel, whose cells say where they are."""

    def __init__(self) -> None:
        self.cells = 0
        self._rows: tuple[int, int] | None = None
        self._columns: tuple[int, int] = (0, 0)

    def thinned(self, data: bytes) -> bytes:
        """Leave out empty cells and rows; widen the rectangle by the others."""
        data = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", data))
        places = {(column, int(row)) for column, row in _CELL.findall(data)}
        if places:
            columns = [_number(column) for column in {column for column, _ in places}]
            rows = [row for _, row in places]
            low, high = self._rows or (rows[0], rows[0])
            left, right = self._columns if self._rows else (columns[0], columns[0])
            self._rows = (min(low, *rows), max(high, *rows))
            self._columns = (min(left, *columns), max(right, *columns))
            tall, wide = (last - first + 1 for first, last in (self._rows, self._columns))
            self.cells = tall * wide
        return data


class _LibreOffice:
    """The sheets of LibreOffice, where equal neighbours are written once with their number."""

    def __init__(self) -> None:
        self.cells = self._widest = self._tall = self._width = 0

    def thinned(self, data: bytes) -> bytes:
        """Leave out what fills a sheet to its end; count the rest as often as it repeats."""
        data = _FAR.sub(b'number-rows-repeated="1"', _FILLER.sub(b"", data))
        for what, repeated in _STEP.findall(data):
            times = int(repeated or 1)
            if what == b"table":
                self._tall = self._width = self._widest = 0
            elif what == b"table-row":
                self._tall += times
                self._width = 0
            else:
                self._width += times
                self._widest = max(self._widest, self._width)
            self.cells = max(self.cells, self._tall * self._widest)
        return data


_SHAPES: dict[str, Callable[[], _Shape]] = {"xl/worksheets": _Excel, "content.xml": _LibreOffice}


def _number(letters: bytes) -> int:
    """Return the number of a column by its letters, from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
