"""Wordings compared as people compare them: accents, case, spaces and signs do not count."""

from __future__ import annotations

import re
import unicodedata

_GENDERED = re.compile(
    r"(?<=[a-z])(?:[·•.∙‧-]|\()(?:e|ne|se|euse|rice|trice|iere|ere)?\)?[·•.∙‧-]?s?\)?(?![a-z])"
)
"""The ending of inclusive writing: «chargé·e», «élu(e)s», «travailleur·euse·s»."""


def plain(text: str) -> str:
    """Return lower-case words without accents or signs, one space apart: «Élu·e» -> "elu"."""
    # A compatibility form also folds ligatures, full-width letters and no-break spaces.
    letters = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE")).casefold()
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    neutral = _GENDERED.sub("", bare)
    return " ".join(re.findall(r"\w+", neutral.replace("_", " ")))
