"""The last pages: who made the meeting possible, and what its figures are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable

from maillage.domain.vocabulary import PartnerRole
from maillage.reports import style
from maillage.reports.counting import counting
from maillage.reports.flowables import Row
from maillage.reports.partners import ordered

if TYPE_CHECKING:
    from maillage.reports.book import Book


def partners(book: Book) -> list[Flowable]:
    """Return the partners by role."""
    if not book.data.partners:
        return []
    _ = book.language.text
    story = book.section(_("Partners"), "partners")
    for role, names in ordered(book.data.partners):
        label = book.label(role or PartnerRole.PARTNER)
        body = [book.text(name) for name in names]
        story.append(Row(body, head=book.text(label, style.SMALL), indent=110))
    return story


def method(book: Book) -> list[Flowable]:
    """Return the note on how things were counted and what is still undecided."""
    _ = book.language.text
    lines = counting(book, undrawn=book.type_.drawable.said())
    return [
        *book.section(_("How this was counted"), "method", room=260),
        *(
            Row([book.text(text)], head=book.text(label, style.SMALL_STRONG), indent=110)
            for label, text in lines.items()
        ),
    ]
