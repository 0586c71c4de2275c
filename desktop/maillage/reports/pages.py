"""The sheet every document is printed on: cover band, running header, «3 / 12», contents."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct, field
from reportlab import rl_config
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate

from maillage.reports import style
from maillage.reports.shapes import blank, mark
from maillage.reports.typeface import TypesetCanvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportlab.lib.styles import ParagraphStyle

    from maillage.reports.flowables import Mark
    from maillage.reports.text import Typesetter

rl_config.useA85 = 0  # no mail gateway needs seven bits: photos and fonts are a fifth smaller
WIDTH, HEIGHT = A4
LEFT: Final = 64.0
BODY_WIDTH: Final = WIDTH - 2 * LEFT
TOP: Final = 76.0
BOTTOM: Final = 66.0
BAND: Final = 348.0
"""Height of the cover's band, in points."""
COVER_ROOM: Final = HEIGHT - BAND - 26 - BOTTOM
"""What is left below it."""


class Furniture(Struct, frozen=True, kw_only=True):
    """The words around the pages; each was made by the typesetter, one line each."""

    title: str
    running: str
    notice: str
    """What every page says at its top right, such as «Document interne»."""
    foot: str
    cover: Cover | None
    """None for a paper that begins at once."""


class Cover(Struct, frozen=True, kw_only=True):
    """What the band on the first page says."""

    kind: str
    lines: tuple[str, ...]
    muted: tuple[str, ...] = ()


class Pagination(Struct):
    """On which page each place is and how many there are; filled by building once."""

    pages: dict[str, int] = field(default_factory=dict)
    total: int = 0


