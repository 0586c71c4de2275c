"""The sentences for what comes too late: others have changed something meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from maillage import language
from maillage.domain import errors
from maillage.language import _, ngettext_

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.errors import MaillageError

MOST_NAMED = 3
"""People named in a sentence."""


def _used_since(error: errors.UsedSince) -> str:
    return ngettext_(
        "This cannot be undone any more: {n} record was worked on since. Nothing was changed.",
        "This cannot be undone any more: {n} records were worked on since. Nothing was changed.",
        len(error.records),
    )


def _list_used_since(error: errors.ListUsedSince) -> str:
    first, more = error.names[:MOST_NAMED], len(error.names) - MOST_NAMED
    others = [ngettext_("{n} other", "{n} others", more)] if more > 0 else []
    return _(
        "The list stays: since then somebody has worked on {names}. Nothing was changed.",
        names=language.current().list([*first, *others]),
    )


def _seated_since(_error: errors.SeatedSince) -> str:
    return _(
        "This cannot be undone any more: somebody changed these seats since. Nothing was changed."
    )


def _plan_changed(_error: errors.PlanChanged) -> str:
    return _("The tables or who is here changed while you were reading. Nobody was moved.")


def _redo_too_late(_error: errors.RedoTooLate) -> str:
    return _("This cannot be done again: somebody has changed it since. Nothing was changed.")


def _disputed_anew(_error: errors.DisputedAnew) -> str:
    return _("Another value has arrived meanwhile. Nothing was decided: look at all of them.")


SENTENCES: dict[type[MaillageError], Callable[[MaillageError], str]] = {
    errors.UsedSince: cast("Callable[[MaillageError], str]", _used_since),
    errors.ListUsedSince: cast("Callable[[MaillageError], str]", _list_used_since),
    errors.SeatedSince: cast("Callable[[MaillageError], str]", _seated_since),
    errors.PlanChanged: cast("Callable[[MaillageError], str]", _plan_changed),
    errors.RedoTooLate: cast("Callable[[MaillageError], str]", _redo_too_late),
    errors.DisputedAnew: cast("Callable[[MaillageError], str]", _disputed_anew),
}
