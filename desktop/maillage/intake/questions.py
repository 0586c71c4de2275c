"""Which question of a form asks for what: organisers word them freely, so words decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.words import plain

_WORDINGS = (
    # A consent names other things («... par e-mail», «... l’organisation»), so it comes first.
    ("image", r"\b(?:photo|image|film|video|captation)"),
    ("recontact", r"\brecontact|\btenu informe|\b(?:etre|reste\w*) (?:en )?contact"),
    ("directory", r"\bannuaire|\btrombinoscope"),
    ("email", r"^(?!.*\b(?:structure|payeur|organis)).*\b(?:e mail|email|mail|courriel)\b"),
    ("phone", r"\b(?:telephone|tel|portable|mobile)\b"),
    ("category", r"^vous etes$|^vous etes une?\b|\bcategorie\b|\ben tant que\b|\bprofil\b"),
    ("profession", r"\b(?:profession|metier|fonction|poste)\b"),
    ("siret", r"\bsiret\b"),
    ("commune", r"\b(?:commune|code postal|ville)\b"),
    ("organisation", r"\b(?:structure|organis|employeur|etablissement|association)"),
)


def questions(headers: Sequence[str]) -> dict[str, int]:
    """Return the column of each field of Entrant that a question asks for, by its wording.

    Of two questions for one field the first counts; what is not understood is left out.
    """
    found: dict[str, int] = {}
    for column, header in enumerate(headers):
        words = plain(header)
        field = next((name for name, wording in _WORDINGS if re.search(wording, words)), "")
        if field:
            found.setdefault(field, column)
    return found
