"""A choice between several values that can be undone: then it is asked again, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import exchanges
from maillage.domain.errors import ChangedSince
from maillage.domain.journal import Identity
from maillage.domain.reopening import Choice

if TYPE_CHECKING:
    from maillage.exchange.store import Store
    from maillage.store.reading import Conflict


def decide(store: Store, conflict: Conflict, value: object) -> Choice | None:
    """Decide by a value, as ``exchanges.resolve``; return the choice, for whoever undoes it.

    None if it has changed more than the field in question, so that it cannot be undone alone.
    """
    with store.action() as writer:
        before = writer.number()
        exchanges.resolve(store, conflict, value)
        last = writer.number()
    alone = last == before + 1
    return Choice(conflict.record, conflict.field, Identity(store.device, last)) if alone else None


def ask_again(store: Store, choice: Choice | None) -> bool:
    """Undo a choice; return False if that cannot be, or somebody has decided otherwise since."""
    return choice is not None and store.reopen(choice)


def undo(store: Store, choice: Choice | None) -> None:
    """Undo one choice; raises ChangedSince, and changes nothing, where that cannot be."""
    if not ask_again(store, choice):
        raise ChangedSince(choice.record if choice else "", choice.field if choice else "")
