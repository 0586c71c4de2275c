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
    emails: dict[str, Known | Entrant] = {}
    names: dict[str, Known | Entrant] = {}

    def remember(email: str, name: str, who: Known | Entrant) -> None:
        if tells(email):
            emails.setdefault(email, who)
        if name:
            names.setdefault(name, who)

    for one in known:
        if one.person and not one.erased:
            remember(str(one.values.get("email") or "").casefold(), plain(one.name), one)
    found = []
    for entrant in new:
        email, name = entrant.email.casefold(), plain(entrant.name)
        if like := emails.get(email):
            found.append(LikelySame(entrant, like, Likeness.EMAIL))
        elif like := names.get(name):
            found.append(LikelySame(entrant, like, Likeness.NAME))
        remember(email, name, entrant)
    return tuple(found)
