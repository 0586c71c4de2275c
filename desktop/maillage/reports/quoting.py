"""Marks around what somebody said: once, in the typography of the language, others inside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from maillage.language import Language

_INNER: Final = {"fr": ("“", "”")}
"""The marks inside others, where they are not those of English."""
_OPENING, _CLOSING = "«“", "»”"
_STRAIGHT: Final = re.compile(r'(?<![\w.,!?…»”])"\s*([^"]+?)\s*"')
_SINGLE: Final = re.compile(r"(?<![^\W_])'(?=\S)([^']*[^'\s])'(?![^\W_])")
_GUILLEMETS: Final = re.compile(r"[«“]\s*|\s*[»”]")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'")


def quotation(text: str, language: Language) -> str:
    """Return a quote between the marks of a language, however somebody typed it.

    Marks that were already around all of it are not doubled, a full stop after them goes
    inside, and those within become the inner ones: «…“…”…» in French, “…‘…’…” in English.
    """
    _, (opening, closing) = language.text, _INNER.get(language.code, ("‘", "’"))

    def inner(found: re.Match[str]) -> str:
        return opening if found.group().strip() in _OPENING else closing

    said = _SINGLE.sub(r"“\1”", _STRAIGHT.sub(r"“\1”", text.strip()))
    said = _GUILLEMETS.sub(inner, _unwrapped(said))
    return _("“{quote}”", quote=_APOSTROPHE.sub("’", said))


def _unwrapped(said: str) -> str:
    """Return a text without the marks around all of it; a full stop behind them stays."""
    end = len(said.rstrip(".…"))
    if said[:1] not in tuple(_OPENING) or said[end - 1 : end] not in tuple(_CLOSING):
        return said
    depth = 0
    for at, letter in enumerate(said[:end]):
        depth += (letter in _OPENING) - (letter in _CLOSING)
        if depth == 0 and at < end - 1:
            return said  # two quotes one after the other
    inside = said[1 : end - 1].strip()
    return inside if inside.endswith((".", "…", "!", "?")) else inside + said[end:]
