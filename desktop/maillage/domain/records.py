"""One definition per kind of record; tables, journal, forms and registers follow from it.

Fields are only ever added: never renamed, never given another type, never reused.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from maillage.domain import fields, vocabulary
from maillage.domain.fields import (
    PARAGRAPH,
    Field,
    Keep,
    Purpose,
    choice,
    day,
    flag,
    moment,
    personal,
    reference,
    text,
    whole,
)
from maillage.domain.words import N_

if TYPE_CHECKING:
    from datetime import date, datetime

CONTACT = personal(Purpose.RECONTACT, Keep.THREE_YEARS)
MEETING = personal(Purpose.MEETING, Keep.YEAR_AFTER_EVENT)
REPORT = personal(Purpose.REPORT, Keep.PROGRAMME)


@dataclass(frozen=True, kw_only=True)
class Record:
    """Something that was recorded; ``id`` is random, empty until it is saved."""

    kind: ClassVar[str]
    label: ClassVar[str]
    id: str = ""
    deleted: bool = False


@dataclass(frozen=True, kw_only=True)
class Programme(Record):
    """The programme whose meetings, people and devices a store holds."""

    kind = "programme"
    label = N_("Programme")
    name: str = text(N_("Name"))
    founder: str = reference(N_("First device"), "device")
    privacy_contact: str = text(N_("Whom to ask about personal data"))


@dataclass(frozen=True, kw_only=True)
class Device(Record):
    """A laptop that records; its public keys say who may read and who is believed."""

    kind = "device"
    label = N_("Device")
    name: str = text(N_("Name"))
    role: vocabulary.DeviceRole | None = choice(N_("Role"), vocabulary.DeviceRole)
    sealing_key: str = text(N_("Sealing key"))
    signing_key: str = text(N_("Signing key"))
    invitation: str = reference(N_("Invitation"), "invitation")
    proof: str = text(N_("Proof of the invitation"))
    formerly: str = reference(N_("Restored from a backup of"), "device")


@dataclass(frozen=True, kw_only=True)
class Invitation(Record):
    """What lets new devices prove that a coordinator invited them."""

    kind = "invitation"
    label = N_("Invitation")
    key: str = text(N_("Enrolment key"))
    role: vocabulary.DeviceRole | None = choice(N_("Role"), vocabulary.DeviceRole)
    device: str = reference(N_("Invited by"), "device")
    signature: str = text(N_("Signature"))


@dataclass(frozen=True, kw_only=True)
class Territory(Record):
    """A place the programme works in, by its INSEE code (text: zeros and 2A count)."""

    kind = "territory"
    label = N_("Territory")
    name: str = text(N_("Name"), search=True)
    level: vocabulary.TerritoryLevel | None = choice(N_("Level"), vocabulary.TerritoryLevel)
    insee: str = text(N_("INSEE code"), limit=9)


@dataclass(frozen=True, kw_only=True)
class Organisation(Record):
    """A structure that people come from."""

    kind = "organisation"
    label = N_("Organisation")
    name: str = text(N_("Name"), search=True)
    legal_form: vocabulary.LegalForm | None = choice(N_("Legal form"), vocabulary.LegalForm)
    siret: str = text(N_("SIRET number"), limit=20)
    commune: str = text(N_("Commune"))
    insee: str = text(N_("INSEE code of the commune"), limit=9)
    postcode: str = text(N_("Postcode"), limit=20)


@dataclass(frozen=True, kw_only=True)
class Person(Record):
    """Somebody who takes part."""

    kind = "person"
    label = N_("Person")
    given_name: str = text(N_("First name"), search=True, **MEETING)
    family_name: str = text(N_("Last name"), search=True, **MEETING)
    email: str = text(N_("E-mail"), **CONTACT)
    phone: str = text(N_("Phone"), limit=40, **CONTACT)
    category: vocabulary.Category | None = choice(N_("Category"), vocabulary.Category, **MEETING)
    profession: str = text(N_("Profession"), **MEETING)
    territory: str = reference(N_("Territory"), "territory", **MEETING)
    postcode: str = text(N_("Postcode"), limit=20, **MEETING)

    @property
    def name(self) -> str:
        """First and last name as one reads them on a badge."""
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, kw_only=True)
class Membership(Record):
    """One person in one organisation."""

    kind = "membership"
    label = N_("Membership")
    person: str = reference(N_("Person"), "person", owner=True, **MEETING)
    organisation: str = reference(N_("Organisation"), "organisation", **MEETING)
    position: str = text(N_("Position"), **MEETING)


@dataclass(frozen=True, kw_only=True)
class Event(Record):
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


@dataclass(frozen=True, kw_only=True)
class Partner(Record):
    """What one organisation does for one event."""

    kind = "partner"
    label = N_("Partner")
    event: str = reference(N_("Event"), "event")
    organisation: str = reference(N_("Organisation"), "organisation")
    role: vocabulary.PartnerRole | None = choice(N_("Role"), vocabulary.PartnerRole)


@dataclass(frozen=True, kw_only=True)
class Registration(Record):
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


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
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


@dataclass(frozen=True, kw_only=True)
class Notice(Record):
    """What people are told before they agree; consents name the version they were given."""

    kind = "notice"
    label = N_("Information notice")
    version: str = text(N_("Version"))
    text: str = text(N_("Text"), limit=PARAGRAPH)
    since: date | None = day(N_("In use since"))


@dataclass(frozen=True, kw_only=True)
class Round(Record):
    """One sitting of all tables; who sits where is in its seats."""

    kind = "round"
    label = N_("Round")
    event: str = reference(N_("Event"), "event")
    number: int | None = whole(N_("Number"))
    title: str = text(N_("Title"))


@dataclass(frozen=True, kw_only=True)
class Seat(Record):
    """One registered person at one table in one round."""

    kind = "seat"
    label = N_("Seat")
    round: str = reference(N_("Round"), "round", owner=True)
    registration: str = reference(N_("Registration"), "registration", owner=True)
    table: int | None = whole(N_("Table"))


@dataclass(frozen=True, kw_only=True)
class SeatingRule(Record):
    """A wish that table plans keep: two people together or apart, or a host at a table."""

    kind = "seating_rule"
    label = N_("Seating rule")
    event: str = reference(N_("Event"), "event")
    rule: vocabulary.SeatingWish | None = choice(N_("Rule"), vocabulary.SeatingWish)
    registration: str = reference(N_("Registration"), "registration", owner=True)
    other: str = reference(N_("Other registration"), "registration", owner=True)
    table: int | None = whole(N_("Table"))


@dataclass(frozen=True, kw_only=True)
class Theme(Record):
    """A word that gathers notes across workshops and tables."""

    kind = "theme"
    label = N_("Theme")
    event: str = reference(N_("Event"), "event")
    name: str = text(N_("Name"), search=True)
    colour: int | None = whole(N_("Colour"), technical=True)


@dataclass(frozen=True, kw_only=True)
class Workshop(Record):
    """A theme that tables work on."""

    kind = "workshop"
    label = N_("Workshop")
    event: str = reference(N_("Event"), "event")
    title: str = text(N_("Title"), search=True)
    position: int | None = whole(N_("Order"), technical=True)


@dataclass(frozen=True, kw_only=True)
class Note(Record):
    """One line written at a table: one idea, barrier, lever, quote..."""

    kind = "note"
    label = N_("Note")
    event: str = reference(N_("Event"), "event")
    workshop: str = reference(N_("Workshop"), "workshop")
    note_kind: vocabulary.NoteKind | None = choice(N_("Kind"), vocabulary.NoteKind)
    text: str = text(N_("Text"), limit=PARAGRAPH, search=True, **REPORT)
    table: int | None = whole(N_("Table"))
    cause: vocabulary.BarrierCause | None = choice(N_("Cause"), vocabulary.BarrierCause)
    said_by: vocabulary.Category | None = choice(N_("Said by"), vocabulary.Category)
    written: datetime | None = moment(N_("Written"), technical=True)
    theme: str = reference(N_("Theme"), "theme")
    merged_into: str = reference(N_("Merged into"), "note")
    speaker: str = reference(N_("Who said it"), "person", **REPORT)
    may_name: bool = flag(N_("Agrees to be named"), **REPORT)


@dataclass(frozen=True, kw_only=True)
class Vote(Record):
    """One dot put on one note, by nobody in particular."""

    kind = "vote"
    label = N_("Vote")
    note: str = reference(N_("Note"), "note", owner=True)
    table: int | None = whole(N_("Table"))


@dataclass(frozen=True, kw_only=True)
class Pledge(Record):
    """What people promise to do together."""

    kind = "pledge"
    label = N_("Pledge")
    event: str = reference(N_("Event"), "event")
    note: str = reference(N_("Idea it comes from"), "note")
    what: str = text(N_("What"), limit=PARAGRAPH, search=True, **REPORT)
    next_step: str = text(N_("First small step"), **REPORT)
    help_needed: str = text(N_("Help needed"), **REPORT)
    due: date | None = day(N_("Due date"))
    origin: vocabulary.PledgeOrigin | None = choice(N_("Origin"), vocabulary.PledgeOrigin)
    status: vocabulary.PledgeStatus | None = choice(N_("Status"), vocabulary.PledgeStatus)
    made: datetime | None = moment(N_("Made on"), technical=True)


@dataclass(frozen=True, kw_only=True)
class PledgeParty(Record):
    """One person, or one organisation, in one pledge; the pledge outlives them."""

    kind = "pledge_party"
    label = N_("Party to a pledge")
    pledge: str = reference(N_("Pledge"), "pledge", owner=True)
    person: str = reference(N_("Person"), "person", **CONTACT)
    organisation: str = reference(N_("Organisation"), "organisation")
    category: vocabulary.Category | None = choice(N_("Category"), vocabulary.Category)
    role: vocabulary.PartyRole | None = choice(N_("Role"), vocabulary.PartyRole)
    may_call: bool = flag(N_("Agrees to be called back"), **CONTACT)


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """One contact about a pledge after the day."""

    kind = "follow_up"
    label = N_("Follow-up")
    pledge: str = reference(N_("Pledge"), "pledge", owner=True)
    on: date | None = day(N_("Date"))
    channel: vocabulary.Channel | None = choice(N_("Channel"), vocabulary.Channel)
    text: str = text(N_("What was said"), limit=PARAGRAPH, search=True, **CONTACT)


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A picture or another file, known by the SHA-256 of its content, which travels beside."""

    kind = "attachment"
    label = N_("Attachment")
    event: str = reference(N_("Event"), "event")
    workshop: str = reference(N_("Workshop"), "workshop")
    note: str = reference(N_("Note"), "note")
    person: str = reference(N_("Person"), "person", owner=True, **REPORT)
    role: vocabulary.AttachmentRole | None = choice(N_("Role"), vocabulary.AttachmentRole)
    caption: str = text(N_("Caption"), **REPORT)
    table: int | None = whole(N_("Table"))
    media_type: str = text(N_("Type of file"))
    sha256: str = text(N_("Fingerprint of the content"), limit=64)
    size: int | None = whole(N_("Size in bytes"))
    width: int | None = whole(N_("Width in pixels"))
    height: int | None = whole(N_("Height in pixels"))
    added: datetime | None = moment(N_("Added"), technical=True)


