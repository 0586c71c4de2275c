"""How what is held about one person is set: a band with the name, then a section a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from maillage.domain.fields import LINE
from maillage.reports import style
from maillage.reports.flowables import Heading, Mark, Row, Subheading
from maillage.reports.pages import Cover, Furniture, Pagination, build
from maillage.reports.text import Typesetter

if TYPE_CHECKING:
    from maillage.language import Language
    from maillage.reports.held import Entry, Held, Section

_LABELS = 150.0
"""Points that labels have at the left."""
_BETWEEN = 5.0
"""Points above and below the line between two records."""
_ROOM = 120.0
"""Points that a section has at least on the page where it begins."""


def render(data: Held, language: Language) -> bytes:
    """Return the PDF."""
    type_ = Typesetter(language)

    def story(pagination: Pagination) -> list[Flowable]:
        flowables: list[Flowable] = [
            type_.paragraph(data.rights, style.BODY),
            *(one for section in data.sections for one in _section(section, type_, pagination)),
        ]
        undrawn = type_.drawable.said()
        return [*flowables, *([type_.paragraph(undrawn, style.SMALL)] if undrawn else [])]

    return build(_furniture(data, type_), story, type_, data.at)


def _section(section: Section, type_: Typesetter, pagination: Pagination) -> list[Flowable]:
    mark = Mark(section.key, "", type_.line(section.title), pages=pagination.pages)
    story: list[Flowable] = [
        CondPageBreak(_ROOM),
        Spacer(1, 12),
        Heading(type_.paragraph(section.title, style.HEADING), mark),
    ]
    if section.remark:
        story += [type_.paragraph(section.remark, style.SMALL), Spacer(1, 4)]
    if not section.entries:
        story.append(type_.paragraph(section.none, style.BODY))
    for place, entry in enumerate(section.entries):
        story += [*([Divider()] if place else []), *_entry(entry, type_)]
    return story


def _entry(entry: Entry, type_: Typesetter) -> list[Flowable]:
    rows: list[Flowable] = []
    if entry.title:
        title = type_.short(entry.title, LINE)
        rows.append(Subheading(type_.paragraph(title, style.SUBHEADING)))
    shown = [line for line in entry.lines if line.words]  # the others are for machines alone
    for line in shown:
        label = type_.paragraph(line.label, style.SMALL)
        body = [type_.paragraph(line.words, style.BODY)]
        rows.append(Row(body, head=label, indent=_LABELS, padding=4, rule=line is not shown[-1]))
    return [*rows, Spacer(1, _BETWEEN)]


class Divider(Flowable):  # type: ignore[misc]
    """A line from edge to edge between two records, with room below it."""

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        return width, _BETWEEN

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(0.8)
        self.canv.setStrokeColor(style.EDGE)
        self.canv.line(0, _BETWEEN, self.width, _BETWEEN)


def _furniture(data: Held, type_: Typesetter) -> Furniture:
    language = type_.language
    _ = language.text
    kind = _("What Maillage holds about one person")
    moment = _("As of {date}, {time}", date=language.date(data.at), time=language.time(data.at))
    lines = [type_.short(data.programme, 140), moment]
    made = _(
        "Made with Maillage on {date} at {time}",
        date=language.date(data.at),
        time=language.time(data.at),
    )
    return Furniture(
        title=type_.line(data.name),
        running=type_.short(f"{kind} · {data.name}", 66),
        notice=_("For this person alone"),
        foot=type_.line(f"{made} · {type_.short(data.device, 40)}"),
        cover=Cover(kind=kind, lines=tuple(one for one in lines if one)),
    )
