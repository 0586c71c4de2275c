"""Reading lists: as long as any meeting's, against the bare readers, and lists made to be slow."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from python_calamine import load_workbook
from tests.intake.workbooks import xlsx

from maillage.domain.errors import ListError
from maillage.intake import lists

ROWS = 20_000
HEADER = ["Nom", "Prénom", "E-mail", "Téléphone", "Structure", "Code postal", "Vous êtes"]
TARGETS = {
    "csv_bare": "≤ 12 × csv",
    "xlsx_bare": "≤ 8 × calamine",
}


def read(_: Path | None = None) -> dict[str, float]:
    """Return the seconds of a long list of either kind and of the bare reader, and of bad ones."""
    rows = [_person(n) for n in range(ROWS)]
    text = "\n".join(";".join(row) for row in [HEADER, *rows]).encode()
    book = xlsx([HEADER, *rows])
    # What is imported by the first use is no part of it.
    lists.read(xlsx([HEADER, rows[0]]))
    table, found = _timed(lambda: lists.opened(text))
    columns = lists.suggested(found)
    return {
        "csv": table,
        "csv_bare": _timed(lambda: list(csv.reader(io.StringIO(text.decode()), delimiter=";")))[0],
        "xlsx": _timed(lambda: lists.opened(book))[0],
        "xlsx_bare": _timed(lambda: _bare(book))[0],
        "understood": _timed(lambda: lists.understood(found, *columns, event="e"))[0],
        **{name: _timed(partial(_refused, content))[0] for name, content in _bad().items()},
    }


def _bad() -> dict[str, bytes]:
    return {
        "million_empty_rows": _empty_rows(1_000_000),
        "empty_lines_20_mb": b"Nom\nAda\n" + b";\n" * 9_900_000,
        "stray_cell": _stray(),
    }


def _person(n: int) -> list[str]:
    phone = f"06 12 {n // 10_000:02} {n // 100 % 100:02} {n % 100:02}"
    place = f"{1000 + n * 4:05}"
    return [f"NOM{n}", "Ada", f"a{n}@pont.example", phone, f"Pont {n % 700}", place, "CESF"]


def _timed(job: Callable[[], object]) -> tuple[float, object]:
    began = time.perf_counter()
    found = job()
    return time.perf_counter() - began, found


def _bare(book: bytes) -> object:
    return load_workbook(io.BytesIO(book)).get_sheet_by_index(0).to_python()


def _refused(content: bytes) -> object:
    try:
        return lists.opened(content)
    except ListError as error:
        return error


def _empty_rows(count: int) -> bytes:
    first = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
    row = '<row r="{0}" s="1"><c r="A{0}" s="1"/><c r="B{0}" s="1"/></row>'
    return xlsx(first + "".join(row.format(n) for n in range(3, count)))


def _stray() -> bytes:
    return xlsx(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="9"><c r="XFD1048576"><v>1</v></c></row>'
    )


def lines(run: dict[str, float], row: str) -> list[str]:
    """Return the lines of the bench's table."""
    said = []
    for kind, bare in (("csv", "csv_bare"), ("xlsx", "xlsx_bare")):
        ratio = f"{run[kind] / run[bare]:.1f} bare"
        said.append(
            row.format(f"list of {ROWS}, {kind}", f"{run[kind]:.2f} s", ratio, TARGETS[bare])
        )
    names = {
        "understood": f"  {ROWS} lines understood",
        "million_empty_rows": "workbook with a million empty rows",
        "empty_lines_20_mb": "20 MB of empty lines",
        "stray_cell": "stray cell at the end of a sheet, refused",
    }
    return said + [row.format(name, f"{run[what]:.2f} s", "", "") for what, name in names.items()]
