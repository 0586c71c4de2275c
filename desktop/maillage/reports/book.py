"""What every section of the minutes is written with: data, language, type, numbered titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from maillage.domain.fields import LINE
from maillage.domain.vocabulary import NoteKind, World
from maillage.reports import style
from maillage.reports.anonymity import speaker
from maillage.reports.flowables import Heading, Mark, Row, Subheading
from maillage.reports.shapes import single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from maillage.domain.vocabulary import Category, Choice
    from maillage.language import Language
    from maillage.reports.data import Minutes, Note, Workshop
    from maillage.reports.pages import Pagination


class Book:
    """One writing of the minutes."""

    def __init__(
        self, data: Minutes, *, type_: Typesetter, names: bool, pagination: Pagination
    ) -> None:
        """Write `data`, people named only if `names`."""
        self.data, self.names, self.pagination = data, names, pagination
        self.type_ = type_
        self.language: Language = type_.language
        self.marks: list[Mark] = []
        self._sections = 0
        self.numbers = {id(note): n for n, (_, note) in enumerate(self.of_kind(NoteKind.IDEA), 1)}
        """The number of each idea in the catalogue, by identity: two may say the same."""

    def of_kind(self, kind: NoteKind) -> Iterator[tuple[Workshop, Note]]:
        """Yield the notes of a kind and their workshops, in the order of the catalogue."""
        for workshop in self.data.workshops:
            for note in workshop.notes:
                if note.kind is kind:
                    yield workshop, note

    def section(self, title: str, key: str, *, room: float = 150) -> list[Flowable]:
        """Return a numbered title, on a page with `room` points below it."""
        self._sections += 1
        mark = self._mark(title, key, str(self._sections))
        return [
            CondPageBreak(room),
            Spacer(1, 14),
            Heading(self.type_.paragraph(title, style.HEADING), mark),
        ]

    def part(self, title: str, key: str = "") -> Flowable:
        """Return a title inside a section; listed in the contents if it has a key."""
        title = self.type_.short(title, LINE)
        mark = self._mark(title, key, "", level=1) if key else None
        return Subheading(self.type_.paragraph(title, style.SUBHEADING), mark)

    def text(self, text: str, of: ParagraphStyle = style.BODY) -> Paragraph:
        """Return a paragraph."""
        return self.type_.paragraph(text, of)

    def figure(self, label: str, value: str, remark: str = "") -> Row:
        """Return a line «what it is … 9 sur 13» with a remark below it."""
        body = [self.text(label), *([self.text(remark, style.SMALL)] if remark else [])]
        aside = self.text(value, style.RIGHT_STRONG)
        return Row(body, aside=aside, indent=0, right=130)

    def label(self, choice: Choice) -> str:
        """Return the word for a choice."""
        return self.language.text(choice.label)

    def speaker(self, said_by: Category | None) -> Category | World | None:
        """Return what may be said of who spoke."""
        return speaker(said_by, self.data.attendance)

    def shape_of(self, of: Category | World | None, size: float = 12) -> Any:  # noqa: ANN401
        """Return the shape of a category or world, or None."""
        if of is None:
            return None
        return single(of if isinstance(of, World) else of.world, size)

    def where(self, workshop: Workshop, note: Note) -> list[str]:
        """Return the words for the workshop and table of a note."""
        _ = self.language.text
        words = [workshop.title] if workshop.title else []
        if note.table is not None:
            words.append(_("Table {n}", n=note.table))
        return words

    def _mark(self, title: str, key: str, number: str, level: int = 0) -> Mark:
        mark = Mark(key, number, self.type_.line(title), level, self.pagination.pages)
        self.marks.append(mark)
        return mark
