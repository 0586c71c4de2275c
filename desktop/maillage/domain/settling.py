"""Rules that decide many conflicts at once; what a rule cannot decide waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.fields import LINE, FieldType
from maillage.domain.three_way import Proposal, propose
from maillage.domain.vocabulary import Choice
from maillage.domain.words import N_

if TYPE_CHECKING:
    from maillage.domain.fields import Field
    from maillage.domain.journal import Head
    from maillage.domain.values import Stored

AHEAD = 24 * 3600 * 1000
"""Milliseconds: a clock further ahead than this must not win by being the latest."""


class Rule(Choice):
    """How conflicts are decided without looking at each."""

    TEXTS = "texts", N_("Put both texts together where they fit")
    FILLED = "filled", N_("Keep what is filled in, not what is empty")
    LATEST = "latest", N_("Keep what was written last")
    LAPTOP = "laptop", N_("Keep what one laptop says")


class Why(Enum):
    """Why a rule leaves a choice to a person; the value is the sentence in English."""

    DELETION = N_("No rule says whether a record stays deleted")
    UNKNOWN = N_("A later version of Maillage wrote this")
    NO_TEXT = N_("Only two changes of one long text can be put together")
    CLASH = N_("Both changed the same place of the text")
    FILLED = N_("Several values are filled in")
    CLOCK = N_("The clock of a laptop is ahead: nobody knows what was written last")
    SILENT = N_("This laptop wrote none of the values")


class Settled(Struct, frozen=True):
    """What a rule decides for one field, and which laptop wrote it; none: put together."""

    value: Stored
    device: str = ""


def settle(
    rule: Rule,
    field: Field | None,
    base: Head | None,
    choices: Sequence[Head],
    *,
    laptop: str = "",
    now: int,
) -> Settled | Why:
    """Return what a rule makes of the different values of a field, or why a person must say.

    ``now`` is in milliseconds since 1970. No rule decides what this version does not know (a
    field of None).
    """
    if field is None:
        return Why.UNKNOWN
    match rule:
        case Rule.TEXTS:
            found = together(field, base, choices)
            if found is None:
                return Why.NO_TEXT
            return Settled(found.text) if found.clean else Why.CLASH
        case Rule.FILLED:
            filled = [head for head in choices if head.value not in {None, ""}]
            return Settled(filled[0].value, filled[0].device) if len(filled) == 1 else Why.FILLED
        case Rule.LATEST:
            if any(head.time > now + AHEAD for head in choices):
                return Why.CLOCK
            latest = max(choices)
            return Settled(latest.value, latest.device)
        case Rule.LAPTOP:
            said = [head for head in choices if head.device == laptop]
            return Settled(said[0].value, laptop) if len(said) == 1 else Why.SILENT


def together(field: Field | None, base: Head | None, choices: Sequence[Head]) -> Proposal | None:
    """Return one text with what two laptops changed of a long text, None if that is no text.

    Only a text of several lines, or a long one, is worth putting together: half of one phone
    number and half of another is none.
    """
    if field is None or field.holds is not FieldType.TEXT or field.limit <= LINE:
        return None
    if base is None or len(choices) != 2:  # noqa: PLR2004
        return None
    before, one, other = base.value, choices[0].value, choices[1].value
    if not (isinstance(before, str) and isinstance(one, str) and isinstance(other, str)):
        return None
    found = propose(before, one, other)
    return found if len(found.text) <= field.limit else None
