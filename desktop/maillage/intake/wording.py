"""What a header asks for: organisers word it freely, in French or English, so words decide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.intake.meaning import Meaning
from maillage.intake.words import plain

LONGEST_HEADER = 400
"""Letters of a header that are looked at."""

_NUMBER = (
    r"(?:(?:n|no|num|numero|number|ref|reference|id|identifiant|code)"
    r" (?:de |du |d |of )?(?:la |l )?)"
)
_WORDINGS: tuple[tuple[Meaning, str], ...] = (
    # A consent names other things («... par e-mail», «... l’organisation»), so it comes first.
    (Meaning.IMAGE, r"\b(?:photo|image|film|video|captation|picture)"),
    (
        Meaning.RECONTACT,
        (
            r"\brecontact|\btenue? informe|\b(?:etre|reste\w*) (?:en )?contact|\bnewsletter"
            r"|\blettre d information|\bcontact (?:me|you) again|\bkeep in touch"
        ),
    ),
    (
        Meaning.DIRECTORY,
        (
            r"\bannuaire|\btrombinoscope|\bdirectory"
            r"|\b(?:communique|transmi|partage|diffuse)\w* (?:aux|avec les) (?:autres )?participant"
        ),
    ),
    (
        Meaning.PAYER_EMAIL,
        r"\b(?:payeu|acheteu|buyer|billing)\w*\b.*\bmail|\bmail\w* .*(?:payeu|acheteu)",
    ),
    (Meaning.PAYER_GIVEN_NAME, r"^prenom .*(?:payeu|acheteu)|^buyer (?:first|given)"),
    (Meaning.PAYER_FAMILY_NAME, r"^nom .*(?:payeu|acheteu)|^buyer (?:last|family|sur)"),
    (
        Meaning.TICKET,
        (
            rf"^{_NUMBER}(?:billet|inscription|participante?|reponse|badge|ticket|fiche)s?$"
            r"|^(?:ticket|attendee|registration|response|badge) (?:id|no|number|code)$"
            r"|^(?:identifiant|uid|uuid|secret|attendee|id fiche|sid|numero de serie|code barres?)$"
        ),
    ),
    (
        Meaning.STATUS,
        (
            r"^(?:statut|status|etat)\b(?! (?:juridique|legal|social|professionnel|marital))"
            r"|\bstatus$"
        ),
    ),
    (Meaning.CONFIRMED, r"^(?:paye|paid|confirmee?|confirmed|presence confirmee|regle)$"),
    (
        Meaning.EMAIL,
        (
            r"^(?!.*\b(?:structure|payeur|organis))"
            r".*\b(?:e ?mail|mail|mel|courriel|adresse electronique|messagerie)s?\b"
        ),
    ),
    (Meaning.PHONE, r"\b(?:telephone|tel|portable|mobile|phone|gsm)\b"),
    (
        Meaning.LAST_FIRST,
        (
            r"^noms?(?: de famille)?(?: et)? prenoms?\b"
            r"|^(?!.*(?:payeu|acheteu)).*\bnoms?(?: et)? prenoms?$"
            r"|^(?:last|family|sur) ?(?:name )?(?:and )?(?:first|given) ?name$"
        ),
    ),
    (
        Meaning.FULL_NAME,
        (
            r"^noms? ou prenoms?\b|^prenoms?(?: et)? noms?\b|^nom complet|^full name$"
            r"|^(?:attendee )?name$|^participante?s?$|^identite$|^qui$|^invitee?s?$"
        ),
    ),
    (
        Meaning.GIVEN_NAME,
        r"\bprenoms?\b(?!.* payeu)|^(?:first|given|fore) ?name|\b(?:first|given) name$",
    ),
    (
        Meaning.FAMILY_NAME,
        (
            r"^(?:quel\w* est )?(?:votre |ton |le )?noms?(?: de famille| usuel| d usage"
            r"| marital| patronymique)?$"
            r"|^noms? (?:de la |de l |du |d un |des )?(?:participant|adherent|inscrit|membre|invite"
            r"|stagiaire|personne|contact)\w*$"
            r"|^(?:last|family|sur) ?name|\b(?:last|family) name$"
        ),
    ),
    (
        Meaning.CATEGORY,
        (
            r"^vous etes$|^vous etes une?\b|\bcategorie\b|\bcategory\b|\ben tant que\b|\bprofil\b"
            r"|^you are|^type de (?:participant|public)|^college$|^monde$"
        ),
    ),
    (
        Meaning.PROFESSION,
        (
            r"\b(?:profession|metier|fonction|poste|job title|role|occupation|intitule)\b"
            r"|^titre$|^qualite$"
        ),
    ),
    (Meaning.SIRET, r"\bsiret\b"),
    (
        Meaning.POSTCODE,
        r"^(?:votre )?(?:code postal|cp|postcode|post code|zip)\b(?! .*(?:ville|commune))",
    ),
    (Meaning.COMMUNE, r"\b(?:commune|code postal|ville|city|town|localite)\b"),
    (
        Meaning.ORGANISATION,
        (
            r"\b(?:structure|organis|employeur|etablissement|association|entreprise|societe"
            r"|company|organization|employer|raison sociale)|^institution|^service$"
            r"|\blieu d(?:e travail| exercice)\b"
        ),
    ),
)
_KNOWN = tuple((meaning, re.compile(wording)) for meaning, wording in _WORDINGS)


def by_words(header: str) -> Meaning | None:
    """Return what a header asks for, by its wording in French or English; None if it is unclear.

    What it adds in brackets, «Vous êtes (une réponse)», counts only where that says more.
    """
    asked = header[:LONGEST_HEADER]
    return _by_words(plain(asked)) or _by_words(plain(_IN_BRACKETS.sub(" ", asked)))


def _by_words(words: str) -> Meaning | None:
    return next((meaning for meaning, wording in _KNOWN if wording.search(words)), None)


_IN_BRACKETS = re.compile(r"(?<=[\s…:.?])\([^)]*\)")
_SECOND = re.compile(
    # Every form of Framaforms counts its answers from 1 again; their SID is theirs alone.
    r"\b(?:fixe|domicile|standard|bureau|fax|work|home|second\w*|autre)\b|^numero de serie$"
)
_REPLY = re.compile(
    r"^(?:votre )?(?:presences?|reponses?|rsvp|participations?|participe\w*|viendra"
    r"|present\w*|serez vous present\w*)\b"
)


def is_second(header: str) -> bool:
    """Tell whether a column is the second best of its kind: a fixed line, a serial number."""
    return bool(_SECOND.search(plain(header[:LONGEST_HEADER])))


def asks_whether_they_come(header: str) -> bool:
    """Tell whether a column may say who comes: its cells must say so too."""
    return bool(_REPLY.search(plain(header[:LONGEST_HEADER])))


def headers(names: Sequence[str]) -> dict[Meaning, int]:
    """Return the column of each meaning by its header; of two columns the better, or first."""
    found: dict[Meaning, int] = {}
    for column in sorted(range(len(names)), key=lambda column: is_second(names[column])):
        if meaning := by_words(names[column]):
            found.setdefault(meaning, column)
    return found
