"""A QR code drawn as one path of squares: sharp at any size, small in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import segno

if TYPE_CHECKING:
    from maillage.reports.canvas import Canvas

QUIET: Final = 2
"""Modules of white kept around; readers ask for four, labels on white paper have the rest."""


def draw(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw a text as a QR code in a square whose lower left corner is (x, y), in points.

    A badge's code takes 21 modules with a quarter of it allowed to be lost.
    """
    rows = list(segno.make_qr(text, error="q", boost_error=False).matrix)
    module = side / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for place, row in enumerate(rows):
        top = y + side - (QUIET + place + 1) * module
        start = None
        for column, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                path.rect(x + (QUIET + start) * module, top, (column - start) * module, module)
                start = None
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)
