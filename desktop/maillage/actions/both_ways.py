"""A change that can be undone and done again, as long as nobody has written over it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeVar

from maillage.domain.errors import ChangedSince
from maillage.domain.records import Record

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from maillage.exchange.store import Store

R = TypeVar("R", bound=Record)


def both_ways(
    store: Store, now: R, before: Mapping[str, object], change: Callable[..., R]
) -> tuple[Callable[[], R], Callable[[], R]]:
    """Return what undoes a change and what does it again.

    ``now`` is the record as the change left it, ``before`` has the fields it changed as they
    were. ``change`` writes fields, given by name, and returns the record as it is then.

    Both raise ChangedSince, and write nothing, once a field holds something else than they
    expect, or is disputed: a merge brought what somebody else wrote.
    """
    made = {name: getattr(now, name) for name in before}
    held = made

    def put(values: Mapping[str, object]) -> R:
        nonlocal held
        with store.action():
            _still_holds(store, now, held)
            left = change(**values)
        held = {name: getattr(left, name) for name in values}
        return left

    return partial(put, before), partial(put, made)


def _still_holds(store: Store, record: Record, held: Mapping[str, object]) -> None:
    found = store.get(type(record), record.id)
    for name, value in held.items():
        if getattr(found, name) != value or record.id in store.disputed(type(record), name):
            raise ChangedSince(record.id, name)
