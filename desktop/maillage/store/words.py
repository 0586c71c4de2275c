"""French words for passphrases and fingerprints: 2,048 that are told apart by ear."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache

from maillage.domain.matching import plain


@cache
def word_list() -> tuple[str, ...]:
    """Return the words, each composed as a keyboard types it."""
    from mnemonic import Mnemonic

    words = Mnemonic("french").wordlist
    return tuple(unicodedata.normalize("NFC", word) for word in words)


def as_listed(typed: str) -> str:
    """Return typed words in one form; those of the list need no accent and no small letter.

    They are told by telephone, and no two of them differ by accents alone. Other words stay
    as they were typed.
    """
    composed = unicodedata.normalize("NFKC", " ".join(typed.split()))
    found = [_plainly().get(plain(word)) for word in composed.split()]
    return " ".join(word for word in found if word) if all(found) else composed


@cache
def _plainly() -> dict[str, str]:
    return {plain(word): word for word in word_list()}


def suggestion(count: int = 7) -> str:
    """Return a random passphrase; seven words make 77 bits."""
    return " ".join(secrets.choice(word_list()) for _ in range(count))
