"""Who sits where on the day of the demonstration: planned before, put right once people came."""

from __future__ import annotations

from maillage.actions import latecomers, seating
from maillage.demo.laptops import DOOR, Day
from maillage.language import _

ROUNDS = 2
"""Rounds that the tables sit for: one before the break, one after."""


def plan_tables(day: Day) -> None:
    """Accueil has everybody expected seated, for two rounds."""
    store, event, tables = day.stores[DOOR], day.event.id, day.script.event.tables or 1
    seen = seating.hall(store, event=event)
    plan = seating.propose(seen, seats=-(-len(seen.people) // tables), rounds=ROUNDS)
    seating.save(store, event=event, sittings=plan.sittings)
    day.tell(
        _(
            "{device} seats {people} people at {tables} tables for {rounds} rounds:"
            " {repeats} pairs meet again, {colleagues} are of one organisation.",
            device=DOOR,
            people=len(seen.people),
            tables=tables,
            rounds=ROUNDS,
            repeats=plan.quality.again,
            colleagues=plan.quality.same_organisation,
        )
    )


def seat_latecomers(day: Day) -> None:
    """Accueil gives those who came unannounced a seat, and moves the fewest."""
    store, event = day.stores[DOOR], day.event.id
    changes = latecomers.late_and_missing(seating.hall(store, event=event))
    latecomers.apply(store, event=event, changes=changes)
    moves = [move for change in changes for move in change.moves]
    day.tell(
        _(
            "For those who are missing and those who came unannounced, {n} of those seated"
            " change tables.",
            n=sum(move.from_ is not None and move.to is not None for move in moves),
        )
    )
