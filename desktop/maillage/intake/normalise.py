"""One written form for names, phones, addresses and numbers; what does not parse stays as typed."""

from __future__ import annotations

import re
import unicodedata

from maillage.direction import MARKS, calm
from maillage.domain.contacts import parted
from maillage.intake.flags import Why

Normalised = tuple[str, Why | None]
"""The form to keep, and why a person should look at it, if they should."""
_UNMARKED = dict.fromkeys(map(ord, MARKS))

_OVERSEAS = {
    **dict.fromkeys(("0590", "0690", "0691"), "GP"),
    **dict.fromkeys(("0596", "0696", "0697"), "MQ"),
    **dict.fromkeys(("0594", "0694"), "GF"),
    **dict.fromkeys(("0262", "0263", "0692", "0693"), "RE"),
    **dict.fromkeys(("0269", "0639"), "YT"),
    **dict.fromkeys(("0508", "0708"), "PM"),
}
"""Parts of France that dial with a 0 but have a country code of their own, by how it begins."""
_FRANCE = 33
_PARTICLES = frozenset({"de", "du", "des", "d"})
_BEFORE = frozenset(
    {*_PARTICLES, "la", "le", "les", "da", "do", "dos", "van", "von", "der", "el", "al"}
)
"""Words that a last name may begin with."""
_NOTHING = frozenset(
    {
        "néant",
        "neant",
        "n/a",
        "aucun",
        "aucune",
        "non renseigné",
        "non communiqué",
        "sans objet",
        "anonymous",
    }
)
_VOWELS = frozenset("AEIOUY")
_INITIALS = 2
_PLACE = re.compile(r"(?P<before>.*?)\b(?P<code>(?:\d\d|2[AB]) ?\d{3})\b(?P<after>.*)")


