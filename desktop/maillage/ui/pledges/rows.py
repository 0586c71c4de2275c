"""From pledges to what their screen shows: rows, counts, sentences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from maillage.actions.events import local_time
from maillage.actions.party_names import name_of
from maillage.actions.pledges import Due, Party, Promise
from maillage.domain.matching import matches, spans
from maillage.domain.records import Pledge
from maillage.domain.vocabulary import PledgeStatus
from maillage.language import N_, _, current, ngettext_
from maillage.ui.widgets.chips import ChipItem
from maillage.ui.widgets.rows import Row, State, head

DUE_AFTER: Final = timedelta(days=15)
"""When a new pledge is due unless somebody says otherwise: the first follow-up."""


class Filter(StrEnum):
    """Which pledges the list shows."""

    ALL = "all"
    LATE = "late"
    SOON = "soon"
    CLOSED = "closed"


_SHOWN: Final = {
    Filter.ALL: frozenset(Due),
    Filter.LATE: frozenset({Due.LATE}),
    Filter.SOON: frozenset({Due.SOON}),
    Filter.CLOSED: frozenset({Due.CLOSED}),
}
_FILTERS: Final = {
    Filter.ALL: N_("All pledges"),
    Filter.LATE: N_("Late"),
    Filter.SOON: N_("This week"),
    Filter.CLOSED: N_("Closed"),
}
_HEADS: Final = {
    Due.LATE: N_("Late"),
    Due.SOON: N_("This week"),
    Due.LATER: N_("Later"),
    Due.CLOSED: N_("Kept and dropped"),
}
_NEARNESS: Final = {
    Due.LATE: ("circle-alert", "danger"),
    Due.SOON: ("clock", "warning"),
    Due.LATER: ("clock", "muted"),
}


def chips(promises: Sequence[Promise], *, counted: bool = True) -> list[ChipItem]:
    """Return the filters, each with how many pledges it shows if it should be said."""
    return [
        ChipItem(one.value, _(word), str(len(kept(promises, one))) if counted else "")
        for one, word in _FILTERS.items()
    ]


def kept(promises: Sequence[Promise], chosen: Filter, typed: str = "") -> list[Promise]:
    """Return the pledges a filter and some typed words let through, in the same order."""
    return [
        promise
        for promise in promises
        if promise.due in _SHOWN[chosen] and matches(_searched(promise), typed)
    ]


def pledge_rows(
    promises: Sequence[Promise],
    disputed: Collection[str] = (),
    typed: str = "",
    *,
    today: date,
    meetings: Mapping[str, str] | None = None,
) -> list[Row]:
    """Return the pledges under counted heads, from late to closed; typed words are marked.

    Each says its meeting, if there are ``meetings`` to tell apart.
    """
    titles = meetings or {}
    rows: list[Row] = []
    for due, title in _HEADS.items():
        of_due = [promise for promise in promises if promise.due is due]
        if of_due:
            rows.append(head(_(title), len(of_due)))
            rows.extend(
                _row(
                    promise,
                    typed,
                    today,
                    is_disputed=promise.pledge.id in disputed,
                    meeting=titles.get(promise.pledge.event, ""),
                )
                for promise in of_due
            )
    return rows


def refusal_words(party: Party) -> str:
    """Return since when somebody does not want to be contacted any more; empty if they do."""
    if party.refusal is None:
        return ""
    if party.refusal.at is None:
        return _("Has refused to be called back.")
    day = current().date(local_time(party.refusal.at).date())
    return _("Has refused to be called back, on {day}.", day=day)


def between(parties: Sequence[Party]) -> str:
    """Return who leads and with whom, in one line."""
    names = [name_of(party) for party in parties]
    if len(names) < 2:  # noqa: PLR2004
        return "".join(names)
    return f"{names[0]} → {', '.join(names[1:])}"


def due_words(pledge: Pledge, today: date) -> str:
    """Return the due date, with how far it is from today while the pledge is open."""
    if pledge.due is None:
        return _("No due date yet")
    day = current().date(pledge.due, "full")
    if not is_open(pledge):
        return day
    days = (pledge.due - today).days
    if days == 0:
        return _("{day}, today", day=day)
    if days == 1:
        return _("{day}, tomorrow", day=day)
    if days > 0:
        return ngettext_("{day}, in {n} day", "{day}, in {n} days", days, day=day)
    return day


def day_words(day: date, today: date) -> str:
    """Return a day in short, with its year when that is not the year of today."""
    return current().date(day, "day" if day.year == today.year else "medium")


def late_words(pledge: Pledge, today: date) -> str:
    """Return since when a late pledge has been expected; empty if it is not late."""
    if pledge.due is None or pledge.due >= today:
        return ""
    day = current().date(pledge.due, "long")
    if pledge.due.year == today.year:
        day = day.removesuffix(f" {pledge.due.year}")
    return ngettext_(
        "Expected on {day}, {n} day ago.",
        "Expected on {day}, {n} days ago.",
        (today - pledge.due).days,
        day=day,
    )


def late_elsewhere_words(late: int) -> str:
    """Return how many pledges of other meetings are late; empty for none."""
    if not late:
        return ""
    return ngettext_(
        "{n} late pledge in other meetings", "{n} late pledges in other meetings", late
    )


def past_words(due: date, today: date) -> str:
    """Return what to point out of a due date that is past already; nothing of another."""
    if due >= today:
        return ""
    return _("This day is past. That is right for a paper card typed in afterwards.")


def status_words(pledge: Pledge) -> str:
    """Return how far a pledge has come and how it arose."""
    said = [one.label for one in (pledge.status, pledge.origin) if one]
    return " · ".join(_(label) for label in said)


def is_open(pledge: Pledge) -> bool:
    """Tell whether a pledge still waits to be kept."""
    return pledge.status not in (PledgeStatus.DONE, PledgeStatus.DROPPED)


def quick_dates(today: date) -> Mapping[str, date]:
    """Return the due dates offered, by the chip that says them: 15 days, one month, three."""
    return {
        "15d": today + DUE_AFTER,
        "1m": months_later(today, 1),
        "3m": months_later(today, 3),
    }


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    last = (date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)).day
    return first.replace(day=min(day.day, last))


def _searched(promise: Promise) -> str:
    pledge = promise.pledge
    people = [f"{party.name} {party.organisation}" for party in promise.parties]
    return " ".join([pledge.what, pledge.next_step, pledge.help_needed, *people])


def _row(promise: Promise, typed: str, today: date, *, is_disputed: bool, meeting: str = "") -> Row:
    lead = promise.parties[0] if promise.parties else None
    pledge = promise.pledge
    who = between(promise.parties)
    if is_disputed:
        who = _("To decide · {who}", who=who)
    who = " · ".join(filter(None, (who, meeting)))
    return Row(
        pledge.id,
        pledge.what,
        who,
        marks=_marks(pledge.what, typed),
        sub_marks=_marks(who, typed),
        category=lead.world.value if lead else "other",
        category_name=_(lead.world.label) if lead else "",
        state=_state(promise, today),
    )


def _marks(text: str, typed: str) -> list[tuple[int, int]]:
    return [(first, after - first) for first, after in spans(text, typed)]


def _state(promise: Promise, today: date) -> State:
    pledge = promise.pledge
    if pledge.status is PledgeStatus.DONE:
        return State(_(PledgeStatus.DONE.label), "circle-check", "positive")
    if pledge.status is PledgeStatus.DROPPED:
        return State(_(PledgeStatus.DROPPED.label), "ban")
    icon, tone = _NEARNESS[promise.due]
    if pledge.due is None:
        return State(_("No date"), "", tone)
    return State(day_words(pledge.due, today), icon, tone)
