"""What people promised: who with whom, by when; names only in the internal version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, KeepTogether, Spacer

from maillage.reports import drawn, figures, style
from maillage.reports.flowables import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.reports.book import Book
    from maillage.reports.data import Pledge


_WHOLE, _FIRST = 8, 3
"""Lines of a pledge that no page parts, and how many begin a longer one."""


def pledges(book: Book) -> list[Flowable]:
    """Return the section on pledges."""
    _, data = book.language.text, book.data
    story = book.section(_("Pledges"), "pledges", room=300)
    if not data.pledges:
        return [*story, book.text(_("No pledge was recorded."))]
    story += map(book.figure, figures.pledges(book))
    mesh = drawn.mesh(book)
    if mesh:
        below = book.text(mesh.remark, style.SMALL)
        whole = [book.part(mesh.title), Spacer(1, 8), mesh.drawing, Spacer(1, 6), below]
        story += [KeepTogether(whole), Spacer(1, 10)]
    # A title alone at the foot of a page says nothing: it goes with the first of them.
    above = [book.part(_("The pledges one by one"), "pledges-list")]
    for number, pledge in enumerate(data.pledges, 1):
        story += _pledge(book, number, pledge, above)
        above = []
    return story


def _pledge(
    book: Book, number: int, pledge: Pledge, above: Sequence[Flowable] = ()
) -> list[Flowable]:
    """Return a pledge below what stands ``above`` it; one of many people may go over a page."""
    _ = book.language.text
    head = book.text(str(number), style.NUMBER)
    story: list[Flowable] = [
        Row([book.text(pledge.what, style.STRONG)], head=head, rule=False),
    ]
    story += [
        Row(
            [book.text(book.party(party))],
            head=book.shape_of(book.world(party), 11),
            indent=50,
            rule=False,
            padding=1,
        )
        for party in pledge.parties
    ]
    last = []
    if pledge.next_step:
        step = _("First small step: {step}", step=pledge.next_step)
        last.append(book.text(step))
    if pledge.help_needed:
        last.append(book.text(_("Help needed: {help}", help=pledge.help_needed)))
    words = []
    if pledge.due:
        words.append(_("Due {date}", date=book.language.date(pledge.due)))
    if pledge.origin:
        words.append(book.label(pledge.origin))
    if pledge.idea is not None and id(pledge.idea) in book.numbers:
        words.append(_("From idea {n}", n=book.numbers[id(pledge.idea)]))
    if words:
        last.append(book.text(" · ".join(words), style.SMALL))
    story.append(Row(last, rule=True, padding=6))
    if len(story) <= _WHOLE:
        return [KeepTogether([*above, *story])]
    *middle, before, end = story[_FIRST:]
    return [KeepTogether([*above, *story[:_FIRST]]), *middle, KeepTogether([before, end])]
