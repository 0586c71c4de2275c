"""What the projector shows of a round: names under tables, or names with their table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from maillage.actions.seating import Hall, Tour
from maillage.domain.matching import plain
from maillage.domain.mixing import tables_of
from maillage.language import _

LINE = 1.32
"""Height of a line, times its letters."""
WIDEST = 18
"""Width of a column at most, times its letters: one endless name is cut, not all made small."""
HEAD = 1.35
"""Size of a heading, times the letters under it."""


@dataclass(frozen=True, slots=True)
class Name:
    """One line: shape, name, and a table's number at the right (empty under a heading)."""

    category: str
    name: str
    table: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Names that stay together, under a heading or none."""

    heading: str
    names: tuple[Name, ...]

    def height(self, size: float) -> float:
        """Height in pixels with letters of ``size``."""
        head = size * HEAD * LINE if self.heading else 0.0
        return head + len(self.names) * size * LINE


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a block stands, its top left corner in pixels."""

    block: Block
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Wall:
    """Pages of blocks, all with letters of ``size`` in columns of ``column`` pixels."""

    size: int
    column: float
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
    down. A block that is higher than the page goes on in the next column.
    """
    fewest = _place(blocks, room, width_of, sizes[-1])
    for size in sizes:
        found = _place(blocks, room, width_of, size)
        if len(found.pages) <= len(fewest.pages):
            return found
    return fewest


def _place(
    blocks: Sequence[Block],
    room: tuple[float, float],
    width_of: Callable[[str, float], float],
    size: int,
) -> Wall:
    wide, high = room
    names = [f"{name.name}   {name.table}" for block in blocks for name in block.names]
    widest = max((width_of(name, size) for name in names), default=0.0) + size * 2.4
    columns = max(1, int(wide // max(min(widest, size * WIDEST), size * 8)))
    column = wide / columns
    pages: list[list[Placed]] = [[]]
    place, y = 0, 0.0
    for block in (part for whole in blocks for part in _parts(whole, size, high)):
        tall = block.height(size)
        if y and y + tall > high:
            place, y = place + 1, 0.0
        if place == columns:
            pages.append([])
            place = 0
        pages[-1].append(Placed(block, place * column, y))
        y += tall + size * 0.7
    return Wall(size, column, tuple(tuple(page) for page in pages))


def _parts(block: Block, size: int, high: float) -> list[Block]:
    most = max(1, int((high - size * HEAD * LINE) // (size * LINE)))
    return [
        Block(block.heading, block.names[at : at + most])
        for at in range(0, max(1, len(block.names)), most)
    ]
