"""What seating again is called, whom it moves, what it costs: for late, missing, or both."""

from __future__ import annotations

from collections.abc import Sequence

from maillage.actions.latecomers import Change
from maillage.domain.mixing import Quality
from maillage.language import _, ngettext_


def people_moved(changes: Sequence[Change]) -> tuple[int, int, int]:
    """Return how many different people get a seat, change tables, and free theirs."""
    moves = [move for change in changes for move in change.moves]
    seated = {move.guest for move in moves if move.from_ is None}
    off = {move.guest for move in moves if move.to is None}
    moved = {move.guest for move in moves if move.from_ is not None and move.to is not None}
    return len(seated), len(moved), len(off)


def title(*, late: bool, missing: bool) -> str:
    """Return what there is to do: somebody is late, somebody is missing, or both."""
    if late and missing:
        return _("Latecomers and absentees")
    if missing:
        return _("Free the seats of those who are missing")
    return _("Seat the latecomers") if late else _("Even out the tables")


def moves_words(changes: Sequence[Change]) -> str:
    """Return how many people are concerned, and in how many rounds, in words."""
    seated, moved, off = people_moved(changes)
    said = [
        (seated, ngettext_("{n} latecomer gets a seat", "{n} latecomers get a seat", seated)),
        (moved, ngettext_("{n} person changes tables", "{n} people change tables", moved)),
        (off, ngettext_("{n} absentee frees a seat", "{n} absentees free a seat", off)),
    ]
    words = ", ".join(one for count, one in said if count)
    if not words:
        return _("Nobody has to move")
    if len(changes) == 1:
        return words
    return ngettext_("In {n} round: {words}", "In {n} rounds: {words}", len(changes), words=words)


def cost_words(before: Quality, after: Quality) -> str:
    """Return which figures of the plan the changes make better or worse, from what to what."""
    balanced, were = after.balanced, before.balanced
    said = [
        (
            after.again != before.again,
            ngettext_(
                "{n} pair together more than once ({before} before)",
                "{n} pairs together more than once ({before} before)",
                after.again,
                before=before.again,
            ),
        ),
        (
            after.same_organisation != before.same_organisation,
            ngettext_(
                "{n} time two colleagues sit together ({before} before)",
                "{n} times two colleagues sit together ({before} before)",
                after.same_organisation,
                before=before.same_organisation,
            ),
        ),
        (
            balanced != were,
            ngettext_(
                "{n} balanced table of {of} ({before} of {were} before)",
                "{n} balanced tables of {of} ({before} of {were} before)",
                balanced.part,
                of=balanced.n,
                before=were.part,
                were=were.n,
            ),
        ),
    ]
    words = ", ".join(one for differs, one in said if differs)
    if not words:
        return _("The plan stays as good as it is.")
    return _("The plan then has: {figures}.", figures=words)


def done_words(changes: Sequence[Change]) -> str:
    """Return the fact to tell once these changes are kept."""
    seated, _moved, off = people_moved(changes)
    if seated and off:
        return _("The latecomers have a seat, those who are missing free theirs")
    if off:
        return _("The seats of those who are missing are free")
    return _("The latecomers have a seat") if seated else _("The tables are evened out")
