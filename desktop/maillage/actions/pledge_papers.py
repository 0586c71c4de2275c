"""What people take home of a pledge: a card for each of them, and reminders for a calendar."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from maillage import language
from maillage.actions import events, pledges
from maillage.domain.errors import Erased, NotFound
from maillage.domain.records import Event, Note, Pledge
from maillage.reports import paper
from maillage.reports.reminders import Reminder, calendar

if TYPE_CHECKING:
    from datetime import date

    from maillage.actions.pledges import Promise
    from maillage.exchange.store import Store

REVIEWS = (15, 90, 180)
"""Days after a pledge was made on which the programme asks what became of it."""


def card(store: Store, *, pledge: str, in_language: language.Language | None = None) -> bytes:
    """Return the card of a pledge as a PDF, once for each party; raises NotFound.

    It says on which days to come the pledge is looked at again.
    """
    now = events.local_time(store.clock())
    promise = _promise(store, pledge)
    told = store.get(Event, promise.pledge.event) if promise.pledge.event else Event()
    made = _made(promise.pledge)
    drawn = paper.PledgeCard(
        event=told.title,
        made=made,
        days=events.days(told),
        what=promise.pledge.what,
        next_step=promise.pledge.next_step,
        help_needed=promise.pledge.help_needed,
        idea=_idea(store, promise.pledge),
        due=promise.pledge.due,
        parties=tuple(
            paper.CardParty(
                name=one.name,
                organisation=one.organisation,
                world=one.world,
                leads=at == 0,
                may_call=one.may_call,
            )
            for at, one in enumerate(promise.parties)
        ),
        reviews=tuple(day for _days, day in reviews(made) if day >= now.date()),
    )
    return paper.pledge_cards([drawn], made_at=now, language=in_language or language.current())


def reminder(store: Store, *, pledge: str, in_language: language.Language | None = None) -> bytes:
    """Return the due date and the reviews of a pledge to come as an .ics file; raises NotFound.

    What is past is left out: a calendar would ring for it at once, or never.
    """
    promise = _promise(store, pledge)
    due, to_come = dates_to_come(promise.pledge, today=events.local_time(store.clock()).date())
    names = [one.name or one.organisation for one in promise.parties]
    return calendar(
        Reminder(
            pledge=promise.pledge.id,
            what=promise.pledge.what,
            next_step=promise.pledge.next_step,
            names=[name for name in names if name],
            due=due,
            reviews=to_come,
        ),
        made_at=store.clock(),
        language=in_language or language.current(),
    )


def save_reminder(store: Store, path: Path, *, pledge: str) -> Path:
    """Write the reminders of a pledge to a file; raises NotFound, CannotWrite, DiskFull."""
    from maillage.store.files import hand_out

    hand_out(reminder(store, pledge=pledge), path, store=store.path)
    return path


def dates_to_come(
    pledge: Pledge, *, today: date
) -> tuple[date | None, tuple[tuple[int, date], ...]]:
    """Return the due date, if it is not past, and the reviews from today on."""
    due = pledge.due if pledge.due and pledge.due >= today else None
    return due, tuple(one for one in reviews(_made(pledge)) if one[1] >= today)


def reviews(made: date | None) -> tuple[tuple[int, date], ...]:
    """Return after how many days, and on which day, a pledge made that day is asked about."""
    return tuple((days, made + timedelta(days=days)) for days in REVIEWS) if made else ()


def _promise(store: Store, pledge: str) -> Promise:
    today = events.local_time(store.clock()).date()
    found = pledges.promises(store, today=today)
    promise = next((one for one in found if one.pledge.id == pledge), None)
    if promise is None:
        raise NotFound(pledge, Pledge.kind)
    return promise


def _made(pledge: Pledge) -> date | None:
    return events.local_time(pledge.made).date() if pledge.made else None


def _idea(store: Store, pledge: Pledge) -> str:
    try:
        return store.get(Note, pledge.note).text if pledge.note else ""
    except (Erased, NotFound):
        return ""
