"""Who came: the headcount, by world and category, and the sources that disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from maillage.domain import indicators
from maillage.domain.vocabulary import Category, World
from maillage.reports import charts, numbers, style
from maillage.reports.data import Headcount
from maillage.reports.pages import BODY_WIDTH

if TYPE_CHECKING:
    from maillage.reports.book import Book


def people(book: Book) -> list[Flowable]:
    """Return the section on who came."""
    _, ngettext_, data = book.language.text, book.language.plural, book.data
    story = book.section(_("Who was there"), "people", room=430)
    registered = {one: count.registered for one, count in data.attendance.items()}
    present = {one: count.present for one, count in data.attendance.items()}
    walk_ins = {one: count.walk_ins for one, count in data.attendance.items()}
    if not any(registered.values()) and not any(present.values()):
        story.append(book.text(_("Nobody was registered and no arrival was recorded.")))
        return story + _declared(book)
    in_worlds = {world: count for world, count in indicators.by_world(present).items() if world}
    expected = {world: count for world, count in indicators.by_world(registered).items() if world}
    story += [
        charts.headcount(in_worlds, expected, language=book.language, width=BODY_WIDTH),
        Spacer(1, 16),
        _table(book),
        Spacer(1, 12),
    ]
    came = {one: present[one] - walk_ins[one] for one in present}
    overall = indicators.overall(indicators.presence(registered, came).values())
    even = indicators.balance(indicators.by_world(present), list(World))
    story += [
        book.figure(
            _("Presence of those registered"),
            numbers.ratio(overall, book.language),
            ngettext_(
                "{n} registered person did not come.",
                "{n} registered people did not come.",
                overall.n - overall.part,
            ),
        ),
        book.figure(
            _("Balance of the four worlds"),
            numbers.balance(even, book.language),
            _(
                "1 when the worlds are as many as each other, 0 when one is alone"
                " (Shannon index). People whose category is unknown: {n}.",
                n=book.language.number(even.missing),
            ),
        ),
    ]
    return story + _declared(book)


def _declared(book: Book) -> list[Flowable]:
    """Return what somebody else said of the attendance, with its source."""
    if book.data.declared is None:
        return []
    _ = book.language.text
    source = book.data.declared_source or _("source not recorded")
    return [
        book.figure(
            _("Declared attendance"),
            book.language.number(book.data.declared),
            _("Source: {source}. This figure was not counted by Maillage.", source=source),
        )
    ]


def _table(book: Book) -> Table:
    """Return registered, present and walk-ins of each category, grouped by world."""
    _ = book.language.text
    right, small = style.RIGHT_SMALL, style.SMALL
    rows: list[list[object]] = [
        [
            "",
            book.text(_("Category"), small),
            book.text(_("Registered"), right),
            book.text(_("Present"), right),
            book.text(_("of whom walk-ins"), right),
            book.text(_("Registered who came"), right),
        ]
    ]
    drawn = [("LINEBELOW", (0, 0), (-1, 0), 0.8, style.EDGE)]
    for world in World:
        of_world = [
            (one, count)
            for one in Category
            if one.world is world and (count := book.data.attendance.get(one)) and any(_all(count))
        ]
        for place, (category, count) in enumerate(of_world):
            shape = book.shape_of(world, 11) if place == 0 else ""
            rows.append([shape, *_cells(book, book.label(category), count)])
        if of_world:
            drawn.append(("LINEBELOW", (0, len(rows) - 1), (-1, len(rows) - 1), 0.5, style.LINE))
    unknown = book.data.attendance.get(None)
    if unknown and any(_all(unknown)):
        rows.append(["", *_cells(book, _("Category unknown"), unknown)])
    each = list(book.data.attendance.values())
    total = Headcount(*(sum(column) for column in zip(*map(_all, each), strict=True)))
    rows.append(["", *_cells(book, _("All"), total, strong=True)])
    drawn.append(("LINEABOVE", (0, len(rows) - 1), (-1, len(rows) - 1), 0.8, style.EDGE))
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
                *drawn,
            ]
        ),
    )


def _cells(book: Book, label: str, count: Headcount, *, strong: bool = False) -> list[object]:
    left = style.STRONG if strong else style.BODY
    right = style.RIGHT_STRONG if strong else style.RIGHT
    number, came = book.language.number, count.present - count.walk_ins
    return [
        book.text(label, left),
        book.text(number(count.registered), right),
        book.text(number(count.present), style.RIGHT_STRONG),
        book.text(number(count.walk_ins), right),
        book.text(numbers.share(came, count.registered, book.language), right),
    ]


def _all(count: Headcount) -> tuple[int, int, int]:
    return count.registered, count.present, count.walk_ins
