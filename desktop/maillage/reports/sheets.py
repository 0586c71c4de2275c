"""Sheets of labels, named by their dimensions, and where each label lies on its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

PAGE_WIDE: Final = 210.0
PAGE_HIGH: Final = 297.0
"""A4, in millimetres, as everything in this file."""

MOST_SHIFT: Final = 10.0
"""How far a printer's offset may be made up for."""

_LEAST_GAP: Final = 4.0
"""Between two labels, a narrower gap has no room for cut marks."""


class Sheet(Struct, frozen=True):
    """A grid of equal labels on A4 in portrait, centred on the page."""

    code: str
    columns: int
    rows: int
    wide: float
    high: float
    gap: float = 0.0
    """Between two columns; rows follow each other without any."""

    @property
    def places(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    @property
    def left(self) -> float:
        """From the page's edge to the first column."""
        across = self.columns * self.wide + (self.columns - 1) * self.gap
        return (PAGE_WIDE - across) / 2

    @property
    def top(self) -> float:
        """From the page's edge to the first row."""
        return (PAGE_HIGH - self.rows * self.high) / 2


class Place(Struct, frozen=True):
    """Where one label lies: page from 0, and its upper left corner from that of the page."""

    page: int
    left: float
    top: float


class Layout(Struct, frozen=True):
    """How a sheet is used: the first free label (from 1), and what the printer is out by."""

    sheet: Sheet
    start: int = 1
    right: float = 0.0
    """Print that much further to the right."""
    down: float = 0.0
    """Print that much further down."""
    marks: bool = False
    """Draw marks to cut along."""


BADGE: Final = Sheet("badge-85x54", 2, 5, 85.0, 54.0, gap=10.0)
LARGE: Final = Sheet("label-99x68", 2, 4, 99.1, 67.7, gap=2.5)
SMALL: Final = Sheet("label-64x38", 3, 7, 63.5, 38.1, gap=2.5)
NARROW: Final = Sheet("label-70x35", 3, 8, 70.0, 35.0)
SHEETS: Final = (BADGE, LARGE, SMALL, NARROW)


def sheet(code: str) -> Sheet:
    """Return a sheet by its code; KeyError for another code."""
    return {one.code: one for one in SHEETS}[code]


def places(layout: Layout, count: int) -> Iterator[Place]:
    """Yield where each of `count` labels lies, row by row; a start off the sheet is its end."""
    grid = layout.sheet
    first = min(max(layout.start, 1), grid.places) - 1
    right, down = (max(-MOST_SHIFT, min(MOST_SHIFT, by)) for by in (layout.right, layout.down))
    for nth in range(first, first + count):
        page, on_page = divmod(nth, grid.places)
        row, column = divmod(on_page, grid.columns)
        yield Place(
            page,
            grid.left + column * (grid.wide + grid.gap) + right,
            grid.top + row * grid.high + down,
        )


def cut_lines(grid: Sheet) -> tuple[list[float], list[float]]:
    """Return where one cuts: the x of upright lines, the y of level ones, from the upper left."""
    across = [
        edge
        for column in range(grid.columns)
        for edge in (
            grid.left + column * (grid.wide + grid.gap),
            grid.left + column * (grid.wide + grid.gap) + grid.wide,
        )
    ]
    along = [grid.top + row * grid.high for row in range(grid.rows + 1)]
    return list(dict.fromkeys(across)), along


def has_gap(grid: Sheet) -> bool:
    """Tell whether marks fit between two columns."""
    return grid.gap >= _LEAST_GAP
