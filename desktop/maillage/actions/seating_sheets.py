"""The table plan on paper: gathered from the store, made as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage import language
from maillage.actions import events, seating
from maillage.domain.matching import written_out
from maillage.domain.records import Event
from maillage.domain.vocabulary import SeatingWish
from maillage.reports.seating import Seated, SeatingPlan

if TYPE_CHECKING:
    from maillage.exchange.store import Store


def sheets(store: Store, *, event: str) -> bytes:
    """Return the list by name and a sheet for each table as a PDF."""
    from maillage.reports import seating as reports

    return reports.sheets(gather(store, event=event), language=language.current())


def gather(store: Store, *, event: str) -> SeatingPlan:
    """Return everybody who has a seat in some round, by family name."""
    told = store.get(Event, event)
    seen = seating.hall(store, event=event)
    hosts = {wish.guest: wish.table for wish in seen.wishes if wish.kind is SeatingWish.HOST}
    found = [
        Seated(
            given_name=seen.names[one][0],
            family_name=seen.names[one][1],
            organisation=row.structure,
            world=row.world,
            tables=tuple(sitting.get(one) for sitting in seen.sittings),
            hosts=hosts.get(one),
        )
        for one, row in seen.people.items()
        if any(one in sitting for sitting in seen.sittings)
    ]
    _ = language.current().text
    return SeatingPlan(
        title=told.title,
        days=events.days(told),
        rounds=tuple(tour.title or _("Round {n}", n=tour.number) for tour in seen.rounds),
        people=tuple(
            sorted(found, key=lambda one: written_out(f"{one.family_name} {one.given_name}"))
        ),
        made_at=events.local_time(store.clock()),
    )