def build(
    furniture: Furniture,
    story: Callable[[Pagination], list[Flowable]],
    type_: Typesetter,
    made_at: datetime,
) -> bytes:
    """Return the PDF of a story, built twice: the first time to learn the page numbers."""
    pagination = Pagination()
    for _attempt in range(2):
        file = io.BytesIO()
        document = _Document(file, furniture, pagination, type_)
        document.build(
            [NextPageTemplate("page"), *story(pagination)],
            canvasmaker=partial(dated_canvas, made_at=made_at),
        )
        pagination.total = document.page
    return file.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]
    """A4 with a cover page; the same input gives the same bytes."""

    def __init__(
        self,
        file: io.BytesIO,
        furniture: Furniture,
        pagination: Pagination,
        type_: Typesetter,
    ) -> None:
        super().__init__(
            file,
            pagesize=A4,
            title=furniture.title,
            author="Maillage",
            creator="Maillage",
            producer="Maillage",
            subject=furniture.cover.kind if furniture.cover else furniture.title,
            lang=type_.language.code,
            displayDocTitle=True,
            initialFontName=style.REGULAR,
            invariant=1,
        )
        self.furniture, self.pagination, self.type_ = furniture, pagination, type_
        first = PageTemplate("cover", [_frame(BOTTOM, COVER_ROOM)], onPage=self._cover)
        other = PageTemplate("page", [_frame(BOTTOM, HEIGHT - TOP - BOTTOM)], onPage=self._page)
        self.addPageTemplates([first, other] if furniture.cover else [other])

    def _cover(self, canvas: Any, _document: BaseDocTemplate) -> None:  # noqa: ANN401
        if self.furniture.cover:
            draw_band(canvas, self.furniture.title, self.furniture.cover, self.type_)
        if self.furniture.notice:
            self._draw_notice(canvas, HEIGHT - 46, style.SAFFRON, style.PETROL)
        self._foot(canvas)

    def _page(self, canvas: Any, _document: BaseDocTemplate) -> None:  # noqa: ANN401
        weave = blank(13, 13)
        weave.add(mark(8, shapes=style.PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, LEFT + 3, HEIGHT - 47)
        _words(canvas, LEFT + 21, HEIGHT - 46, self.furniture.running, style.SMALL)
        if self.furniture.notice:
            self._draw_notice(canvas, HEIGHT - 46, style.WARNING_SOFT, style.WARNING)
        _rule(canvas, HEIGHT - 56)
        self._foot(canvas)

    def _draw_notice(self, canvas: Any, y: float, fill: Any, colour: Any) -> None:  # noqa: ANN401
        wide = style.width_of(self.furniture.notice, style.SMALL_STRONG) + 18
        canvas.setFillColor(fill)
        canvas.roundRect(WIDTH - LEFT - wide, y - 5, wide, 17, 8.5, stroke=0, fill=1)
        _words(
            canvas, WIDTH - LEFT - 9, y, self.furniture.notice, style.SMALL_STRONG,
            colour=colour, right=True,
        )  # fmt: skip

    def _foot(self, canvas: Any) -> None:  # noqa: ANN401
        _rule(canvas, 46)
        _words(canvas, LEFT, 31, self.furniture.foot, style.SMALL)
        # No total is known while the pages are counted; its width moves nothing.
        number = f"{canvas.getPageNumber()} / {self.pagination.total}"
        _words(canvas, WIDTH - LEFT, 31, number, style.SMALL_STRONG, right=True)


class Contents(Flowable):  # type: ignore[misc]
    """The table of contents: number, title, page; each line leads to its place."""

    def __init__(self, marks: Sequence[Mark], pagination: Pagination, type_: Typesetter) -> None:
        """List `marks` in their order."""
        super().__init__()
        self.pagination = pagination
        self.lines = [
            (one, type_.paragraph(one.title, style.STRONG if one.level == 0 else style.BODY))
            for one in marks
        ]

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        self.heights = [
            one.wrap(width - 24 - 40, height)[1] + (14 if mark.level == 0 else 5)
            for mark, one in self.lines
        ]
        self.height = sum(self.heights)
        return width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        """Return the lines that fit, then the others."""
        self.wrap(width, height)
        count, used = 0, 0.0
        while count < len(self.lines) and used + self.heights[count] <= height:
            used += self.heights[count]
            count += 1
        if not 0 < count < len(self.lines):
            return []
        return [self._some(self.lines[:count]), self._some(self.lines[count:])]

    def draw(self) -> None:
        """Draw the lines."""
        y = self.height
        for (mark_, title), high in zip(self.lines, self.heights, strict=True):
            y -= high
            if mark_.level == 0:
                self.canv.setStrokeColor(style.LINE)
                self.canv.setLineWidth(0.5)
                self.canv.line(0, y + high, self.width, y + high)
            lift = 7 if mark_.level == 0 else 3.5
            title.drawOn(self.canv, 24, y + lift)
            page = str(self.pagination.pages.get(mark_.key, ""))
            of = style.STRONG if mark_.level == 0 else style.BODY
            base = y + lift + of.leading - of.fontSize
            _words(self.canv, self.width, base, page, of, right=True)
            if mark_.level == 0:
                base += title.height - of.leading
                _words(self.canv, 0, base, mark_.number, style.NUMBER)
            self.canv.linkRect("", mark_.key, (0, y, self.width, y + high), relative=1, thickness=0)

    def _some(self, lines: list[Any]) -> Contents:
        part = Contents.__new__(Contents)
        Flowable.__init__(part)
        part.lines, part.pagination = lines, self.pagination
        return part


def dated_canvas(file: io.BytesIO, *, made_at: datetime, **settings: Any) -> TypesetCanvas:
    """Return a canvas whose PDF says it was made at `made_at`, whenever it is written."""
    canvas = TypesetCanvas(file, **settings)
    # ReportLab knows the present moment or the year 2000 only.
    stamp = canvas._doc._timeStamp  # noqa: SLF001
    stamp.YMDhms = made_at.astimezone(UTC).timetuple()[:6]
    stamp.dhh = stamp.dmm = 0
    return canvas


def draw_band(
    canvas: Any,  # noqa: ANN401
    title: str,
    cover: Cover,
    type_: Typesetter,
    *,
    high: float = BAND,
) -> None:
    """Draw the petrol band with the mark, the title as large as it fits, and its lines."""
    foot = HEIGHT - high
    canvas.setFillColor(style.PETROL)
    canvas.rect(0, foot, WIDTH, high, stroke=0, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, foot, WIDTH, high)
    canvas.clipPath(clip, stroke=0, fill=0)
    weave = blank(10, 10)
    weave.add(mark(high * 0.62, shapes=style.PETROL_SHADE, threads=style.PETROL_SHADE, node=0.3))
    renderPDF.draw(weave, canvas, WIDTH - high * 0.46, foot + high * 0.13)
    canvas.restoreState()
    canvas.setFillColor(style.SAFFRON)
    canvas.rect(0, foot - 3, WIDTH, 3, stroke=0, fill=1)
    small = blank(10, 10)
    small.add(mark(19, shapes=style.ON_PETROL, threads=style.SAFFRON))
    renderPDF.draw(small, canvas, LEFT + 6, HEIGHT - 55)
    _words(canvas, LEFT + 40, HEIGHT - 51, "Maillage", style.COVER_KIND, colour=style.ON_PETROL)

    room = BODY_WIDTH - 110
    lines = [
        type_.paragraph(line, of)
        for of, some in ((style.COVER_LINE, cover.lines), (style.COVER_MUTED, cover.muted))
        for line in some
    ]
    y = foot + 30.0
    for line in reversed(lines):
        tall = line.wrap(room, high)[1]
        line.drawOn(canvas, LEFT, y)
        y += tall
    y += 12
    most = HEIGHT - 100 - y
    for of in style.TITLES:
        shown = type_.paragraph(title, of)
        tall = shown.wrap(room, high)[1]
        if tall <= most:
            break
    shown.drawOn(canvas, LEFT, y)
    _words(canvas, LEFT, y + tall + 9, cover.kind, style.COVER_KIND)


def _frame(y: float, high: float) -> Frame:
    return Frame(
        LEFT, y, BODY_WIDTH, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
    )


def _rule(canvas: Any, y: float) -> None:  # noqa: ANN401
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, y, WIDTH - LEFT, y)


def _words(
    canvas: Any,  # noqa: ANN401
    x: float,
    y: float,
    text: str,
    of: ParagraphStyle,
    *,
    colour: Any = None,  # noqa: ANN401
    right: bool = False,
) -> None:
    canvas.setFont(of.fontName, of.fontSize)
    canvas.setFillColor(colour or of.textColor)
    (canvas.drawRightString if right else canvas.drawString)(x, y, text)
