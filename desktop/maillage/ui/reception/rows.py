"""From arrivals to rows: what each line at the door says; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage import language
from maillage.actions.events import local_time
from maillage.actions.reception import Arrival, Room, matching
from maillage.domain.matching import spans
from maillage.domain.vocabulary import RegistrationStatus, World
from maillage.language import _
from maillage.ui.widgets.marked import Marks
from maillage.ui.widgets.rows import Row, RowKind, State
from maillage.ui.widgets.shape import CategoryCount

WELCOME = "welcome"
"""Key of the row that receives somebody who is not registered."""


def rows(arrivals: Iterable[Arrival], typed: str) -> list[Row]:
    """Return the people whom the typed words name, the likeliest first."""
    return [_row(arrival, typed) for arrival in matching(arrivals, typed)]


def welcome_row(typed: str, *, found: bool) -> Row:
    """Return the row below everybody; it says so when nobody was found."""
    nobody = bool(typed.strip()) and not found
    somebody = _("Welcome somebody without a registration")
    return Row(
        WELCOME,
        _("Welcome “{name}” without a registration", name=typed.strip()) if nobody else somebody,
        sub=_("Nobody bears this name.") if nobody else "",
        icon="user-plus",
        kind=RowKind.ACTION,
        state=State(_("Ctrl + N")),
        hint=State(_("Enter"), "corner-down-left", "accent"),
    )


def latest_rows(latest: Sequence[Arrival]) -> list[Row]:
    """Return who came last, the latest first, with only the time at the right."""
    return [
        Row(
            arrival.registration,
            arrival.name,
            " · ".join(filter(None, (arrival.structure or arrival.detail, _unannounced(arrival)))),
            arrival.world.value,
            _(arrival.world.label),
            state=State(clock(arrival)),
        )
        for arrival in latest
    ]


def counts(room: Room) -> list[CategoryCount]:
    """Return each world with who is there, out of who was expected."""
    return [
        CategoryCount(
            world.value, _(world.label), room.worlds[world].present, room.worlds[world].expected
        )
        for world in World
    ]


def clock(arrival: Arrival) -> str:
    """Return when somebody arrived, in the time of the meeting; nothing before that."""
    return language.current().time(local_time(arrival.arrived)) if arrival.arrived else ""


def _row(arrival: Arrival, typed: str) -> Row:
    return Row(
        arrival.registration,
        arrival.name,
        _detail(arrival),
        arrival.world.value,
        _(arrival.world.label),
        marks=_marks(arrival.name, typed),
        sub_marks=_marks(arrival.detail, typed),
        state=_state(arrival),
        hint=None if arrival.arrived else _enter(),
    )


def _state(arrival: Arrival) -> State | None:
    if arrival.arrived:
        return State(_("Arrived at {time}", time=clock(arrival)), "check", "positive")
    if arrival.disputed:
        return State(_("To be decided"), "triangle-alert", "warning")
    if arrival.walk_in:
        return State(_("Not registered"))
    if arrival.status is RegistrationStatus.PENDING:
        return State(_(arrival.status.label), "hourglass", "warning")
    return None


def _enter() -> State:
    return State(_("Enter to check in"), "corner-down-left", "accent")


def _detail(arrival: Arrival) -> str:
    """Second line: what they do, and what the state at the right leaves unsaid."""
    remarks = [arrival.detail]
    if arrival.arrived:
        remarks.append(_unannounced(arrival))
    if arrival.disputed and arrival.arrived:
        remarks.append(_("two versions to decide between"))
    return " · ".join(remark for remark in remarks if remark)


def _unannounced(arrival: Arrival) -> str:
    return _("not registered") if arrival.walk_in else ""


def _marks(text: str, typed: str) -> Marks:
    return tuple((first, last - first) for first, last in spans(text, typed))
