"""Who has not come yet, and whom one may ring up about it.

A number was given so that this meeting can be held: until its last day is over, the
organisers may ring whoever is registered, as they would have from a list on paper. That is
no longer so on the day after: then only those who agreed to be contacted again are rung up.
Whoever has said no, to being contacted again or to taking part, is never on the list.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage import language
from maillage.actions import consents, events, reception, same_people
from maillage.domain.records import Event, Person
from maillage.domain.vocabulary import ConsentPurpose, RegistrationStatus
from maillage.reports.calling import CallSheet, Line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from maillage.actions.reception import Arrival
    from maillage.domain.contacts import OtherContacts
    from maillage.exchange.store import Store

_FRANCE = "+33"


class CallList(Struct, frozen=True):
    """Who is expected and has not arrived, of those whom one may ring up."""

    sheet: CallSheet
    without_number: int
    """How many more are missing of whom no number is known."""
    not_to_call: int
    """How many more are missing whom one may not ring up."""


def missing(store: Store, *, event: str) -> CallList:
    """Return whom to ring up for an event, by family name; raises NotFound if it is gone."""
    told, now = store.get(Event, event), store.clock()
    over = is_over(told, now)
    phones = {person.id: person.phone for person in store.all(Person)}
    agreed = consents.agreed(store, ConsentPurpose.RECONTACT)
    declined = consents.refused(store, ConsentPurpose.RECONTACT) | consents.refused(
        store, ConsentPurpose.PARTICIPATION
    )
    expected = [one for one in reception.arrivals(store, event=event) if _is_missing(one)]
    allowed = [one for one in expected if may_call(one.person, agreed, declined, over=over)]
    # In a hub somebody may be registered between two readings: no number of theirs is known yet.
    behind = same_people.contacts_behind(store, same_people.read(store))
    numbered = [
        (one, _numbers(phones.get(one.person, ""), behind.get(one.person))) for one in allowed
    ]
    lines = tuple(_line(one, known) for one, known in numbered if known)
    return CallList(
        CallSheet(title=told.title, at=events.local_time(now), over=over, lines=lines),
        without_number=len(allowed) - len(lines),
        not_to_call=len(expected) - len(allowed),
    )


def may_call(
    person: str, agreed: AbstractSet[str], declined: AbstractSet[str], *, over: bool
) -> bool:
    """Tell whether somebody registered may be rung up about a meeting, or about one that is over.

    ``agreed`` and ``declined`` hold the people whose latest answer was yes, or no.
    """
    if person in declined:
        return False
    return not over or person in agreed


def is_over(event: Event, now: datetime) -> bool:
    """Tell whether the last day of a meeting is past; one without a date never is."""
    last = event.ends or event.starts
    if last is None:
        return False
    return events.local_time(now).date() >= events.local_time(last).date() + timedelta(days=1)


def dialled(phone: str) -> str:
    """Return a French number as it is dialled in France; any other as it was noted."""
    typed = phone.strip()
    return f"0{typed[len(_FRANCE) :].strip()}" if typed.startswith(_FRANCE) else typed


def pdf(found: CallList, *, in_language: language.Language | None = None) -> bytes:
    """Return the list as a PDF to print."""
    from maillage.reports.calling import sheet

    return sheet(found.sheet, language=in_language or language.current())


def plain_text(found: CallList, *, in_language: language.Language | None = None) -> str:
    """Return the list as lines of text, one person each, for a message to whoever rings up."""
    spoken = in_language or language.current()
    _ = spoken.text
    head = _(
        "People to call, {meeting}, {time}",
        meeting=found.sheet.title,
        time=spoken.time(found.sheet.at),
    )
    lines = [
        _(
            "{name}: {phone}",
            name=", ".join(filter(None, (one.name, one.organisation))),
            phone=" · ".join((one.phone, *one.others)),
        )
        for one in found.sheet.lines
    ]
    return "\n".join([head, *(" ".join(line.split("\n")) for line in lines)])


def _is_missing(arrival: Arrival) -> bool:
    return arrival.arrived is None and not arrival.walk_in


def _numbers(shown: str, others: OtherContacts | None) -> list[str]:
    """Return under which numbers somebody may be reached, that of the record shown first."""
    return [phone for one in (shown, *(others.phones if others else ())) if (phone := dialled(one))]


def _line(arrival: Arrival, phones: Sequence[str]) -> Line:
    return Line(
        name=arrival.name,
        organisation=arrival.structure,
        world=arrival.world,
        phone=phones[0],
        others=tuple(phones[1:]),
        pending=arrival.status is RegistrationStatus.PENDING,
    )
