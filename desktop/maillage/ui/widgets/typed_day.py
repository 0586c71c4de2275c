"""What digits and separators typed into a day say: `7/3/27`, `07.03.2027` or `07032027`."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

DAY, MONTH, YEAR = range(3)
SEPARATORS = " /.-:,"
WIDTHS = (2, 2, 4)
LARGEST = (31, 12, 9999)
CENTURY = 2000


@dataclass(frozen=True)
class TypedDay:
    """The day said so far, and which of day, month and year the next digit belongs to."""

    day: date
    part: int


def read(keys: str, *, begin: int, known: date) -> TypedDay | None:
    """Return what keys say from a part on, the rest as known; None if a key can say nothing.

    A day beyond the end of its month is the last one for as long as month and year leave it so:
    typing 31/01 in November passes by the 30th. A year has two digits or four.
    """
    said, part = ["", "", ""], begin
    for key in keys:
        if not key.isdecimal():
            part += 1 if said[part] and part < YEAR else 0
            continue
        said[part] += key
        if not _possible(said[part], part):
            return None
        part += 1 if part < YEAR and _whole(said[part], part) else 0
    year = _year(said[YEAR], known.year)
    month = int(said[MONTH]) if said[MONTH].strip("0") else known.month
    day = int(said[DAY]) if said[DAY].strip("0") else known.day
    return TypedDay(date(year, month, min(day, monthrange(year, month)[1])), part)


def _possible(digits: str, part: int) -> bool:
    whole = len(digits) == WIDTHS[part]
    return (
        len(digits) <= WIDTHS[part]
        and int(digits) <= LARGEST[part]
        and (not whole or int(digits) > 0)
    )


def _whole(digits: str, part: int) -> bool:
    return len(digits) == WIDTHS[part] or int(digits) * 10 > LARGEST[part]


def _year(digits: str, known: int) -> int:
    if len(digits) == WIDTHS[YEAR]:
        return int(digits)
    return CENTURY + int(digits) if len(digits) == WIDTHS[DAY] else known
