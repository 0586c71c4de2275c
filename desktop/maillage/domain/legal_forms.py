"""The legal form that the name of a structure states: «CCAS de Tarare», «SCOP Coup de pouce»."""

from __future__ import annotations

import re
from typing import Final

from maillage.domain.matching import plain
from maillage.domain.vocabulary import LegalForm

_BEGINNING: Final = {
    LegalForm.ASSOCIATION: ("association", "asso"),
    LegalForm.FOUNDATION: ("fondation",),
    LegalForm.MUTUAL: ("mutuelle", "mutualite francaise"),
    LegalForm.COOPERATIVE: ("cooperative",),
    LegalForm.SOCIAL_ACTION_CENTRE: (
        "centre communal d action sociale", "centre intercommunal d action sociale",
    ),
    LegalForm.MUNICIPALITY: ("mairie", "ville de", "ville d", "commune de", "commune d"),
    LegalForm.DEPARTMENT: ("conseil departemental", "departement"),
    LegalForm.INTERCOMMUNAL: (
        "communaute de communes", "communaute d agglomeration", "communaute urbaine", "metropole",
    ),
    LegalForm.REGION: ("conseil regional", "region"),
    LegalForm.STATE: (
        "prefecture", "sous prefecture", "ministere", "ddets", "dreets", "dgcs",
        "direction generale de la cohesion sociale",
    ),
}  # fmt: skip
"""Words that a name begins with."""
_ANYWHERE: Final = {
    LegalForm.COOPERATIVE: {"scop", "scic"},
    LegalForm.COMPANY: {"sarl", "sas", "sasu", "eurl"},
    LegalForm.SOCIAL_ACTION_CENTRE: {"ccas", "cias"},
}
"""Abbreviations that mean nothing else, wherever they stand."""


def stated_form(name: str) -> LegalForm | None:
    """Return the form that a name states by its first words or an abbreviation; None if none."""
    words = re.sub(r"[^a-z0-9]+", " ", plain(name)).split()
    spelled = " ".join(words) + " "
    for form, beginnings in _BEGINNING.items():
        if any(spelled.startswith(f"{one} ") for one in beginnings):
            return form
    return next((form for form, ones in _ANYWHERE.items() if ones.intersection(words)), None)
