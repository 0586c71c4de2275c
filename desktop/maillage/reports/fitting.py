"""Words made to fit a place: smaller, on more lines, and cut with «…» before they overflow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase import pdfmetrics

if TYPE_CHECKING:
    from maillage.reports.canvas import Canvas

MOST_LETTERS: Final = 400
"""No label holds more, and a name of ten thousand letters must not take time to say so."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Lines of one size, in points, none wider than the place they were fitted to."""

    lines: tuple[str, ...]
    size: float
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last, in points."""
        return self.leading * len(self.lines)


def fit(
    text: str,
    *,
    font: str,
    sizes: Sequence[float],
    width: float,
    height: float,
    most_lines: int = 2,
    spread: float = 1.16,
) -> Fitted:
    """Return a text at the largest of `sizes` (falling) at which it fits whole.

    At the smallest, what does not fit is cut with «…». Words are broken at that size only.
    ``text`` is one line already made drawable by the typesetter.
    """
    words = text[:MOST_LETTERS].split(" ")
    unit = [pdfmetrics.stringWidth(word, font, 1) for word in words]
    blank = pdfmetrics.stringWidth(" ", font, 1)
    for size in sizes:
        count = min(most_lines, int(height / (size * spread)))
        if count < 1 or max(unit, default=0) * size > width:
            continue
        lines = _wrapped(words, unit, blank, width / size)
        if len(lines) <= count and len(text) <= MOST_LETTERS:
            return Fitted(tuple(lines), size, size * spread)
    size = sizes[-1]
    count = max(1, min(most_lines, int(height / (size * spread))))
    pieces = [piece for word in words for piece in _broken(word, font, width / size)]
    unit = [pdfmetrics.stringWidth(piece, font, 1) for piece in pieces]
    lines = _wrapped(pieces, unit, blank, width / size)
    if len(lines) > count or len(text) > MOST_LETTERS:
        lines = lines[:count]
        lines[-1] = _cut(lines[-1], font, width / size)
    return Fitted(tuple(lines), size, size * spread)


def draw(
    canvas: Canvas,
    fitted: Fitted,
    font: str,
    x: float,
    top: float,
    *,
    centred: bool = False,
) -> float:
    """Draw fitted lines from `top` down, in the canvas's colour; return where they end."""
    canvas.setFont(font, fitted.size)
    y = top - fitted.leading + (fitted.leading - fitted.size) / 2 + fitted.size * 0.22
    for line in fitted.lines:
        (canvas.drawCentredString if centred else canvas.drawString)(x, y, line)
        y -= fitted.leading
    return top - fitted.height


def _wrapped(words: Sequence[str], widths: Sequence[float], blank: float, room: float) -> list[str]:
    lines: list[str] = []
    line: list[str] = []
    used = 0.0
    for word, wide in zip(words, widths, strict=True):
        if line and used + blank + wide > room:
            lines.append(" ".join(line))
            line, used = [], 0.0
        used += wide + (blank if line else 0.0)
        line.append(word)
    return [*lines, " ".join(line)]


def _broken(word: str, font: str, room: float) -> list[str]:
    """Return a word in pieces no wider than `room` (at size 1)."""
    pieces, piece = [], ""
    for letter in word:
        if piece and pdfmetrics.stringWidth(piece + letter, font, 1) > room:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _cut(line: str, font: str, room: float) -> str:
    while line and pdfmetrics.stringWidth(line + "…", font, 1) > room:
        line = line[:-1]
    return line.rstrip(" ,;:.") + "…"
