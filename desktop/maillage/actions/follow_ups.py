"""Correcting a contact about a pledge, and taking it out of the thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.errors import MissingValue
from maillage.domain.records import FollowUp

if TYPE_CHECKING:
    from maillage.exchange.store import Store


def correct(store: Store, *, follow_up: str, **values: object) -> FollowUp:
    """Change the day, the channel or the words of a contact; return it.

    Raises MissingValue for no words, TooLong, NotFound or Erased.
    """
    if "text" in values:
        words = str(values["text"]).strip()
        if not words:
            raise MissingValue("text")
        values = {**values, "text": words}
    with store.action():
        store.get(FollowUp, follow_up)
        store.change(follow_up, **values)
        return store.get(FollowUp, follow_up)


def delete(store: Store, *, follow_up: str) -> None:
    """Take a contact out of the thread; it can be brought back. Raises NotFound or Erased."""
    store.delete(follow_up)
