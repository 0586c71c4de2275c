"""Every figure of the minutes, counted once for whatever they are written as: never without n."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import astuple

from maillage.domain import indicators
from maillage.domain.vocabulary import Category, NoteKind, World
from maillage.language import N_
from maillage.reports import numbers
from maillage.reports.anonymity import SMALLEST_GROUP
from maillage.reports.data import Headcount

if TYPE_CHECKING:
    from maillage.language import Language
    from maillage.reports.data import Minutes
    from maillage.reports.telling import Telling

COLUMNS: Final = (
    N_("Registered"),
    N_("Present"),
    N_("of whom walk-ins"),
    N_("Registered who came"),
)
"""What is said of each line of the headcount."""
MOST_TERRITORIES: Final = 12
"""Told one by one; the others are counted together."""


class Figure(Struct, frozen=True):
    """What was counted, how much it is with its n, and what one must know of it."""

    label: str
    value: str
    remark: str = ""


class Joined(Struct, frozen=True):
    """Who pledges with whom, by world."""

    pairs: Counter[frozenset[World]]
    """How many pledges join these two worlds."""
    n: int
    """How many pledges join at least two."""
    others: int
    """How many are of one world, or cannot be told to be of two."""


class Counted(Struct, frozen=True):
    """One line of the headcount: a category, all (no world), or those of no known category."""

    world: World | None
    label: str
    values: tuple[str, ...]
    """One for each of `COLUMNS`."""
    total: bool = False


def key(told: Telling, *, source: str) -> list[Figure]:
    """Return the figures of the front, three of them last: ideas, votes, pledges.

    The noun is the label. What nobody declared is none; `source` says who did.
    """
    _, ngettext_, data = told.language.text, told.language.plural, told.data
    number, total = told.language.number, everybody(told)
    ideas = [note for _w, note in told.of_kind(NoteKind.IDEA)]
    every = sum(len(workshop.notes) for workshop in data.workshops)
    joining = sum(len(pledge.parties) for pledge in data.pledges)
    votes = sum(note.votes for note in ideas)
    said = _("according to {source}", source=source) if source else _("no source")
    declared = [] if data.declared is None else [Figure(_("declared"), number(data.declared), said)]
    return [
        Figure(
            ngettext_("person present", "people present", total.present),
            number(total.present),
            ngettext_("of whom {n} walk-in", "of whom {n} walk-ins", total.walk_ins),
        ),
        Figure(
            ngettext_("person registered", "people registered", total.registered),
            number(total.registered),
            _("before the day"),
        ),
        *declared,
        Figure(
            ngettext_("idea", "ideas", len(ideas)),
            number(len(ideas)),
            ngettext_("out of {n} note", "out of {n} notes", every),
        ),
        Figure(_("votes"), number(votes), _("on the ideas")),
        Figure(
            ngettext_("pledge", "pledges", len(data.pledges)),
            number(len(data.pledges)),
            ngettext_("{n} party", "{n} parties", joining),
        ),
    ]


def everybody(told: Telling) -> Headcount:
    """Return the headcount of all categories together."""
    each = [astuple(count) for count in told.data.attendance.values()]
    return Headcount(*map(sum, zip(*each, strict=True)))


def anybody(told: Telling) -> bool:
    """Return whether somebody was registered or came."""
    return any(any(astuple(count)) for count in told.data.attendance.values())


def headcount(told: Telling) -> list[Counted]:
    """Return who came by category, world after world, then all of them."""
    _, attendance = told.language.text, told.data.attendance
    lines = [
        Counted(world, told.label(one), _values(count, told.language))
        for world in World
        for one in Category
        if one.world is world and (count := attendance.get(one)) and any(astuple(count))
    ]
    unknown = attendance.get(None)
    if unknown and any(astuple(unknown)):
        lines.append(Counted(None, _("Category unknown"), _values(unknown, told.language)))
    total = _values(everybody(told), told.language)
    return [*lines, Counted(None, _("All"), total, total=True)]


def presence(told: Telling) -> list[Figure]:
    """Return how many of those registered came, and how even the four worlds are."""
    _, attendance = told.language.text, told.data.attendance
    registered = {one: count.registered for one, count in attendance.items()}
    came = {one: count.present - count.walk_ins for one, count in attendance.items()}
    overall = indicators.overall(indicators.presence(registered, came).values())
    present = {one: count.present for one, count in attendance.items()}
    even = indicators.balance(indicators.by_world(present), list(World))
    return [
        Figure(
            _("Presence of those registered"),
            numbers.ratio(overall, told.language),
            _absent(told, overall.n - overall.part),
        ),
        Figure(
            _("Balance of the four worlds"),
            numbers.balance(even, told.language),
            _(
                "1 when the worlds are as many as each other, 0 when one is alone"
                " (Shannon index). People whose category is unknown: {n}.",
                n=told.language.number(even.missing),
            ),
        ),
    ]


def territories(told: Telling) -> list[Figure]:
    """Return of which territories those who came are; nothing if it is known of nobody.

    Where nobody is named, a territory of few people is no better than a name.
    """
    _, language, counts = told.language.text, told.language, told.data.territories
    total, of = sum(counts.values()), {name: n for name, n in counts.items() if name and n}
    least = 1 if told.names else SMALLEST_GROUP
    ordered = sorted(of, key=lambda name: (-of[name], name))
    shown = [name for name in ordered[:MOST_TERRITORIES] if of[name] >= least]
    others = sum(of.values()) - sum(of[name] for name in shown)
    lines = {name: of[name] for name in shown}
    lines |= {_("Other territories"): others} if others else {}
    lines |= {_("Territory unknown"): counts[""]} if of and counts.get("") else {}
    return [Figure(name, numbers.share(n, total, language)) for name, n in lines.items()]


def _absent(told: Telling, absent: int) -> str:
    """Return how many of those registered are not there: for good once the meeting is over."""
    _, ngettext_ = told.language.text, told.language.plural
    if not absent:
        return _("All registered people came.")
    if is_over(told.data):
        return ngettext_(
            "{n} registered person did not come.", "{n} registered people did not come.", absent
        )
    return ngettext_(
        "{n} registered person has not arrived yet.",
        "{n} registered people have not arrived yet.",
        absent,
    )


def is_over(data: Minutes) -> bool:
    """Tell whether the meeting had ended when these minutes were made; by its day at the least."""
    if data.ends:
        return data.made_at >= data.ends
    return data.starts is None or data.made_at.date() > data.starts.date()


def declared(told: Telling) -> list[Figure]:
    """Return what somebody else said of the attendance, with its source; nothing if nobody did."""
    _, data = told.language.text, told.data
    if data.declared is None:
        return []
    source = data.declared_source or _("source not recorded")
    return [
        Figure(
            _("Declared attendance"),
            told.language.number(data.declared),
            _("Source: {source}. This figure was not counted by Maillage.", source=source),
        )
    ]


def ideas(told: Telling) -> list[Figure]:
    """Return ideas per table and how votes gathered on a few, where there is enough of either."""
    _, ngettext_ = told.language.text, told.language.plural
    found = [note for _w, note in told.of_kind(NoteKind.IDEA)]
    tables = indicators.ideas_per_table([note.table for note in found], told.data.tables)
    top = indicators.top_share([note.votes for note in found])
    shown = []
    if found and tables.n:
        remark = ngettext_("{n} idea has no table.", "{n} ideas have no table.", tables.missing)
        value = numbers.mean(tables, told.language)
        shown.append(Figure(_("Ideas per table"), value, remark if tables.missing else ""))
    if top.n and len(found) > indicators.TOP:
        remark = (
            ngettext_("{n} idea received no vote.", "{n} ideas received no vote.", top.missing)
            if top.missing
            else _("Every idea received a vote.")
        )
        label = _("Share of votes that went to the five ideas most voted for")
        shown.append(Figure(label, numbers.ratio(top, told.language), remark))
    return shown


def causes(told: Telling) -> indicators.Causes:
    """Return why barriers stand."""
    return indicators.unfamiliarity([note.cause for _w, note in told.of_kind(NoteKind.BARRIER)])


def unfamiliarity(told: Telling) -> Figure:
    """Return what answers the foundation's question: unfamiliarity more than distrust."""
    _, of, number = told.language.text, causes(told), told.language.number
    return Figure(
        _("Unfamiliarity, among the barriers put down to unfamiliarity or distrust"),
        numbers.causes(of, told.language),
        _(
            "n = {n}. Other causes: {other}. Not tagged: {missing}.",
            n=number(of.n),
            other=number(of.other),
            missing=number(of.missing),
        ),
    )


