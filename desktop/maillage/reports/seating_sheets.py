"""How the sheets of a table plan are drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4

from maillage.reports import style
from maillage.reports.flowables import box
from maillage.reports.pages import HEIGHT, WIDTH, dated_canvas
from maillage.reports.shapes import blank, mark, single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.lib.styles import ParagraphStyle

    from maillage.language import Language
    from maillage.reports.seating import Seated, SeatingPlan

SIDE: Final = 48.0
"""Margin at the left and right, in points."""
ROOM: Final = WIDTH - 2 * SIDE
ROW: Final = 17.0
"""Height of one person in a list."""
COLUMN: Final = 50.0
"""Width of a round in the list by name."""
FOOT: Final = 56.0
GAP: Final = 14.0
LEAST: Final = 50.0
"""Room below which an organisation is not begun: the name says more."""
MOST_ENDS: Final = 24
"""Letters of the first and the last name of a page that are told in its head."""
MOST_NAME, MOST_ORGANISATION = 60, 90
"""Letters that are tried before they are cut to the room there is."""


def render(
    data: SeatingPlan, language: Language, *, names: bool = True, tables: bool = True
) -> bytes:
    """Return the sheets as a PDF; a plan without anybody is one page that says so."""
    file = io.BytesIO()
    type_ = Typesetter(language)
    canvas = dated_canvas(
        file,
        made_at=data.made_at,
        pagesize=A4,
        invariant=1,
        initialFontName=style.REGULAR,
        lang=language.code,
    )
    _ = language.text
    title = _("Table plan")
    canvas.setTitle(f"{title} · {type_.short(data.title, MOST_NAME)}")
    for say in (canvas.setAuthor, canvas.setCreator, canvas.setProducer):
        say("Maillage")
    sheet = _Sheet(canvas, data, type_)
    if names or not data.tables:
        sheet.by_name()
    if tables:
        for table in data.tables:
            sheet.table(table)
    canvas.save()
    return file.getvalue()


class _Sheet:
    """Draws page after page from the top."""

    def __init__(self, canvas: Any, data: SeatingPlan, type_: Typesetter) -> None:  # noqa: ANN401
        self._canvas, self._data, self._type = canvas, data, type_

    def by_name(self) -> None:
        """Draw everybody by family name, each with their table of each round."""
        _ = self._type.language.text
        each = list(self._pages(self._data.people, (HEIGHT - 150 - FOOT) / ROW))
        for number, people in enumerate(each, 1):
            pages = self._page_of(people, number, len(each)) if len(each) > 1 else ""
            y = self._head(_("Find your table"), pages)
            y = self._columns(y)
            for place, one in enumerate(people):
                self._person_line(y - place * ROW, one, shaded=bool(place % 2))
            if not people:
                self._words(SIDE, y - 12, _("Nobody has a seat yet."), style.BODY)
            self._foot()

    def table(self, table: int) -> None:
        """Draw one table: a box for each round, on as many pages as they need."""
        _ = self._type.language.text
        title = _("Table {n}", n=table)
        hosts = [self._name(one) for one in self._data.people if one.hosts == table]
        said = _("Host: {name}", name=self._type.language.list(hosts)) if hosts else ""
        y = self._head(title, said)
        rounds = [
            (name, [one for one in self._data.people if one.tables[place] == table])
            for place, name in enumerate(self._data.rounds)
        ]
        wide = (ROOM - GAP) / 2
        most = int((HEIGHT - 150 - FOOT - 42) / ROW)
        boxes = [(name, part) for name, people in rounds for part in self._pages(people, most)]
        for pair in (boxes[at : at + 2] for at in range(0, len(boxes), 2)):
            high = 42 + ROW * 1.5 * max(1, *(len(people) for _name, people in pair))
            high = min(high, y - FOOT) if y > HEIGHT - 160 else high
            if y - high < FOOT:
                self._foot()
                y = self._head(title, said)
            for column, (name, people) in enumerate(pair):
                self._round(SIDE + column * (wide + GAP), y, (wide, high), name, people)
            y -= high + GAP
        self._foot()

    def _round(
        self,
        x: float,
        y: float,
        size: tuple[float, float],
        name: str,
        people: Sequence[Seated],
    ) -> None:
        wide, high = size
        canvas = self._canvas
        box(canvas, x, y - high, wide, high, fill=style.PAPER, line=style.LINE)
        self._words(x + 12, y - 21, self._cut(name, style.SUBHEADING, wide - 90), style.SUBHEADING)
        ngettext_ = self._type.language.plural
        count = ngettext_("{n} person", "{n} people", len(people))
        self._words(x + wide - 12, y - 20, count, style.SMALL, right=True)
        step = min(ROW * 1.5, (high - 38) / max(1, len(people)))
        for place, one in enumerate(people):
            middle = y - 34 - (place + 0.5) * step
            self._shape(one, x + 12, middle)
            room = wide - 44
            self._words(x + 32, middle + 1, self._cut(self._name(one), style.STRONG, room))
            said = self._cut(one.organisation, style.SMALL, room)
            self._words(x + 32, middle - 9.5, said, style.SMALL)

    def _columns(self, y: float) -> float:
        """Draw the heads of the rounds; return where the first person stands."""
        for place, name in enumerate(self._data.rounds):
            said = self._cut(name, style.SMALL_STRONG, COLUMN - 4)
            self._words(self._column(place), y, said, style.SMALL_STRONG, right=True)
        self._rule(y - 6)
        return y - 6

    def _person_line(self, y: float, one: Seated, *, shaded: bool) -> None:
        canvas = self._canvas
        if shaded:
            canvas.setFillColor(style.SAND)
            canvas.rect(SIDE - 6, y - ROW, ROOM + 12, ROW, stroke=0, fill=1)
        base = y - 12.2
        self._shape(one, SIDE, y - ROW / 2)
        left = SIDE + 20
        room = self._column(0) - COLUMN - left
        name = self._cut(f"{one.family_name} {one.given_name}".strip(), style.STRONG, room)
        self._words(left, base, name, style.STRONG)
        after = left + style.width_of(name, style.STRONG) + 8
        if left + room - after > LEAST:
            said = self._cut(one.organisation, style.SMALL, left + room - after)
            self._words(after, base, said, style.SMALL)
        for place, table in enumerate(one.tables):
            shown = "–" if table is None else str(table)
            self._words(self._column(place), base, shown, style.NUMBER, right=True)

    def _page_of(self, people: Sequence[Seated], number: int, pages: int) -> str:
        """Return which names a page holds, so that one goes to the right one, and its number."""
        first, last = (one.family_name or one.given_name for one in (people[0], people[-1]))
        names = " – ".join(self._type.short(name, MOST_ENDS) for name in (first, last))
        return f"{names} · {number} / {pages}"

    def _column(self, place: int) -> float:
        """Return where the numbers of a round end."""
        wide = min(COLUMN, ROOM * 0.6 / max(1, len(self._data.rounds)))
        return float(WIDTH - SIDE - (len(self._data.rounds) - 1 - place) * wide)

    def _head(self, title: str, aside: str) -> float:
        """Draw the head of a page; return where its content begins."""
        canvas = self._canvas
        weave = blank(20, 20)
        weave.add(mark(13, shapes=style.PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, SIDE + 4, HEIGHT - 58)
        days = self._data.days
        when = self._type.language.days(*days, "full") if days else ""
        day = f" · {when}" if when else ""
        room = ROOM - 40 - style.width_of(day, style.SMALL)
        line = self._cut(self._data.title, style.SMALL, room) + day
        self._words(SIDE + 32, HEIGHT - 55, line, style.SMALL)
        self._words(SIDE, HEIGHT - 96, title, style.TITLES[1], colour=style.PETROL)
        if aside:
            room = ROOM - style.width_of(title, style.TITLES[1]) - 20
            said = self._cut(aside, style.STRONG, room)
            self._words(WIDTH - SIDE, HEIGHT - 96, said, style.STRONG, right=True)
        canvas.setFillColor(style.SAFFRON)
        canvas.rect(SIDE, HEIGHT - 110, 44, 2.4, stroke=0, fill=1)
        return float(HEIGHT - 132)

    def _foot(self) -> None:
        self._rule(44)
        _ = self._type.language.text
        said = _("Names are personal data: destroy this sheet after the meeting.")
        self._words(SIDE, 30, said, style.SMALL)
        self._words(SIDE, 18, self._type.drawable.said(), style.FINE)
        self._canvas.showPage()

    def _shape(self, one: Seated, x: float, middle: float) -> None:
        renderPDF.draw(single(one.world, 13), self._canvas, x, middle - 6.5)

    def _rule(self, y: float) -> None:
        self._canvas.setStrokeColor(style.LINE)
        self._canvas.setLineWidth(0.5)
        self._canvas.line(SIDE, y, WIDTH - SIDE, y)

    def _name(self, one: Seated) -> str:
        return f"{one.given_name} {one.family_name}".strip()

    def _cut(self, text: str, of: ParagraphStyle, room: float) -> str:
        """Return a text as one line that is no wider than ``room``."""
        line = self._type.short(text, MOST_ORGANISATION)
        while line and style.width_of(line, of) > room:
            line = line[:-2].rstrip() + "…" if len(line) > 2 else ""  # noqa: PLR2004
        return line

    def _words(
        self,
        x: float,
        y: float,
        text: str,
        of: ParagraphStyle = style.STRONG,
        *,
        colour: Any = None,  # noqa: ANN401
        right: bool = False,
    ) -> None:
        canvas = self._canvas
        canvas.setFont(of.fontName, of.fontSize)
        canvas.setFillColor(colour or of.textColor)
        (canvas.drawRightString if right else canvas.drawString)(x, y, self._type.line(text))

    @staticmethod
    def _pages(people: Sequence[Seated], most: float) -> Iterator[Sequence[Seated]]:
        step = max(1, int(most))
        yield from (people[at : at + step] for at in range(0, max(1, len(people)), step))
