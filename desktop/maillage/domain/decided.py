"""Choices that were made: what an operation chose among several values; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.journal import Folded, Head, fold, value_of
from maillage.domain.reopening import as_asked
from maillage.domain.values import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from maillage.domain.journal import Operation
    from maillage.domain.values import Stored


class Decided(Struct, frozen=True):
    """One field of one record that had several values until somebody chose."""

    record: str
    kind: str
    field: str
    choices: tuple[Head, ...]
    """The different values there were, the latest first; stored form."""
    chosen: Head
    """What was chosen, on which device, and when."""
    now: Stored
    """The value shown today: somebody may have changed it since."""
    last: bool
    """Whether the choice is the one last word on the field, as long as the record is there."""
    reopened: bool
    """Whether the field has several values again, so that it waits for a person."""
    deleted: bool
    """Whether the record is shown as deleted today."""


def decided(operations: Iterable[Operation]) -> list[Decided]:
    """Return the choices made in one record's operations, in no order.

    A choice is an operation that replaced several values which a person had to decide
    between. Deleting a record restates what it says and chooses nothing. A choice that was
    undone is none.
    """
    there = list(operations)
    history, now = as_asked(there), fold(there)
    by_identity = {str(operation.identity): operation for operation in history}
    found = []
    for operation in history:
        for name, value, replaced in _replacing(operation):
            heads = sorted(_heads(name, replaced, by_identity), reverse=True)
            chosen = Head(operation.time, operation.device, operation.n, value)
            if Folded(now.kind, {name: tuple(heads)}).is_disputed(name):
                found.append(
                    Decided(
                        record=operation.record,
                        kind=now.kind,
                        field=name,
                        choices=_distinct(heads),
                        chosen=chosen,
                        now=now.value(name),
                        last=not now.deleted and now.heads.get(name) == (chosen,),
                        reopened=now.is_disputed(name),
                        deleted=now.deleted,
                    )
                )
    return found


def _replacing(operation: Operation) -> Iterator[tuple[str, Stored, list[str]]]:
    """Yield field, new value and the operations replaced, where these are several."""
    for name, entry in operation.change.items():
        if isinstance(entry, list) and len(entry) > 2:  # noqa: PLR2004 - a value and two others
            yield name, entry[0], [str(one) for one in entry[1:]]


def _heads(name: str, replaced: list[str], history: dict[str, Operation]) -> Iterator[Head]:
    for identity in replaced:
        of = history.get(identity)
        if of is not None and name in of.change:
            entry = of.change[name]
            yield Head(of.time, of.device, of.n, value_of(entry))


def _distinct(heads: Iterable[Head]) -> tuple[Head, ...]:
    """Return the latest head of each different value, in the order of heads."""
    first: dict[str, Head] = {}
    for head in heads:
        first.setdefault(canonical(head.value), head)
    return tuple(first.values())
