"""The minutes as a text one goes on writing: DOCX, for whatever word processor there is."""

from __future__ import annotations

import io
import unicodedata
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from maillage.domain.vocabulary import BarrierCause, Category, NoteKind, PartnerRole
from maillage.reports import numbers, photos_editable
from maillage.reports.counting import counting
from maillage.reports.data import Headcount
from maillage.reports.partners import ordered
from maillage.reports.telling import Telling, bare
from maillage.reports.text import french
from maillage.reports.when import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.section import Section
    from docx.text.paragraph import Paragraph

    from maillage.language import Language
    from maillage.reports.data import Minutes, Note, Pledge, Workshop

FONT: Final = "Calibri"
"""What word processors have, or replace by one as wide: nobody has ours."""
LONGEST_TITLE: Final = 255
"""Characters that the format keeps of a title among the properties of a file."""
ACCENT: Final = RGBColor(0x0F, 0x60, 0x69)
MUTED: Final = RGBColor(0x55, 0x61, 0x5F)
LISTED: Final = (
    (NoteKind.PERCEPTION, "What each world thinks of the other"),
    (NoteKind.MEETING_PLACE, "Places to meet"),
    (NoteKind.QUESTION, "Questions"),
    (NoteKind.PROPOSAL, "Proposals"),
)


def write(data: Minutes, *, language: Language, names: bool = True) -> bytes:
    """Return the minutes as a DOCX of headings, lists and tables, without charts.

    With ``names``, people who pledged or agreed to be quoted are named and the header
    says it is internal.
    """
    page = _Page(Telling(data, language=language, names=names))
    page.front()
    page.people()
    page.ideas()
    page.barriers()
    for kind, title in LISTED:
        page.listed(kind, language.text(title))
    page.quotes()
    page.pledges()
    photos_editable.add(page.document, page.told, clean=page.clean)
    page.partners()
    page.method()
    return page.written()


