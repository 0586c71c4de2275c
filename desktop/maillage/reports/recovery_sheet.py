"""How the sheet with the recovery key is drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.pagesizes import A4

from maillage.reports import style
from maillage.reports.flowables import box
from maillage.reports.pages import BODY_WIDTH, HEIGHT, LEFT, WIDTH, Cover, dated_canvas, draw_band
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from reportlab.lib.styles import ParagraphStyle

    from maillage.language import Language

_BAND: Final = 236.0
_SIZES: Final = (30, 26, 22, 18, 14, 11, 8)
_MOST: Final = 230.0
"""Height the key may take, in points."""


def render(
    programme: str, device: str, made_at: datetime, groups: Sequence[str], language: Language
) -> bytes:
    """Return the sheet as a PDF."""
    type_ = Typesetter(language)
    _ = language.text
    file = io.BytesIO()
    title = _("Recovery key")
    canvas = dated_canvas(
        file,
        made_at=made_at,
        pagesize=A4,
        invariant=1,
        initialFontName=style.REGULAR,
        lang=language.code,
    )
    canvas.setTitle(title)
    canvas.setAuthor("Maillage")
    canvas.setCreator("Maillage")
    canvas.setProducer("Maillage")
    canvas.setSubject(type_.short(programme, 140))
    lines = (
        type_.short(programme, 140),
        _(
            "Laptop: {device}, {date}",
            device=type_.short(device, 80) or "–",
            date=language.date(made_at),
        ),
    )
    cover = Cover(kind=_("To print and keep"), lines=tuple(filter(None, lines)))
    draw_band(canvas, title, cover, type_, high=_BAND)
    y = _draw_key(canvas, HEIGHT - _BAND - 34, groups)
    y = _draw_column(
        canvas,
        y - 30,
        type_.paragraph(_("What it is for"), style.SUBHEADING),
        [
            type_.paragraph(text, style.LEAD)
            for text in (
                _("It opens what this laptop has recorded when the passphrase is lost."),
                _("Without either, nobody can open it: neither you, nor we, nor anybody else."),
                _("Type it as it is here; capitals, spaces and dashes do not matter."),
            )
        ],
    )
    _draw_column(
        canvas,
        y - 14,
        type_.paragraph(_("How to keep it"), style.SUBHEADING),
        [
            type_.paragraph(text, style.LEAD)
            for text in (
                _("Keep this sheet locked up, apart from the laptop: in a safe, in a locked desk."),
                _("Make no photograph and no copy on a computer; send it to nobody by e-mail."),
                _("If the sheet is lost, change the passphrase and print a new key."),
            )
        ],
    )
    _draw_foot(canvas, type_, _("Whoever holds this sheet and the laptop can read everything."))
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _draw_key(canvas: Any, top: float, groups: Sequence[str]) -> float:  # noqa: ANN401
    """Draw the groups as large as they fit in a box of sand; return the foot of the box."""
    for size in _SIZES:
        wide = max((canvas.stringWidth(one, style.SEMIBOLD, size) for one in groups), default=1)
        columns = max(1, min(4, int((BODY_WIDTH - 48 + size) // (wide + size))))
        rows = -(-len(groups) // columns)
        step = size * 1.75
        if rows * step + 40 <= _MOST and wide <= BODY_WIDTH - 48:
            break
    high = rows * step + 40
    box(canvas, LEFT, top - high, BODY_WIDTH, high, fill=style.SAND, line=style.LINE)
    column = (BODY_WIDTH - 48) / columns
    canvas.setFillColor(style.TEXT)
    for place, group in enumerate(groups):
        row, at = divmod(place, columns)
        x = LEFT + 24 + (at + 0.5) * column
        y = top - 20 - row * step - size * 1.2
        canvas.setFont(style.SEMIBOLD, size)
        canvas.drawCentredString(x, y, group)
    return float(top - high)


def _draw_column(canvas: Any, top: float, title: Any, body: Sequence[Any]) -> float:  # noqa: ANN401
    """Draw a title and sentences, each after a saffron dash; return the foot."""
    y = top - title.wrap(BODY_WIDTH, HEIGHT)[1]
    title.drawOn(canvas, LEFT, y)
    y -= 6
    for one in body:
        high = one.wrap(BODY_WIDTH - 20, HEIGHT)[1]
        canvas.setFillColor(style.SAFFRON)
        canvas.rect(LEFT, y - 10.5, 9, 2, stroke=0, fill=1)
        y -= high
        one.drawOn(canvas, LEFT + 20, y)
        y -= 5
    return float(y)


def _draw_foot(canvas: Any, type_: Typesetter, text: str) -> None:  # noqa: ANN401
    of: ParagraphStyle = style.SMALL
    canvas.setStrokeColor(style.LINE)
    canvas.setLineWidth(0.5)
    canvas.line(LEFT, 46, WIDTH - LEFT, 46)
    canvas.setFont(of.fontName, of.fontSize)
    canvas.setFillColor(of.textColor)
    canvas.drawString(LEFT, 31, type_.line(text))
