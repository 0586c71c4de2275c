"""What a person should look at because of what is known here, and what is settled; pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag, Why
from maillage.intake.known import Known
from maillage.intake.planned import Change, Refused
from maillage.intake.structures import FACTS, Facts, same_fact, told_apart


def taken(
    entrants: Sequence[Entrant], new: Sequence[Entrant], refused: Sequence[Refused]
) -> list[Entrant]:
    """Return the lines that are taken in, the new ones first, as they are written."""
    before = {*(one.entrant.line for one in refused), *(one.line for one in new)}
    return [*new, *(one for one in entrants if one.line not in before)]


def remarks(
    lines: Sequence[Entrant],
    registered: Iterable[tuple[Entrant, Known]],
    structures: Facts,
    changed: Sequence[Change],
    differing: Sequence[Change],
) -> tuple[tuple[Entrant, Flag], ...]:
    """Return what lines say of structures and what is neither written nor asked about."""
    stands = {name: dict(of) for name, of in structures.items()}
    for change in changed:
        if change.known.has_own_place:
            continue
        of = stands.setdefault(change.entrant.organisation, {})
        of |= {one.field: str(one.listed) for one in change.fields if one.field in FACTS}
    asked = {
        (change.entrant.line, one.field)
        for change in (*changed, *differing)
        for one in change.fields
    }
    there = {entrant.line: known for entrant, known in registered}
    asked |= {
        (one.line, name)
        for one in lines
        for name in FACTS
        if one.line in there
        if same_fact(name, getattr(one, name), str(there[one.line].values.get(name) or ""))
    }
    new = {one.line for one in lines} - there.keys()
    return tuple(told_apart(lines, stands, asked, new))


def settled(
    registered: Iterable[tuple[Entrant, Known]], changes: Iterable[Change]
) -> frozenset[tuple[int, str]]:
    """Return lines and fields of which nothing is written or asked, and that need no look again.

    Something else stands here than what there was to look at, or it was seen the first time.
    """
    open_ = {(one.entrant.line, of.field) for one in changes for of in one.fields}
    return frozenset(
        (entrant.line, flag.field)
        for entrant, known in registered
        for flag in entrant.flags
        if (stands := known.values.get(flag.field)) and (entrant.line, flag.field) not in open_
        if flag.why is Why.FROM_PROFESSION or stands != getattr(entrant, flag.field)
    )
