"""From arrivals to rows: what each line at the door says; pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from maillage import language
from maillage.actions.acquaintances import Visit
from maillage.actions.events import local_time
from maillage.actions.reception import Arrival, Room, WorldCount, matching
from maillage.domain.finding import Index
from maillage.domain.matching import spans
from maillage.domain.records import Event
from maillage.domain.vocabulary import RegistrationStatus, World
from maillage.language import _, ngettext_
from maillage.ui.event_line import event_line, short_event_line
from maillage.ui.widgets.chips import ChipItem
from maillage.ui.widgets.marked import Marks
from maillage.ui.widgets.rows import Row, RowKind, State
from maillage.ui.widgets.shape import CategoryCount

WELCOME = "welcome"
"""Key of the row that receives somebody who is not registered."""


class Which(Enum):
    """Which part of the people is looked through."""

    EVERYBODY = "everybody"
    AWAITED = "awaited"
    HERE = "here"
    LEFT = "left"
    UNSAID = "unsaid"
    """Of whom nobody said what they come as."""


def belongs(arrival: Arrival, which: Which) -> bool:
    """Tell whether somebody is in that part."""
    if which is Which.AWAITED:
        return arrival.arrived is None
    if which is Which.HERE:
        return arrival.is_here
    if which is Which.UNSAID:
        return arrival.category is None
    return which is Which.EVERYBODY or arrival.left is not None


def rows(
    arrivals: Sequence[Arrival],
    typed: str,
    which: Which = Which.EVERYBODY,
    index: Index | None = None,
) -> list[Row]:
    """Return the people whom the typed words name, the likeliest first.

    A name is looked for among everybody, those of the part first: somebody who is on the list
    must never seem unknown.
    """
    found = matching(arrivals, typed, index)
    if typed.strip():
        found = sorted(found, key=lambda one: not belongs(one, which))
    else:
        found = [one for one in found if belongs(one, which)]
    return [_row(arrival, typed) for arrival in found]


class Plain:
    """Rows of whole parts, while nothing is typed: only those of whoever came or went are new.

    A thousand rows take ten milliseconds to make, at every arrival.
    """

    def __init__(self) -> None:
        """Know no row yet."""
        self._made: dict[str, tuple[Arrival, Row]] = {}

    def rows(self, arrivals: Sequence[Arrival], which: Which) -> list[Row]:
        """Return the rows of a part, in the order given."""
        made = self._made
        self._made = {}
        for one in arrivals:
            known = made.get(one.registration)
            if known is None or known[0] is not one:
                known = (one, _row(one, ""))
            self._made[one.registration] = known
        return [row for one, row in self._made.values() if belongs(one, which)]


def parts(arrivals: Sequence[Arrival], chosen: Which) -> dict[ChipItem, int]:
    """Return the parts to choose from and how many people each has; the last two if any."""
    labels = {
        Which.EVERYBODY: _("Everybody"),
        Which.AWAITED: _("Not here yet"),
        Which.HERE: _("In the room"),
        Which.LEFT: _("Departures"),
        Which.UNSAID: _("Without a category"),
    }
    awaited = sum(one.arrived is None for one in arrivals)
    left = sum(one.left is not None for one in arrivals)
    counted = {
        Which.EVERYBODY: len(arrivals),
        Which.AWAITED: awaited,
        Which.HERE: sum(one.is_here for one in arrivals),
        Which.LEFT: left,
        Which.UNSAID: sum(one.category is None for one in arrivals),
    }
    seldom = {Which.LEFT, Which.UNSAID}
    return {
        ChipItem(which.value, labels[which]): counted[which]
        for which in Which
        if which not in seldom or counted[which] or chosen is which
    }


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


def unnamed_words(unnamed: int) -> str:
    """Return how many are counted whom the list does not show."""
    return ngettext_(
        "Counted too: {n} person erased or deleted, not in the list any more.",
        "Counted too: {n} people erased or deleted, not in the list any more.",
        unnamed,
    )


def unsaid_words(unsaid: WorldCount) -> str:
    """Return how many are counted among the others for want of a category, present / expected."""
    return _(
        "Among the others, without a category: {present} / {expected}.",
        present=unsaid.present,
        expected=unsaid.expected,
    )


def beside_the_counts(room: Room) -> str:
    """Return what the counts do not say by themselves; nothing if they say it all."""
    some = room.unsaid.present or room.unsaid.expected
    said = [unsaid_words(room.unsaid)] if some else []
    return " ".join([*said, unnamed_words(room.unnamed)] if room.unnamed else said)


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


def visit_rows(visits: Sequence[Visit]) -> list[Row]:
    """Return the meetings of one person, the latest first, and whether they came."""
    return [
        Row(
            f"{place}",
            visit.title,
            language.current().days(*visit.days) if visit.days else "",
            icon="calendar",
            state=_visit_state(visit),
        )
        for place, visit in enumerate(visits)
    ]


def _visit_state(visit: Visit) -> State:
    if visit.arrived:
        return State(_("Came"), "check", "positive")
    return State(_("Cancelled")) if visit.cancelled else State(_("Did not come"))


def meeting_lines(meeting: Event, room: Room | None) -> tuple[str, str]:
    """Return what the head of the page says of a meeting, at length and in short.

    In short it ends with how many are in the ``room``, where nothing beside says it.
    """
    if room is None:
        return event_line(meeting), short_event_line(meeting)
    said = ngettext_("{n} person in the room", "{n} people in the room", room.present)
    return event_line(meeting), f"{meeting.title} · {said}"


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


def departure(arrival: Arrival) -> str:
    """Return when somebody left, in the time of the meeting; nothing before that."""
    return language.current().time(local_time(arrival.left)) if arrival.left else ""


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
        hint=None if arrival.is_here else _enter(arrival),
    )


def _state(arrival: Arrival) -> State | None:
    if arrival.left:
        return State(_("Left at {time}", time=departure(arrival)), "log-out", "muted")
    if arrival.arrived:
        return State(_("Arrived at {time}", time=clock(arrival)), "check", "positive")
    if arrival.disputed:
        return State(_("To be decided"), "triangle-alert", "warning")
    if arrival.walk_in:
        return State(_("Not registered"))
    if arrival.status is RegistrationStatus.PENDING:
        return State(_(arrival.status.label), "hourglass", "warning")
    return None


def _enter(arrival: Arrival) -> State:
    if arrival.left:
        return State(_("Enter: is back"), "corner-down-left", "accent")
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
