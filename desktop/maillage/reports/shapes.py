"""The weave: four shapes, always the same, and the mark they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Polygon, Rect, Shape

from maillage.domain.vocabulary import World
from maillage.reports import style

if TYPE_CHECKING:
    from reportlab.lib.colors import Color

CORNERS = {
    World.SOCIAL_WORK: (0, 1),
    World.SOCIAL_ENTERPRISE: (1, 1),
    World.OTHER: (0, 0),
    World.LOCAL_AUTHORITY: (1, 0),
}
"""Where each world sits in the mark and the mesh: column from the left, row from below."""

THREADS = (
    (World.SOCIAL_WORK, World.SOCIAL_ENTERPRISE),
    (World.OTHER, World.LOCAL_AUTHORITY),
    (World.SOCIAL_WORK, World.LOCAL_AUTHORITY),
    (World.SOCIAL_ENTERPRISE, World.OTHER),
)


def shape(world: World, x: float, y: float, size: float, colour: Color) -> Shape:
    """Return the shape of a world centred on (x, y), of equal weight to the eye."""
    half = size / 2
    match world:
        case World.SOCIAL_WORK:
            return Circle(x, y, half, fillColor=colour, strokeColor=None)
        case World.SOCIAL_ENTERPRISE:
            high, wide = half * 1.05, half * 1.15
            points = [x - wide, y - high * 0.9, x + wide, y - high * 0.9, x, y + high]
        case World.LOCAL_AUTHORITY:
            side = size * 0.88
            return Rect(
                x - side / 2,
                y - side / 2,
                side,
                side,
                rx=size * 0.08,
                ry=size * 0.08,
                fillColor=colour,
                strokeColor=None,
            )
        case World.OTHER:
            far = half * 1.18
            points = [x - far, y, x, y + far, x + far, y, x, y - far]
    return Polygon(points, fillColor=colour, strokeColor=None)


def blank(width: float, height: float) -> Drawing:
    """Return an empty drawing; without this it would name a font that is not embedded."""
    style.load_fonts()
    return Drawing(width, height, initialFontName=style.REGULAR)


def dash() -> Drawing:
    """Return the saffron dash before a line that has no shape."""
    drawing = blank(9, 2)
    drawing.add(Rect(0, 0, 9, 2, fillColor=style.SAFFRON, strokeColor=None))
    return drawing


def single(world: World, size: float, colours: dict[World, Color] | None = None) -> Drawing:
    """Return a drawing of one shape, `size` points wide and high with its margin."""
    drawing = blank(size, size)
    colour = (colours or style.LIGHT)[world]
    drawing.add(shape(world, size / 2, size / 2, size * 0.8, colour))
    return drawing


def mark(side: float, *, shapes: Color, threads: Color, node: float = 0.34) -> Group:
    """Return the mark, its lower left node's centre at (0, 0), `side` points to the next one."""
    group = Group()
    for one, other in THREADS:
        (x1, y1), (x2, y2) = CORNERS[one], CORNERS[other]
        group.add(
            Line(
                x1 * side,
                y1 * side,
                x2 * side,
                y2 * side,
                strokeColor=threads,
                strokeWidth=side * 0.085,
            )
        )
    for world, (x, y) in CORNERS.items():
        group.add(shape(world, x * side, y * side, side * node * 1.3, shapes))
    return group
