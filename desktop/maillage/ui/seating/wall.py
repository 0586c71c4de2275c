"""What the projector shows of a round: names under tables, or names with their table."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from maillage.actions.seating import Hall, Tour
from maillage.domain.matching import plain
from maillage.domain.mixing import tables_of
from maillage.language import _

LINE = 1.3
"""Height of a line at least, times its letters."""
MOST_LINE = 1.75
"""The same at most, where there is room to spare."""
WIDEST = 18
"""Width of a column at most, times its letters: one endless name is cut, not all made small."""
SQUEEZED = 0.8
"""A name too long for its column is written this much smaller at most, then cut."""
HEAD = 1.35
"""Size of a heading, times the letters under it."""
WORTH = 0.9
"""How much smaller letters may be for tables that stand in rows, in the order of their numbers."""
GAP = 0.55
"""What is left free below a block, times the height of a line."""


class Name(Struct, frozen=True):
    """One line: shape, name, and a table's number at the right (empty under a heading)."""

    category: str
    name: str
    table: str = ""


class Block(Struct, frozen=True):
    """Names that stay together, under a heading or none."""

    heading: str
    names: tuple[Name, ...]

    def height(self, line: float) -> float:
        """Height in pixels with lines of ``line``."""
        return ((HEAD if self.heading else 0.0) + len(self.names)) * line


class Placed(Struct, frozen=True):
    """Where a block stands, its top left corner in pixels."""

    block: Block
    x: float
    y: float


class Wall(Struct, frozen=True):
    """Pages of blocks, all with letters of ``size`` on lines of ``line`` pixels."""

    size: int
    line: float
    column: float
    """Width of a column, in pixels."""
    pages: tuple[tuple[Placed, ...], ...]


def shown_name(hall: Hall, registration: str, *, initial: bool) -> str:
    """Return first and last name, or first name and initial."""
    given, family = hall.names[registration]
    if initial and given and family:
        return f"{given} {family[0]}."
    return f"{given} {family}".strip()


def by_table(hall: Hall, tour: Tour, *, initial: bool) -> list[Block]:
    """Return one block for each table, its people in the order of their names."""
    order = {one: place for place, one in enumerate(hall.people)}
    return [
        Block(
            _("Table {n}", n=table),
            tuple(
                Name(hall.people[one].world.value, shown_name(hall, one, initial=initial))
                for one in sorted(people, key=order.__getitem__)
            ),
        )
        for table, people in tables_of(tour.sitting).items()
    ]


def by_name(hall: Hall, tour: Tour, *, initial: bool) -> list[Block]:
    """Return one block for each letter that first names begin with: the name people go by."""
    lines = sorted(
        (plain(shown_name(hall, one, initial=False)), one, table)
        for one, table in tour.sitting.items()
    )
    letters: dict[str, list[Name]] = {}
    for key, one, table in lines:
        name = shown_name(hall, one, initial=initial)
        line = Name(hall.people[one].world.value, name, str(table))
        letters.setdefault(key[:1].upper(), []).append(line)
    return [Block(letter, tuple(names)) for letter, names in letters.items()]


def fit(
    blocks: Sequence[Block],
    room: tuple[float, float],
    width_of: Callable[[str, float], float],
    *,
    sizes: Sequence[int],
) -> Wall:
    """Return the blocks on as few pages as can be, in the largest letters that this allows.

    ``width_of`` tells how wide a text is in letters of a size; ``sizes`` goes from the largest
    down. The columns are evened out and spread, so that little of the room is left empty. A block
    that is higher than the page goes on in the next column.
    """
    names = [f"{name.name}   {name.table}" for block in blocks for name in block.names]
    # Letters grow evenly: measuring them once spares most of the time.
    widest = max((width_of(name, 100) / 100 for name in names), default=0.0)
    needed = max(min(widest * SQUEEZED + 2.4, WIDEST), 8.0)
    fewest = _pages(blocks, room, needed, sizes[-1])
    chosen = next(size for size in sizes if _pages(blocks, room, needed, size) <= fewest)
    if _are_alike(blocks):
        rows = (_in_rows(blocks, room, needed, size) for size in sizes if size >= chosen * WORTH)
        found = next((wall for wall in rows if wall and len(wall.pages) <= fewest), None)
        if found:
            return found
    return _spread(blocks, room, needed, chosen)


