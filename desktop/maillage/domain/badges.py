"""The short code on a badge: made from a registration's random id, it says nothing of the person.

``M``, ten digits in Crockford's base 32, and one more that checks them: twelve signs, which a QR
code holds in its smallest size and a person can type. The code is never stored: its digits are
the last fifty bits of the id, the most random ones.
"""

from __future__ import annotations

import unicodedata
from functools import reduce
from uuid import UUID

PREFIX = "M"
DIGITS = 10
LENGTH = len(PREFIX) + DIGITS + 1
GROUP = 4
"""Signs between two blanks where a code is printed to be typed."""

MOST_TYPED = 64
"""Longest text looked at; a scanner types twelve signs, a person a few blanks more."""

LEAST_CODE = 6
"""Fewest signs of a run without blanks that are taken for a code."""

_NO_NAME = frozenset('!"#$%&*+:;<=>?[\\]^_{|}~§')
"""Signs in no name; what a scanner types for a digit where keyboards do not agree."""

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
"""Signs that people take for one another have one value."""

_FIELD = 0b100101
"""x⁵ + x² + 1 is primitive over two elements: the powers of x are all 31 values but zero."""

_KEYBOARDS: tuple[dict[int, int], ...] = (
    {},
    # The scanner takes the laptop for an American one, and it is French (or Belgian, or a Mac).
    str.maketrans("&É\"'(-È_ÇÀ§!AZQW?,", "123456789068QWAZMM"),
    # The scanner is set to French keys, and the laptop is American.
    str.maketrans("!@#$%^&*()AZQW:;", "1234567890QWAZMM"),
    # One of the two is Swiss or German.
    str.maketrans("YZ", "ZY"),
)
"""What each mismatch of keyboards types in the place of a sign, the right keyboard first."""


def code(registration: str) -> str:
    """Return the twelve signs on the badge of a registration, by its id."""
    bits = UUID(registration).int
    places = range(5 * (DIGITS - 1), -1, -5)
    digits = [bits >> place & 31 for place in places]
    return PREFIX + "".join(_ALPHABET[digit] for digit in (*digits, _check(digits)))


def spelled(code: str) -> str:
    """Return a code in groups of four, as it is printed for people to read and type."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def readings(typed: str) -> tuple[str, ...]:
    """Return the codes that what was typed may mean, the likeliest first; none for other text.

    A scanner is a keyboard, and may not be the one the laptop expects. Case, blanks and hyphens
    do not count. With one sign mistyped, or two in each other's place, a code is none, unless
    it reads as one from another keyboard.
    """
    if len(typed) > MOST_TYPED:
        return ()
    capital = unicodedata.normalize("NFC", typed).upper()
    found = (_sound(capital.translate(keyboard)) for keyboard in _KEYBOARDS)
    return tuple(dict.fromkeys(code for code in found if code))


def is_other_code(typed: str) -> bool:
    """Tell whether what was typed is a code, though none of ours: no name is written like it.

    Tickets bear an address or a number, and of our own codes one sign may have been misread.
    """
    run = "".join(typed.split())
    if len(run) == LENGTH and run[0] in "Mm?," and any(map(str.isdigit, run)):
        return True
    text = typed.strip()
    if "://" in text:
        return True
    signs = any(sign.isdigit() or sign in _NO_NAME for sign in text)
    return signs and run == text and len(text) >= LEAST_CODE and "@" not in text


def _sound(text: str) -> str:
    signs = "".join(text.split()).replace("-", "")
    values = [_VALUES.get(sign) for sign in signs[len(PREFIX) :]]
    known = [value for value in values if value is not None]
    if len(signs) != LENGTH or not signs.startswith(PREFIX) or len(known) != len(values):
        return ""
    if _check(known[:-1]) != known[-1]:
        return ""
    return PREFIX + "".join(_ALPHABET[value] for value in known)


def _check(digits: list[int]) -> int:
    """Return the digit that makes digits, weighted by powers of x over GF(32), add up to zero.

    As all weights differ and none is zero, one wrong digit or two exchanged change the sum.
    """
    return reduce(lambda total, digit: _times_x(total ^ digit), digits, 0)


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled > 31 else doubled  # noqa: PLR2004 - five bits
