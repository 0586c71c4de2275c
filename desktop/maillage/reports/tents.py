"""How table tents are drawn: folded in the middle, they are read from both sides."""

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
from maillage.reports.text import TO_WRITE_ON, Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from maillage.language import Language
    from maillage.reports.paper import Tent

WIDE, HIGH = A4
_MARGIN: Final[float] = 14 * mm
_WORD: Final = (110, 96, 84, 74, 66, 58, 50, 44, 38, 33, 28, 24, 20, 16)
_LINE: Final = (26, 23, 20, 17, 15, 13, 11)


def render(
    cards: Sequence[Tent], event: str, made_at: datetime, language: Language, *, two_up: bool
) -> bytes:
    """Return the PDF, one or two cards to the page."""
    type_, _ = Typesetter(language), language.text
    file = io.BytesIO()
    canvas = new_canvas(file, made_at, _("Table tents"), type_)
    title = type_.short(event, LINE)
    per_page = 2 if two_up else 1
    face = HIGH / per_page / 2
    for place, card in enumerate(cards):
        nth = place % per_page
        if place and nth == 0:
            canvas.showPage()
        foot = HIGH - (nth + 1) * 2 * face
        _draw_face(canvas, type_, card, title, foot, face)
        canvas.saveState()
        canvas.translate(WIDE, foot + 2 * face)
        canvas.rotate(180)
        _draw_face(canvas, type_, card, title, 0, face)
        canvas.restoreState()
        _draw_lines(canvas, type_, foot, face, cut=nth == 0 and two_up)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_face(
    canvas: Canvas,
    type_: Typesetter,
    card: Tent,
    event: str,
    foot: float,
    face: float,
) -> None:
    """Draw one side, upright, from `foot` up."""
    centre, room = WIDE / 2, WIDE - 2 * _MARGIN
    line_high = face * 0.24 if card.line else 0
    shown = type_.label(card.word, instead=TO_WRITE_ON)
    word = fitting.fit(
        type_.short(shown, LINE), font=style.BOLD, sizes=_WORD, width=room,
        height=face - 34 * mm - line_high, most_lines=2, spread=1.08,
    )  # fmt: skip
    line = fitting.fit(
        type_.short(type_.label(card.line), LINE), font=style.REGULAR, sizes=_LINE, width=room,
        height=max(line_high, 1), most_lines=2,
    )  # fmt: skip
    high = word.height + (line.height + 3 * mm if card.line else 0)
    top = foot + (face + 5 * mm + high) / 2
    canvas.setFillColor(style.PETROL)
    top = fitting.draw(canvas, word, style.BOLD, centre, top, centred=True)
    if card.line:
        canvas.setFillColor(style.MUTED)
        fitting.draw(canvas, line, style.REGULAR, centre, top - 3 * mm, centred=True)
    canvas.setFillColor(style.SAFFRON)
    canvas.rect(_MARGIN, foot + 13 * mm, 14 * mm, 1.2 * mm, stroke=0, fill=1)
    canvas.setFillColor(style.MUTED)
    said = fitting.fit(event, font=style.REGULAR, sizes=(10, 9, 8), width=room - 20 * mm, height=20,
                       most_lines=1)  # fmt: skip
    fitting.draw(canvas, said, style.REGULAR, _MARGIN, foot + 11 * mm)
    if card.world is None:
        weave = blank(24, 24)
        weave.add(mark(15, shapes=style.PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, WIDE - _MARGIN - 20, foot + 8 * mm)
    else:
        renderPDF.draw(single(card.world, 28), canvas, WIDE - _MARGIN - 28, foot + 6.5 * mm)


def _draw_lines(
    canvas: Canvas,
    type_: Typesetter,
    foot: float,
    face: float,
    *,
    cut: bool,
) -> None:
    """Draw where to fold and, between two cards, where to cut: at the edges only."""
    _ = type_.language.text
    canvas.setStrokeColor(style.EDGE)
    canvas.setFillColor(style.MUTED)
    canvas.setLineWidth(0.4)
    for y, word, dash in ((foot + face, _("Fold"), (3, 3)), (foot, _("Cut"), ())):
        if y == foot and not cut:
            continue
        canvas.setDash(*dash) if dash else canvas.setDash()
        canvas.line(5 * mm, y, 13 * mm, y)
        canvas.line(WIDE - 13 * mm, y, WIDE - 5 * mm, y)
        canvas.setFont(style.REGULAR, 6.5)
        canvas.drawString(5 * mm, y + 2, word)
    canvas.setDash()
