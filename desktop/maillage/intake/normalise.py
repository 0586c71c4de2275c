"""One written form for names, phones, addresses and numbers; what does not parse stays as typed."""

from __future__ import annotations

import re
import unicodedata

from maillage.intake.flags import Why

Normalised = tuple[str, Why | None]
"""The form to keep, and why a person should look at it, if they should."""

_OVERSEAS = ("GP", "MQ", "GF", "RE", "YT", "PM")
"""Parts of France that dial their mobiles with a 0 but have a country code of their own."""
_FRANCE = 33
_PARTICLES = frozenset({"de", "du", "des", "d"})
_VOWELS = frozenset("AEIOUY")
_INITIALS = 2
_PLACE = re.compile(r"(?P<before>.*?)\b(?P<code>(?:\d\d|2[AB]) ?\d{3})\b(?P<after>.*)")


def line(text: str) -> str:
    """Return a text composed, on one line, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def name(text: str) -> str:
    """Return a name; all capitals or all small letters become «Marie-Ange de La Tour».

    Whoever mixed cases meant it: «McDonald», «LeBris», «d’Arcy» stay as typed.
    """
    typed = line(text)
    if not (typed.isupper() or typed.islower()):
        return typed
    # Words, and the signs between them: a split keeps both.
    parts = re.split(r"([^\w]+)", typed)
    last = max((i for i, part in enumerate(parts) if part and i % 2 == 0), default=0)
    return "".join(
        part if i % 2 else _word(part, followed=i < last) for i, part in enumerate(parts)
    )


def _word(word: str, *, followed: bool) -> str:
    if followed and word.casefold() in _PARTICLES:
        return word.lower()
    if len(word) == _INITIALS and not _VOWELS & set(unicodedata.normalize("NFD", word.upper())):
        return word  # «JP» is two initials, or a name nobody can tell from them
    return word[:1].upper() + word[1:].lower()


def phone(text: str) -> Normalised:
    """Return a number as «+33 6 12 34 56 78»; without a country code it is a French one."""
    import phonenumbers as lib

    typed = line(text)
    if not typed:
        return "", None
    # Letters would be read as the keys of a telephone.
    if any(letter.isalpha() for letter in typed):
        return typed, Why.NOT_A_PHONE
    try:
        found = lib.parse(typed, "FR")
    except lib.NumberParseException:
        return typed, Why.NOT_A_PHONE
    if not typed.startswith(("+", "00")) and not lib.is_valid_number(found):
        overseas = (lib.parse(typed, region) for region in _OVERSEAS)
        found = next(filter(lib.is_valid_number, overseas), found)
    # Possible, not valid: new ranges open every year and this program may be years old.
    zero = found.country_code == _FRANCE and found.italian_leading_zero
    if zero or not lib.is_possible_number(found):
        return typed, Why.NOT_A_PHONE
    return lib.format_number(found, lib.PhoneNumberFormat.INTERNATIONAL), None


def email(text: str) -> Normalised:
    """Return an address with its domain in small letters; nothing is looked up on a network."""
    import email_validator as lib

    typed = line(text)
    if not typed:
        return "", None
    try:
        return lib.validate_email(typed, check_deliverability=False).normalized, None
    except lib.EmailNotValidError:
        return typed, Why.NOT_AN_EMAIL


def siret(text: str) -> Normalised:
    """Return the 14 digits of a SIRET whose check digit holds (La Poste's rule included)."""
    from stdnum.exceptions import ValidationError
    from stdnum.fr import siret as lib

    typed = line(text)
    if not typed:
        return "", None
    try:
        return lib.validate(typed), None
    except ValidationError:
        return typed, Why.NOT_A_SIRET


def place(text: str) -> tuple[str, str]:
    """Return commune and postcode, each empty if not said: «01000 Bourg» -> Bourg, 01000."""
    typed = line(text)
    found = _PLACE.fullmatch(typed)
    if not found:
        return typed, ""
    around = (found[part].strip(" ,;/()-–") for part in ("before", "after"))
    return " ".join(filter(None, around)), found["code"].replace(" ", "")
