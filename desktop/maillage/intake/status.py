"""Where a registration stands, in the words of those who keep lists."""

from __future__ import annotations

import re

from maillage.domain.vocabulary import RegistrationStatus
from maillage.intake.words import plain

_WORDS = {
    # The first that is found counts: «non confirmé» is not «confirmé».
    RegistrationStatus.CANCELLED: (
        r"annul\w*|rembours\w*|refus\w*|desist\w*|supprim\w*|decline\w*|cancel\w*|refunded|deleted"
        r"|not attending|no show|rejected|abandoned|absent\w*|ne participe (?:pas|plus)|retire\w*"
        r"|transferred|unsubscribed|expired?"
        r"|excuse\w*|ne (?:viendra|vient|sera) pas|indisponible\w*|empeche\w*"
    ),
    RegistrationStatus.PENDING: (
        r"(?:en )?attente|pending|unpaid|non (?:confirm|paye|valid|regle)\w*"
        r"|a (?:confirmer|valider|payer)|not (?:confirmed|paid)|waiting\w*|waitlist\w*"
        r"|liste d attente|en cours|peut etre|maybe"
        r"|incomplet\w*|brouillon|draft|provisoire|tentative|invite\w*|reserve\w*"
    ),
    RegistrationStatus.CONFIRMED: (
        r"valid\w*|confirm\w*|paye\w*|paid|attending|checked in|inscrite?s?|registered|regle\w*"
        r"|accept\w*|completed?|complet|present\w*|going|approved|active?|gratuit|free|manual|offline"
        r"|participe|oui|yes|ok"
        r"|viendra|vient"
    ),
}
_KNOWN = tuple((kind, re.compile(rf"\b(?:{words})\b")) for kind, words in _WORDS.items())


def status(word: str) -> RegistrationStatus | None:
    """Return the status that a word of a list says, None for one nobody knows."""
    said = plain(word[:200])
    if said in {"non", "no"}:
        return RegistrationStatus.CANCELLED
    return next((kind for kind, words in _KNOWN if words.search(said)), None)
