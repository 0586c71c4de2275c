"""From a plan to what the screen of tables shows: people in rows, figures and wishes in words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import Struct

from maillage.actions.latecomers import Change
from maillage.actions.reception import Arrival
from maillage.actions.seating import Hall, Tour
from maillage.domain.mixing import tables_of
from maillage.domain.reseating import Move
from maillage.domain.vocabulary import SeatingWish, World
from maillage.domain.wishes import Unkept, Wish
from maillage.language import _, current, ngettext_
from maillage.ui.widgets.rows import Row, State, head

NOWHERE = 0
"""The number under which those without a seat are shown."""


class Table(Struct, frozen=True):
    """One table of one round as a card shows it."""

    number: int
    rows: tuple[Row, ...]
    here: int | None = None
    """How many of them have come; None before anybody has."""

    @property
    def title(self) -> str:
        """What the card is called."""
        return _("Without a table") if self.number == NOWHERE else _("Table {n}", n=self.number)

    @property
    def count(self) -> str:
        """How many people sit there, and how many of them are here."""
        if not self.rows:
            return _("Empty")
        if self.here is None or self.number == NOWHERE:
            return ngettext_("{n} person", "{n} people", len(self.rows))
        return _("{here} of {n} here", here=self.here, n=len(self.rows))


class Said(Struct, frozen=True):
    """A figure: number, noun, and what it was counted from."""

    number: str
    noun: str
    note: str = ""


def tables(hall: Hall, tour: Tour, least: int = 0) -> list[Table]:
    """Return the tables of a round, each with its people by name; first those without a seat.

    While nobody has arrived, everybody expected should have a seat; then those who are here.
    """
    groups = tables_of(tour.sitting)
    hosts = {wish.guest: wish.table for wish in hall.wishes if wish.kind is SeatingWish.HOST}
    anybody = bool(hall.present)
    order = {one: place for place, one in enumerate(hall.people)}

    def rows(people: Collection[str], number: int) -> tuple[Row, ...]:
        return tuple(
            person_row(
                hall.people[one],
                hosts=number != NOWHERE and hosts.get(one) == number,
                missing=anybody and not hall.people[one].is_here,
            )
            for one in sorted(people, key=order.__getitem__)
        )

    expected = hall.present if anybody else list(hall.people)
    unseated = [one for one in expected if one not in tour.sitting]
    found = [Table(NOWHERE, rows(unseated, NOWHERE))] if unseated else []
    last = max([least, hall.tables(), *groups])
    for number in range(1, last + 1):
        seated = groups.get(number, [])
        here = sum(hall.people[one].is_here for one in seated)
        found.append(Table(number, rows(seated, number), here if anybody else None))
    return found


def person_row(person: Arrival, *, hosts: bool = False, missing: bool = False) -> Row:
    """Return somebody at a table: shape, name, where they come from, and a mark if need be."""
    said = [
        _(person.world.label),
        _("hosts the table") if hosts else "",
        _("not here") if missing else "",
    ]
    mark = "pin" if hosts else "hourglass" if missing else ""
    return Row(
        person.registration,
        person.name,
        person.structure,
        category=person.world.value,
        category_name=", ".join(filter(None, said)),
        state=State("", mark, "accent" if hosts else "muted") if mark else None,
    )


def people_rows(people: Sequence[Arrival]) -> list[Row]:
    """Return people to choose from."""
    return [person_row(person) for person in people]


def figures(hall: Hall) -> list[Said]:
    """Return how good the plan is, in plain words, each with its n."""
    found, number = hall.quality, current().number
    return [
        Said(
            number(found.again),
            ngettext_(
                "pair together more than once",
                "pairs together more than once",
                found.again,
            ),
            ngettext_(
                "of {n} together at least once",
                "of {n} together at least once",
                found.met,
            ),
        ),
        Said(
            number(found.same_organisation),
            ngettext_(
                "time two colleagues sit together",
                "times two colleagues sit together",
                found.same_organisation,
            ),
            ngettext_("in {n} round", "in {n} rounds", len(hall.sittings)),
        ),
        Said(
            f"{number(found.balanced.part)}",
            ngettext_("balanced table", "balanced tables", found.balanced.part),
            ngettext_(
                "of {n}: each has its share of each world",
                "of {n}: each has its share of each world",
                found.balanced.n,
            ),
        ),
        Said(
            number(found.mixing.part),
            ngettext_(
                "meeting between two worlds",
                "meetings between two worlds",
                found.mixing.part,
            ),
            ngettext_("of {n} possible", "of {n} possible", found.mixing.n),
        ),
    ]


def summary(hall: Hall) -> str:
    """Return the figures that should be 0 as one line, for a small window."""
    return " · ".join(f"{one.number} {one.noun}" for one in figures(hall)[:2])


def wish_words(hall: Hall, wish: Wish) -> str:
    """Return a wish as a sentence."""
    one = hall.people[wish.guest].name
    if wish.kind is SeatingWish.HOST:
        return _("{name} hosts table {n}", name=one, n=wish.table)
    other = hall.people[wish.other].name
    if wish.kind is SeatingWish.TOGETHER:
        return _("{one} and {other} at the same table", one=one, other=other)
    return _("{one} and {other} never at the same table", one=one, other=other)


def unkept_words(hall: Hall, unkept: Unkept) -> str:
    """Return why a wish stands beside the plan: which, and in how many rounds."""
    return ngettext_(
        "Not kept in {n} round: {wish}.",
        "Not kept in {n} rounds: {wish}.",
        unkept.rounds,
        wish=wish_words(hall, unkept.wish),
    )


def change_rows(hall: Hall, changes: Sequence[Change]) -> list[Row]:
    """Return the moves that seating again would make, round by round."""
    rows: list[Row] = []
    for change in changes:
        rows.append(head(tour_title(change.tour), len(change.moves)))
        rows.extend(_move_row(hall, change.tour, move) for move in change.moves)
    return rows


def tour_title(tour: Tour) -> str:
    """Return what a round is called."""
    return tour.title or _("Round {n}", n=tour.number)


def worlds(rows: Sequence[Row]) -> dict[World, int]:
    """Return how many of each world sit at a table."""
    return {world: sum(row.category == world.value for row in rows) for world in World}


def _move_row(hall: Hall, tour: Tour, move: Move) -> Row:
    person = hall.people[move.guest]
    if move.from_ is None:
        said, icon, tone = _("Takes a seat at table {n}", n=move.to), "user-plus", "positive"
    elif move.to is None:
        said, icon, tone = _("Frees a seat at table {n}", n=move.from_), "minus", "muted"
    else:
        said = _("Goes from table {n} to table {to}", n=move.from_, to=move.to)
        icon, tone = "arrow-left-right", "accent"
    return Row(f"{tour.id}:{move.guest}", person.name, said, icon=icon, icon_tone=tone)
