"""One definition per kind of record; tables, journal, forms and registers follow from it.

Fields are only ever added: never renamed, never given another type, never reused.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from maillage.domain import fields
from maillage.domain.fields import Field
from maillage.domain.records.base import Record
from maillage.domain.records.meeting import (
    Consent,
    Event,
    ListMapping,
    Notice,
    Partner,
    Registration,
    Round,
    Seat,
    SeatingRule,
    TakenList,
)
from maillage.domain.records.people import (
    Device,
    DuplicateDecision,
    Invitation,
    Membership,
    Organisation,
    Person,
    Programme,
    Revocation,
    Territory,
)
from maillage.domain.records.work import (
    Attachment,
    FollowUp,
    Note,
    Pledge,
    PledgeParty,
    Theme,
    Vote,
    Workshop,
)

__all__ = [
    "NEVER_ERASED",
    "RECORDS",
    "Attachment",
    "Consent",
    "Device",
    "DuplicateDecision",
    "Event",
    "FollowUp",
    "Invitation",
    "ListMapping",
    "Membership",
    "Note",
    "Notice",
    "Organisation",
    "Partner",
    "Person",
    "Pledge",
    "PledgeParty",
    "Programme",
    "Record",
    "Registration",
    "Revocation",
    "Round",
    "Seat",
    "SeatingRule",
    "TakenList",
    "Territory",
    "Theme",
    "Vote",
    "Workshop",
    "declared_values",
    "fields_of",
    "owners_of",
]

RECORDS: dict[str, type[Record]] = {
    record.kind: record
    for record in (
        Programme,
        Device,
        Invitation,
        Revocation,
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
        DuplicateDecision,
        TakenList,
    )
}
"""Every kind of record this version knows, by the name the journal uses."""


NEVER_ERASED = frozenset({Programme.kind, Device.kind, Invitation.kind, Revocation.kind})
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
