"""How the minutes are set as a DOCX: styles, headings, figures, tables and charts."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from maillage.direction import calm
from maillage.domain.vocabulary import World
from maillage.reports import charts_editable, docx_fields, docx_runs, style
from maillage.reports.figures import COLUMNS
from maillage.reports.numbers import NOTHING
from maillage.reports.text import french

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.oxml.table import CT_Row
    from docx.section import Section
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from maillage.reports.drawn import Drawn
    from maillage.reports.figures import Counted, Figure
    from maillage.reports.telling import Telling

FONT: Final = "Calibri"
"""What word processors have, or replace by one as wide: nobody has ours."""
FONT_BACKWARDS: Final = "Arial"
"""The same of Arabic and Hebrew, which Calibri has not."""
LONGEST_TITLE: Final = 255
"""Characters that the format keeps of a title among the properties of a file."""
ACCENT: Final = RGBColor(0x0F, 0x60, 0x69)
MUTED: Final = RGBColor(0x55, 0x61, 0x5F)
SAND: Final = "F3F1EA"
WIDTH: Final = Cm(16.6)
"""Of the text."""
CARDS: Final = 3
"""Key figures side by side."""
SIGNS: Final = {
    World.SOCIAL_WORK: "●",
    World.SOCIAL_ENTERPRISE: "▲",
    World.LOCAL_AUTHORITY: "■",
    World.OTHER: "◆",
}


class Page:
    """One document being written, from top to bottom."""

    def __init__(self, told: Telling) -> None:
        """Begin the document of `told`."""
        self.told, self.language = told, told.language
        self.document = Document()
        self._places: list[tuple[int, str]] = []
        self._contents: Paragraph | None = None
        self._style()

    def _style(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.2)
        section.top_margin = section.bottom_margin = Cm(2)
        styles = self.document.styles
        for name, size, after in (
            ("Normal", 11, 4), ("Title", 24, 4), ("Heading 1", 16, 6), ("Heading 2", 13, 4),
        ):  # fmt: skip
            of = styles[name]
            of.font.name, of.font.size = FONT, Pt(size)
            fonts = of.element.get_or_add_rPr().get_or_add_rFonts()
            for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{script}"), None)  # a theme's font would win
            fonts.set(qn("w:cs"), FONT_BACKWARDS)
            of.paragraph_format.space_after = Pt(after)
            if name != "Normal":
                of.font.color.rgb = ACCENT
        docx_fields.speak(self.document, self.language.code)
        docx_fields.drop_thumbnail(self.document)
        core = self.document.core_properties
        core.title = self.clean(self.told.data.title)[:LONGEST_TITLE]
        core.author, core.comments = "Maillage", ""
        # The file says UTC whatever it is given, and of another zone not a word.
        core.created = core.modified = self.told.data.made_at.astimezone(UTC)
        core.language = self.language.code
        self._furniture(section)

    def _furniture(self, section: Section) -> None:
        _ = self.language.text
        words = [self.told.data.title or _("Meeting without a title")]
        words += [_("Internal document")] if self.told.names else []
        self._put(section.header.paragraphs[0], " · ".join(words), muted=True)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        docx_fields.field(foot, "PAGE", "1")
        foot.add_run(" / ")
        docx_fields.field(foot, "NUMPAGES", "1")

    # What is written -------------------------------------------------------------------

    def heading(self, text: str, level: int = 1, *, listed: bool = True) -> None:
        """Write a title; the contents list it unless told otherwise."""
        said = self.clean(text)
        paragraph = self.document.add_heading("", level)
        docx_runs.add(paragraph, said)
        if level and listed:
            self._places.append((level, said))
            number = len(self._places)
            docx_fields.bookmark(paragraph, _place(number), number)

    def contents(self, title: str) -> None:
        """Keep a place for the table of contents, and begin a page after it."""
        self.text(title, strong=True).paragraph_format.space_before = Pt(18)
        self._contents = self.document.add_paragraph()
        self._contents.add_run().add_break(WD_BREAK.PAGE)

    def text(
        self, text: str, *, style: str = "", muted: bool = False, strong: bool = False
    ) -> Paragraph:
        """Write a paragraph and return it."""
        paragraph = self.document.add_paragraph(style=style or None)
        self._put(paragraph, text, muted=muted, strong=strong)
        return paragraph

    def item(self, text: str, remark: str) -> None:
        """Write one note, and what is known of it in small below."""
        self._remark(self.text(text), remark)

    def figure(self, of: Figure) -> None:
        """Write what was counted, how much it is, and what one must know of it below."""
        _, paragraph = self.language.text, self.document.add_paragraph()
        self._put(paragraph, of.label, strong=True)
        if of.value != NOTHING:
            self._put(paragraph, f" – {of.value}")
        elif not of.remark:  # else what is said below tells why
            self._put(paragraph, " – " + _("cannot be told"))
        self._remark(paragraph, of.remark)

    def chart(self, drawn: Drawn) -> None:
        """Write a chart as a picture that says the same in words."""
        charts_editable.add(self.document, drawn.drawing, said=self.clean(drawn.said))

    def cards(self, shown: Sequence[Figure]) -> None:
        """Write the key figures, three in a row, each a number above what it counts."""
        made = self.document.add_table(rows=0, cols=CARDS)
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        for at in range(0, len(shown), CARDS):
            row = made.add_row()
            _whole(row._tr)  # noqa: SLF001 - rows have no public way to stay in one piece
            for cell, of in zip(row.cells, shown[at : at + CARDS], strict=False):
                _shade(cell)
                number = cell.paragraphs[0]
                self._put(number, of.value, strong=True, size=22)
                number.paragraph_format.space_before = Pt(4)
                number.paragraph_format.space_after = Pt(0)
                below = cell.add_paragraph()
                self._put(below, of.label, strong=True)
                self._remark(below, of.remark)

    def headcount(self, lines: Sequence[Counted]) -> None:
        """Write the table of who came, by category; a page never cuts a line of it."""
        _ = self.language.text
        heads = (_("Category"), *(_(one) for one in COLUMNS))
        made = self.document.add_table(rows=0, cols=len(heads), style="Light Shading")
        made.autofit = False
        for look in self.document.element.body.iter(qn("w:tblLook")):
            # Rules alone: the grey bands of the style drown small figures, printed above all.
            for name, value in {"noHBand": "1", "firstColumn": "0", "val": "0620"}.items():
                look.set(qn(f"w:{name}"), value)
        first = made.add_row()
        _whole(first._tr, repeated=True)  # noqa: SLF001
        for place, (cell, text) in enumerate(zip(first.cells, heads, strict=True)):
            self._cell(cell, text, right=place > 0, strong=True)
        for line in lines:
            row = made.add_row()
            _whole(row._tr)  # noqa: SLF001
            for place, (cell, text) in enumerate(
                zip(row.cells, (line.label, *line.values), strict=True)
            ):
                self._cell(cell, text, right=place > 0, strong=line.total, world=line.world)
        wide = (WIDTH - 3 * Cm(2.8) - Cm(3.3), Cm(2.8), Cm(2.8), Cm(2.8), Cm(3.3))
        for column, width in zip(made.columns, wide, strict=True):
            column.width = width  # LibreOffice reads these
            for cell in column.cells:
                cell.width = width  # and Word those
        self.document.add_paragraph()

    def keep_together(self, lines: Sequence[Paragraph]) -> None:
        """Let no page end between these paragraphs."""
        for line in lines[:-1]:
            line.paragraph_format.keep_with_next = True
        for line in lines:
            line.paragraph_format.keep_together = True
        lines[0].paragraph_format.space_before = Pt(8)

    def written(self) -> bytes:
        """Return the document, its contents filled in."""
        self._fill_contents()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    # How it is set ---------------------------------------------------------------------

    def _fill_contents(self) -> None:
        """List the titles, each leading to its place and asking for its page.

        On which page they are only the word processor knows. LibreOffice says it as it opens the
        text, which it does not within a field for a whole table; Word once fields are updated
        (Ctrl+A, F9) or at printing: to make it do so on opening would begin with a question
        about safety.
        """
        if self._contents is None:
            return
        for at, (level, said) in enumerate(self._places, 1):
            line = self._contents.insert_paragraph_before()
            form = line.paragraph_format
            form.left_indent = Cm(0.6) if level > 1 else None
            form.space_after = Pt(2)
            form.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
            docx_fields.link(line, said, _place(at))
            line.add_run("\t")
            docx_fields.field(line, rf"PAGEREF {_place(at)} \h", "")

    def _cell(
        self, cell: _Cell, text: str, *, right: bool, strong: bool, world: World | None = None
    ) -> None:
        paragraph = cell.paragraphs[0]
        if world and not right:
            sign = paragraph.add_run(f"{SIGNS[world]} ")
            sign.font.color.rgb = RGBColor(*(round(255 * one) for one in style.LIGHT[world].rgb()))
        run = self._put(paragraph, text)
        run.bold = strong  # the style's own first column would be bold
        if right:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def _remark(self, paragraph: Paragraph, remark: str) -> None:
        paragraph.paragraph_format.keep_together = True
        if remark:
            paragraph.add_run().add_break()
            self._put(paragraph, remark, muted=True)

    def _put(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        muted: bool = False,
        strong: bool = False,
        size: float | None = None,
    ) -> Run:
        colour, points = (MUTED, 9.5) if muted else (ACCENT, size) if size else (None, None)
        of = Pt(points) if points else None
        runs = docx_runs.add(paragraph, self.clean(text), strong=strong, size=of)
        for run in runs:
            if colour:
                run.font.color.rgb = colour
        return runs[-1]

    def clean(self, text: str) -> str:
        """Return plain text: control signs are no XML, and line breaks stay."""
        kept = "".join(
            letter
            for letter in calm(text)
            if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cn"}
        )
        return french(kept) if self.language.code == "fr" else kept


def _place(number: int) -> str:
    return f"maillage_{number}"


def _whole(row: CT_Row, *, repeated: bool = False) -> None:
    """Let no page cut a row; a repeated one stands above the others on each page."""
    of = row.get_or_add_trPr()
    for name in ("cantSplit", *(["tblHeader"] if repeated else [])):
        of.append(OxmlElement(f"w:{name}"))


def _shade(cell: _Cell) -> None:
    of = OxmlElement("w:shd")
    for name, value in {"val": "clear", "color": "auto", "fill": SAND}.items():
        of.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(of)  # noqa: SLF001
