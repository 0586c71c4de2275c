"""The thread of a pledge: correcting a contact, taking it out, and when the pledge was closed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from maillage.actions.events import local_time
from maillage.domain.errors import MissingValue
from maillage.domain.records import FollowUp
from maillage.domain.said_first import said_first

if TYPE_CHECKING:
    from datetime import date

    from maillage.domain.journal import Operation
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


def status_since(store: Store, *, pledge: str) -> date | None:
    """Return the day on which a pledge was said to have come as far as it has, by the journal.

    Deleting a pledge and bringing it back changes nothing of that, nor opening it and closing it
    again on one day, as by undoing. None if nobody said, or if laptops say different things.
    """
    heads = store.heads(pledge).get("status", ())
    if len({head.value for head in heads}) != 1:
        return None
    (value,) = {head.value for head in heads}
    history = store.histories([pledge]).get(pledge, ())
    first = said_first(history, "status", lambda said: said == value, brief=_on_one_day)
    return min(_day(one.time) for one in first or heads)


def _on_one_day(one: Operation, other: Operation) -> bool:
    return _day(one.time) == _day(other.time)


def _day(time: int) -> date:
    return local_time(datetime.fromtimestamp(time / 1000, UTC)).date()
