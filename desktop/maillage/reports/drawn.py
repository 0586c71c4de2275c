"""The charts of the minutes, drawn once for every form of them, and what they say in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from maillage.domain import indicators
from maillage.domain.vocabulary import BarrierCause, World
from maillage.reports import charts, figures, style
from maillage.reports.pages import BODY_WIDTH

if TYPE_CHECKING:
    from reportlab.graphics.shapes import Drawing

    from maillage.reports.telling import Telling

MESH_HEIGHT: Final = 176.0
"""In points, as is the width of every drawing: that of a text."""


class Drawn(Struct, frozen=True):
    """A chart, and the same in words for whoever does not see it."""

    drawing: Drawing
    said: str
    title: str = ""
    """What it shows and its n, for a chart that stands below a title of its own."""
    remark: str = ""
    """What was counted, to be read below it."""


def headcount(told: Telling) -> Drawn:
    """Return who came, by world."""
    language, attendance = told.language, told.data.attendance
    present = indicators.by_world({one: count.present for one, count in attendance.items()})
    expected = indicators.by_world({one: count.registered for one, count in attendance.items()})
    came = {world: present[world] for world in World}
    registered = {world: expected[world] for world in World}
    said = (
        f"{language.text(world.label)} {language.number(came[world])}"
        f" ({language.text('registered: {n}', n=language.number(registered[world]))})"
        for world in World
    )
    drawing = charts.headcount(came, registered, language=language, width=BODY_WIDTH)
    return Drawn(drawing, ", ".join(said))


def causes(told: Telling) -> Drawn:
    """Return why barriers stand."""
    _, of = told.language.text, figures.causes(told)
    unfamiliar, distrust, other = map(
        told.label, (BarrierCause.UNFAMILIARITY, BarrierCause.DISTRUST, BarrierCause.OTHER)
    )
    parts = [
        charts.Part(of.unfamiliarity, unfamiliar, style.ACCENT, style.PAPER),
        charts.Part(of.distrust, distrust, style.SAFFRON, style.TEXT),
        charts.Part(of.other, other, style.EDGE, style.PAPER),
        charts.Part(of.missing, _("Not tagged"), style.SAND_DEEP, style.TEXT),
    ]
    said = ", ".join(f"{part.label} {part.count}" for part in parts)
    return Drawn(charts.bar(parts, width=BODY_WIDTH), said)


def mesh(told: Telling) -> Drawn | None:
    """Return who pledges with whom; None when no pledge joins two worlds."""
    language, joined = told.language, figures.joined_worlds(told)
    if not joined.n:
        return None
    _, ngettext_ = language.text, language.plural
    said = (
        f"{language.list([language.text(world.label) for world in World if world in pair])} {n}"
        for pair, n in joined.pairs.most_common()
    )
    remark = _(
        "n is the pledges that join at least two worlds; one that joins three counts on each of"
        " its threads."
    )
    if joined.others and not told.names:
        remark += " " + ngettext_(
            "{n} other pledge is not drawn: it joins none, or would point at somebody.",
            "{n} other pledges are not drawn: they join none, or would point at somebody.",
            joined.others,
        )
    elif joined.others:
        remark += " " + ngettext_(
            "{n} other pledge joins none, or does not say.",
            "{n} other pledges join none, or do not say.",
            joined.others,
        )
    return Drawn(
        charts.mesh(joined.pairs, language=language, width=BODY_WIDTH, height=MESH_HEIGHT),
        ", ".join(said),
        _("Who pledges with whom (n = {n})", n=language.number(joined.n)),
        remark,
    )
