"""Joins all pairs of one ticket; whoever stops in between keeps what was joined, and undoes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import duplicates
from maillage.actions.duplicates import Done
from maillage.language import ngettext_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage import Store
    from maillage.ui.background import Progress


class Many(Struct, frozen=True):
    """What came of joining many pairs."""

    joined: int
    done: Done
    """All of it, to be undone at once."""
    stopped_by: Exception | None = None
    """Why the others were not: somebody stopped it, or it failed there."""


def join_many(store: Store, pairs: Sequence[tuple[str, str]], progress: Progress) -> Many:
    """Join pairs, some at a time; return what was done, also if it ended before its end.

    Raises what made the very first of them fail.
    """
    parts: list[Done] = []
    joined, of = 0, len(pairs)
    try:
        progress.report(0, of)
        for joined, of, done in duplicates.join_in_parts(store, pairs):
            parts.append(done)
            progress.report(joined, of)
    except Exception as error:
        if not parts:
            raise
        if joined < of:
            return Many(joined, duplicates.together(parts), error)
    return Many(joined, duplicates.together(parts))


def many_words(many: Many) -> str:
    """Return what came of it, in a sentence."""
    n = many.joined
    if many.stopped_by is None:
        return ngettext_("{n} pair joined.", "{n} pairs joined.", n)
    return ngettext_(
        "Stopped: {n} pair is joined, the others wait.",
        "Stopped: {n} pairs are joined, the others wait.",
        n,
    )
