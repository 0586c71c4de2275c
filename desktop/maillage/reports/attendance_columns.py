"""Which boxes are signed on which attendance sheet, and how wide each column is; pure."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from reportlab.lib.units import mm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from maillage.domain.meeting_days import Box

MOST_BOXES: Final = 6
"""Morning and afternoon of three days; of more, each day has a sheet of its own."""

_NUMBER: Final[float] = 10 * mm
_SIGNING: Final[dict[int, float]] = {
    1: 74 * mm, 2: 52 * mm, 3: 42 * mm, 4: 36 * mm, 5: 31 * mm, 6: 27.5 * mm,
}  # fmt: skip
"""Width of each box, for so many on a sheet."""
_NAMED: Final = 0.48
"""What names take of the room that they share with organisations."""


class Columns(Struct, frozen=True):
    """The columns of one sheet: number, name, organisation, then one for each box."""

    boxes: tuple[Box, ...]
    first: int
    """Which box of the meeting the first one is."""
    widths: tuple[float, ...]
    """In points."""
    day: date | None = None
    """The day that the whole sheet is about, of a meeting that has too many for one."""
    place: tuple[int, int] = (1, 1)
    """Which sheet it is, of how many."""

    @property
    def by_day(self) -> list[tuple[date, float]]:
        """Return the days above the boxes, each with the width of its own."""
        if self.day:
            return []
        wide = self.widths[-1]
        runs = ((day, len(list(of))) for day, of in groupby(self.boxes, lambda box: box.day))
        return [(day, wide * count) for day, count in runs if day]


def sheets(boxes: Sequence[Box], room: float) -> list[Columns]:
    """Return the columns of each sheet; ``room`` is the width of the table in points."""
    if len(boxes) <= MOST_BOXES:
        return [Columns(tuple(boxes), 0, _widths(len(boxes), room))]
    found: list[Columns] = []
    days = [(day, tuple(of)) for day, of in groupby(boxes, lambda box: box.day)]
    for place, (day, of) in enumerate(days, 1):
        first = found[-1].first + len(found[-1].boxes) if found else 0
        found.append(Columns(of, first, _widths(len(of), room), day, (place, len(days))))
    return found


def _widths(boxes: int, room: float) -> tuple[float, ...]:
    signing = _SIGNING[boxes]
    shared = room - _NUMBER - signing * boxes
    return (_NUMBER, shared * _NAMED, shared * (1 - _NAMED), *[signing] * boxes)
