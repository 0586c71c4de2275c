"""How the calls to make about pledges are set: each whole, with room to write below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Spacer

from maillage.domain.fields import LINE
from maillage.reports import style
from maillage.reports.flowables import Heading, Mark, Row
from maillage.reports.pages import Furniture, Pagination, build
from maillage.reports.shapes import single
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.language import Language
    from maillage.reports.pledge_calls import Call, CallSheet, Somebody

_REACHED: Final = 190.0
"""Points at the right for numbers, and for when a pledge is due."""
_INDENT: Final = 24.0
_LATEST: Final = 400
"""Letters shown of what was noted last: all of it is on the screen."""
_WHOLE: Final = 8
"""People of a pledge that no page parts."""
_BOX: Final = 9.0
_LINES: Final = 2
_BETWEEN: Final = 22.0
"""Points from one line to write on to the next."""
_LATE: Final = ParagraphStyle("late", parent=style.SMALL_STRONG, textColor=style.WARNING)
_ADDRESS: Final = ParagraphStyle("address", parent=style.RIGHT_SMALL, textColor=style.TEXT)


def render(data: CallSheet, language: Language) -> bytes:
    """Return the PDF."""
    type_ = Typesetter(language)
    _, ngettext_ = language.text, language.plural
    title = _("Calls about pledges")
    moment = ngettext_(
        "{n} pledge, as known on {day} at {time}",
        "{n} pledges, as known on {day} at {time}",
        len(data.calls),
        day=language.date(data.at.date()),
        time=language.time(data.at),
    )
    asked = _(
        "Whoever has a number or an address here agreed to be called back about this pledge, and"
        " about nothing else. Type what they say into Pledges, then destroy this paper."
    )

    def story(pagination: Pagination) -> list[Flowable]:
        mark = Mark("calls", "", type_.line(title), pages=pagination.pages)
        flowables: list[Flowable] = [
            Heading(type_.paragraph(title, style.HEADING), mark),
            type_.paragraph(data.title, style.STRONG),
            type_.paragraph(moment, style.SMALL),
            Spacer(1, 4),
            type_.paragraph(asked, style.SMALL_TEXT),
            Spacer(1, 8),
        ]
        for call in data.calls:
            flowables += _call(call, type_)
        undrawn = type_.drawable.said()
        return [*flowables, *([type_.paragraph(undrawn, style.SMALL)] if undrawn else [])]

    made = _(
        "Made with Maillage on {date} at {time}",
        date=language.date(data.at),
        time=language.time(data.at),
    )
    furniture = Furniture(
        title=type_.line(title),
        running=type_.short(f"{title} · {data.title}", 66),
        notice=_("Internal document"),
        foot=type_.line(f"{made} · {type_.short(data.device, 40)}"),
        cover=None,
    )
    return build(furniture, story, type_, data.at)


def _call(call: Call, type_: Typesetter) -> Sequence[Flowable]:
    _, people = type_.language.text, [_person(one, type_) for one in call.people]
    above = [*_head(call, type_), *people[:_WHOLE]]
    below = [*_told(call, type_), WritingRoom(type_)]
    if len(people) <= _WHOLE:
        return [KeepTogether([*above, *below])]
    return [KeepTogether(above), *people[_WHOLE:], KeepTogether(below)]


def _head(call: Call, type_: Typesetter) -> list[Flowable]:
    """Return what was promised, by when; and at which meeting, if there are several."""
    language = type_.language
    _, ngettext_ = language.text, language.plural
    due = language.date(call.due) if call.due else _("No due date yet")
    late = ngettext_("late by {n} day", "late by {n} days", call.late) if call.late else ""
    body = [type_.paragraph(call.what, style.STRONG)]
    if call.meeting or late:
        joint = " · " if call.meeting and late else ""
        body.append(type_.runs([(call.meeting + joint, style.SMALL), (late, _LATE)], style.SMALL))
    aside = type_.paragraph(due, style.RIGHT_STRONG if call.due else style.RIGHT_SMALL)
    return [Row(body, aside=aside, indent=0, right=_REACHED, rule=False, padding=3)]


def _person(one: Somebody, type_: Typesetter) -> Flowable:
    """Return who promises, with how to reach them: nothing of those not to be called."""
    _ = type_.language.text
    body = [type_.runs([(type_.short(one.name, LINE), style.STRONG)], style.BODY)]
    if one.organisation:
        body.append(type_.paragraph(type_.short(one.organisation, LINE), style.SMALL))
    if one.contacts:
        reached = " · ".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in one.contacts)
        aside = type_.paragraph(reached, _ADDRESS if "@" in reached else style.RIGHT_STRONG)
    else:
        why = _("no number known") if one.may_call else _("not to be called")
        aside = type_.paragraph(why, style.RIGHT_SMALL)
    return Row(
        body,
        head=single(one.world, 10),
        aside=aside,
        indent=_INDENT,
        right=_REACHED,
        rule=False,
        padding=2,
    )


def _told(call: Call, type_: Typesetter) -> list[Flowable]:
    """Return the next step, the help that is needed, and what was noted last."""
    language = type_.language
    _ = language.text
    lines = []
    if call.next_step:
        lines.append(_("First small step: {step}", step=call.next_step))
    if call.help_needed:
        lines.append(_("Help needed: {help}", help=call.help_needed))
    if call.latest is None:
        lines.append(_("No follow-up yet."))
    else:
        day = language.date(call.latest.on) if call.latest.on else ""
        how = _(call.latest.channel.label) if call.latest.channel else ""
        said = type_.short(call.latest.text, _LATEST)
        words = ", ".join(filter(None, (day, how.lower())))
        lines.append(_("Last follow-up, {when}: {said}", when=words, said=said))
    body = [type_.paragraph(one, style.SMALL_TEXT) for one in lines]
    return [Row(body, indent=_INDENT, rule=False, padding=2)]


class WritingRoom(Flowable):  # type: ignore[misc]
    """What came of a call, to tick, and lines to write on; a hairline ends the pledge."""

    def __init__(self, type_: Typesetter) -> None:
        """Set what is ticked in a language."""
        super().__init__()
        _ = type_.language.text
        words = (_("Kept"), _("Under way"), _("Postponed until"), _("Dropped"), _("No answer"))
        self.words = [type_.line(word) for word in words]
        self.called = type_.line(_("Called on"))

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width, self.height = width, 18 + _LINES * _BETWEEN + 11
        return width, self.height

    def draw(self) -> None:
        """Draw boxes and lines."""
        canvas, top = self.canv, self.height - 14
        # What is postponed says until when: it has twice the room of the others.
        step = (self.width - _INDENT) / (len(self.words) + 1)
        x = _INDENT
        canvas.setFont(style.REGULAR, 9)
        for place, word in enumerate(self.words):
            canvas.setStrokeColor(style.EDGE)
            canvas.setLineWidth(0.8)
            canvas.roundRect(x, top - 1.5, _BOX, _BOX, 1.5, stroke=1, fill=0)
            canvas.setFillColor(style.TEXT)
            canvas.drawString(x + _BOX + 4, top, word)
            x += step * (2 if place == 2 else 1)  # noqa: PLR2004 - the third is «postponed until»
        canvas.setStrokeColor(style.LINE)
        canvas.setLineWidth(0.7)
        for line in range(1, _LINES + 1):
            y = top - 4 - line * _BETWEEN
            canvas.line(_INDENT, y, self.width, y)
        canvas.setFillColor(style.MUTED)
        canvas.drawString(_INDENT, top - 4 - _BETWEEN + 3, self.called)
        canvas.setLineWidth(1)
        canvas.setStrokeColor(style.EDGE)
        canvas.line(0, 3, self.width, 3)
