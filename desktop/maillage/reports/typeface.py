"""One typeface for ReportLab that draws whatever people type: Source Sans 3, others where it lacks.

A text of Source Sans 3's own letters is set as ReportLab does. Any other is put in the order it is
seen, set by HarfBuzz (joined Arabic, accents in their places, pictures of several people), and
written glyph by glyph. Measuring goes the same way, so that what fits is what is drawn.
"""

from __future__ import annotations

import copy
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from maillage.assets import resource
from maillage.direction import MARKS
from maillage.reports import bidi, faces
from maillage.reports.embedded import embedded

if TYPE_CHECKING:
    from maillage.reports.faces import Face, Glyph

BACKWARDS: Final = "-RTL"
"""Ends the name of the twin of a typeface whose lines begin at the right."""


class Run(Struct, frozen=True):
    """Letters beside each other on a line, of one typeface; without glyphs, ReportLab's to set."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...] = ()


_NOTHING: Final = 0.01
"""Thousandths of a letter's size that nobody sees."""


class Typeface(TTFont):  # type: ignore[misc]
    """Source Sans 3 in one weight, and what stands in for it."""

    def __init__(self, name: str, file: str, *, heavy: bool) -> None:
        """Read `file` of resources/fonts; raises OSError when it is not there."""
        super().__init__(name, str(resource("fonts", file)), shapable=False)
        self.own = faces.face(file.removesuffix(".ttf"))
        self.heavy, self.base = heavy, 0
        letters = map(chr, self.face.charToGlyph)
        self.letters = frozenset(one for one in letters if not _needs_setting(one))
        """What ReportLab can set by itself."""

    def backwards(self) -> Typeface:
        """Return the same typeface for lines that are read from right to left."""
        twin = copy.copy(self)  # one and the same font in the PDF
        twin.fontName, twin.base = self.fontName + BACKWARDS, 1
        # ReportLab registers one font of a face's name.
        twin.face = copy.copy(self.face)
        twin.face.name = self.face.name + BACKWARDS.encode()
        return twin

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Return how wide a text is, in points."""
        if self.letters.issuperset(text):
            return float(super().stringWidth(text, size, encoding))
        thousandths = 0.0
        for run in arranged(self, text):
            if run.glyphs:
                thousandths += sum(one.advance for one in run.glyphs)
            else:
                thousandths += super().stringWidth(run.text, 1000, encoding)
        return thousandths * size / 1000


@lru_cache(maxsize=2048)
def arranged(font: Typeface, text: str) -> tuple[Run, ...]:
    """Return a line's runs from the left to the right."""
    levels = bidi.levels(text, base=font.base)
    parts: list[tuple[tuple[str, Face], int]] = []
    at = 0
    for cluster in faces.clusters(text):
        level = levels[at]
        at += len(cluster)
        if cluster not in MARKS:
            found = faces.of(cluster, font.own, heavy=font.heavy) or font.own
            parts.append(((cluster, found), level))
    runs = []
    for (face, level), some in groupby(parts, lambda part: (part[0][1], part[1])):
        runs.append((("".join(one for (one, _face), _level in some), face), level))
    return tuple(_run(font, one, face, level) for (one, face), level in bidi.visual(runs))


def _run(font: Typeface, text: str, face: Face, level: int) -> Run:
    if face is font.own and not level % 2 and font.letters.issuperset(text):
        return Run(text, face)
    return Run(text, face, tuple(face.set(text, backwards=bool(level % 2))))


def _needs_setting(letter: str) -> bool:
    return unicodedata.category(letter) in {"Mn", "Me", "Cf"}


class TypesetCanvas(Canvas):  # type: ignore[misc]
    """A canvas that can draw what a Typeface measures."""

    def beginText(  # noqa: N802 - ReportLab's name
        self, x: float = 0, y: float = 0, direction: str | None = None
    ) -> _Text:
        """Return a text object."""
        return _Text(self, x, y, direction=direction)


class _Text(PDFTextObject):  # type: ignore[misc]
    """A text object that writes glyphs where letters alone do not say how they look."""

    def _formatText(self, text: str) -> str:  # noqa: N802 - ReportLab's name
        font = getFont(self._fontname)
        if not isinstance(font, Typeface) or font.letters.issuperset(text):
            return str(super()._formatText(text))
        parts: list[str] = []
        for run in arranged(font, text):
            if run.glyphs:
                parts.extend(self._glyphs(run))
                self._curSubset = -1  # ReportLab has to name its own font again
            else:
                parts.append(super()._formatText(run.text))
        return " ".join(parts)

    def _glyphs(self, run: Run) -> Iterator[str]:
        """Yield the operators that draw a run at the present place, and move past it."""
        font = embedded(run.face)
        name, numbers = font.use(self._canvas._doc, run.glyphs)  # noqa: SLF001
        yield f"{name} {_n(self._fontsize)} Tf {_n(self._leading)} TL"
        pen, end = _Pen(run.face, self._fontsize), 0.0
        letters: list[tuple[float, Glyph, int]] = []
        marks: list[tuple[float, Glyph, int]] = []
        for glyph, number in zip(run.glyphs, numbers, strict=True):
            (letters if glyph.shows else marks).append((end + glyph.right, glyph, number))
            end += glyph.advance
        # Letters first, in one go, or readers take dots and accents for gaps between words.
        yield from pen.draw(letters)
        if marks:
            yield "/Span <</ActualText ()>> BDC"
            yield from pen.draw(marks)
            yield "EMC"
        yield from pen.move(end)


class _Pen:
    """Writes glyphs at places, which a text object knows only by what it has written."""

    def __init__(self, face: Face, size: float) -> None:
        self.face, self.size = face, size
        self.at = 0.0
        """Where the next glyph would stand, in thousandths of the size."""

    def draw(self, placed: Iterable[tuple[float, Glyph, int]]) -> Iterator[str]:
        """Yield what draws glyphs at their places; those of one height in one go."""
        for up, of_height in groupby(placed, lambda one: one[1].up):
            line = []
            for place, glyph, number in of_height:
                if abs(self.at - place) > _NOTHING:
                    line.append(_n(self.at - place))
                line.append(f"<{number:04X}>")
                self.at = place + self.face.width(glyph.number)
            shown = f"[{' '.join(line)}] TJ"
            yield f"{_n(up * self.size / 1000)} Ts {shown} 0 Ts" if up else shown

    def move(self, place: float) -> Iterator[str]:
        """Yield what moves to a place."""
        if abs(self.at - place) > _NOTHING:
            yield f"[{_n(self.at - place)}] TJ"


def _n(number: float) -> str:
    return f"{number:.3f}".rstrip("0").rstrip(".") if number else "0"
