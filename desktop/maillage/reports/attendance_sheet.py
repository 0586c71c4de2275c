"""How the attendance sheet is drawn: a table to sign in, its head repeated on every page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics

from maillage.domain.fields import LINE
from maillage.domain.meeting_days import Half
from maillage.reports import attendance_columns, fitting, style
from maillage.reports.canvas import Canvas, new_canvas
from maillage.reports.shapes import blank, mark, single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from maillage.language import Language
    from maillage.reports.attendance_columns import Columns
    from maillage.reports.paper import AttendanceSheet, Signatory

WIDE, HIGH = landscape(A4)
_MARGIN: Final[float] = 12 * mm
_HEAD: Final[float] = 23 * mm
_FOOT: Final[float] = 19 * mm
_ROW: Final[float] = 10.2 * mm
_SECTION: Final[float] = 8 * mm
_STACKED: Final[float] = 6.2 * mm
"""Height of each of two lines of titles, the days above their halves."""
_CLOSING: Final[float] = 23 * mm
_WITH_CLOSING: Final = 2
"""Lines at least on the page that certifies the sheet."""
_BEFORE: Final = 3
"""Columns before those to sign in."""
_SIZES: Final = (10.5, 9.5, 8.5, 7.5, 6.6)


class _Line(Struct, frozen=True):
    """One thing in the table: a section's title, somebody, or nobody yet."""

    title: str = ""
    number: int = 0
    who: Signatory | None = None

    @property
    def high(self) -> float:
        return _SECTION if self.title else _ROW


def render(data: AttendanceSheet, made_at: datetime, language: Language) -> bytes:
    """Return the sheet as a PDF; a meeting of many days has one for each."""
    type_, file = Typesetter(language), io.BytesIO()
    _ = language.text
    title = _("Attendance sheet")
    canvas = new_canvas(file, made_at, title, type_, landscape(A4))
    for columns in attendance_columns.sheets(data.boxes, WIDE - 2 * _MARGIN):
        _Sheet(canvas, type_, data, columns).draw()
    canvas.save()
    return file.getvalue()


