"""How figures are written in every document and on screen: never a share without its n."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from maillage.domain.indicators import Balance, Causes, Mean, Ratio
    from maillage.language import Language

NOTHING: Final = "–"
"""In the place of a figure that cannot be said."""
FEW: Final = 20
"""Under this many cases a percentage says more than one knows."""


def share(part: int, n: int, language: Language) -> str:
    """Return «9 sur 13» under 20 cases, else «69 % (n = 87)»; a dash when there is none."""
    _ = language.text
    if n <= 0:
        return NOTHING
    if n < FEW:
        return _("{part} of {n}", part=language.number(part), n=language.number(n))
    return _("{percent} (n = {n})", percent=language.percent(part / n), n=language.number(n))


def ratio(of: Ratio, language: Language) -> str:
    """Return a ratio as `share` writes it."""
    return share(of.part, of.n, language)


def mean(of: Mean, language: Language) -> str:
    """Return «4,2 (n = 12)», the n being tables or people; a dash when there is none."""
    return _with_n(of.value, of.n, language)


def balance(of: Balance, language: Language) -> str:
    """Return «0,87 (n = 60)», from 0 to 1; a dash when nobody came."""
    return _with_n(of.value, of.n, language)


def causes(of: Causes, language: Language) -> str:
    """Return the unfamiliarity ratio as `share` writes it."""
    return share(of.unfamiliarity, of.n, language)


def _with_n(value: float | None, n: int, language: Language) -> str:
    if value is None:
        return NOTHING
    _ = language.text
    return _("{value} (n = {n})", value=language.number(value, 2), n=language.number(n))
