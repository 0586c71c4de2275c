"""Seats for those who came late, and of those who are missing: listed first, then done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import seat_records, seating
from maillage.actions.seating import Deed, Hall, Tour
from maillage.domain import reseating
from maillage.domain.errors import PlanChanged

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.actions.seat_records import Sitting
    from maillage.domain.reseating import Move
    from maillage.exchange.store import Store


class Change(Struct, frozen=True):
    """What one round would become, and who would move for it."""

    tour: Tour
    sitting: Sitting
    moves: tuple[Move, ...]


def late_and_missing(seen: Hall, *, first: int = 1, keep_missing: bool = False) -> list[Change]:
    """Return what seating exactly those who are here would change from round ``first`` on.

    With ``keep_missing``, whoever has a seat keeps it though they are not here yet. Nothing
    is kept yet: the moves are for reading. Rounds that stay as they are, and all when nobody
    has arrived, are left out.
    """
    here = set(seen.present)
    if not here:
        return []
    sittings, found = list(seen.sittings), []
    for place, tour in enumerate(seen.rounds):
        if tour.number < first or not tour.sitting:
            continue
        wanted = here | set(tour.sitting) if keep_missing else here
        after, moves = reseating.reseat(
            [guest for one, guest in seen.guests.items() if one in wanted],
            tour.sitting,
            tables=tour.tables,
            wishes=seen.wishes,
            others=[*sittings[:place], *sittings[place + 1 :]],
        )
        sittings[place] = after
        if moves:
            found.append(Change(tour, after, moves))
    return found


def apply(store: Store, *, event: str, changes: Sequence[Change]) -> Deed:
    """Move whom the changes move, and nobody else; return the deed.

    Raises PlanChanged, and moves nobody, once a table concerned is no longer as it was read, or
    somebody who would lose their seat is here by now.
    """
    with store.action():
        now, same = seating.hall(store, event=event), seat_records.stands_for(store, event)
        after = {tour.id: tour.sitting for tour in now.rounds}
        for change in changes:
            moved = {same.get(move.guest, ""): move.to for move in change.moves}
            if change.tour.id not in after or not _is_as_read(now, change, moved, same):
                raise PlanChanged
            seats = {one: table for one, table in moved.items() if table is not None}
            stay = {one: at for one, at in after[change.tour.id].items() if one not in moved}
            after[change.tour.id] = {**stay, **seats}
            only = seat_records.records(moved, same)
            seat_records.seat(store, change.tour.id, seats, only=only)
    return Deed(tuple(now.sittings), tuple(after.values()), now.tours)


def _is_as_read(
    now: Hall, change: Change, moved: Mapping[str, int | None], same: Mapping[str, str]
) -> bool:
    """Tell whether all who move, and all at the tables they leave or join, sit as was read."""
    (today,) = (tour.sitting for tour in now.rounds if tour.id == change.tour.id)
    if any(
        one not in now.people or (table is None and now.people[one].is_here)
        for one, table in moved.items()
    ):
        return False
    tables = {table for move in change.moves for table in (move.from_, move.to)}
    read = seat_records.known(change.tour.sitting, now.people, same)
    return all(
        read.get(one) == today.get(one)
        for one in {**read, **today, **moved}
        if one in moved or read.get(one) in tables or today.get(one) in tables
    )