def _with_company(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Return the pages with `_WITH_CLOSING` people on the last, brought over if need be."""
    if len(pages) == 1 or sum(not line.title for line in pages[-1]) >= _WITH_CLOSING:
        return pages
    lines = [*pages[-2], *pages[-1]]
    people = [at for at, line in enumerate(lines) if not line.title]
    at = people[-_WITH_CLOSING] if len(people) > _WITH_CLOSING else 0
    while at and lines[at - 1].title:
        at -= 1
    return [*pages[:-2], *(part for part in (lines[:at], lines[at:]) if part)]


class _Sheet:
    """One sheet: all people, and the boxes that they sign."""

    def __init__(
        self, canvas: Canvas, type_: Typesetter, data: AttendanceSheet, columns: Columns
    ) -> None:
        self.canvas, self.type_, self.data, self.columns = canvas, type_, data, columns
        self.language = type_.language
        self.halved = any(box.half for box in columns.boxes)
        stacked = self.halved and columns.by_day
        self.titles = 2 * _STACKED if stacked else _SECTION

    def draw(self) -> None:
        """Draw every page."""
        pages = self._pages(list(self._lines()))
        for place, lines in enumerate(pages, 1):
            self._draw_head()
            y = HIGH - _MARGIN - _HEAD
            y = self._draw_titles(y)
            for line in lines:
                y = self._draw_line(line, y)
            if place == len(pages):
                self._draw_closing(y - 5 * mm)
            self._draw_foot(place, len(pages))
            self.canvas.showPage()

    def _lines(self) -> Iterator[_Line]:
        _, data = self.language.text, self.data
        number = 0
        sections = (
            (_("Registered"), data.registered),
            (_("Came without being registered"), (*data.walk_ins, *[None] * data.blank)),
        )
        for title, people in sections:
            if people:
                yield _Line(title)
            for who in people:
                number += 1
                yield _Line(number=number, who=who)

    def _pages(self, lines: Sequence[_Line]) -> list[list[_Line]]:
        """Return the lines of each page; a title never stands alone at the foot of one.

        Nor does what certifies the sheet stand alone on its page: it would certify nothing.
        """
        room = HIGH - 2 * _MARGIN - _HEAD - _FOOT - self.titles
        pages: list[list[_Line]] = [[]]
        left = room
        for line in lines:
            if line.high + (_ROW if line.title else 0) > left:
                pages.append([])
                left = room
            pages[-1].append(line)
            left -= line.high
        if left < _CLOSING:
            pages.append([])
        return _with_company(pages)

    def _draw_head(self) -> None:
        _, canvas, top = self.language.text, self.canvas, HIGH - _MARGIN
        weave = blank(20, 20)
        weave.add(mark(13, shapes=style.PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, _MARGIN + 4, top - 19)
        canvas.setFillColor(style.PETROL)
        x = _MARGIN + 34
        title = _("Attendance sheet")
        self._fit(title, style.BOLD, (19,), x, top + 2, 80 * mm)
        right = _MARGIN + 104 * mm
        canvas.setFillColor(style.TEXT)
        room = WIDE - _MARGIN - right
        y = self._fit(self.data.title, style.SEMIBOLD, (13, 12, 11, 10), right, top + 2, room, 2)
        canvas.setFillColor(style.MUTED)
        for line in (self._when(), self.data.place, self.data.organisers):
            if line:
                y = self._fit(line, style.REGULAR, (9.5, 8.5, 7.5), right, y, room)

    def _when(self) -> str:
        """Return the day of the sheet; days and hours of the meeting if the sheet is for all."""
        if self.columns.day is None:
            return self.data.when
        _, (place, of) = self.language.text, self.columns.place
        return _(
            "{day}, day {place} of {count}",
            day=self._begun(self.language.date(self.columns.day, "full")),
            place=self.language.number(place),
            count=self.language.number(of),
        )

    def _draw_titles(self, top: float) -> float:
        _, canvas, columns = self.language.text, self.canvas, self.columns
        canvas.setFillColor(style.PETROL)
        canvas.rect(_MARGIN, top - self.titles, WIDE - 2 * _MARGIN, self.titles, stroke=0, fill=1)
        canvas.setFillColor(style.PAPER)
        words = ["", _("Last name, first name"), _("Organisation")]
        if self.halved:
            names = {Half.MORNING: _("Morning"), Half.AFTERNOON: _("Afternoon")}
            words += [names[box.half] if box.half else "" for box in columns.boxes]
        elif not columns.by_day:
            words += [_("Signature")]
        x = _MARGIN
        low = top - self.titles + (_STACKED if self.titles > _SECTION else _SECTION) - 4
        for word, wide in zip(words, columns.widths, strict=False):
            self._fit(word, style.SEMIBOLD, (10, 9, 8), x + 6, low, wide - 8)
            x += wide
        self._draw_days(top)
        return float(top - self.titles)

    def _draw_days(self, top: float) -> None:
        """Draw the days above the boxes that belong to each."""
        canvas, x = self.canvas, _MARGIN + sum(self.columns.widths[:_BEFORE])
        canvas.setStrokeColor(style.PAPER)
        canvas.setLineWidth(0.8)
        for day, wide in self.columns.by_day:
            canvas.line(x, top - 3, x, top - self.titles + 3)
            canvas.setFillColor(style.PAPER)
            word = self._begun(self.language.date(day, "full"))
            if pdfmetrics.stringWidth(word, style.SEMIBOLD, 9.5) > wide - 8:
                word = self._begun(self.language.date(day, "brief"))
            self._fit(word, style.SEMIBOLD, (9.5, 8.5, 7.5, 6.6), x + 6, top - 4, wide - 8)
            x += wide

    @staticmethod
    def _begun(words: str) -> str:
        return words[:1].upper() + words[1:]

    def _draw_line(self, line: _Line, top: float) -> float:
        canvas, foot = self.canvas, top - line.high
        canvas.setLineWidth(0.5)
        canvas.setStrokeColor(style.EDGE)
        if line.title:
            canvas.setFillColor(style.SAND_DEEP)
            canvas.rect(_MARGIN, foot, WIDE - 2 * _MARGIN, line.high, stroke=1, fill=1)
            canvas.setFillColor(style.TEXT)
            self._fit(line.title, style.SEMIBOLD, (10,), _MARGIN + 6, top - 5, 160 * mm)
            return float(foot)
        x = _MARGIN
        for wide in self.columns.widths:
            canvas.rect(x, foot, wide, line.high, stroke=1, fill=0)
            x += wide
        self._part_days(top, foot)
        canvas.setFillColor(style.MUTED)
        canvas.setFont(style.REGULAR, 8.5)
        number = self.language.number(line.number)
        canvas.drawRightString(
            _MARGIN + self.columns.widths[0] - 5, foot + line.high / 2 - 3, number
        )
        if line.who is not None:
            self._draw_who(line.who, top)
        return float(foot)

    def _part_days(self, top: float, foot: float) -> None:
        """Part the boxes of one day from those of the next."""
        canvas, x = self.canvas, _MARGIN + sum(self.columns.widths[:_BEFORE])
        canvas.setStrokeColor(style.PETROL)
        canvas.setLineWidth(1.4)
        for _day, wide in self.columns.by_day:
            canvas.line(x, top, x, foot)
            x += wide

    def _draw_who(self, who: Signatory, top: float) -> None:
        canvas = self.canvas
        widths = self.columns.widths
        x = _MARGIN + widths[0]
        renderPDF.draw(single(who.world, 9), canvas, x + 5, top - _ROW / 2 - 4.5)
        canvas.setFillColor(style.TEXT)
        wide = widths[1] - 22
        family, given = who.family_name.strip(), who.given_name.strip()
        whole = f"{family} {given}".strip()
        self._fit_middle(whole, style.SEMIBOLD, x + 18, top, wide)
        canvas.setFillColor(style.MUTED)
        x += widths[1]
        self._fit_middle(who.organisation, style.REGULAR, x + 6, top, widths[2] - 10)
        x += widths[2]
        theirs = who.signed[self.columns.first :]
        for wide, signature in zip(widths[_BEFORE:], theirs, strict=False):
            if signature:
                canvas.drawImage(
                    ImageReader(io.BytesIO(signature)), x + 3, top - _ROW + 1.5, wide - 6,
                    _ROW - 3, preserveAspectRatio=True, anchor="c",
                )  # fmt: skip
            x += wide

    def _draw_closing(self, top: float) -> None:
        """Draw where whoever is responsible certifies the sheet."""
        _, canvas = self.language.text, self.canvas
        canvas.setFillColor(style.TEXT)
        words = _("Certified true. Number of signatures:")
        y = self._fit(words, style.SEMIBOLD, (10,), _MARGIN, top, 90 * mm)
        self._fit(
            _("Name and capacity of the person in charge:"), style.REGULAR, (9.5,), _MARGIN,
            y - 4, 100 * mm,
        )  # fmt: skip
        self._fit(_("Date and signature:"), style.REGULAR, (9.5,), _MARGIN + 150 * mm, top, 60 * mm)
        canvas.setStrokeColor(style.EDGE)
        canvas.setLineWidth(0.5)
        for x, wide, y_ in (
            (_MARGIN + 76 * mm, 50 * mm, top - 10),
            (_MARGIN + 76 * mm, 66 * mm, y - 14),
        ):
            canvas.line(x, y_, x + wide, y_)
        canvas.rect(_MARGIN + 186 * mm, top - 15 * mm, 87 * mm, 16 * mm, stroke=1, fill=0)

    def _draw_foot(self, page: int, pages: int) -> None:
        _, canvas = self.language.text, self.canvas
        contact = self.data.contact or _("the organisers of the meeting")
        notice = self.type_.paragraph(
            _(
                "What is written here serves to show who took part, to the organisers and those who"
                " fund the meeting; its paper is kept no longer than they must account for it. You"
                " may see, correct or object to what is kept about you: ask {contact}, or complain"
                " to the CNIL (cnil.fr). Signing here agrees neither to photographs nor to being"
                " contacted again.",
                contact=contact,
            )
            + self.type_.drawable.aside(),
            style.FINE,
        )
        room = WIDE - 2 * _MARGIN - 26 * mm
        tall = notice.wrap(room, _FOOT)[1]
        notice.drawOn(canvas, _MARGIN, _MARGIN + _FOOT - 5 * mm - tall)
        canvas.setFillColor(style.TEXT)
        canvas.setFont(style.SEMIBOLD, 9)
        canvas.drawRightString(WIDE - _MARGIN, _MARGIN + _FOOT - 5 * mm - 9, f"{page} / {pages}")

    def _fit(
        self, text: str, font: str, sizes: Sequence[float], x: float, top: float, room: float,
        most_lines: int = 1,
    ) -> float:  # fmt: skip
        fitted = fitting.fit(
            self.type_.short(text, LINE), font=font, sizes=sizes, width=room, height=1000,
            most_lines=most_lines,
        )  # fmt: skip
        return fitting.draw(self.canvas, fitted, font, x, top)

    def _fit_middle(self, text: str, font: str, x: float, top: float, room: float) -> None:
        """Draw a text on one or two lines in the middle of a row."""
        fitted = fitting.fit(
            self.type_.short(text, LINE), font=font, sizes=_SIZES, width=room, height=_ROW - 3,
            most_lines=2, spread=1.08,
        )  # fmt: skip
        fitting.draw(self.canvas, fitted, font, x, top - (_ROW - fitted.height) / 2)
