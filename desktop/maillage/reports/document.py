"""The minutes put together: cover, contents, sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, PageBreak, Spacer

from maillage.domain.fields import LINE
from maillage.domain.vocabulary import NoteKind, PartnerRole
from maillage.reports import figures, method, notes, people, photos, promises, style
from maillage.reports.book import Book
from maillage.reports.flowables import Cards, Row
from maillage.reports.pages import BODY_WIDTH, COVER_ROOM, Contents, Cover, Furniture, build
from maillage.reports.partners import ordered
from maillage.reports.telling import told_territory
from maillage.reports.text import Typesetter
from maillage.reports.when import when

if TYPE_CHECKING:
    from maillage.language import Language
    from maillage.reports.data import Minutes
    from maillage.reports.figures import Figure
    from maillage.reports.pages import Pagination

_SHORT = 90
"""Letters of a title in the running header."""
_SOURCE = 110
"""Letters of who declared the attendance, on the cover."""


def render(data: Minutes, *, language: Language, names: bool) -> bytes:
    """Return the minutes as a PDF."""
    type_ = Typesetter(language)

    def story(pagination: Pagination) -> list[Flowable]:
        return _story(Book(data, type_=type_, names=names, pagination=pagination))

    return build(_furniture(data, type_, names=names), story, type_, data.made_at)


def _story(book: Book) -> list[Flowable]:
    _ = book.language.text
    sections = [
        people.people(book),
        notes.ideas(book),
        notes.barriers(book),
        notes.listed(book, NoteKind.PERCEPTION, _("What each world thinks of the other")),
        notes.quotes(book),
        notes.listed(book, NoteKind.MEETING_PLACE, _("Places to meet")),
        notes.asked(book),
        promises.pledges(book),
        photos.photos(book),
        method.partners(book),
        method.method(book),
    ]
    return [
        *_cover(book),
        PageBreak(),
        Spacer(1, 6),
        book.type_.paragraph(_("Contents"), style.HEADING),
        Spacer(1, 10),
        Contents(book.marks, book.pagination, book.type_),
        *(flowable for section in sections for flowable in section),
    ]


def _cover(book: Book) -> list[Flowable]:
    """Return what stands below the band of the first page: key figures, then partners."""
    source = book.type_.short(book.data.declared_source, _SOURCE)
    cards = [_card(book, one) for one in figures.key(book, source=source)]
    people, work = cards[:-3], cards[-3:]
    above = [Cards(people, len(people)), Spacer(1, 10), Cards(work, len(work)), Spacer(1, 12)]
    room = COVER_ROOM - sum(one.wrap(BODY_WIDTH, COVER_ROOM)[1] for one in above)
    return [*above, *_partners(book, room)]


def _card(book: Book, of: Figure) -> list[Flowable]:
    return [
        book.text(of.value, style.FIGURE),
        book.text(of.label, style.CAPTION),
        book.text(of.remark, style.SMALL),
    ]


def _partners(book: Book, room: float) -> list[Flowable]:
    """Return as many partners as have room below the figures; all are in their section."""
    every = len(book.data.partners)
    for shown in range(every, 0, -1):
        rows = _partner_rows(book, shown)
        if sum(row.wrap(BODY_WIDTH, room)[1] for row in rows) <= room:
            return rows
    return []


def _partner_rows(book: Book, left: int) -> list[Flowable]:
    ngettext_ = book.language.plural
    rows: list[Flowable] = []
    for role, names in ordered(book.data.partners):
        shown = [book.type_.short(name, LINE) for name in names[:left]]
        left -= len(shown)
        if not shown:
            break
        more = len(names) - len(shown)
        if more:
            shown.append(ngettext_("{n} other", "{n} others", more))
        label = book.text(book.label(role or PartnerRole.PARTNER), style.SMALL)
        body = [book.text(book.language.list(shown))]
        rows.append(Row(body, head=label, indent=110, padding=4))
    return rows


def _furniture(data: Minutes, type_: Typesetter, *, names: bool) -> Furniture:
    language = type_.language
    _ = language.text
    kind = _("Minutes of the meeting")
    title = type_.line(data.title) or _("Meeting without a title")
    place = [type_.short(one, 140) for one in (data.venue, data.commune) if one]
    day = when(language, data.starts, data.ends)
    made = _(
        "Made with Maillage on {date} at {time}",
        date=language.date(data.made_at),
        time=language.time(data.made_at),
    )
    # A laptop is often called after whoever carries it.
    foot = f"{made} · {type_.short(data.device, 40)}" if names and data.device else made
    of_kind = language.text(data.kind.label) if data.kind else ""
    territory = told_territory(data, language)
    lines = [of_kind, day, ", ".join(place), type_.short(territory, 140)]
    return Furniture(
        title=title,
        running=type_.short(f"{kind} · {title}", _SHORT - 12),
        notice=_("Internal document") if names else "",
        foot=type_.line(foot),
        cover=Cover(kind=kind, lines=tuple(line for line in lines if line)),
    )
