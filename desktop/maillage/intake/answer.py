"""A yes or a no, as forms write them; all else is neither, for a person to read.

A refusal kept as a yes cannot be made good, so nothing is guessed from how an answer begins:
«Oui, jamais de visage» begins like a yes, and «Non, pas de problème» like a no.
"""

from __future__ import annotations

import re

from maillage.intake.flags import Why
from maillage.intake.words import plain

_TAKEN = r"(?:photographiee?|filmee?|prise? en photos?|photographiee? (?:et|ou|et ou) filmee?)"
_CONTACTED = r"(?:re)?contactee?"
_PICTURE = r"(?:mon image|mes images|mes photos|ma photo)"
_USE = r"(?:utilisation|exploitation|diffusion|publication|captation|reproduction)"
_OBJECT = (
    r"(?:"
    rf"(?:a |d )?etre (?:{_TAKEN}|{_CONTACTED})|qu on me (?:re)?contacte|a me (?:re)?contacter"
    rf"|(?:l |la |a l |a la ){_USE} de {_PICTURE}|(?:a |d )utiliser {_PICTURE}"
    r"|(?:de |a )?(?:figurer|apparaitre) (?:dans|sur) l annuaire"
    r"|que mes coordonnees (?:figurent|apparaissent) dans l annuaire"
    r")"
)
"""What is allowed or refused, without bounds: «l’utilisation de mon image»."""
_ALLOWS = (
    rf"(?:(?:j accepte|j autorise|je consens|je souhaite|i accept|i agree|i consent)(?: {_OBJECT})?"
    r"|(?:je suis )?(?:tout a fait )?d accord|je donne mon (?:accord|autorisation)|j y consens)"
)
_REFUSES = (
    r"(?:(?:je refuse|je n accepte pas|j accepte pas|je n autorise pas|je ne consens pas"
    r"|je ne souhaite pas|je ne veux pas|je ne desire pas|i refuse|i do not agree|i don t agree"
    rf"|i do not accept)(?: {_OBJECT})?"
    r"|(?:je ne suis )?pas d accord|je ne le souhaite pas|je m y oppose|pas du tout)"
)
_POLITE = r"(?: merci(?: beaucoup)?| thanks| thank you)?"
_YES = re.compile(
    r"(?:o|y|ok|vrai|true|1|x|checked"
    rf"|{_ALLOWS}{_POLITE}"
    rf"|(?:oui|yes)(?: (?:oui|yes))?(?: (?:{_ALLOWS}|bien sur|tout a fait|absolument|volontiers"
    rf"|avec plaisir|sans probleme|pas de probleme|sans reserve|of course))?{_POLITE})"
)
_NO = re.compile(
    r"(?:n|faux|false|0"
    rf"|{_REFUSES}{_POLITE}"
    rf"|(?:non|no)(?: (?:non|no))?(?: {_REFUSES})?{_POLITE})"
)


def answer(text: str) -> tuple[bool | None, Why | None]:
    """Return yes or no; None for no answer, or with a reason for one that is neither."""
    said = plain(text)
    if not said:
        return None, (Why.UNCLEAR_CONSENT if text else None)
    if "?" not in text:
        if _YES.fullmatch(said):
            return True, None
        if _NO.fullmatch(said):
            return False, None
    return None, Why.UNCLEAR_CONSENT
