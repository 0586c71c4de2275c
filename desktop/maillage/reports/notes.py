"""What was written at the tables: the catalogue of ideas, barriers, quotes and the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, KeepTogether, Spacer

from maillage.domain.vocabulary import NoteKind
from maillage.reports import drawn, figures, style
from maillage.reports.flowables import Row
from maillage.reports.quoting import quotation
from maillage.reports.shapes import dash

if TYPE_CHECKING:
    from maillage.reports.book import Book
    from maillage.reports.data import Note, Workshop


def ideas(book: Book) -> list[Flowable]:
    """Return the numbered catalogue, workshop by workshop."""
    _, ngettext_ = book.language.text, book.language.plural
    found = list(book.of_kind(NoteKind.IDEA))
    if not found:
        story = book.section(_("Ideas for working together"), "ideas")
        return [*story, book.text(_("No idea was recorded."))]
    title = ngettext_("{n} idea for working together", "{n} ideas for working together", len(found))
    story = book.section(title, "ideas", room=320)
    story += map(book.figure, figures.ideas(book))
    most = max(note.votes for _w, note in found)
    for place, workshop in enumerate(book.data.workshops, 1):
        of_workshop = [note for note in workshop.notes if note.kind is NoteKind.IDEA]
        if of_workshop:
            story += [
                book.part(workshop.title or _("Outside the workshops"), f"ideas-{place}"),
                *(_idea(book, note, most) for note in of_workshop),
            ]
    return story


def barriers(book: Book) -> list[Flowable]:
    """Return barriers with the foundation's question, then levers."""
    _ = book.language.text
    found = list(book.of_kind(NoteKind.BARRIER))
    levers = list(book.of_kind(NoteKind.LEVER))
    if not found and not levers:
        return []
    story = book.section(_("Barriers and levers"), "barriers", room=220)
    if found:
        chart = drawn.causes(book).drawing
        story += [
            KeepTogether([book.part(_("Unfamiliarity or distrust")), Spacer(1, 5), chart]),
            Spacer(1, 8),
            book.figure(figures.unfamiliarity(book)),
            book.part(_("Barriers"), "barriers-list"),
            *(_line(book, workshop, note) for workshop, note in found),
        ]
    if levers:
        story.append(book.part(_("Levers"), "levers-list"))
        story += [_line(book, workshop, note) for workshop, note in levers]
    return story


def quotes(book: Book) -> list[Flowable]:
    """Return what each world says, its authors known by category unless they agreed."""
    _ = book.language.text
    found = list(book.of_kind(NoteKind.QUOTE))
    if not found:
        return []
    story = book.section(_("In their words"), "quotes")
    for _workshop, note in found:
        # Neither workshop nor table: in a small group they are as good as a name.
        body = [
            book.text(quotation(note.text, book.language), style.QUOTE),
            book.text(book.quoted(note), style.SMALL),
        ]
        story.append(Row(body, head=book.shape_of(book.author(note), 13), indent=24, padding=9))
    return story


def listed(book: Book, kind: NoteKind, title: str) -> list[Flowable]:
    """Return a section with the notes of one kind, empty if there is none."""
    found = list(book.of_kind(kind))
    if not found:
        return []
    lines = [_line(book, workshop, note) for workshop, note in found]
    return [*book.section(title, kind.value), *lines]


def asked(book: Book) -> list[Flowable]:
    """Return questions and proposals in one section."""
    _ = book.language.text
    kinds = {
        _("Questions"): list(book.of_kind(NoteKind.QUESTION)),
        _("Proposals"): list(book.of_kind(NoteKind.PROPOSAL)),
    }
    if not any(kinds.values()):
        return []
    story = book.section(_("Questions and proposals"), "asked")
    for title, found in kinds.items():
        if found:
            story.append(book.part(title))
            story += [_line(book, workshop, note) for workshop, note in found]
    return [*story, Spacer(1, 4)]


def _idea(book: Book, note: Note, most: int) -> Row:
    ngettext_ = book.language.plural
    number = book.text(str(book.numbers[id(note)]), style.NUMBER)
    body = [book.text(note.text)]
    if table := book.table(note):
        body.append(book.text(table, style.SMALL))
    votes = ngettext_("{n} vote", "{n} votes", note.votes) if note.votes else ""
    aside = book.text(votes, style.RIGHT_STRONG) if votes else None
    return Row(body, head=number, aside=aside, right=72, share=note.votes / (most or 1))


def _line(book: Book, workshop: Workshop, note: Note) -> Row:
    """Return one note with its cause, who said it and where it was written."""
    words = book.remark(workshop, note)
    body = [book.text(note.text)]
    if words:
        body.append(book.text(words, style.SMALL))
    head = book.shape_of(book.speaker(note.said_by)) or dash()
    return Row(body, head=head, indent=24)