@dataclass(frozen=True, kw_only=True)
class ListMapping(Record):
    """How the columns of one kind of list were understood, so that nobody has to say it again."""

    kind = "list_mapping"
    label = N_("Columns of a list")
    columns: str = text(N_("Columns"), limit=PARAGRAPH)
    fields: str = text(N_("What they hold"), limit=PARAGRAPH)


RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for record in (
        Programme,
        Device,
        Invitation,
        Territory,
        Organisation,
        Person,
        Membership,
        Event,
        Partner,
        Registration,
        Consent,
        Notice,
        Round,
        Seat,
        SeatingRule,
        Theme,
        Workshop,
        Note,
        Vote,
        Pledge,
        PledgeParty,
        FollowUp,
        Attachment,
        ListMapping,
    )
}
"""Every kind of record this version knows, by the name the journal uses."""


NEVER_ERASED = frozenset({Programme.kind, Device.kind, Invitation.kind})
"""Kinds that erasing has no effect on: without them nobody could read or believe a file."""


@cache
def fields_of(kind: str) -> dict[str, Field]:
    """Return the declared fields of a kind by name, in their order; none if unknown."""
    record = RECORDS.get(kind)
    return {field.name: field for field in fields.declared(record)} if record else {}


@cache
def owners_of(kind: str) -> tuple[str, ...]:
    """Return the fields naming whoever a record of this kind is erased with."""
    return tuple(field.name for field in fields_of(kind).values() if field.owner)


def declared_values(record: Record) -> dict[str, Any]:
    """Return the declared fields of a record and their Python values."""
    return {name: getattr(record, name) for name in fields_of(record.kind)}
