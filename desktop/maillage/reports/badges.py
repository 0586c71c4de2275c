"""How badges and name labels are drawn, whatever the sheet they are printed on."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportlab.graphics import renderPDF
from reportlab.lib.units import mm

from maillage.domain.badges import spelled
from maillage.domain.fields import LINE
from maillage.domain.vocabulary import Category
from maillage.language import N_
from maillage.reports import fitting, qr, style
from maillage.reports.canvas import Canvas, new_canvas
from maillage.reports.shapes import blank, shape
from maillage.reports.sheets import PAGE_HIGH, Layout, cut_lines, has_gap, places
from maillage.reports.text import TO_WRITE_ON, Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reportlab.lib.colors import Color

    from maillage.language import Language
    from maillage.reports.paper import Badge

_INSET: Final[float] = 2.6 * mm
"""Nothing is drawn nearer to the edge: printers are a little out."""
_GIVEN: Final = (30, 27, 24, 21, 18.5, 16, 14, 12, 10.5, 9)
_FAMILY: Final = (19, 17, 15, 13.5, 12, 10.5, 9, 8)
_ORGANISATION: Final = (11.5, 10.5, 9.5, 8.5, 7.5, 6.8)
_TICK: Final[float] = 3 * mm
_SAID: Final = {
    Category.SOCIAL_WORKER: N_("Social work"),
    Category.SOCIAL_ENTREPRENEUR: N_("Social entrepreneurship"),
    Category.LOCAL_OFFICER: N_("Local authority"),
    Category.ELECTED_OFFICIAL: N_("Elected representative"),
    Category.STATE_OFFICER: N_("State services"),
    Category.TRAINING_SCHOOL: Category.TRAINING_SCHOOL.label,
    Category.NETWORK: Category.NETWORK.label,
    Category.FOUNDATION: Category.FOUNDATION.label,
    Category.INHABITANT: N_("Local resident"),
}
"""What people come as, said of the field: a French noun for the person would be a man's."""