def _are_alike(blocks: Sequence[Block]) -> bool:
    """Whether blocks are about as high as each other, as tables are and letters are not."""
    counts = [len(block.names) for block in blocks]
    return bool(counts) and max(counts) - min(counts) <= 1


def _in_rows(
    blocks: Sequence[Block], room: tuple[float, float], needed: float, size: int
) -> Wall | None:
    """Return blocks side by side, in the order in which one reads; None if one is too high."""
    wide, high = room
    tall = max(block.height(1) for block in blocks) + GAP
    rows = int((high / (size * LINE) + GAP) // tall)
    if not rows:
        return None
    pages = math.ceil(len(blocks) / (rows * _side_by_side(wide, needed, size)))
    rows = math.ceil(len(blocks) / (pages * _side_by_side(wide, needed, size)))
    abreast = math.ceil(len(blocks) / (pages * rows))
    line = max(size * LINE, min(size * MOST_LINE, high / (rows * tall - GAP)))
    column = wide / abreast
    placed: list[list[Placed]] = [[] for _page in range(pages)]
    for at, block in enumerate(blocks):
        page, place = divmod(at, rows * abreast)
        row, side = divmod(place, abreast)
        placed[page].append(Placed(block, side * column, row * tall * line))
    return Wall(size, line, column, tuple(map(tuple, placed)))


def _pages(blocks: Sequence[Block], room: tuple[float, float], needed: float, size: int) -> int:
    columns = len(_columns(blocks, room[1], size))
    return math.ceil(columns / _side_by_side(room[0], needed, size))


def _side_by_side(wide: float, needed: float, size: int) -> int:
    return max(1, int(wide // (needed * size)))


def _columns(blocks: Sequence[Block], high: float, size: int) -> list[list[Block]]:
    """Return the blocks in columns of at most ``high`` pixels, one filled after the other."""
    line = size * LINE
    columns: list[list[Block]] = [[]]
    y = 0.0
    for block in (part for whole in blocks for part in _parts(whole, line, high)):
        tall = block.height(line)
        if y and y + tall > high:
            columns.append([])
            y = 0.0
        columns[-1].append(block)
        y += tall + GAP * line
    return columns


def _evened(blocks: Sequence[Block], high: float, size: int) -> list[list[Block]]:
    """Return as many columns as ``high`` pixels need, none much higher than the others."""
    filled = _columns(blocks, high, size)
    line = size * LINE
    parts = [part for column in filled for part in column]
    left = sum(part.height(line) for part in parts)
    columns: list[list[Block]] = []
    while parts:
        share = left / max(1, len(filled) - len(columns))
        column = [parts.pop(0)]
        y = column[0].height(line)
        while parts and y < share - 1:
            tall = parts[0].height(line)
            if y + (tall + len(column) * GAP * line) > high:
                break
            column.append(parts.pop(0))
            y += tall
        left -= y
        columns.append(column)
    return columns if len(columns) <= len(filled) else filled


def _spread(blocks: Sequence[Block], room: tuple[float, float], needed: float, size: int) -> Wall:
    """Return the pages, with no more columns than they use and lines as far apart as they may."""
    wide, high = room
    columns = _evened(blocks, high, size)
    pages = math.ceil(len(columns) / _side_by_side(wide, needed, size))
    abreast = math.ceil(len(columns) / pages)
    lines = max(sum(block.height(1) + GAP for block in column) - GAP for column in columns or [[]])
    line = max(size * LINE, min(size * MOST_LINE, high / lines if lines > 0 else 0.0))
    column = wide / abreast
    placed: list[list[Placed]] = [[] for _page in range(pages)]
    for page, at, stack in _turned(columns, pages):
        y = 0.0
        for block in stack:
            placed[page].append(Placed(block, at * column, y))
            y += block.height(line) + GAP * line
    return Wall(size, line, column, tuple(map(tuple, placed)))


def _turned(columns: Sequence[list[Block]], pages: int) -> Iterator[tuple[int, int, list[Block]]]:
    """Yield the page of each column and its place there: about as many columns on each page."""
    each, more = divmod(len(columns), pages)
    rest = iter(columns)
    for page in range(pages):
        for at in range(each + (page < more)):
            yield page, at, next(rest)


def _parts(block: Block, line: float, high: float) -> list[Block]:
    most = max(1, int(high / line - HEAD))
    return [
        Block(block.heading, block.names[at : at + most])
        for at in range(0, max(1, len(block.names)), most)
    ]
