"""Pages of a PDF as pictures, to look at before printing and to print."""

from __future__ import annotations

import io
import threading
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

_turn = threading.Lock()
"""PDFium serves one thread at a time."""


class Picture(Struct, frozen=True):
    """One page: rows of `stride` bytes, four to the pixel (blue, green, red, unused)."""

    width: int
    height: int
    stride: int
    pixels: bytes


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Return width and height of every page, in points."""
    import pypdfium2

    with _turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [document.get_page_size(place) for place in range(len(document))]
        finally:
            document.close()


def part(pdf: bytes, pages: Sequence[int]) -> bytes:
    """Return a PDF of some pages (from 0) of another, in this order, words as words."""
    import pypdfium2

    with _turn:
        document, chosen = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
        try:
            chosen.import_pages(document, list(pages))
            file = io.BytesIO()
            chosen.save(file)
            return file.getvalue()
        finally:
            chosen.close()
            document.close()


def picture(pdf: bytes, page: int, *, dots_per_inch: float) -> Picture:
    """Return a page (from 0) on white; IndexError when there is no such page."""
    import pypdfium2

    with _turn:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 0 <= page < len(document):
                raise IndexError(page)
            bitmap = document[page].render(scale=dots_per_inch / 72, prefer_bgrx=True)
            return Picture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            document.close()