def render(
    people: Sequence[Badge], layout: Layout, event: str, made_at: datetime, language: Language
) -> bytes:
    """Return the PDF; a page without anybody says so by being empty."""
    type_, _ = Typesetter(language), language.text
    file = io.BytesIO()
    canvas = new_canvas(file, made_at, _("Badges"), type_)
    title = type_.short(event, LINE)
    page = 0
    if layout.marks:
        _draw_marks(canvas, layout)
    for person, place in zip(people, places(layout, len(people)), strict=True):
        if place.page != page:
            canvas.showPage()
            page = place.page
            if layout.marks:
                _draw_marks(canvas, layout)
        wide, high = layout.sheet.wide * mm, layout.sheet.high * mm
        canvas.saveState()
        canvas.translate(place.left * mm, (PAGE_HIGH - place.top) * mm - high)
        _Badge(canvas, type_, wide, high).draw(person, title)
        canvas.restoreState()
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Badge:
    """One label, its lower left corner at (0, 0)."""

    def __init__(self, canvas: Canvas, type_: Typesetter, wide: float, high: float) -> None:
        self.canvas, self.type_, self.wide, self.high = canvas, type_, wide, high
        self.band = min(11 * mm, wide * 0.14)
        self.left = _INSET + self.band + 3.2 * mm
        self.right = wide - _INSET - 1.2 * mm

    def draw(self, person: Badge, event: str) -> None:
        """Draw name, organisation, category, the event and, with a code, its QR code."""
        self._draw_band(person)
        large = self.high > 45 * mm
        foot = _INSET + 1.2 * mm
        top = self.high - _INSET - 1.4 * mm
        words_right = self.right
        side = min(22 * mm, self.high * 0.42) if person.code else 0.0
        if large:
            top = self._line(event, style.REGULAR, (8, 7.2, 6.6), style.MUTED, top, self.right, 1)
            top -= 1.6 * mm
        if side:
            foot_of_qr = foot + (2.6 * mm if large else 0)
            qr.draw(self.canvas, person.code, self.right - side + 1 * mm, foot_of_qr, side)
            if large:
                self._draw_code(person.code, side, foot)
        label = self._category(person)
        base = foot
        if label:
            words_right = self.right - side - 1.5 * mm if side else self.right
            size = (8.5, 7.5, 6.8)
            base = self._line_up(label, style.SEMIBOLD, size, style.TEXT, foot, words_right)
            base += 0.8 * mm
        self._draw_names(person, top, base, side)

    def _draw_names(self, person: Badge, top: float, base: float, side: float) -> None:
        label = self.type_.label
        first = label(person.given_name, instead=TO_WRITE_ON)
        second = label(person.family_name)
        organisation = label(person.organisation)
        if first == TO_WRITE_ON and second:
            first = ""
        if not first:
            first, second = second, ""
        room = top - base
        given_high = room * (0.42 if second else 0.6)
        above_qr = (_INSET + 1.2 * mm + side + 3.4 * mm) if side else 0.0
        if not second:
            # Both names in one take two lines: they stay above the QR code too.
            given_high = min(given_high, top - above_qr)
        top = self._line(
            first, style.BOLD, _GIVEN, style.TEXT, top, self.right, 1 if second else 2, given_high
        )
        if second:
            # Beside the QR code if need be: the name decides where the organisation begins.
            high = (top - base) * 0.52
            right = self.right if top - high >= above_qr else self.right - side - 1.5 * mm
            top = self._line(second, style.SEMIBOLD, _FAMILY, style.TEXT, top, right, 2, high)
        top -= 0.8 * mm
        if organisation and top - base > _ORGANISATION[-1]:
            right = self.right if not side else self.right - side - 1.5 * mm
            self._line(
                organisation, style.REGULAR, _ORGANISATION, style.MUTED, top, right, 3,
                top - base,
            )  # fmt: skip

    def _draw_band(self, person: Badge) -> None:
        colour = style.LIGHT[person.world]
        canvas = self.canvas
        canvas.setFillColor(colour)
        canvas.roundRect(
            _INSET, _INSET, self.band, self.high - 2 * _INSET, 1.6 * mm, stroke=0, fill=1
        )
        drawing = blank(self.band, self.band)
        size = self.band * 0.6
        drawing.add(shape(person.world, self.band / 2, self.band / 2, size, style.PAPER))
        renderPDF.draw(drawing, canvas, _INSET, self.high - _INSET - self.band - 0.6 * mm)

    def _draw_code(self, code: str, side: float, foot: float) -> None:
        canvas = self.canvas
        canvas.setFillColor(style.MUTED)
        canvas.setFont(style.REGULAR, 6.2)
        canvas.drawCentredString(self.right - side / 2 + 1 * mm, foot + 0.6 * mm, spelled(code))

    def _category(self, person: Badge) -> str:
        said = _SAID.get(person.category, "") if person.category else ""
        return self.type_.language.text(said) if said else ""

    def _line(
        self, text: str, font: str, sizes: Sequence[float], colour: Color, top: float, right: float,
        most_lines: int, height: float = 1000.0,
    ) -> float:  # fmt: skip
        fitted = fitting.fit(
            self.type_.line(text), font=font, sizes=sizes, width=right - self.left,
            height=height, most_lines=most_lines, spread=1.12,
        )  # fmt: skip
        self.canvas.setFillColor(colour)
        return fitting.draw(self.canvas, fitted, font, self.left, top)

    def _line_up(
        self,
        text: str,
        font: str,
        sizes: Sequence[float],
        colour: Color,
        foot: float,
        right: float,
    ) -> float:
        """Draw a line that stands on `foot`; return its top."""
        fitted = fitting.fit(
            self.type_.line(text), font=font, sizes=sizes, width=right - self.left,
            height=1000.0, most_lines=2, spread=1.12,
        )  # fmt: skip
        self.canvas.setFillColor(colour)
        fitting.draw(self.canvas, fitted, font, self.left, foot + fitted.height)
        return foot + fitted.height


def _draw_marks(canvas: Canvas, layout: Layout) -> None:
    """Draw short lines to cut along, outside the labels only."""
    grid = layout.sheet
    across, along = cut_lines(grid)
    right = grid.left + grid.columns * grid.wide + (grid.columns - 1) * grid.gap
    bottom = grid.top + grid.rows * grid.high
    canvas.saveState()
    canvas.translate(layout.right * mm, (PAGE_HIGH - layout.down) * mm)
    canvas.setStrokeColor(style.EDGE)
    canvas.setLineWidth(0.3)
    for x in across:
        canvas.line(x * mm, -grid.top * mm + _TICK, x * mm, -grid.top * mm + 0.4 * mm)
        canvas.line(x * mm, -bottom * mm - _TICK, x * mm, -bottom * mm - 0.4 * mm)
    for y in along:
        canvas.line(grid.left * mm - _TICK, -y * mm, grid.left * mm - 0.4 * mm, -y * mm)
        canvas.line(right * mm + 0.4 * mm, -y * mm, right * mm + _TICK, -y * mm)
        if has_gap(grid):
            for column in range(1, grid.columns):
                x = (grid.left + column * (grid.wide + grid.gap)) * mm
                canvas.line(x - grid.gap * mm + 0.4 * mm, -y * mm, x - 0.4 * mm, -y * mm)
    canvas.restoreState()
