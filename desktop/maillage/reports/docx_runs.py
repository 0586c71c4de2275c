"""Text in a DOCX, in runs of one direction: a word processor orders them by these marks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement

from maillage.reports import bidi

if TYPE_CHECKING:
    from docx.shared import Length
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run


def add(
    paragraph: Paragraph, text: str, *, strong: bool = False, size: Length | None = None
) -> list[Run]:
    """Write a text; words read from the right are marked so, and a paragraph mostly of them.

    Returns the runs, for what else is to be said of their look.
    """
    backwards = bidi.leans(text)
    if backwards and not paragraph.runs:
        # Where it stands: before spacing and alignment, or Word calls the file damaged.
        paragraph.paragraph_format.element.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind",
            "w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:outlineLvl", "w:rPr",
            "w:sectPr", "w:pPrChange",
        )  # fmt: skip
    levels = bidi.levels(text, base=backwards)
    runs = []
    for turned, some in groupby(zip(text, levels, strict=True), lambda one: one[1] % 2 == 1):
        run = paragraph.add_run("".join(letter for letter, _level in some))
        run.bold = strong or None
        run.font.size = size
        if turned:
            _turn(run, strong=strong, size=size)
        runs.append(run)
    return runs or [paragraph.add_run("")]


def _turn(run: Run, *, strong: bool, size: Length | None) -> None:
    """Mark a run as read from the right; weight and size are said anew for such letters."""
    run.font.rtl = True
    run.font.cs_bold = strong or None
    if size:
        of = OxmlElement("w:szCs")
        of.set(f"{{{of.nsmap['w']}}}val", str(round(size.pt * 2)))
        run._r.get_or_add_rPr().find(f"{{{of.nsmap['w']}}}sz").addnext(of)  # noqa: SLF001
