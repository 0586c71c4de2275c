"""The calls to make about pledges: whom one may ring up, about what, and what they said last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage import language
from maillage.actions import calling, events, pledges
from maillage.actions.device_names import own_name
from maillage.actions.party_names import name_of
from maillage.actions.pledges import Due
from maillage.domain.records import Event, FollowUp
from maillage.reports.pledge_calls import Call, CallSheet, Contact, Somebody

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from maillage.actions.pledges import Party, Promise
    from maillage.exchange.store import Store


class Calls(Struct, frozen=True):
    """What there is to call about, and what not."""

    sheet: CallSheet
    nobody: int
    """How many open pledges are left out: nobody in them agreed to be called and can be reached."""


def to_make(store: Store, *, title: str, of: Collection[str], meetings: bool = False) -> Calls:
    """Return the calls about those of these pledges that are open, the latest due first.

    ``meetings``: each says of which meeting it is.
    """
    now = events.local_time(store.clock())
    wanted = set(of)
    found = pledges.promises(store, today=now.date())
    open_ = [one for one in found if one.pledge.id in wanted and one.due is not Due.CLOSED]
    called = [one for one in open_ if any(map(contacts, one.parties))]
    titles = {one.id: one.title for one in store.all(Event)} if meetings else {}
    latest = _latest(store, {one.pledge.id for one in called})
    sheet = CallSheet(
        title=title,
        device=own_name(store),
        at=now,
        calls=tuple(_call(one, now.date(), titles, latest) for one in called),
    )
    return Calls(sheet, len(open_) - len(called))


def contacts(party: Party) -> tuple[str, ...]:
    """Return under which numbers somebody may be called, else at which addresses written to.

    Nothing of whoever did not agree, or does not any more.
    """
    if not party.may_call:
        return ()
    phones = [calling.dialled(one) for one in (party.phone, *party.others.phones)]
    emails = [one.strip() for one in (party.email, *party.others.emails)]
    return tuple(filter(None, phones)) or tuple(filter(None, emails))


def pdf(found: Calls, *, in_language: language.Language | None = None) -> bytes:
    """Return the list as a PDF to print."""
    from maillage.reports.pledge_calls import sheet

    return sheet(found.sheet, language=in_language or language.current())


def _call(
    promise: Promise, today: date, titles: dict[str, str], latest: dict[str, FollowUp]
) -> Call:
    pledge = promise.pledge
    told = latest.get(pledge.id)
    return Call(
        what=pledge.what,
        next_step=pledge.next_step,
        help_needed=pledge.help_needed,
        due=pledge.due,
        late=max((today - pledge.due).days, 0) if pledge.due else 0,
        meeting=titles.get(pledge.event, ""),
        people=tuple(
            Somebody(
                name=name_of(one),
                organisation=one.organisation if one.name else "",
                world=one.world,
                may_call=one.may_call,
                contacts=contacts(one),
            )
            for one in promise.parties
        ),
        latest=Contact(told.on, told.channel, told.text) if told else None,
    )


def _latest(store: Store, of: Collection[str]) -> dict[str, FollowUp]:
    """Return the last contact about each pledge."""
    found = store.among(FollowUp, "pledge", of)
    return {one.pledge: one for one in sorted(found, key=lambda one: (str(one.on or ""), one.id))}
