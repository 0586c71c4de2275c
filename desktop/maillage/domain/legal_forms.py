"""The legal form that the name of a structure states: «CCAS de Tarare», «SCOP Coup de pouce»."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from maillage.domain.matching import plain
from maillage.domain.vocabulary import LegalForm

_REGIONS: Final = (
    "auvergne rhone alpes", "bourgogne franche comte", "bretagne", "centre val de loire", "corse",
    "grand est", "hauts de france", "ile de france", "normandie", "nouvelle aquitaine",
    "occitanie", "pays de la loire", "provence alpes cote d azur", "paca", "sud", "guadeloupe",
    "martinique", "guyane", "la reunion", "mayotte",
)  # fmt: skip
_BEGINNING: Final = {
    LegalForm.ASSOCIATION: ("association", "asso"),
    LegalForm.FOUNDATION: ("fondation",),
    LegalForm.MUTUAL: ("mutuelle", "mutualite francaise"),
    LegalForm.COOPERATIVE: ("cooperative",),
    LegalForm.SOCIAL_ACTION_CENTRE: (
        "centre communal d action sociale", "centre intercommunal d action sociale",
    ),
    LegalForm.MUNICIPALITY: ("mairie",),
    LegalForm.DEPARTMENT: ("conseil departemental",),
    LegalForm.INTERCOMMUNAL: (
        "communaute de communes", "communaute d agglomeration", "communaute urbaine",
    ),
    LegalForm.REGION: ("conseil regional", *(f"region {one}" for one in _REGIONS)),
    LegalForm.STATE: (
        "prefecture", "sous prefecture", "ministere", "ddets", "dreets", "dgcs",
        "direction generale de la cohesion sociale",
    ),
}  # fmt: skip
"""Words that a name begins with."""
_OF_A_PLACE: Final = {
    "ville": LegalForm.MUNICIPALITY,
    "commune": LegalForm.MUNICIPALITY,
    "departement": LegalForm.DEPARTMENT,
    "metropole": LegalForm.INTERCOMMUNAL,
}
"""First words that say a form only of a place: «Ville d’Arles», not «Ville de demain»."""
_ANYWHERE: Final = {
    LegalForm.COOPERATIVE: {"scop", "scic"},
    LegalForm.COMPANY: {"sarl", "sasu", "eurl"},
    LegalForm.SOCIAL_ACTION_CENTRE: {"ccas", "cias"},
}
"""Abbreviations that mean nothing else, wherever they stand."""
_OF: Final = {"de", "du", "des", "d"}
_THE: Final = {"le", "la", "les", "l"}
_SEVERAL: Final = re.compile(
    r"\b(?:des|les|aux) (?:ccas|cias|scop|scic)s?"
    r"(?: et (?:des |les |aux )?(?:ccas|cias|scop|scic)s?)*"
)
"""Those whom a network gathers: «Union nationale des CCAS» is none itself."""
_NO_NAMES: Final = {*_OF, *_THE, "un", "une", "au", "aux", "en"}


def stated_form(name: str) -> LegalForm | None:
    """Return the form that a name states by its first words or an abbreviation; None if none."""
    written = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", name))
    spelled = " ".join(plain(word) for word in written)
    for form, beginnings in _BEGINNING.items():
        if any(f"{spelled} ".startswith(f"{one} ") for one in beginnings):
            return form
    if place := _of_a_place(written):
        return place
    words = set(_SEVERAL.sub("", spelled).split())
    stated = (form for form, ones in _ANYWHERE.items() if ones & words)
    return next(stated, LegalForm.COMPANY if _is_sas(written) else None)


def _of_a_place(written: list[str]) -> LegalForm | None:
    """Return the form of a place, which its capital tells; a name all in capitals tells nothing."""
    first, of, *place = [*written, "", ""]
    form = _OF_A_PLACE.get(plain(first))
    if form is None or plain(of) not in _OF or "association" in map(plain, place):
        return None
    proper = next((word for word in place if plain(word) not in _THE), "")
    return form if proper[:1].isupper() and not "".join(written).isupper() else None


def _is_sas(written: list[str]) -> bool:
    """Tell whether SAS stands for a company: at the end of a name, or in capitals before one.

    It is a place where one waits too, and a «service d’accès aux soins», which has a number.
    """
    if not written[1:] or "acces aux soins" in plain(" ".join(written)):
        return False
    *before, last = written
    if plain(last) == "sas":
        return plain(before[-1]) not in _NO_NAMES
    named = plain(written[1]) not in _NO_NAMES and written[1][0].isupper()
    return written[0] == "SAS" and named
