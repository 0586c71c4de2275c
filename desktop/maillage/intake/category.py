"""What somebody comes as, read from French words; two readings are no reading."""

from __future__ import annotations

import re

from maillage.domain.fields import LINE
from maillage.domain.vocabulary import Category
from maillage.intake.flags import Why
from maillage.intake.words import plain

_SOCIAL = r"(?: \w{1,5})? socia\w*"
_WORDINGS: dict[Category, tuple[str, ...]] = {
    # Whatever has another world in its name comes first: «école de travail social».
    Category.TRAINING_SCHOOL: (
        (
            r"(?:ecole|institut|etudiant|formateur|formatrice|centre de formation|enseignant)\w*"
            r"(?: \w+){0,3} (?:travail|intervention|action|formation) social\w*"
        ),
        r"ecole",
        r"etudiante?s?",
        r"format(?:eur|rice)s?",
    ),
    Category.NETWORK: (
        (
            r"(?:reseau|federation|tete de reseau|collectif)s?(?: (?:de|d|des|du))?"
            r"(?: (?:entrepreneur|travailleur|entreprise)\w*(?: socia\w*)?)?"
        ),
    ),
    Category.FOUNDATION: (r"fondation\w*(?: d entreprise)?", r"financeu\w*", r"mecen\w*"),
    Category.STATE_OFFICER: (
        r"(?:agent|service|fonctionnaire|representant)\w*(?: (?:de|d))*(?: l)? etat",
        r"ministere\w*",
        r"prefecture|dgcs|dreets|drieets|ddets|etat",
    ),
    Category.ELECTED_OFFICIAL: (
        r"elue?s?",
        r"maires?(?: adjointe?s?)?",
        r"adjointe?s? (?:au|a la) maire",
        r"(?:vice )?president\w* (?:du|de) (?:departement|conseil \w+|agglomeration)",
        r"conseill\w+ (?:municipal|departemental|regional|communautaire)\w*",
        r"deputee?s?|senat(?:eur|rice)s?",
    ),
    Category.LOCAL_OFFICER: (
        (
            r"(?:agent|fonctionnaire|cadre|technicien|technicienne)e?s?"
            r"(?: (?:de|d|du|des|en|la|l|une))* (?:collectivite|ville|mairie|commune|departement"
            r"|region|agglomeration|metropole|ccas|cias|epci|intercommunalite|territorial)\w*"
            r"(?: territoriale?s?)?"
        ),
        # Alone only: «éducatrice en collectivité» is an éducatrice.
        (
            r"^(?:(?:representant\w*|salarie\w*|employe\w*) )?(?:(?:de|d|en|la|l|une) )*"
            r"collectivites?(?: (?:territoriale|locale|publique)s?)*$"
        ),
    ),
    Category.SOCIAL_ENTREPRENEUR: (
        (
            r"entrepr\w+(?: entrepr\w+|(?: \w{1,5}))?(?: et)?"
            r"(?: socia\w*| solidaires?| (?:de|dans) l ess| d insertion)"
            r"(?: (?:et solidaires?|entrepr\w+ socia\w+|socia\w+))?"
        ),
    ),
    Category.SOCIAL_WORKER: (
        rf"travail\w*(?: travail\w*)?{_SOCIAL}(?: travail\w*{_SOCIAL})?",
        rf"assistant\w*(?: de)?(?: service)?{_SOCIAL}",
        rf"(?:intervenant\w*|mediat\w+){_SOCIAL}",
        r"mediat(?:eur|rice)s?",
        r"technicien\w* (?:de l |d )intervention sociale(?: et familiale)?",
        r"educat\w+(?: \w{1,5})?(?: technique)? specialise\w*",
        r"educat\w+ technique\w*",
        r"educat\w+ de (?:jeunes enfants|prevention|rue)",
        r"monit\w+(?: et)? educat\w+",
        r"conseill\w+ en economie sociale(?: et)?(?: familiale)?",
        r"accompagnante? educati\w+(?: et)? social\w*",
        r"ass|cesf|eje|ets|tisf|aes",
    ),
    Category.INHABITANT: (r"habitant\w*", r"citoyen\w*", r"personne accompagnee"),
    Category.OTHER: (r"autres?",),
}
_KNOWN = {kind: re.compile(rf"\b(?:{'|'.join(words)})\b") for kind, words in _WORDINGS.items()}


def category(text: str) -> tuple[Category | None, Why | None]:
    """Return the one category that the words say, or None and why a person must choose.

    «ES» alone may be an entrepreneur social, an éducateur spécialisé or an établissement.
    """
    left = plain(text[:LINE])
    if not text.strip():
        return None, Why.NO_CATEGORY
    if re.sub(r"\W", "", text).casefold() == "es":
        return None, Why.AMBIGUOUS_CATEGORY
    found = []
    for kind, words in _KNOWN.items():
        # What was read is taken out, so that no other category reads it again.
        left, times = words.subn("|", left)
        if times:
            found.append(kind)
    # «Autre : habitante» says more than «autre».
    said = [one for one in found if one is not Category.OTHER] or found
    if len(said) > 1:
        return None, Why.AMBIGUOUS_CATEGORY
    return (said[0], None) if said else (None, Why.UNKNOWN_CATEGORY)
