"""Choosing words that protect a file which anybody may copy and try for ever."""

from __future__ import annotations

import logging
import math
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from maillage.domain.errors import WeakPassphrase
from maillage.store import words

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

T = TypeVar("T")
log = logging.getLogger(__name__)

LEAST_BITS = 40
"""Below this a passphrase is refused; the Argon2id effort is worth about 20 more."""
GOOD_BITS = 70
MOST_LETTERS = 72
"""zxcvbn takes longer and longer; more letters than this need no measure."""
MOST_WORDS = 12
SERVICE = "maillage"
LEAST_PRIORITY = 1
"""Keyring's own mark for a place that is safe to keep secrets in."""


class Strength(Struct, frozen=True):
    """How hard a passphrase is to guess."""

    bits: int
    level: int
    """0 nothing, 1 refused, 2 passable, 3 good."""

    @property
    def accepted(self) -> bool:
        """Whether a store may be made with it."""
        return self.bits >= LEAST_BITS


def suggest() -> str:
    """Return seven random French words: 77 bits."""
    return words.suggestion()


def strength(passphrase: str) -> Strength:
    """Return how hard a passphrase is to guess, by zxcvbn and by our own word list.

    Whoever guesses may know both, so the easier way counts. zxcvbn knows no French: a
    word of our list is worth what the list makes it, and one said twice nothing more.
    """
    parts = passphrase.split()
    if not parts:
        return Strength(0, 0)
    of_listed = math.log2(len(_listed()))
    distinct = {part.casefold(): part for part in parts[:MOST_WORDS]}
    by_words = sum(
        of_listed if word in _listed() else _guesses(part) for word, part in distinct.items()
    )
    bits = int(min(by_words, _guesses(" ".join(parts))))
    level = 1 if bits < LEAST_BITS else 2 if bits < GOOD_BITS else 3
    return Strength(bits, level)


def require(passphrase: str) -> None:
    """Raise WeakPassphrase if a store should not be protected by this."""
    found = strength(passphrase)
    if not found.accepted:
        raise WeakPassphrase(found.bits, LEAST_BITS)


# A keyring raises KeyringError, or whatever the system below it raises. None of it may stop
# somebody who has just made a store, whose recovery key is shown only then.


def name_of(store: Path) -> str:
    """Return the name under which the system keeps a store's passphrase."""
    return str(store.absolute())


def can_remember() -> bool:
    """Return whether this system has a keyring that keeps what it is given."""
    try:
        return bool(_keyring().get_keyring().priority >= LEAST_PRIORITY)
    except Exception as error:  # noqa: BLE001
        return _without_keyring(error, otherwise=False)


def remember(store: str, passphrase: str) -> bool:
    """Keep a passphrase in the system's keyring; return whether it is kept."""
    try:
        _keyring().set_password(SERVICE, store, passphrase)
    except Exception as error:  # noqa: BLE001
        return _without_keyring(error, otherwise=False)
    return True


def recall(store: str) -> str | None:
    """Return the passphrase kept for a store, if the system keeps one."""
    try:
        kept: str | None = _keyring().get_password(SERVICE, store)
    except Exception as error:  # noqa: BLE001
        return _without_keyring(error, otherwise=None)
    return kept


def replace(store: str, passphrase: str) -> bool:
    """Keep another passphrase where the former one was kept; return whether none is lost.

    One that does not open the store any more stays nowhere.
    """
    if recall(store) is None or remember(store, passphrase):
        return True
    forget(store)
    return False


def forget(store: str) -> None:
    """Take a passphrase out of the system's keyring."""
    try:
        _keyring().delete_password(SERVICE, store)
    except Exception as error:  # noqa: BLE001
        _without_keyring(error, otherwise=None)


def _keyring() -> ModuleType:
    """Return the library; it takes a tenth of a second to import, and not every start asks it."""
    import keyring

    return keyring


def _without_keyring(error: Exception, *, otherwise: T) -> T:
    """Note the kind of failure alone, for its words may hold a secret; go on without."""
    log.info("no keyring: %s", type(error).__name__)
    return otherwise


def _guesses(text: str) -> float:
    """Return the bits that zxcvbn gives a text, of which it looks at the beginning."""
    from zxcvbn import zxcvbn

    guesses = zxcvbn(text[:MOST_LETTERS], max_length=MOST_LETTERS)["guesses"]
    return math.log2(max(int(guesses), 1))


@cache
def _listed() -> frozenset[str]:
    return frozenset(words.word_list())
