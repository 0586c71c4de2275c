"""French words for passphrases and fingerprints: 2,048 that are told apart by ear."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache


@cache
def word_list() -> tuple[str, ...]:
    """Return the words, each composed as a keyboard types it."""
    from mnemonic import Mnemonic

    words = Mnemonic("french").wordlist
    return tuple(unicodedata.normalize("NFC", word) for word in words)


def suggestion(count: int = 7) -> str:
    """Return a random passphrase; seven words make 77 bits."""
    return " ".join(secrets.choice(word_list()) for _ in range(count))
