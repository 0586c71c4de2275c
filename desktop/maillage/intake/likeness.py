"""Who of those a list would add may be somebody else already there; pure."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.intake.entrant import Entrant
from maillage.intake.keys import tells
from maillage.intake.known import Known
from maillage.intake.planned import LikelySame, Likeness
from maillage.intake.words import plain


def alike_here(new: Sequence[Entrant], known: Sequence[Known]) -> tuple[LikelySame, ...]:
    """Return who may be one: by e-mail, else by name, with those known, then in the list."""
    found: dict[tuple[str, str], Known | Entrant] = {}

    def remember(email: str, name: str, who: Known | Entrant) -> None:
        for key in _keys(email, name):
            found.setdefault(key, who)

    for one in known:
        if one.person and not one.erased:
            remember(str(one.values.get("email") or "").casefold(), plain(one.name), one)
    alike = []
    for entrant in new:
        email, name = entrant.email.casefold(), plain(entrant.name)
        keys = _keys(email, name)
        if by := next((key for key in keys if key in found), None):
            alike.append(LikelySame(entrant, found[by], _BY[bool(by[0]), bool(by[1])]))
        remember(email, name, entrant)
    return tuple(alike)


_BY = {
    (True, True): Likeness.BOTH,
    (True, False): Likeness.EMAIL,
    (False, True): Likeness.NAME,
}


def _keys(email: str, name: str) -> list[tuple[str, str]]:
    """Return what may tell somebody, the surest first: e-mail and name, e-mail, name."""
    mail = email if tells(email) else ""
    both = [(mail, name)] if mail and name else []
    return [*both, *([(mail, "")] if mail else []), *([("", name)] if name else [])]
