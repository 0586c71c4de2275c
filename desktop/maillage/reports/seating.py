"""The table plan on paper: one list by name, and one sheet for each table's host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date, datetime

    from maillage.domain.vocabulary import World
    from maillage.language import Language


class Seated(Struct, frozen=True, kw_only=True):
    """Somebody, and their table in each round; None where they have no seat."""

    given_name: str
    family_name: str
    organisation: str
    world: World
    tables: tuple[int | None, ...]
    hosts: int | None = None


class SeatingPlan(Struct, frozen=True, kw_only=True):
    """What the sheets say; people come in the order of their names."""

    title: str
    days: tuple[date, date] | None
    """First and last day of the meeting."""
    rounds: tuple[str, ...]
    """What each round is called."""
    people: tuple[Seated, ...]
    made_at: datetime

    @property
    def tables(self) -> list[int]:
        """The tables where somebody sits, in order."""
        return sorted({table for one in self.people for table in one.tables if table})


def by_name(data: SeatingPlan, *, language: Language) -> bytes:
    """Return an A4 list of everybody with their table in each round, to put up at the door."""
    from maillage.reports.seating_sheets import render

    return render(data, language, tables=False)


def by_table(data: SeatingPlan, *, language: Language) -> bytes:
    """Return one A4 page for each table: who sits there in each round, for its host."""
    from maillage.reports.seating_sheets import render

    return render(data, language, names=False)


def sheets(data: SeatingPlan, *, language: Language) -> bytes:
    """Return the list by name, then a page for each table; same data, same bytes."""
    from maillage.reports.seating_sheets import render

    return render(data, language)
