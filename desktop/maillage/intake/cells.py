"""From whatever a cell holds to the text a person would read in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

LONGEST_CELL = 10_000
"""Characters; a longer cell is cut and its row flagged."""

_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\u200b]")
"""Characters nobody types: they would move a terminal's cursor or hide in a name."""
_KEPT_AS_TEXT = re.compile(r'="([^"]*)"')
"""What exports write so that Excel leaves a number as it is: ="01234"."""
_EXACT = 1e15
"""Below this, a whole number that a spreadsheet keeps as a fraction is exact."""


def clean(cell: str) -> tuple[str, bool]:
    """Return a cell without hidden characters, and whether there were any."""
    kept = _HIDDEN.sub("", cell)
    return kept, kept != cell


def is_plain(row: Sequence[str]) -> bool:
    """Tell whether no cell of a row needs any cleaning: most rows, told in one look."""
    joined = "\n".join(row)
    return len(joined) < LONGEST_CELL and '="' not in joined and not _HIDDEN.search(joined)


def unwrapped(cell: str) -> str:
    """Return what an export protected from Excel by a formula: ="01234" is 01234."""
    found = _KEPT_AS_TEXT.fullmatch(cell)
    return found[1] if found else cell


def text(value: object) -> str:
    """Return the text of a value of a workbook: 75011.0 is "75011", a day has no hour."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < _EXACT
        return str(int(value)) if whole else f"{value:.15g}"
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, (int, timedelta)):
        return str(value)
    return ""
