"""How the list of people to ring up is drawn: large numbers, boxes to tick beside them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from maillage.domain.fields import LINE
from maillage.reports import fitting, style
from maillage.reports.canvas import Canvas, new_canvas
from maillage.reports.shapes import blank, mark, single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.language import Language
    from maillage.reports.calling import CallSheet, Line

WIDE, HIGH = A4
_MARGIN: Final[float] = 14 * mm
_HEAD: Final[float] = 24 * mm
_FOOT: Final[float] = 14 * mm
_TITLES: Final[float] = 9 * mm
_ROW: Final[float] = 11.5 * mm
_PHONE: Final[float] = 42 * mm
_ANSWER: Final[float] = 17 * mm
_BOX: Final[float] = 4.2 * mm
_NAME: Final[float] = WIDE - 2 * _MARGIN - _PHONE - 3 * _ANSWER


def render(data: CallSheet, language: Language) -> bytes:
    """Return the list as a PDF."""
    return _Sheet(data, language).render()


class _Sheet:
    """One writing of the list."""

    def __init__(self, data: CallSheet, language: Language) -> None:
        self.data, self.language = data, language
        self.type_ = Typesetter(language)
        self.file = io.BytesIO()
        _ = language.text
        self.title = _("People to call")
        self.canvas: Canvas = new_canvas(self.file, data.at, self.title, self.type_)

    def render(self) -> bytes:
        """Draw every page."""
        each = int((HIGH - 2 * _MARGIN - _HEAD - _TITLES - _FOOT) // _ROW)
        lines = self.data.lines
        pages = [lines[at : at + each] for at in range(0, len(lines), each)] or [()]
        for page, of_page in enumerate(pages, 1):
            self._draw_head()
            top = HIGH - _MARGIN - _HEAD
            self._draw_titles(top)
            top -= _TITLES
            for line in of_page:
                self._draw_line(line, top)
                top -= _ROW
            self._draw_foot(page, len(pages))
            self.canvas.showPage()
        self.canvas.save()
        return self.file.getvalue()

    def _draw_head(self) -> None:
        canvas, top, data = self.canvas, HIGH - _MARGIN, self.data
        ngettext_ = self.language.plural
        weave = blank(20, 20)
        weave.add(mark(13, shapes=style.PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, _MARGIN + 4, top - 19)
        x, room = _MARGIN + 34, WIDE - 2 * _MARGIN - 34
        canvas.setFillColor(style.PETROL)
        y = self._fit(self.title, style.BOLD, (19,), x, top + 2, room)
        canvas.setFillColor(style.TEXT)
        y = self._fit(data.title, style.SEMIBOLD, (12, 11, 10), x, y, room)
        canvas.setFillColor(style.MUTED)
        count = ngettext_(
            "{n} person, as known on {day} at {time}",
            "{n} people, as known on {day} at {time}",
            len(data.lines),
            day=self.language.date(data.at.date()),
            time=self.language.time(data.at),
        )
        self._fit(count, style.REGULAR, (9.5,), x, y, room)

    def _draw_titles(self, top: float) -> None:
        _, canvas = self.language.text, self.canvas
        canvas.setFillColor(style.PETROL)
        canvas.rect(_MARGIN, top - _TITLES, WIDE - 2 * _MARGIN, _TITLES, stroke=0, fill=1)
        canvas.setFillColor(style.PAPER)
        x = _MARGIN
        words = (_("Name and organisation"), _("Phone"))
        for word, wide in zip(words, (_NAME, _PHONE), strict=True):
            self._fit_middle(word, style.SEMIBOLD, (10, 9), x + 8, top, wide - 10, _TITLES, 1)
            x += wide
        for word in (_("Is coming"), _("Is not coming"), _("No answer")):
            fitted = fitting.fit(
                self.type_.short(word, LINE), font=style.SEMIBOLD, sizes=(8.5, 7.5, 6.6),
                width=_ANSWER - 4, height=_TITLES, most_lines=2, spread=1.08,
            )  # fmt: skip
            canvas.setFont(style.SEMIBOLD, fitted.size)
            y = top - (_TITLES - fitted.height) / 2 - fitted.size * 0.86
            for line in fitted.lines:
                canvas.drawCentredString(x + _ANSWER / 2, y, line)
                y -= fitted.leading
            x += _ANSWER

    def _draw_line(self, line: Line, top: float) -> None:
        _, canvas = self.language.text, self.canvas
        foot = top - _ROW
        canvas.setStrokeColor(style.LINE)
        canvas.setLineWidth(0.6)
        canvas.line(_MARGIN, foot, WIDE - _MARGIN, foot)
        renderPDF.draw(single(line.world, 9), canvas, _MARGIN + 5, foot + _ROW / 2 - 4.5)
        pending = _("not confirmed") if line.pending else ""
        under = " · ".join(filter(None, (line.organisation.strip(), pending)))
        x, wide, half = _MARGIN + 20, _NAME - 26, _ROW / 2
        canvas.setFillColor(style.TEXT)
        sizes = (11.5, 10.5, 9.5, 8.5, 7.5)
        if under:
            self._fit_middle(line.name, style.SEMIBOLD, sizes, x, top - 2, wide, half, 1)
            canvas.setFillColor(style.MUTED)
            self._fit_middle(
                under, style.REGULAR, (9, 8.2, 7.5), x, top - half - 0.5, wide, half - 2, 1
            )
        else:
            self._fit_middle(line.name, style.SEMIBOLD, sizes, x, top, wide, _ROW, 2)
        canvas.setFillColor(style.TEXT)
        x = _MARGIN + _NAME + 8
        phone = (13, 12, 11, 10, 9, 8)
        if line.others:
            others = " · ".join(one.replace(" ", "\N{NO-BREAK SPACE}") for one in line.others)
            self._fit_middle(
                line.phone, style.SEMIBOLD, phone[1:], x, top - 2, _PHONE - 10, half, 1
            )
            self._fit_middle(
                others, style.REGULAR, phone[2:], x, top - half - 0.5, _PHONE - 10, half - 2, 1
            )
        else:
            self._fit_middle(line.phone, style.SEMIBOLD, phone, x, top, _PHONE - 10, _ROW, 2)
        canvas.setStrokeColor(style.EDGE)
        canvas.setLineWidth(0.9)
        for place in range(3):
            left = _MARGIN + _NAME + _PHONE + _ANSWER * place + (_ANSWER - _BOX) / 2
            canvas.roundRect(left, foot + (_ROW - _BOX) / 2, _BOX, _BOX, 1.5, stroke=1, fill=0)

    def _draw_foot(self, page: int, pages: int) -> None:
        _, canvas = self.language.text, self.canvas
        said = (
            _(
                "These people agreed to be contacted again after a meeting. Destroy this paper once"
                " they have been called."
            )
            if self.data.over
            else _(
                "These numbers were given for this meeting: call about it and nothing else."
                " Destroy this paper once the meeting has begun."
            )
        )
        notice = self.type_.paragraph(said + self.type_.drawable.aside(), style.FINE)
        room = WIDE - 2 * _MARGIN - 26 * mm
        tall = notice.wrap(room, _FOOT)[1]
        notice.drawOn(canvas, _MARGIN, _MARGIN + _FOOT - 5 * mm - tall)
        canvas.setFillColor(style.TEXT)
        canvas.setFont(style.SEMIBOLD, 9)
        canvas.drawRightString(WIDE - _MARGIN, _MARGIN + _FOOT - 5 * mm - 9, f"{page} / {pages}")

    def _fit(
        self, text: str, font: str, sizes: Sequence[float], x: float, top: float, room: float
    ) -> float:
        fitted = fitting.fit(
            self.type_.short(text, LINE), font=font, sizes=sizes, width=room, height=1000,
            most_lines=1,
        )  # fmt: skip
        return fitting.draw(self.canvas, fitted, font, x, top)

    def _fit_middle(
        self, text: str, font: str, sizes: Sequence[float], x: float, top: float, room: float,
        high: float, most_lines: int,
    ) -> None:  # fmt: skip
        """Draw a text in the middle of a height that begins at ``top``."""
        fitted = fitting.fit(
            self.type_.short(text, LINE), font=font, sizes=sizes, width=room, height=high,
            most_lines=most_lines, spread=1.08,
        )  # fmt: skip
        fitting.draw(self.canvas, fitted, font, x, top - (high - fitted.height) / 2)
