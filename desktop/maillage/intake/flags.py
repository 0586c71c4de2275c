"""What a person should look at in a list: the field, the value as typed, and why."""

from __future__ import annotations

from msgspec import Struct

from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_


class Why(Choice):
    """Why something in a list asks for a look; what is left out of it says so."""

    SHORT_ROW = "short_row", N_("The line has fewer columns than the header")
    LONG_ROW = "long_row", N_("The line has more columns than the header")
    TOO_LONG = "too_long", N_("The text is too long and was cut")
    HIDDEN_LETTERS = "hidden_letters", N_("Invisible control characters were removed")
    UNREADABLE_LINE = "unreadable_line", N_("A line of the card cannot be read")
    CUT_CARD = "cut_card", N_("The card is cut off before its end")
    NOT_A_PHONE = "not_a_phone", N_("This is not a complete phone number")
    NOT_AN_EMAIL = "not_an_email", N_("This is not a complete e-mail address")
    NOT_A_SIRET = "not_a_siret", N_("This is not a valid SIRET number")
    CUT_NUMBER = "cut_number", N_("A spreadsheet has replaced the last digits of this number")
    NO_STRUCTURE = "no_structure", N_("The line names no organisation to keep this with: left out")
    OTHER_NAME = (
        "other_name",
        N_("This SIRET number is known under another name, which is kept"),
    )
    OTHER_SIRET = "other_siret", N_("The organisation is known by another SIRET number: left out")
    OTHER_COMMUNE = "other_commune", N_("The organisation is known in another commune: left out")
    OWN_COMMUNE = (
        "own_commune",
        N_("The organisation is known in another commune: kept as where they come from"),
    )
    UNKNOWN_COMMUNE = "unknown_commune", N_("No commune of France is called so: kept as it is")
    NOT_A_POSTCODE = "not_a_postcode", N_("This is not a French postcode")
    NO_CATEGORY = "no_category", N_("The category is not said")
    UNKNOWN_CATEGORY = "unknown_category", N_("The category is not recognised")
    AMBIGUOUS_CATEGORY = "ambiguous_category", N_("The category can be read in several ways")
    FROM_PROFESSION = (
        "from_profession",
        N_("The list asks for no category: this is the profession’s"),
    )
    UNKNOWN_STATUS = "unknown_status", N_("The status is not recognised")
    UNCLEAR_CONSENT = "unclear_consent", N_("The answer is neither yes nor no")
    NO_NAME = "no_name", N_("The line names nobody")
    TWO_NAMES = "two_names", N_("These may be two people: the line counts as one")
    ONLY_A_NAME = "only_a_name", N_("Neither a number nor an e-mail tells who this is: doubtful")


ORDINARY = frozenset(
    {Why.FROM_PROFESSION, Why.NO_CATEGORY, Why.OWN_COMMUNE, Why.UNKNOWN_COMMUNE, Why.HIDDEN_LETTERS}
)
"""What mostly needs nothing: nothing is lost, and a whole list may say it line by line."""


class Flag(Struct, frozen=True):
    """One remark; ``field`` is a field of Entrant, or empty when it is about the whole line."""

    field: str
    value: str
    """As typed, even where what is kept was cut to what a field holds."""
    why: Why
    here: str = ""
    """What stays instead, where something does."""
