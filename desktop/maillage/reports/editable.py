"""The minutes as a text one goes on writing: DOCX, for whatever word processor there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.vocabulary import NoteKind, PartnerRole
from maillage.reports import drawn, figures, photos_editable
from maillage.reports.counting import counting
from maillage.reports.editable_page import Page
from maillage.reports.partners import ordered
from maillage.reports.quoting import quotation
from maillage.reports.telling import Telling
from maillage.reports.when import when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.language import Language
    from maillage.reports.data import Minutes, Note, Pledge, Workshop


def write(data: Minutes, *, language: Language, names: bool = True) -> bytes:
    """Return the minutes as a DOCX: the sections, figures and charts of the PDF.

    With ``names``, people who pledged or agreed to be quoted are named and the header
    says it is internal.
    """
    page = Page(Telling(data, language=language, names=names))
    _ = language.text
    _front(page)
    _people(page)
    _ideas(page)
    _barriers(page)
    _listed(page, NoteKind.PERCEPTION, _("What each world thinks of the other"))
    _quotes(page)
    _listed(page, NoteKind.MEETING_PLACE, _("Places to meet"))
    _asked(page)
    _pledges(page)
    photos_editable.add(page.document, page.told, heading=page.heading, clean=page.clean)
    _partners(page)
    _method(page)
    return page.written()


def _front(page: Page) -> None:
    _, told = page.told.language.text, page.told
    data = told.data
    page.heading(data.title or _("Meeting without a title"), 0)
    place = ", ".join(filter(None, (data.venue, data.commune)))
    for line in (when(told.language, data.starts, data.ends), place, told.territory()):
        if line:
            page.text(line, muted=True)
    page.cards(figures.key(told, source=data.declared_source))
    page.contents(_("Contents"))


def _people(page: Page) -> None:
    _, told = page.told.language.text, page.told
    page.heading(_("Who was there"))
    if not figures.anybody(told):
        page.text(_("Nobody was registered and no arrival was recorded."))
    else:
        page.chart(drawn.headcount(told))
        page.headcount(figures.headcount(told))
        for one in figures.presence(told):
            page.figure(one)
    for one in figures.declared(told):
        page.figure(one)
    origins = figures.territories(told)
    if origins:
        page.heading(_("Where those present came from"), 2, listed=False)
    for one in origins:
        page.figure(one)


def _ideas(page: Page) -> None:
    _, ngettext_ = page.told.language.text, page.told.language.plural
    found = list(page.told.of_kind(NoteKind.IDEA))
    if not found:
        page.heading(_("Ideas for working together"))
        page.text(_("No idea was recorded."))
        return
    page.heading(
        ngettext_("{n} idea for working together", "{n} ideas for working together", len(found))
    )
    for one in figures.ideas(page.told):
        page.figure(one)
    for workshop in page.told.data.workshops:
        notes = [note for note in workshop.notes if note.kind is NoteKind.IDEA]
        if notes:
            page.heading(workshop.title or _("Outside the workshops"), 2)
        for note in notes:
            votes = ngettext_("{n} vote", "{n} votes", note.votes) if note.votes else ""
            table = page.told.table(note)
            number = page.told.numbers[id(note)]
            page.item(f"{number}. {note.text}", " · ".join(filter(None, (table, votes))))


def _barriers(page: Page) -> None:
    _ = page.told.language.text
    barriers = list(page.told.of_kind(NoteKind.BARRIER))
    levers = list(page.told.of_kind(NoteKind.LEVER))
    if barriers or levers:
        page.heading(_("Barriers and levers"))
    if barriers:
        page.heading(_("Unfamiliarity or distrust"), 2, listed=False)
        page.chart(drawn.causes(page.told))
        page.figure(figures.unfamiliarity(page.told))
        page.heading(_("Barriers"), 2)
        _notes(page, barriers)
    if levers:
        page.heading(_("Levers"), 2)
        _notes(page, levers)


def _listed(page: Page, kind: NoteKind, title: str) -> None:
    found = list(page.told.of_kind(kind))
    if found:
        page.heading(title)
        _notes(page, found)


def _quotes(page: Page) -> None:
    _ = page.told.language.text
    found = list(page.told.of_kind(NoteKind.QUOTE))
    if found:
        page.heading(_("In their words"))
    for _workshop, note in found:
        page.item(quotation(note.text, page.told.language), page.told.quoted(note))


def _asked(page: Page) -> None:
    _ = page.told.language.text
    kinds = {
        _("Questions"): list(page.told.of_kind(NoteKind.QUESTION)),
        _("Proposals"): list(page.told.of_kind(NoteKind.PROPOSAL)),
    }
    if any(kinds.values()):
        page.heading(_("Questions and proposals"))
    for title, found in kinds.items():
        if found:
            page.heading(title, 2, listed=False)
            _notes(page, found)


def _notes(page: Page, found: Sequence[tuple[Workshop, Note]]) -> None:
    for workshop, note in found:
        page.item(note.text, page.told.remark(workshop, note))


def _pledges(page: Page) -> None:
    _ = page.told.language.text
    page.heading(_("Pledges"))
    if not page.told.data.pledges:
        page.text(_("No pledge was recorded."))
        return
    for one in figures.pledges(page.told):
        page.figure(one)
    mesh = drawn.mesh(page.told)
    if mesh:
        page.heading(mesh.title, 2, listed=False)
        page.chart(mesh)
        page.text(mesh.remark, muted=True)
    page.heading(_("The pledges one by one"), 2)
    for number, pledge in enumerate(page.told.data.pledges, 1):
        _pledge(page, number, pledge)


def _pledge(page: Page, number: int, pledge: Pledge) -> None:
    _, told = page.told.language.text, page.told
    lines = [page.text(f"{number}. {pledge.what}", strong=True)]
    lines += [page.text(told.party(party), style="List Bullet") for party in pledge.parties]
    if pledge.next_step:
        lines.append(page.text(_("First small step: {step}", step=pledge.next_step)))
    if pledge.help_needed:
        lines.append(page.text(_("Help needed: {help}", help=pledge.help_needed)))
    words = []
    if pledge.due:
        words.append(_("Due {date}", date=told.language.date(pledge.due)))
    if pledge.origin:
        words.append(told.label(pledge.origin))
    if pledge.idea is not None and id(pledge.idea) in told.numbers:
        words.append(_("From idea {n}", n=told.numbers[id(pledge.idea)]))
    if words:
        lines.append(page.text(" · ".join(words), muted=True))
    page.keep_together(lines)


def _partners(page: Page) -> None:
    if not page.told.data.partners:
        return
    page.heading(page.told.language.text("Partners"))
    for role, names in ordered(page.told.data.partners):
        label = page.told.label(role or PartnerRole.PARTNER)
        page.figure(figures.Figure(label, page.told.language.list(names)))


def _method(page: Page) -> None:
    page.heading(page.told.language.text("How this was counted"))
    for word, meaning in counting(page.told, undrawn="").items():
        page.figure(figures.Figure(word, meaning))
