"""The blocks pages are built of; each splits over pages wherever its text may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from reportlab.platypus import Flowable

from maillage.reports import style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.graphics.shapes import Drawing
    from reportlab.lib.colors import Color
    from reportlab.platypus import Paragraph


_WHOLE = 110.0
"""A row less high than this, in points, is never cut."""


class Heading(Flowable):  # type: ignore[misc]
    """A section's title above its hairline, started by the saffron thread."""

    def __init__(self, title: Paragraph, mark: Mark) -> None:
        """Show `title`; contents and outline find it by `mark`."""
        super().__init__()
        self.title, self.mark = title, mark
        self.keepWithNext = True
        self._high = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        self._high = self.title.wrap(width, height)[1]
        return width, self._high + 14 + 18

    def draw(self) -> None:
        """Draw title and line."""
        canvas = self.canv
        self.title.drawOn(canvas, 0, 32 - 4)
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(style.LINE)
        canvas.line(0, 20, self.width, 20)
        canvas.setLineWidth(2.4)
        canvas.setStrokeColor(style.SAFFRON)
        canvas.line(0, 20, 44, 20)
        self.mark.put(canvas, self._high + 40)


class Subheading(Flowable):  # type: ignore[misc]
    """A title inside a section."""

    def __init__(self, title: Paragraph, mark: Mark | None = None) -> None:
        """Show `title`; contents and outline find it by `mark`."""
        super().__init__()
        self.title, self.mark = title, mark
        self.keepWithNext = True
        self._high = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self._high = self.title.wrap(width, height)[1]
        return width, self._high + 16 + 5

    def draw(self) -> None:
        """Draw the title."""
        self.title.drawOn(self.canv, 0, 5)
        if self.mark:
            self.mark.put(self.canv, self._high + 20)


class Row(Flowable):  # type: ignore[misc]
    """A number or shape, then paragraphs one under the other, then a word at the right."""

    def __init__(
        self,
        body: Sequence[Paragraph],
        *,
        head: Paragraph | Drawing | None = None,
        aside: Paragraph | None = None,
        indent: float = 30,
        right: float = 0,
        rule: bool = True,
        padding: float = 7,
        share: float = 0,
    ) -> None:
        """Keep `indent` points for the head, `right` for the aside; a hairline ends a row.

        A `share` above 0, up to 1, is drawn as a saffron line under the aside.
        """
        super().__init__()
        self.body, self.head, self.aside = list(body), head, aside
        self.indent, self.right, self.rule, self.padding = indent, right, rule, padding
        self.share = share
        self._heights: list[float] = []

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        room = width - self.indent - self.right
        self._heights = [one.wrap(room, height)[1] for one in self.body]
        least = 0.0
        if self.aside is not None:
            # The line under an aside must not touch the hairline.
            least = self.aside.wrap(self.right, height)[1] + (6 if self.share > 0 else 0)
        self.height = max(sum(self._heights), least) + 2 * self.padding
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return this row cut where its text may be, the rest without head and aside."""
        if self.wrap(width, height)[1] < _WHOLE:
            return []
        room, left = width - self.indent - self.right, height - 2 * self.padding
        first: list[Paragraph] = []
        rest = list(self.body)
        while rest and rest[0].wrap(room, left)[1] <= left:
            left -= rest[0].wrap(room, left)[1]
            first.append(rest.pop(0))
        if rest:
            parts = rest[0].split(room, left)
            if len(parts) > 1:
                first.append(parts[0])
                rest[0:1] = parts[1:]
        if not first or not rest:
            return []
        return [
            Row(
                first, head=self.head, aside=self.aside,
                indent=self.indent, right=self.right, rule=False, padding=self.padding,
                share=self.share,
            ),
            Row(
                rest,
                indent=self.indent, right=self.right, rule=self.rule, padding=self.padding,
            ),
        ]  # fmt: skip

    def draw(self) -> None:
        """Draw head, body and aside on one first line."""
        canvas = self.canv
        # In the order one reads: a copied page makes sense.
        y = top = self.height - self.padding
        first = self.body[0].style.leading if self.body else 0
        if self.head is not None:
            self._draw_head(y, first)
        for one, high in zip(self.body, self._heights, strict=True):
            y -= high
            one.drawOn(canvas, self.indent, y)
        if self.aside is not None:
            high = self.aside.wrap(self.right, self.height)[1]
            self.aside.drawOn(canvas, self.width - self.right, top - high)
            if self.share > 0:
                wide = (self.right - 16) * self.share
                canvas.setFillColor(style.SAFFRON)
                canvas.rect(self.width - wide, top - high - 3, wide, 2.4, stroke=0, fill=1)
        if self.rule:
            canvas.setLineWidth(0.5)
            canvas.setStrokeColor(style.LINE)
            canvas.line(self.indent, 0, self.width, 0)

    def _draw_head(self, y: float, first: float) -> None:
        head: Any = self.head
        if hasattr(head, "style"):
            high = head.wrap(self.indent, self.height)[1]
            head.drawOn(self.canv, 0, y - high)
        else:
            middle = y - first / 2 - head.height / 2 - 0.5
            head.drawOn(self.canv, self.indent - head.width - 9, middle)


class Cards(Flowable):  # type: ignore[misc]
    """A line of equal cards of sand, each a number, what it counts and a word on it."""

    def __init__(self, cards: Sequence[Sequence[Paragraph]], columns: int) -> None:
        """Show up to `columns` cards."""
        super().__init__()
        self.cards, self.columns = cards, columns
        self.gap, self.inset = 10.0, 13.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        self._wide = (width - self.gap * (self.columns - 1)) / self.columns
        room = self._wide - 2 * self.inset
        high = max(sum(one.wrap(room, height)[1] for one in card) for card in self.cards)
        self.height = high + 2 * self.inset - 4
        return width, self.height

    def draw(self) -> None:
        """Draw the cards."""
        canvas = self.canv
        for place, card in enumerate(self.cards):
            x = place * (self._wide + self.gap)
            box(canvas, x, 0, self._wide, self.height, fill=style.SAND, line=style.LINE)
            y = self.height - self.inset + 4
            for one in card:
                y -= one.height
                one.drawOn(canvas, x + self.inset, y)


def box(
    canvas: Any,  # noqa: ANN401 - ReportLab has no types
    x: float,
    y: float,
    wide: float,
    high: float,
    *,
    fill: Color,
    line: Color,
) -> None:
    """Draw a rounded box with a hairline."""
    canvas.setFillColor(fill)
    canvas.setStrokeColor(line)
    canvas.setLineWidth(0.6)
    canvas.roundRect(x, y, wide, high, 7, stroke=1, fill=1)


class Mark(Struct):
    """A place that contents and outline lead to; its page is known once it was drawn."""

    key: str
    number: str
    title: str
    level: int = 0
    pages: dict[str, int] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """Number and title on one line."""
        return f"{self.number}  {self.title}".strip()

    def put(self, canvas: Any, top: float) -> None:  # noqa: ANN401 - ReportLab has no types
        """Bookmark the place `top` points above the flowable's foot, and note its page."""
        canvas.bookmarkHorizontal(self.key, 0, top)
        canvas.addOutlineEntry(self.plain, self.key, level=self.level, closed=True)
        self.pages[self.key] = canvas.getPageNumber()
