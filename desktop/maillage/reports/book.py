"""What every section of the minutes is written with: data, language, type, numbered titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from maillage.domain.fields import LINE
from maillage.domain.vocabulary import World
from maillage.reports import style
from maillage.reports.flowables import Heading, Mark, Row, Subheading
from maillage.reports.shapes import single
from maillage.reports.telling import Telling
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from maillage.domain.vocabulary import Category
    from maillage.reports.data import Minutes
    from maillage.reports.figures import Figure
    from maillage.reports.pages import Pagination


class Book(Telling):
    """One writing of the minutes on paper."""

    def __init__(
        self, data: Minutes, *, type_: Typesetter, names: bool, pagination: Pagination
    ) -> None:
        """Write `data`, people named only if `names`."""
        super().__init__(data, language=type_.language, names=names)
        self.type_, self.pagination = type_, pagination
        self.marks: list[Mark] = []
        self._sections = 0

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

    def figure(self, of: Figure) -> Row:
        """Return a line «what it is … 9 sur 13» with a remark below it."""
        body = [self.text(of.label), *([self.text(of.remark, style.SMALL)] if of.remark else [])]
        aside = self.text(of.value, style.RIGHT_STRONG)
        return Row(body, aside=aside, indent=0, right=130)

    def shape_of(self, of: Category | World | None, size: float = 12) -> Any:  # noqa: ANN401
        """Return the shape of a category or world, or None."""
        if of is None:
            return None
        return single(of if isinstance(of, World) else of.world, size)

    def _mark(self, title: str, key: str, number: str, level: int = 0) -> Mark:
        mark = Mark(key, number, self.type_.line(title), level, self.pagination.pages)
        self.marks.append(mark)
        return mark
