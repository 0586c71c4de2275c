"""What people promised: who with whom, by when; names only in the internal version."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from reportlab.platypus import Flowable, KeepTogether, Spacer

from maillage.domain import indicators
from maillage.domain.vocabulary import World
from maillage.reports import charts, numbers, style
from maillage.reports.flowables import Row
from maillage.reports.pages import BODY_WIDTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.reports.book import Book
    from maillage.reports.data import Pledge

_MESH_HEIGHT = 176


def pledges(book: Book) -> list[Flowable]:
    """Return the section on pledges."""
    _, data = book.language.text, book.data
    story = book.section(_("Pledges"), "pledges", room=300)
    if not data.pledges:
        return [*story, book.text(_("No pledge was recorded."))]
    story += _figures(book)
    joined = joined_worlds(data.pledges)
    if joined:
        mesh = charts.mesh(joined, language=book.language, width=BODY_WIDTH, height=_MESH_HEIGHT)
        title = book.part(_("Who pledges with whom"))
        story += [KeepTogether([title, Spacer(1, 8), mesh]), Spacer(1, 10)]
    story.append(book.part(_("The pledges one by one"), "pledges-list"))
    for number, pledge in enumerate(data.pledges, 1):
        story += _pledge(book, number, pledge)
    return story


def joined_worlds(pledges: Iterable[Pledge]) -> Counter[frozenset[World]]:
    """Return how many pledges join each pair of worlds; one pledge may join several."""
    joined: Counter[frozenset[World]] = Counter()
    for pledge in pledges:
        worlds = {party.category.world for party in pledge.parties if party.category}
        for pair in combinations(sorted(worlds, key=lambda world: world.value), 2):
            joined[frozenset(pair)] += 1
    return joined


def _figures(book: Book) -> list[Flowable]:
    _, ngettext_, data = book.language.text, book.language.plural, book.data
    present = sum(count.present for count in data.attendance.values())
    parties = [pledge.parties for pledge in data.pledges]
    across = indicators.across_worlds([[party.category for party in each] for each in parties])
    sectors = indicators.public_private([[party.legal_form for party in each] for each in parties])
    per_person = indicators.pledges_per_person(len(data.pledges), present)
    lines = [book.figure(_("Pledges per person present"), numbers.mean(per_person, book.language))]
    for label, ratio in (
        (_("Pledges that join at least two worlds"), across),
        (_("Pledges that join public and private"), sectors),
    ):
        remark = ngettext_(
            "Nobody can tell for {n} pledge.", "Nobody can tell for {n} pledges.", ratio.missing
        )
        value = numbers.ratio(ratio, book.language)
        lines.append(book.figure(label, value, remark if ratio.missing else ""))
    return lines


def _pledge(book: Book, number: int, pledge: Pledge) -> list[Flowable]:
    _ = book.language.text
    head = book.text(str(number), style.NUMBER)
    story: list[Flowable] = [
        Row([book.text(pledge.what, style.STRONG)], head=head, rule=False),
    ]
    story += [
        Row(
            [book.text(book.party(party))],
            head=book.shape_of(party.category, 11),
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
    words = []
    if pledge.due:
        words.append(_("Due {date}", date=book.language.date(pledge.due)))
    if pledge.origin:
        words.append(book.label(pledge.origin))
    if pledge.idea is not None and id(pledge.idea) in book.numbers:
        words.append(_("From idea {n}", n=book.numbers[id(pledge.idea)]))
    if words:
        last.append(book.text(" · ".join(words), style.SMALL))
    return [KeepTogether([*story, Row(last, rule=True, padding=6)])]