def pledges(told: Telling) -> list[Figure]:
    """Return pledges per person, and how many of them join worlds and sectors."""
    _, ngettext_, data = told.language.text, told.language.plural, told.data
    parties = [pledge.parties for pledge in data.pledges]
    across = indicators.across_worlds([[party.category for party in each] for each in parties])
    per_person = indicators.pledges_per_person(len(data.pledges), everybody(told).present)
    shown = [Figure(_("Pledges per person present"), numbers.mean(per_person, told.language))]
    joining = [(_("Pledges that join at least two worlds"), across)]
    if of := sectors(told):
        joining.append((_("Pledges that join public and private"), of))
    for label, ratio in joining:
        remark = ngettext_(
            "Nobody can tell for {n} pledge.", "Nobody can tell for {n} pledges.", ratio.missing
        )
        value = numbers.ratio(ratio, told.language)
        shown.append(Figure(label, value, remark if ratio.missing else ""))
    return shown


def sectors(told: Telling) -> indicators.Ratio | None:
    """Return how many pledges join public and private; None where that can be told of none.

    Then nobody has said the form of enough structures: no figure, and no reproach.
    """
    forms = [[party.legal_form for party in pledge.parties] for pledge in told.data.pledges]
    of = indicators.public_private(forms)
    return of if of.n else None


def joined_worlds(told: Telling) -> Joined:
    """Return how many pledges join each pair of worlds; one pledge may join several.

    A pledge of somebody who may be told by no world counts by its other parties alone.
    """
    pairs: Counter[frozenset[World]] = Counter()
    joining = 0
    for pledge in told.data.pledges:
        worlds = {world for world in map(told.world, pledge.parties) if world}
        joining += len(worlds) > 1
        for pair in combinations(sorted(worlds, key=lambda world: world.value), 2):
            pairs[frozenset(pair)] += 1
    return Joined(pairs, joining, len(told.data.pledges) - joining)


def _values(count: Headcount, language: Language) -> tuple[str, ...]:
    came = count.present - count.walk_ins
    return (
        *map(language.number, astuple(count)),
        numbers.share(came, count.registered, language),
    )
