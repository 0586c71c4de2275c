"""What a column of a list may mean, and how it is said."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_


class Meaning(Choice):
    """What the cells of one column say of whoever a line is about."""

    FAMILY_NAME = "family_name", N_("Last name")
    GIVEN_NAME = "given_name", N_("First name")
    FULL_NAME = "full_name", N_("First and last name")
    LAST_FIRST = "last_first", N_("Last and first name")
    EMAIL = "email", N_("E-mail")
    PHONE = "phone", N_("Phone")
    CATEGORY = "category", N_("Category")
    PROFESSION = "profession", N_("Profession")
    ORGANISATION = "organisation", N_("Organisation")
    SIRET = "siret", N_("SIRET number")
    COMMUNE = "commune", N_("Commune")
    POSTCODE = "postcode", N_("Postcode")
    TICKET = "ticket", N_("Number of the registration")
    STATUS = "status", N_("Status")
    CONFIRMED = "confirmed", N_("Confirmed (yes or no)")
    SENT = "sent", N_("Sent on (pending if empty)")
    IMAGE = "image", N_("Agrees: photos and films")
    RECONTACT = "recontact", N_("Agrees: being contacted again")
    DIRECTORY = "directory", N_("Agrees: directory of participants")
    PAYER_FAMILY_NAME = "payer_family_name", N_("Payer: last name")
    PAYER_GIVEN_NAME = "payer_given_name", N_("Payer: first name")
    PAYER_EMAIL = "payer_email", N_("Payer: e-mail")
    PAYER_ORGANISATION = "payer_organisation", N_("Payer: organisation")


IN_ONE = frozenset({Meaning.FULL_NAME, Meaning.LAST_FIRST})
"""Both names in one cell."""
NAMES = frozenset({Meaning.FAMILY_NAME, Meaning.GIVEN_NAME, *IN_ONE})
"""One of these must be said, or a list names nobody."""


class ColumnMap(Struct, frozen=True):
    """What each column of a list means: ready-made, guessed, or said by a person."""

    fields: tuple[Meaning | None, ...]
    """By column; None for what a meeting has no use for."""

    @property
    def names_somebody(self) -> bool:
        """Whether any column says a name."""
        return not NAMES.isdisjoint(self.fields)

    def column(self, meaning: Meaning) -> int | None:
        """Return the column that says this, None if there is none."""
        return self.fields.index(meaning) if meaning in self.fields else None

    def with_field(self, column: int, meaning: Meaning | None) -> ColumnMap:
        """Return the map with another meaning for a column; no other column keeps that one."""
        return replace(
            self,
            fields=tuple(
                meaning if at == column else None if meaning and one is meaning else one
                for at, one in enumerate(self.fields)
            ),
        )


def column_map(found: dict[Meaning, int], columns: Sequence[str]) -> ColumnMap:
    """Return the map that has each meaning at its column."""
    at = {column: meaning for meaning, column in found.items()}
    return ColumnMap(tuple(at.get(column) for column in range(len(columns))))