_FRACTION = re.compile(r"(\d+)[.,]0*")
_POWER = re.compile(r"(\d)(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
_POSTCODE = re.compile(r"(?:0[1-9]|[1-8]\d|9[0-578])\d{3}")
_SIRET = 14
_LETTERS = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_TWO = re.compile(r"[/&+]|(?<=\w) (?:et|and) (?=\w)", re.IGNORECASE)
_JOINS = frozenset({"et", "and", "&", "+", "/"})
_TITLE = r"(?:M\.|Mme|Mlle|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Monsieur|Madame) +"
_TITLES = re.compile(rf"^{_TITLE}(?:(?:et|and|&|/) +{_TITLE})?", re.IGNORECASE)
"""The title a name begins with, or both of a couple’s: «M. et Mme»."""


def whole(text: str) -> Normalised:
    """Return the digits of a number that a spreadsheet wrote as a fraction or a power of ten.

    75011.0 is 75011, and 4.5234567800017E13 is 45234567800017. Of 4,52E+13 the last digits
    are lost: that stays as typed, with the reason.
    """
    typed = line(text)
    if found := _FRACTION.fullmatch(typed):
        return found[1], None
    if found := _POWER.fullmatch(typed):
        after, power = found[2] or "", int(found[3])
        if len(after) == power:
            return found[1] + after, None
        return typed, Why.CUT_NUMBER
    return typed, None


def line(text: str) -> str:
    """Return a text composed, on one line, with single spaces.

    Marks of direction, which telephones put around numbers and our screens around names, are no
    part of what was meant.
    """
    bare = calm(text).translate(_UNMARKED)
    return " ".join(unicodedata.normalize("NFC", bare).split())


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


def names_two(text: str) -> bool:
    """Tell whether one name may be that of two people: «Paul et Claire», «Koné / Diallo»."""
    return bool(_TWO.search(text))


def said(text: str) -> str:
    """Return a text on one line; nothing for the «-» or «néant» of whoever had nothing to say."""
    typed = line(text)
    is_nothing = not any(map(str.isalnum, typed)) or typed.casefold().strip(" .") in _NOTHING
    return "" if is_nothing else typed


def told_apart(text: str, *, family_first: bool = False) -> tuple[str, str]:
    """Return first and last name of «Ada Lefèvre», «LEFÈVRE Ada» or «Lefèvre, Ada».

    Where nothing tells them apart the first word is the first name, or what is left of the last
    one's first word and its particles if the list says ``family_first``.
    """
    typed = line(text)
    family, comma, given = typed.partition(",")
    if comma and family.strip() and given.strip():
        return given.strip(), family.strip()
    words, loud = words_of(typed)
    if any(loud) and not all(loud):
        first = [word for word, is_loud in zip(words, loud, strict=True) if not is_loud]
        # «Jean DE LA TOUR», «LE GOFF Anne»: the capitals are the family's.
        return " ".join(first), " ".join(
            w for w, is_loud in zip(words, loud, strict=True) if is_loud
        )
    if not words[1:]:
        return "", typed
    if words[1].casefold() in _JOINS:
        # «Roger et Odile Tanguy»: both first names, whatever comes first in this list.
        last = max(at for at, word in enumerate(words) if word.casefold() in _JOINS) + 2
        return " ".join(words[:last]), " ".join(words[last:])
    if not family_first:
        return words[0], " ".join(words[1:])
    last = next((at for at, word in enumerate(words) if word.casefold() not in _BEFORE), 0) + 1
    return " ".join(words[last:]), " ".join(words[:last])


def words_of(text: str) -> tuple[list[str], list[bool]]:
    """Return the words of a name without a title, and which of them are all capitals."""
    words = _TITLES.sub("", line(text)).split()
    return words, [len(w) > 1 and w.isupper() and bool(_LETTERS.fullmatch(w)) for w in words]


def _word(word: str, *, followed: bool) -> str:
    if followed and word.casefold() in _PARTICLES:
        return word.lower()
    if len(word) == _INITIALS and not _VOWELS & set(unicodedata.normalize("NFD", word.upper())):
        return word  # «JP» is two initials, or a name nobody can tell from them
    return word[:1].upper() + word[1:].lower()


def phone(text: str) -> Normalised:
    """Return a number as «+33 6 12 34 56 78»; without a country code it is a French one.

    One behind a switchboard is written «+33 1 23 45 67 89 poste 12», whatever the language.
    """
    import phonenumbers as lib

    typed, cut = whole(text)
    if not typed or cut:
        return typed, cut
    number, extension = parted(typed)
    # Letters would be read as the keys of a telephone.
    if any(letter.isalpha() for letter in number):
        return typed, Why.NOT_A_PHONE
    try:
        found = lib.parse(number, "FR")
    except lib.NumberParseException:
        return typed, Why.NOT_A_PHONE
    if not number.startswith(("+", "00")) and not lib.is_valid_number(found):
        begins = f"0{found.national_number}"[:4]
        overseas = lib.parse(number, _OVERSEAS[begins]) if begins in _OVERSEAS else found
        found = overseas if lib.is_valid_number(overseas) else found
    # Possible, not valid: new ranges open every year and this program may be years old.
    zero = found.country_code == _FRANCE and found.italian_leading_zero
    if zero or found.extension or not lib.is_possible_number(found):
        return typed, Why.NOT_A_PHONE
    written = lib.format_number(found, lib.PhoneNumberFormat.INTERNATIONAL)
    return (f"{written} poste {extension}" if extension else written), None


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

    typed, cut = whole(text)
    if not typed or cut:
        return typed, cut
    # A spreadsheet drops the zeros a number begins with.
    cut_short = typed.isdecimal() and len(typed) >= _SIRET - 2
    digits = typed.zfill(_SIRET) if cut_short else typed
    try:
        return lib.validate(digits), None
    except ValidationError:
        return typed, Why.NOT_A_SIRET


def postcode(text: str) -> Normalised:
    """Return the five digits of a French postcode, the zero that a spreadsheet dropped included."""
    typed, cut = whole(text)
    if not typed or cut:
        return typed, cut
    digits = re.sub(r"^(?:F|FR)[- ]+|[ \u202f]", "", typed, flags=re.IGNORECASE)
    if re.fullmatch(r"[1-9]\d{3}", digits):
        digits = f"0{digits}"
    found = _POSTCODE.match(digits)
    # «75680 CEDEX 14» says which post office, which nobody needs to find a territory.
    if found and re.fullmatch(r"(?:CEDEX\d*)?", digits[found.end() :], re.IGNORECASE):
        return found[0], None
    return typed, Why.NOT_A_POSTCODE


def place(text: str) -> tuple[str, str]:
    """Return commune and postcode, each empty if not said: «01000 Bourg» -> Bourg, 01000."""
    typed = line(text)
    found = _PLACE.fullmatch(typed)
    if not found:
        return typed, ""
    around = (found[part].strip(" ,;/()-–") for part in ("before", "after"))
    return " ".join(filter(None, around)), found["code"].replace(" ", "")
