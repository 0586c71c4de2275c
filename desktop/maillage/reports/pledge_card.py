"""How pledge cards are drawn: A5, two to the page, one for each who made the pledge."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

from reportlab.graphics import renderPDF
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from maillage.domain.fields import LINE
from maillage.reports import fitting, style
from maillage.reports.canvas import Canvas, new_canvas
from maillage.reports.shapes import blank, mark, single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from maillage.language import Language
    from maillage.reports.paper import CardParty, PledgeCard

PAGE_WIDE, HIGH = landscape(A4)
WIDE: Final = PAGE_WIDE / 2
_MARGIN: Final[float] = 11 * mm
_ROOM: Final[float] = WIDE - 2 * _MARGIN
_BAND: Final[float] = 25 * mm
_WHAT: Final = (17, 15.5, 14, 13, 12, 11, 10, 9, 8, 7.2)
_SMALLER: Final = (12, 11, 10, 9.5, 9, 8.2, 7.4)
_FOOT: Final[float] = 21 * mm
_MOST_PARTIES: Final = 4
"""More than these are counted in one line."""


def render(cards: Sequence[PledgeCard], made_at: datetime, language: Language) -> bytes:
    """Return the PDF: each card once for each of its parties, an empty one once."""
    type_, _ = Typesetter(language), language.text
    file = io.BytesIO()
    title = _("Pledge cards")
    canvas = new_canvas(file, made_at, title, type_, landscape(A4))
    for place, (card, holder) in enumerate(_copies(cards)):
        if place and place % 2 == 0:
            canvas.showPage()
        canvas.saveState()
        canvas.translate(WIDE * (place % 2), 0)
        _Card(canvas, type_, card).draw(holder)
        canvas.restoreState()
        _draw_cut(canvas)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def _copies(cards: Sequence[PledgeCard]) -> Iterator[tuple[PledgeCard, str]]:
    for card in cards:
        for holder in [one.name or one.organisation for one in card.parties] or [""]:
            yield card, holder


def _draw_cut(canvas: Canvas) -> None:
    canvas.setStrokeColor(style.EDGE)
    canvas.setLineWidth(0.4)
    for low, top in ((0, 6 * mm), (HIGH - 6 * mm, HIGH)):
        canvas.line(WIDE, low, WIDE, top)


def _whole(date: str) -> str:
    """Return a date that is never parted: a day stays with its month."""
    return date.replace(" ", "\N{NO-BREAK SPACE}")


class _Card:
    """One card, its lower left corner at (0, 0)."""

    def __init__(self, canvas: Canvas, type_: Typesetter, card: PledgeCard) -> None:
        self.canvas, self.type_, self.card = canvas, type_, card
        self.language = type_.language
        self.is_blank = not card.what and not card.parties

    def draw(self, holder: str) -> None:
        """Draw the card; ``holder`` is whose copy it is."""
        _, card = self.language.text, self.card
        self._draw_band()
        y = HIGH - _BAND - 9 * mm
        room = self._room_for_what(y)
        y = self._field(_("What we will do"), card.what, y, room, style.SEMIBOLD, _WHAT, 3)
        y = self._draw_parties(y)
        y = self._field(_("First small step"), card.next_step, y, 19 * mm, rules=2)
        due = self.language.date(card.due, "full") if card.due else ""
        y = self._field(_("By when"), due, y, 12 * mm, style.SEMIBOLD, rules=1)
        if card.help_needed or self.is_blank:
            y = self._field(_("Help needed"), card.help_needed, y, 15 * mm, rules=1)
        if card.idea or self.is_blank:
            y = self._field(_("From the idea"), card.idea, y, 15 * mm, rules=1)
        if self.is_blank:
            self._label(_("□ planned before the meeting   □ spontaneous"), y)
        self._draw_foot(holder)

    def _room_for_what(self, top: float) -> float:
        """Return the height that all the rest leaves: long words need not be small in a void."""
        card = self.card
        parties = min(len(card.parties), _MOST_PARTIES) * 9.8 * mm if card.parties else 23 * mm
        below = parties + 14 * mm + 23 * mm + 16 * mm
        below += 19 * mm * (bool(card.help_needed) + bool(card.idea))
        return float(max(34 * mm, top - _FOOT - below))

    def _draw_band(self) -> None:
        _, canvas = self.language.text, self.canvas
        canvas.setFillColor(style.PETROL)
        canvas.rect(0, HIGH - _BAND, WIDE, _BAND, stroke=0, fill=1)
        canvas.setFillColor(style.SAFFRON)
        canvas.rect(0, HIGH - _BAND - 1.6, WIDE, 1.6, stroke=0, fill=1)
        weave = blank(24, 24)
        weave.add(mark(15, shapes=style.ON_PETROL, threads=style.SAFFRON))
        renderPDF.draw(weave, canvas, WIDE - _MARGIN - 20, HIGH - _BAND / 2 - 8)
        canvas.setFillColor(style.PAPER)
        room = _ROOM - 34
        y = self._fit(_("Our pledge"), style.BOLD, (20,), HIGH - 6 * mm, 26, room, 1)
        canvas.setFillColor(style.ON_PETROL_MUTED)
        said = " · ".join(filter(None, (self.card.event, *map(_whole, self._when()))))
        self._fit(said, style.REGULAR, (9, 8.2, 7.4), y, 24, room, 2)

    def _when(self) -> list[str]:
        """Return the days of the meeting, and the day when the pledge was made if it is another."""
        _, card = self.language.text, self.card
        made = self.language.date(card.made) if card.made else ""
        days = self.language.days(*card.days) if card.days else ""
        if not made or days == made:
            return [days]
        several = card.days and card.days[0] != card.days[1]
        return [days, _("made on {day}", day=made)] if several else [made]

    def _draw_parties(self, top: float) -> float:
        _, ngettext_ = self.language.text, self.language.plural
        parties = self.card.parties
        y = self._label(_("Who, and from which structure") if self.is_blank else _("Who"), top)
        if not parties:
            return self._rules(y, 3, _("□ agrees to be called back"))
        for party in parties[:_MOST_PARTIES]:
            y = self._draw_party(party, y)
        more = len(parties) - _MOST_PARTIES
        if more > 0:
            self.canvas.setFillColor(style.MUTED)
            words = ngettext_("and {n} other", "and {n} others", more)
            y = self._fit(words, style.REGULAR, (9,), y, 14, _ROOM, 1)
        return float(y - 4 * mm)

    def _draw_party(self, party: CardParty, top: float) -> float:
        _, canvas = self.language.text, self.canvas
        renderPDF.draw(single(party.world, 10), canvas, _MARGIN, top - 12)
        canvas.setFillColor(style.TEXT)
        who = party.name or party.organisation or _("Somebody present")
        lead = " (" + _("leads") + ")" if party.leads else ""
        y = self._fit(who + lead, style.SEMIBOLD, (11, 10, 9), top, 14, _ROOM - 15, 1, left=15)
        remark = party.organisation if party.name else ""
        call = _("agrees to be called back") if party.may_call else ""
        said = " · ".join(filter(None, (remark, call)))
        if said:
            canvas.setFillColor(style.MUTED)
            y = self._fit(said, style.REGULAR, (9, 8.2, 7.4), y, 12, _ROOM - 15, 1, left=15)
        return y - 1.5

    def _field(
        self, label: str, text: str, top: float, room: float, font: str = style.REGULAR,
        sizes: Sequence[float] = _SMALLER, rules: int = 1,
    ) -> float:  # fmt: skip
        """Draw a label and a text, or lines to write on; return where the next one begins."""
        y = self._label(label, top)
        if not text:
            return self._rules(y, rules)
        self.canvas.setFillColor(style.TEXT)
        return float(self._fit(text, font, sizes, y, room - 12, _ROOM, 20) - 4 * mm)

    def _label(self, label: str, top: float) -> float:
        self.canvas.setFillColor(style.ACCENT)
        return self._fit(label, style.SEMIBOLD, (9,), top, 12, _ROOM, 1) - 1

    def _rules(self, top: float, count: int, said: str = "") -> float:
        """Draw lines to write on, each ending in a box to tick if something is asked."""
        canvas = self.canvas
        canvas.setFillColor(style.MUTED)
        canvas.setFont(style.REGULAR, 8.5)
        canvas.setStrokeColor(style.EDGE)
        canvas.setLineWidth(0.4)
        for nth in range(count):
            y = top - (nth + 1) * 7.5 * mm
            canvas.line(_MARGIN, y, WIDE - _MARGIN, y)
            canvas.drawRightString(WIDE - _MARGIN, y + 3, self.type_.line(said))
        return float(top - count * 7.5 * mm - 4 * mm)

    def _draw_foot(self, holder: str) -> None:
        _, canvas, card = self.language.text, self.canvas, self.card
        y = 19 * mm
        canvas.setFillColor(style.MUTED)
        if card.reviews:
            days = self.language.list([self.language.date(day) for day in card.reviews])
            words = _("We look at it again on {days}.", days=days)
            self._fit(words, style.REGULAR, (9, 8.2, 7.4), y, 24, _ROOM, 2)
        if holder:
            canvas.setFillColor(style.TEXT)
            words = _("Copy of {name}", name=holder)
            self._fit(words, style.SEMIBOLD, (9, 8, 7), 11 * mm, 13, _ROOM, 1)

    def _fit(
        self, text: str, font: str, sizes: Sequence[float], top: float, height: float, room: float,
        most_lines: int, *, left: float = 0,
    ) -> float:  # fmt: skip
        fitted = fitting.fit(
            self.type_.short(text, 2 * LINE), font=font, sizes=sizes, width=room, height=height,
            most_lines=most_lines, spread=1.22, most_letters=2 * LINE + 1,
        )  # fmt: skip
        return fitting.draw(self.canvas, fitted, font, _MARGIN + left, top)
