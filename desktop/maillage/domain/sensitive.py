"""Words of a note that may say who a beneficiary is, or how somebody's health is.

A meeting notes ideas, not files about people. The lists are short on purpose: what is found
is pointed out and never refused, so a missed word costs less than a warning nobody reads.
"""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from maillage.domain.matching import plain


class Concern(Enum):
    """Why a word is pointed out."""

    NAME = "name"
    HEALTH = "health"


class Sensitive(Struct, frozen=True):
    """Some letters of a text, and what they may say of somebody."""

    concern: Concern
    word: str


_CALLED = (
    r"(?:\b(?:[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|Mme|Mlle|Mr)|\bM\.)\s+",
    # Somebody accompanied, called by a first name: «la jeune Inès», «un usager, Karim».
    r"\b(?:[Jj]eune|[Uu]sag(?:er|ère)|[Bb]énéficiaire|[Rr]ésidente?|[Pp]atiente?)[,:]?\s+",
    r"\b(?:[Ss]on|[Ss]a|[Mm]on|[Mm]a)\s+(?:fils|fille|mari|femme|frère|sœur|mère|père)\s+",
)
_NAME = re.compile(rf"(?:{'|'.join(_CALLED)})([A-ZÀ-Ý][\w’'-]+(?:\s+[A-ZÀ-Ý][\w’'-]+)?)")

_HEALTH = re.compile(
    r"\b(?:"
    # Diagnoses and treatments, as one says them of a person.
    r"schizophren\w*|bipolaire\w*|psychotique\w*|depressi(?:f|ve)s?|suicidaires?"
    r"|tentatives? de suicide|seropositi(?:f|ve)s?|vih|sida|cancers?|hepatites?"
    r"|epilepti\w*|diabetiques?|alcooliques?|toxicomanes?|sous (?:traitement|methadone|curatelle)"
    r"|enceinte|ivg|avorte\w*|autiste|trisomi\w*"
    r")\b"
)


def sensitive(text: str) -> tuple[Sensitive, ...]:
    """Return what of a text may name somebody accompanied or tell of somebody's health."""
    found = [Sensitive(Concern.NAME, match[1]) for match in _NAME.finditer(text)]
    folded = plain(text)
    found += [
        Sensitive(Concern.HEALTH, text[match.start() : match.end()])
        for match in _HEALTH.finditer(folded)
    ]
    return tuple(found)
