"""One meeting: who is expected, who came, what they agreed to, where they sit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain import vocabulary
from maillage.domain.fields import PARAGRAPH, choice, day, flag, moment, reference, text, whole
from maillage.domain.records.base import MEETING, REPORT, Record
from maillage.domain.words import N_

if TYPE_CHECKING:
    from datetime import date, datetime


class Event(Record, frozen=True, kw_only=True):
    """One meeting. Registered and present are counted, declared is what a source said."""

    kind = "event"
    label = N_("Event")
    event_kind: vocabulary.EventKind | None = choice(N_("Kind"), vocabulary.EventKind)
    title: str = text(N_("Title"), search=True)
    starts: datetime | None = moment(N_("Begins"))
    ends: datetime | None = moment(N_("Ends"))
    venue: str = text(N_("Venue"))
    commune: str = text(N_("Commune"))
    insee: str = text(N_("INSEE code of the commune"), limit=9)
    territory: str = reference(N_("Territory"), "territory")
    tables: int | None = whole(N_("Number of tables"))
    dots: int | None = whole(N_("Votes per person"))
    declared: int | None = whole(N_("Declared attendance"))
    declared_source: str = text(N_("Source of the declared attendance"))
    table_dots: int | None = whole(N_("Votes per table"))


class Partner(Record, frozen=True, kw_only=True):
    """What one organisation does for one event."""

    kind = "partner"
    label = N_("Partner")
    event: str = reference(N_("Event"), "event")
    organisation: str = reference(N_("Organisation"), "organisation")
    role: vocabulary.PartnerRole | None = choice(N_("Role"), vocabulary.PartnerRole)


class Registration(Record, frozen=True, kw_only=True):
    """Somebody expected at, or come to, an event.

    It keeps category and territory of that day, so that the counts of a meeting
    still hold once the person is erased; the ticket is the list's own number.
    """

    kind = "registration"
    label = N_("Registration")
    event: str = reference(N_("Event"), "event")
    person: str = reference(N_("Person"), "person", **MEETING)
    category: vocabulary.Category | None = choice(N_("Category"), vocabulary.Category)
    territory: str = reference(N_("Territory"), "territory")
    status: vocabulary.RegistrationStatus | None = choice(
        N_("Status"), vocabulary.RegistrationStatus
    )
    source: vocabulary.Source | None = choice(N_("Source"), vocabulary.Source)
    ticket: str = text(N_("Ticket number"), **MEETING)
    arrived: datetime | None = moment(N_("Arrival"), technical=True, **MEETING)
    left: datetime | None = moment(N_("Departure"), technical=True, **MEETING)


class Consent(Record, frozen=True, kw_only=True):
    """What one person agreed to or refused, when, how, on reading which notice."""

    kind = "consent"
    label = N_("Consent")
    person: str = reference(N_("Person"), "person", owner=True, **REPORT)
    event: str = reference(N_("Event"), "event")
    purpose: vocabulary.ConsentPurpose | None = choice(
        N_("Purpose"), vocabulary.ConsentPurpose, **REPORT
    )
    given: bool = flag(N_("Agreed"), **REPORT)
    form: vocabulary.ConsentForm | None = choice(N_("Form"), vocabulary.ConsentForm, **REPORT)
    notice: str = text(N_("Notice version"), **REPORT)
    at: datetime | None = moment(N_("Date"), **REPORT)


class Notice(Record, frozen=True, kw_only=True):
    """What people are told before they agree; consents name the version they were given."""

    kind = "notice"
    label = N_("Information notice")
    version: str = text(N_("Version"))
    text: str = text(N_("Text"), limit=PARAGRAPH)
    since: date | None = day(N_("In use since"))


class Round(Record, frozen=True, kw_only=True):
    """One sitting of all tables; who sits where is in its seats."""

    kind = "round"
    label = N_("Round")
    event: str = reference(N_("Event"), "event")
    number: int | None = whole(N_("Number"))
    title: str = text(N_("Title"))


class Seat(Record, frozen=True, kw_only=True):
    """One registered person at one table in one round."""

    kind = "seat"
    label = N_("Seat")
    round: str = reference(N_("Round"), "round", owner=True)
    registration: str = reference(N_("Registration"), "registration", owner=True)
    table: int | None = whole(N_("Table"))


class SeatingRule(Record, frozen=True, kw_only=True):
    """A wish that table plans keep: two people together or apart, or a host at a table."""

    kind = "seating_rule"
    label = N_("Seating rule")
    event: str = reference(N_("Event"), "event")
    rule: vocabulary.SeatingWish | None = choice(N_("Rule"), vocabulary.SeatingWish)
    registration: str = reference(N_("Registration"), "registration", owner=True)
    other: str = reference(N_("Other registration"), "registration", owner=True)
    table: int | None = whole(N_("Table"))


class TakenList(Record, frozen=True, kw_only=True):
    """One time that a list was taken in, and the numbers of the operations which that wrote.

    Whoever knows them tells what a person has corrected since from what the next version of the
    list may change. It says nothing of anybody, and is deleted when the list is taken back.
    """

    kind = "taken_list"
    label = N_("List taken in")
    event: str = reference(N_("Event"), "event")
    source: vocabulary.Source | None = choice(N_("Source"), vocabulary.Source)
    columns: str = text(N_("Columns"), limit=PARAGRAPH)
    origin: str = text(N_("Its first version"))
    first: int | None = whole(N_("First change"))
    last: int | None = whole(N_("Last change"))


class ListMapping(Record, frozen=True, kw_only=True):
    """How the columns of one kind of list were understood, so that nobody has to say it again."""

    kind = "list_mapping"
    label = N_("Columns of a list")
    columns: str = text(N_("Columns"), limit=PARAGRAPH)
    fields: str = text(N_("What they hold"), limit=PARAGRAPH)
