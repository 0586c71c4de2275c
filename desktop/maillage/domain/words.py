"""Marks a text for the translation catalogues without translating it."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Return the English text unchanged; whoever shows it translates it."""
    return text