class _Page:
    """One document being written, from top to bottom."""

    def __init__(self, told: Telling) -> None:
        self.told, self.language = told, told.language
        self.document = Document()
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
            of.paragraph_format.space_after = Pt(after)
            if name != "Normal":
                of.font.color.rgb = ACCENT
        core = self.document.core_properties
        core.title = self.clean(self.told.data.title)[:LONGEST_TITLE]
        core.author, core.comments = "Maillage", ""
        core.created = core.modified = self.told.data.made_at
        core.language = self.language.code
        self._furniture(section)

    def _furniture(self, section: Section) -> None:
        _ = self.language.text
        if self.told.names:
            self._put(section.header.paragraphs[0], _("Internal document"), muted=True)
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _number_pages(foot)

    # What a person reads -------------------------------------------------------------

    def front(self) -> None:
        _, data = self.language.text, self.told.data
        self.document.add_heading(self.clean(data.title) or _("Meeting without a title"), 0)
        place = ", ".join(filter(None, (data.venue, data.commune)))
        for line in (when(self.language, data.starts, data.ends), place):
            if line:
                self.text(line, muted=True)

    def people(self) -> None:
        _, data = self.language.text, self.told.data
        self.heading(_("Who was there"))
        each = [(one, data.attendance[one]) for one in (*Category, None) if one in data.attendance]
        if not each:
            self.text(_("Nobody was registered and no arrival was recorded."))
        else:
            number = self.language.number
            rows = [
                [
                    self.told.label(one) if one else _("Category unknown"),
                    *map(number, (count.registered, count.present, count.walk_ins)),
                ]
                for one, count in each
            ]
            total = Headcount(
                sum(count.registered for _one, count in each),
                sum(count.present for _one, count in each),
                sum(count.walk_ins for _one, count in each),
            )
            counts = (total.registered, total.present, total.walk_ins)
            rows.append([_("All"), *map(number, counts)])
            self.table([_("Category"), _("Registered"), _("Present"), _("of whom walk-ins")], rows)
        if data.declared is not None:
            source = data.declared_source or _("source not recorded")
            declared = self.language.number(data.declared)
            self.figure(_("Declared attendance"), f"{declared} ({source})")

    def ideas(self) -> None:
        _, ngettext_ = self.language.text, self.language.plural
        found = list(self.told.of_kind(NoteKind.IDEA))
        if not found:
            self.heading(_("Ideas for working together"))
            self.text(_("No idea was recorded."))
            return
        self.heading(
            ngettext_("{n} idea for working together", "{n} ideas for working together", len(found))
        )
        for workshop in self.told.data.workshops:
            notes = [note for note in workshop.notes if note.kind is NoteKind.IDEA]
            if notes:
                self.heading(workshop.title or _("Outside the workshops"), 2)
            for note in notes:
                votes = ngettext_("{n} vote", "{n} votes", note.votes) if note.votes else ""
                table = _("Table {n}", n=note.table) if note.table is not None else ""
                number = self.told.numbers[id(note)]
                self.item(f"{number}. {note.text}", " · ".join(filter(None, (table, votes))))

    def barriers(self) -> None:
        _ = self.language.text
        barriers = list(self.told.of_kind(NoteKind.BARRIER))
        levers = list(self.told.of_kind(NoteKind.LEVER))
        if barriers:
            self.heading(_("Barriers"))
            causes = [note.cause for _workshop, note in barriers]
            for cause in BarrierCause:
                part = numbers.share(causes.count(cause), len(causes), self.language)
                self.figure(self.told.label(cause), part)
            untagged = numbers.share(causes.count(None), len(causes), self.language)
            self.figure(_("Not tagged"), untagged)
            self.notes(barriers)
        if levers:
            self.heading(_("Levers"))
            self.notes(levers)

    def listed(self, kind: NoteKind, title: str) -> None:
        found = list(self.told.of_kind(kind))
        if found:
            self.heading(title)
            self.notes(found)

    def quotes(self) -> None:
        _ = self.language.text
        found = list(self.told.of_kind(NoteKind.QUOTE))
        if found:
            self.heading(_("In their words"))
        for _workshop, note in found:
            self.item(_("“{quote}”", quote=bare(note.text)), self.told.quoted(note))

    def pledges(self) -> None:
        _ = self.language.text
        self.heading(_("Pledges"))
        if not self.told.data.pledges:
            self.text(_("No pledge was recorded."))
        for number, pledge in enumerate(self.told.data.pledges, 1):
            self._pledge(number, pledge)

    def _pledge(self, number: int, pledge: Pledge) -> None:
        _ = self.language.text
        self.text(f"{number}. {pledge.what}", strong=True)
        for party in pledge.parties:
            self.text(self.told.party(party), style="List Bullet")
        if pledge.next_step:
            self.text(_("First small step: {step}", step=pledge.next_step))
        words = []
        if pledge.due:
            words.append(_("Due {date}", date=self.language.date(pledge.due)))
        if pledge.origin:
            words.append(self.told.label(pledge.origin))
        if pledge.idea is not None and id(pledge.idea) in self.told.numbers:
            words.append(_("From idea {n}", n=self.told.numbers[id(pledge.idea)]))
        if words:
            self.text(" · ".join(words), muted=True)

    def partners(self) -> None:
        if not self.told.data.partners:
            return
        self.heading(self.language.text("Partners"))
        for role, names in ordered(self.told.data.partners):
            label = self.told.label(role or PartnerRole.PARTNER)
            self.figure(label, self.language.list(names))

    def method(self) -> None:
        self.heading(self.language.text("How this was counted"))
        for word, meaning in counting(self.told, undrawn=0).items():
            self.figure(word, meaning)

    def written(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()

    # How it is set ---------------------------------------------------------------------

    def heading(self, text: str, level: int = 1) -> None:
        self.document.add_heading(self.clean(text), level)

    def text(
        self, text: str, *, style: str = "", muted: bool = False, strong: bool = False
    ) -> Paragraph:
        paragraph = self.document.add_paragraph(style=style or None)
        self._put(paragraph, text, muted=muted, strong=strong)
        return paragraph

    def item(self, text: str, remark: str) -> None:
        """Write one note, and what is known of it in small below."""
        paragraph = self.text(text)
        paragraph.paragraph_format.keep_together = True
        if remark:
            paragraph.add_run().add_break()
            self._put(paragraph, remark, muted=True)

    def notes(self, found: Sequence[tuple[Workshop, Note]]) -> None:
        for workshop, note in found:
            self.item(note.text, self.told.remark(workshop, note))

    def figure(self, label: str, value: str) -> None:
        paragraph = self.document.add_paragraph()
        self._put(paragraph, label, strong=True)
        self._put(paragraph, f" – {value}")

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        made = self.document.add_table(rows=0, cols=len(head), style="Light Shading")
        for look in self.document.element.body.iter(qn("w:tblLook")):
            # Rules alone: the grey bands of the style drown small figures, printed above all.
            for name, value in {"noHBand": "1", "firstColumn": "0", "val": "0620"}.items():
                look.set(qn(f"w:{name}"), value)
        for at, row in enumerate((head, *rows)):
            for place, (cell, text) in enumerate(zip(made.add_row().cells, row, strict=True)):
                paragraph = cell.paragraphs[0]
                self._put(paragraph, text, strong=at in {0, len(rows)})
                if place:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.document.add_paragraph()

    def _put(
        self,
        paragraph: Paragraph,
        text: str,
        *,
        muted: bool = False,
        strong: bool = False,
    ) -> None:
        run = paragraph.add_run(self.clean(text))
        run.bold = strong or None
        if muted:
            run.font.color.rgb, run.font.size = MUTED, Pt(9.5)

    def clean(self, text: str) -> str:
        """Return plain text: control signs are no XML, and line breaks stay."""
        kept = "".join(
            letter
            for letter in text
            if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Cn"}
        )
        return french(kept) if self.language.code == "fr" else kept


def _number_pages(paragraph: Paragraph) -> None:
    """Write «3 / 12», which the word processor keeps up to date."""
    for at, field in enumerate(("PAGE", "NUMPAGES")):
        if at:
            paragraph.add_run(" / ")
        run = paragraph.add_run()._r  # noqa: SLF001 - fields have no public way
        for kind, text in (("begin", ""), ("", field), ("end", "")):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run.append(element)
