"""Charts drawn once, as ReportLab drawings: native in a PDF, SVG on a screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from reportlab.graphics import renderSVG
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfmetrics

from maillage.domain.vocabulary import World
from maillage.reports import style
from maillage.reports.shapes import CORNERS, blank, shape

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.language import Language

BAR: Final = 24
"""Height of a bar, in points."""
_GAP: Final = 2.5
_ROUND: Final = 4
_WEIGHTS: Final = {style.REGULAR: "400", style.SEMIBOLD: "600", style.BOLD: "700"}


class Colours(Struct, frozen=True):
    """What a chart is painted with, on paper and light or dark screens."""

    worlds: Mapping[World, Color]
    on_worlds: Color
    text: Color
    muted: Color
    strong: Color
    ground: Color
    line: Color
    thread: Color


LIGHT: Final = Colours(
    worlds=style.LIGHT,
    on_worlds=style.PAPER,
    text=style.TEXT,
    muted=style.MUTED,
    strong=style.ACCENT,
    ground=style.PAPER,
    line=style.LINE,
    thread=style.EDGE,
)
DARK: Final = Colours(
    worlds=style.DARK,
    on_worlds=HexColor("#12191B"),
    text=HexColor("#ECEAE3"),
    muted=HexColor("#A9B3B0"),
    strong=HexColor("#74C7C5"),
    ground=HexColor("#1B2528"),
    line=HexColor("#33413F"),
    thread=HexColor("#7D8A88"),
)


class Part(Struct, frozen=True):
    """One part of a bar: how many, what it is, its colour and that of writing on it."""

    count: int
    label: str
    colour: Color
    on_colour: Color


def headcount(
    present: Mapping[World, int],
    registered: Mapping[World, int],
    *,
    language: Language,
    width: float,
    colours: Colours = LIGHT,
) -> Drawing:
    """Return the weave of who came: one bar of four shapes, and for each world «34, inscrits : 58».

    ``present`` and ``registered`` count people; `width` is in points.
    """
    _ = language.text
    drawing = blank(width, BAR + 50)
    column = width / len(World)
    top = 50
    widths = _widths([present.get(world, 0) for world in World], width)
    x = 0.0
    for world, wide in zip(World, widths, strict=True):
        if wide:
            drawing.add(_block(x, top, wide, colours.worlds[world]))
            drawing.add(shape(world, x + wide / 2, top + BAR / 2, 10, colours.on_worlds))
            x += wide + _GAP
    if not any(widths):
        drawing.add(_outline(0, top, width, colours))
    for place, world in enumerate(World):
        x, n = place * column, language.number(present.get(world, 0))
        drawing.add(shape(world, x + 6, 27, 11, colours.worlds[world]))
        drawing.add(_word(x + 17, 23, language.text(world.label), 10, colours.text))
        drawing.add(_word(x + 17, 3, n, 15, colours.text, style.SEMIBOLD))
        after = x + 17 + pdfmetrics.stringWidth(n, style.SEMIBOLD, 15) + 4
        expected = language.number(registered.get(world, 0))
        words = _("registered: {n}", n=expected)
        drawing.add(_word(after, 3, words, 9, colours.muted))
    return drawing


def bar(parts: Sequence[Part], *, width: float, colours: Colours = LIGHT) -> Drawing:
    """Return one bar whose parts are to scale, each with its count, and their names below."""
    drawing = blank(width, BAR + 22)
    top = 22
    widths = _widths([part.count for part in parts], width)
    x = 0.0
    for part, wide in zip(parts, widths, strict=True):
        if not wide:
            continue
        drawing.add(_block(x, top, wide, part.colour))
        count, centre = str(part.count), x + wide / 2
        drawing.add(_word(centre, top + 8, count, 11, part.on_colour, style.SEMIBOLD, "middle"))
        x += wide + _GAP
    if not any(widths):
        drawing.add(_outline(0, top, width, colours))
    x = 0.0
    for part in parts:
        drawing.add(Rect(x, 4, 8, 8, rx=2, ry=2, fillColor=part.colour, strokeColor=None))
        words = f"{part.label} {part.count}"
        drawing.add(_word(x + 13, 4.5, words, 9.5, colours.text))
        x += 13 + pdfmetrics.stringWidth(words, style.REGULAR, 9.5) + 18
    return drawing


def mesh(
    joined: Mapping[frozenset[World], int],
    *,
    language: Language,
    width: float,
    height: float,
    colours: Colours = LIGHT,
) -> Drawing:
    """Return who pledges with whom: the four worlds, joined by threads as wide as their count.

    ``joined`` counts the pledges that join each pair of worlds.
    """
    drawing = blank(width, height)
    margin, edge = 66.0, 26.0
    place = {
        world: (margin + x * (width - 2 * margin), edge + y * (height - 2 * edge))
        for world, (x, y) in CORNERS.items()
    }
    counts = {pair: n for pair, n in joined.items() if n and len(pair) > 1}
    most = max(counts.values(), default=1)
    pairs = sorted(counts, key=lambda pair: (counts[pair], sorted(one.value for one in pair)))
    pills: list[tuple[float, float, int]] = []
    for pair in pairs:
        one, other = sorted(pair, key=lambda world: world.value)
        (x1, y1), (x2, y2) = place[one], place[other]
        n = counts[pair]
        colour = colours.strong if n == most else colours.thread
        drawing.add(Line(x1, y1, x2, y2, strokeColor=colour, strokeWidth=1.2 + 7.8 * n / most))
        # Off the middle, or the pills of the two diagonals lie on each other.
        along = 0.5 if x1 == x2 or y1 == y2 else 0.32
        pills.append((x1 + (x2 - x1) * along, y1 + (y2 - y1) * along, n))
    for x, y, n in pills:
        drawing.add(_pill(x, y, n, colours))
        drawing.add(_word(x, y - 3.4, str(n), 10, colours.text, style.SEMIBOLD, "middle"))
    for world, (x, y) in place.items():
        drawing.add(shape(world, x, y, 30, colours.ground))
        drawing.add(shape(world, x, y, 20, colours.worlds[world]))
        above = CORNERS[world][1]
        label = language.text(world.label)
        base = y + 18 if above else y - 24
        drawing.add(_word(x, base, label, 10, colours.text, style.SEMIBOLD, "middle"))
    return drawing


def svg(drawing: Drawing) -> str:
    """Return a drawing as SVG text, its letters in the screen's own «Source Sans 3»."""
    text: str = renderSVG.drawToString(drawing)
    for name, weight in _WEIGHTS.items():
        family = f"font-family: 'Source Sans 3'; font-weight: {weight};"
        text = re.sub(rf"font-family: ?{name};?", family, text)
    return text


