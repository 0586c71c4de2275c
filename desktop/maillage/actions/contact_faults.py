"""What is wrong with a phone number or an e-mail address that somebody types; pure."""

from __future__ import annotations

import re

from maillage.domain.contacts import parted
from maillage.domain.records import Person
from maillage.language import _

_LEAST_DIGITS = 9
"""A French number without its first zero; numbers from elsewhere are longer still."""
_POSTCODE = 5
"""Digits that any French address by post has."""


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
    typed, _extension = parted(text.strip())
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
    if any(letter.isalpha() for letter in parted(text)[0]):
        return _("Write a phone number, or an e-mail address with its “@”.")
    return fault_of_phone(text)


def remark_on_privacy_contact(text: str) -> str:
    """Return what is missing from whom to ask about personal data; nothing if one can be reached.

    It is printed as it stands, and never refused: an address by post has many forms.
    """
    typed = text.strip()
    digits = sum(letter.isdigit() for letter in typed)
    by_post = digits >= _POSTCODE and len(typed.split()) > 1
    if not typed or "@" in typed or digits >= _LEAST_DIGITS or by_post:
        return ""
    return _(
        "Nobody can be reached by this alone: add an e-mail address, a phone number or a postal"
        " address. It is printed for those who ask about their data."
    )


def remark_on_name(text: str) -> str:
    """Return what is odd about the name of somebody: a number or an address; never refused."""
    is_number = not re.search(r"[^\d\s+().\-/\u00a0\u202f]", text)
    if "@" in text or (is_number and sum(letter.isdigit() for letter in text) >= _LEAST_DIGITS):
        return _("This looks like a phone number or an e-mail address: it has its own field.")
    return ""


def fault_of_value(kind: str, field: str, text: str) -> str:
    """Return how to repair what is typed into a field of a kind of record; nothing if it is fine.

    Only ways to reach somebody have a form of their own.
    """
    if kind != Person.kind:
        return ""
    if field == "phone":
        return fault_of_phone(text)
    return fault_of_email(text) if field == "email" else ""
