"""What people type about somebody at the door: names, with their capitals; pure."""

from __future__ import annotations

import re

_PARTICLES = frozenset({"de", "du", "des", "la", "da", "di", "van", "von"})


def name_from(typed: str) -> tuple[str, str]:
    """Return first and last name from what was searched; a lone word is taken as last name.

    Small letters become capitals where a name has them; what was typed with capitals stays.
    «Perrin, Hélène» is in the order of a sheet.
    """
    last, comma, first = typed.partition(",")
    if comma:
        return as_name(first), as_name(last)
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


def _capitalised(word: str) -> str:
    return re.sub(r"(^|[-'’])(\w)", lambda found: found[1] + found[2].upper(), word)
