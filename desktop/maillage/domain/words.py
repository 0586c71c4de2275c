"""Marks texts for the translation catalogues without translating them."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - the name every gettext tool knows
    """Return the English text unchanged; whoever shows it translates it."""
    return text


def N_plural(one: str, many: str) -> tuple[str, str]:  # noqa: N802 - as above
    """Return both English forms unchanged; whoever shows one translates it."""
    return one, many
