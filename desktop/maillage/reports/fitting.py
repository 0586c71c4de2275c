"""Words made to fit a place: smaller, on more lines, and cut with «…» before they overflow."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from reportlab.pdfbase import pdfmetrics

from maillage.reports.faces import clusters

if TYPE_CHECKING:
    from maillage.reports.canvas import Canvas

MOST_LETTERS: Final = 400
"""No label holds more, and a name of ten thousand letters must not take time to say so."""


_PARTS: Final = re.compile(r"[^-]+-*|-+")


class _Word(Struct, frozen=True):
    """Letters that stay on one line; ``follows``: no space before them."""

    text: str
    follows: bool


class Fitted(Struct, frozen=True):
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
    most_letters: int = MOST_LETTERS,
) -> Fitted:
    """Return a text at the largest of `sizes` (falling) at which it fits whole.

    At the smallest, what does not fit is cut with «…». A line may end after a hyphen; elsewhere,
    words are broken at that size only.
    ``text`` is one line already made drawable by the typesetter.
    """
    shown = text[:most_letters]
    whole = [_Word(word, follows=False) for word in shown.split(" ")]
    # At one size, a line ends between two words rather than after a hyphen.
    ways = [(words, _measured(words, font)) for words in (whole, _parted(shown))]
    blank = pdfmetrics.stringWidth(" ", font, 1)
    for size in sizes:
        count = min(most_lines, int(height / (size * spread)))
        for words, unit in ways:
            if count < 1 or max(unit, default=0) * size > width:
                continue
            lines = _wrapped(words, unit, blank, width / size)
            if len(lines) <= count and len(text) <= most_letters:
                return Fitted(tuple(lines), size, size * spread)
    size = sizes[-1]
    count = max(1, min(most_lines, int(height / (size * spread))))
    pieces = [piece for word in _parted(shown) for piece in _broken(word, font, width / size)]
    lines = _wrapped(pieces, _measured(pieces, font), blank, width / size)
    if len(lines) > count or len(text) > most_letters:
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


def _measured(words: Sequence[_Word], font: str) -> list[float]:
    return [pdfmetrics.stringWidth(word.text, font, 1) for word in words]


def _parted(text: str) -> list[_Word]:
    """Return words, those with hyphens in parts up to each."""
    return [
        _Word(part, follows=place > 0)
        for word in text.split(" ")
        for place, part in enumerate(_PARTS.findall(word) or [""])
    ]


def _wrapped(
    words: Sequence[_Word], widths: Sequence[float], blank: float, room: float
) -> list[str]:
    lines: list[str] = []
    line, used = "", 0.0
    for word, wide in zip(words, widths, strict=True):
        before = blank if line and not word.follows else 0.0
        if line and used + before + wide > room:
            lines.append(line)
            line, used, before = "", 0.0, 0.0
        used += before + wide
        line += f" {word.text}" if before else word.text
    return [*lines, line]


def _broken(word: _Word, font: str, room: float) -> list[_Word]:
    """Return a word in pieces no wider than `room` (at size 1)."""
    pieces: list[str] = []
    letters = list(clusters(word.text))
    while letters:
        most = max(1, _most(letters, font, room))
        pieces.append("".join(letters[:most]))
        letters = letters[most:]
    return [
        _Word(one, follows=word.follows or place > 0) for place, one in enumerate(pieces or [""])
    ]


def _cut(line: str, font: str, room: float) -> str:
    letters = list(clusters(line))
    shown = "".join(letters[: _most(letters, font, room, after="…")])
    return shown.rstrip(" ,;:.") + "…"


def _most(letters: Sequence[str], font: str, room: float, after: str = "") -> int:
    """Return how many of what is read as one letter fit, with ``after`` behind them."""

    def wide(count: int) -> float:
        return float(pdfmetrics.stringWidth("".join(letters[:count]) + after, font, 1))

    return bisect_right(range(len(letters) + 1), room, key=wide) - 1
