"""How good a table plan is, as it stands and as changes would leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain import mixing, wishes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from maillage.actions.latecomers import Change
    from maillage.actions.reception import Arrival
    from maillage.actions.seat_records import Sitting
    from maillage.actions.seating import Hall
    from maillage.domain.mixing import Guest, Quality
    from maillage.domain.wishes import Wish


def quality(
    people: Mapping[str, Arrival],
    guests: Mapping[str, Guest],
    sittings: Sequence[Sitting],
    asked: Sequence[Wish],
) -> Quality:
    """Return indicator 3 and its parts, of whoever has a seat or has come."""
    # A plan may be for those who are there: of whom it leaves out, only they are in the room.
    seated = {one for sitting in sittings for one in sitting}
    counted = [
        guest
        for guest in guests.values()
        if not seated or guest.id in seated or people[guest.id].arrived
    ]
    return mixing.quality(counted, sittings, wished=wishes.together(asked))


def after(seen: Hall, changes: Sequence[Change]) -> Quality:
    """Return how good the plan would be once these changes were kept."""
    becomes = {change.tour.id: change.sitting for change in changes}
    sittings = [becomes.get(tour.id, tour.sitting) for tour in seen.rounds]
    return quality(seen.people, seen.guests, sittings, seen.wishes)
