"""What people type about somebody at the door: names and ways to reach them; pure."""

from __future__ import annotations

import re

from maillage.language import _

_PARTICLES = frozenset({"de", "du", "des", "la", "da", "di", "van", "von"})
_LEAST_DIGITS = 9
"""A French number without its first zero; numbers from elsewhere are longer still."""


def name_from(typed: str) -> tuple[str, str]:
    """Return first and last name from what was searched; a lone word is taken as last name.

    Small letters become capitals where a name has them; what was typed with capitals stays.
    """
    words = typed.split()
    if not words:
        return "", ""
    if len(words) == 1:
        return "", as_name(words[0])
    return as_name(words[0]), as_name(" ".join(words[1:]))


def as_name(typed: str) -> str:
    """Return a first or last name with its capitals: «de la roche» is de la Roche."""
    words = typed.split()
    if typed != typed.lower():
        return " ".join(words)
    return " ".join(
        word if word in _PARTICLES and place < len(words) - 1 else _capitalised(word)
        for place, word in enumerate(words)
    )


def fault_of_email(text: str) -> str:
    """Return how to repair an e-mail address; nothing for a good one or none."""
    typed = text.strip()
    if not typed or re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", typed):
        return ""
    if "@" not in typed:
        return _("An e-mail address has an “@” in it.")
    if " " in typed:
        return _("An e-mail address has no space in it.")
    return _("The end of the address is missing, for example “ccas-belleville.fr”.")


def fault_of_phone(text: str) -> str:
    """Return how to repair a phone number; nothing for a plausible one or none."""
    typed = text.strip()
    if not typed:
        return ""
    if re.search(r"[^\d\s+().\-/\u00a0\u202f]", typed):
        return _("A phone number is made of digits, for example “06 12 34 56 78”.")
    if sum(letter.isdigit() for letter in typed) < _LEAST_DIGITS:
        return _("Digits are missing from this number.")
    return ""


def fault_of_contact(text: str) -> str:
    """Return how to repair what is either a phone number or an e-mail address."""
    if "@" in text:
        return fault_of_email(text)
    if any(letter.isalpha() for letter in text):
        return _("Write a phone number, or an e-mail address with its “@”.")
    return fault_of_phone(text)


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word)
