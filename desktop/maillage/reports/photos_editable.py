"""The photos of the boards in the text one goes on writing, each with its caption."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from docx.shared import Cm, Pt, RGBColor

from maillage.reports import boards, docx_fields, docx_runs

if TYPE_CHECKING:
    from collections.abc import Callable

    from docx.document import Document

    from maillage.reports.boards import Numbered
    from maillage.reports.telling import Telling

WIDTH, HEIGHT = Cm(16.6), Cm(10)
"""A photo at most: as wide as the text, and two to a page with their captions."""
MUTED: Final = RGBColor(0x55, 0x61, 0x5F)


def add(
    document: Document,
    told: Telling,
    *,
    heading: Callable[[str, int], None],
    clean: Callable[[str], str],
) -> None:
    """Write the section with the photos, if there are any to show.

    ``heading`` writes a title of a level, ``clean`` turns what people wrote into text that
    the format allows.
    """
    _ = told.language.text
    found = boards.by_workshop(told)
    if not found:
        return
    style = document.styles["Caption"]
    style.font.color.rgb, style.font.size, style.font.bold = MUTED, Pt(9.5), False
    style.paragraph_format.space_after = Pt(14)
    heading(_("Photos of the boards"), 1)
    for title, of_workshop in found:
        heading(title or _("Outside the workshops"), 2)
        for one in of_workshop:
            _picture(document, told, one, clean)
            _caption(document, told, one, clean)


def _picture(document: Document, told: Telling, one: Numbered, clean: Callable[[str], str]) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    wide, high = boards.fitted(one.photo, WIDTH, HEIGHT)
    shape = paragraph.add_run().add_picture(
        io.BytesIO(one.photo.content), width=max(1, round(wide)), height=max(1, round(high))
    )
    inline = shape._inline  # noqa: SLF001 - margins and a description have no public way
    for edge in ("distT", "distB", "distL", "distR"):
        inline.set(edge, "0")  # unsaid, LibreOffice moves a picture three millimetres in
    about = inline.docPr
    said = re.sub(r"[\n\t]+", " ", clean(boards.described(told, one.photo)))
    about.set("descr", said)
    about.set("name", told.language.text("Photo {n}", n=one.number))


def _caption(document: Document, told: Telling, one: Numbered, clean: Callable[[str], str]) -> None:
    paragraph = document.add_paragraph(style="Caption")
    before, after = told.language.unfilled("Photo {n}").split("{n}")
    paragraph.add_run(before).bold = True
    # The word processor counts anew when a photo is moved or taken out.
    docx_fields.field(paragraph, "SEQ Photo", str(one.number), strong=True)
    paragraph.add_run(after).bold = True
    said = " · ".join(filter(None, (one.photo.caption, boards.where(told, one.photo))))
    if said:
        docx_runs.add(paragraph, clean(f" – {said}"))
