"""What came out of a meeting: notes and votes, pledges and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain import vocabulary
from maillage.domain.fields import PARAGRAPH, choice, day, flag, moment, reference, text, whole
from maillage.domain.records.base import CONTACT, REPORT, Record
from maillage.domain.words import N_

if TYPE_CHECKING:
    from datetime import date, datetime


class Theme(Record, frozen=True, kw_only=True):
    """A word that gathers notes across workshops and tables."""

    kind = "theme"
    label = N_("Theme")
    event: str = reference(N_("Event"), "event")
    name: str = text(N_("Name"), search=True)
    colour: int | None = whole(N_("Colour"), technical=True)


class Workshop(Record, frozen=True, kw_only=True):
    """A theme that tables work on."""

    kind = "workshop"
    label = N_("Workshop")
    event: str = reference(N_("Event"), "event")
    title: str = text(N_("Title"), search=True)
    position: int | None = whole(N_("Order"), technical=True)


class Note(Record, frozen=True, kw_only=True):
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


class Vote(Record, frozen=True, kw_only=True):
    """One dot put on one note, by nobody in particular."""

    kind = "vote"
    label = N_("Vote")
    note: str = reference(N_("Note"), "note", owner=True)
    table: int | None = whole(N_("Table"))


class Pledge(Record, frozen=True, kw_only=True):
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


class PledgeParty(Record, frozen=True, kw_only=True):
    """One person, or one organisation, in one pledge; the pledge outlives them."""

    kind = "pledge_party"
    label = N_("Party to a pledge")
    pledge: str = reference(N_("Pledge"), "pledge", owner=True)
    person: str = reference(N_("Person"), "person", **CONTACT)
    organisation: str = reference(N_("Organisation"), "organisation")
    category: vocabulary.Category | None = choice(N_("Category"), vocabulary.Category)
    role: vocabulary.PartyRole | None = choice(N_("Role"), vocabulary.PartyRole)
    may_call: bool = flag(N_("Agrees to be called back"), **CONTACT)


class FollowUp(Record, frozen=True, kw_only=True):
    """One contact about a pledge after the day."""

    kind = "follow_up"
    label = N_("Follow-up")
    pledge: str = reference(N_("Pledge"), "pledge", owner=True)
    on: date | None = day(N_("Date"))
    channel: vocabulary.Channel | None = choice(N_("Channel"), vocabulary.Channel)
    text: str = text(N_("What was said"), limit=PARAGRAPH, search=True, **CONTACT)


class Attachment(Record, frozen=True, kw_only=True):
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
