"""Who came: the headcount, by world and category, and the sources that disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from maillage.reports import drawn, figures, style
from maillage.reports.pages import BODY_WIDTH

if TYPE_CHECKING:
    from maillage.reports.book import Book
    from maillage.reports.figures import Counted


def people(book: Book) -> list[Flowable]:
    """Return the section on who came."""
    _ = book.language.text
    story = book.section(_("Who was there"), "people", room=430)
    if not figures.anybody(book):
        story.append(book.text(_("Nobody was registered and no arrival was recorded.")))
    else:
        story += [
            drawn.headcount(book).drawing,
            Spacer(1, 16),
            _table(book),
            Spacer(1, 12),
            *map(book.figure, figures.presence(book)),
        ]
    story += map(book.figure, figures.declared(book))
    origins = figures.territories(book)
    if origins:
        story.append(book.part(_("Where those present came from")))
        story += map(book.figure, origins)
    return story


def _table(book: Book) -> Table:
    """Return registered, present and walk-ins of each category, grouped by world."""
    _ = book.language.text
    heads = [book.text(_(head), style.RIGHT_SMALL) for head in figures.COLUMNS]
    rows: list[list[object]] = [["", book.text(_("Category"), style.SMALL), *heads]]
    drawn_lines = [("LINEBELOW", (0, 0), (-1, 0), 0.8, style.EDGE)]
    lines = figures.headcount(book)
    for place, line in enumerate(lines):
        first = place == 0 or lines[place - 1].world is not line.world
        shape = book.shape_of(line.world, 11) if first and line.world else ""
        rows.append([shape, *_cells(book, line)])
        if line.world and lines[place + 1].world is not line.world:
            drawn_lines.append(("LINEBELOW", (0, place + 1), (-1, place + 1), 0.5, style.LINE))
    drawn_lines.append(("LINEABOVE", (0, len(lines)), (-1, len(lines)), 0.8, style.EDGE))
    columns = [22, BODY_WIDTH - 22 - 3 * 74 - 92, 74, 74, 74, 92]
    return Table(
        rows,
        colWidths=columns,
        repeatRows=1,
        style=TableStyle(
            [
                ("FONT", (0, 0), (-1, -1), style.REGULAR),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 3.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
                *drawn_lines,
            ]
        ),
    )


def _cells(book: Book, line: Counted) -> list[object]:
    left = style.STRONG if line.total else style.BODY
    right = style.RIGHT_STRONG if line.total else style.RIGHT
    registered, present, walk_ins, came = line.values
    return [
        book.text(line.label, left),
        book.text(registered, right),
        book.text(present, style.RIGHT_STRONG),
        book.text(walk_ins, right),
        book.text(came, right),
    ]
