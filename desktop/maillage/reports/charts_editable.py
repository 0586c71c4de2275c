"""The charts in the text one goes on writing: the drawings of the PDF, as pictures."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from docx.shared import Pt
from PIL import Image
from reportlab.graphics import renderPDF

from maillage.reports import raster, style

if TYPE_CHECKING:
    from docx.document import Document
    from reportlab.graphics.shapes import Drawing

DOTS_PER_INCH: Final = 220
"""What is printed sharp; a chart takes some 15 kB."""


def png(drawing: Drawing) -> bytes:
    """Return a drawing as a PNG on white, in the typeface of the PDF."""
    style.load_fonts()
    page = raster.picture(renderPDF.drawToString(drawing), 0, dots_per_inch=DOTS_PER_INCH)
    size = (page.width, page.height)
    seen = Image.frombuffer("RGB", size, page.pixels, "raw", "BGRX", page.stride, 1)
    out = io.BytesIO()
    seen.save(out, "PNG", optimize=True)
    return out.getvalue()


def add(document: Document, drawing: Drawing, *, said: str) -> None:
    """Write a chart as wide as it was drawn; a screen reader says `said` instead of it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_after = Pt(10)
    shape = paragraph.add_run().add_picture(io.BytesIO(png(drawing)), width=Pt(drawing.width))
    inline = shape._inline  # noqa: SLF001 - margins and a description have no public way
    for edge in ("distT", "distB", "distL", "distR"):
        inline.set(edge, "0")  # unsaid, LibreOffice moves a picture three millimetres in
    inline.docPr.set("descr", said)