def _widths(counts: Sequence[int], width: float) -> list[float]:
    """Return widths to scale, each wide enough to be seen, that fill `width` with gaps."""
    shown = [count for count in counts if count > 0]
    if not shown:
        return [0.0 for _ in counts]
    least = float(BAR)
    room = width - _GAP * (len(shown) - 1)
    spare = room - least * len(shown)
    total = sum(shown)
    return [least + spare * count / total if count > 0 else 0.0 for count in counts]


def _block(x: float, y: float, wide: float, colour: Color) -> Rect:
    return Rect(x, y, wide, BAR, rx=_ROUND, ry=_ROUND, fillColor=colour, strokeColor=None)


def _outline(x: float, y: float, wide: float, colours: Colours) -> Rect:
    return Rect(
        x, y, wide, BAR, rx=_ROUND, ry=_ROUND,
        fillColor=None, strokeColor=colours.line, strokeDashArray=(3, 3),
    )  # fmt: skip


def _pill(x: float, y: float, n: int, colours: Colours) -> Rect:
    half = 9 + 3 * (len(str(n)) - 1)
    return Rect(
        x - half, y - 9, 2 * half, 18, rx=9, ry=9,
        fillColor=colours.ground, strokeColor=colours.line, strokeWidth=0.7,
    )  # fmt: skip


def _word(
    x: float,
    y: float,
    text: str,
    size: float,
    colour: Color,
    font: str = style.REGULAR,
    anchor: str = "start",
) -> String:
    return String(x, y, text, fontSize=size, fontName=font, fillColor=colour, textAnchor=anchor)
