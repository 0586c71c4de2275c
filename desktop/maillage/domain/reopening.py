"""A choice that is undone: the question is put again, to everybody, with the values there were.

Nothing leaves the journal. Whoever undoes a choice writes each of the values once more, and each
replaces the choice alone: so the field has several heads again, wherever this arrives. No device
writes so otherwise, for it replaces what it wrote itself before. Read ``as_asked``, the choice
and what undid it are as if they had never been, and the values those of whoever wrote them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from maillage.domain.journal import DELETED, Folded, Head, Identity, fold, value_of
from maillage.domain.values import canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from maillage.domain.journal import Entry, Operation

    Place = tuple[str, str]
    """A field, and the identity of an operation that wrote it."""


class Choice(Struct, frozen=True):
    """A value that an operation chose for a field of a record."""

    record: str
    field: str
    chosen: Identity


def reopening(history: Sequence[Operation], choice: Choice) -> list[dict[str, Entry]]:
    """Return the changes that put a question again, in their order; none if it is too late.

    That is so once the choice is not the one last word on the field any more. What was shown
    before it is written last, and so shown again.
    """
    name, chosen = choice.field, str(choice.chosen)
    by_identity = {str(one.identity): one for one in history}
    now = fold(history)
    if name == DELETED or now.deleted or chosen not in by_identity:
        return []
    if [str(head.identity) for head in now.heads.get(name, ())] != [chosen]:
        return []
    heads = sorted(replaced_heads(by_identity[chosen], name, by_identity))
    if not Folded(now.kind, {name: tuple(reversed(heads))}).is_disputed(name):
        return []
    latest = {canonical(head.value): head for head in heads}
    return [{name: [head.value, chosen]} for head in sorted(latest.values())]


def as_asked(history: Iterable[Operation]) -> list[Operation]:
    """Return the operations of one record without the choices that were undone."""
    operations = list(history)
    undone, stands_for = _undone(operations)
    if not undone:
        return operations
    found, never = [], undone | stands_for.keys()
    for one in operations:
        change = {
            name: _as_if_never(name, entry, undone, stands_for)
            for name, entry in one.change.items()
            if (name, str(one.identity)) not in never
        }
        if change:
            found.append(replace(one, change=change))
    return found


def asked(history: Iterable[Operation], name: str) -> tuple[Head, ...]:
    """Return the values of a field that nothing replaced, the shown one first, as they are told.

    A value that was put again is told as that of whoever wrote it first.
    """
    operations = list(history)
    _, stands_for = _undone(operations)
    by_identity = {str(one.identity): one for one in operations}

    def first_written(head: Head) -> Head:
        told, seen = head, set[str]()
        while (at := str(told.identity)) not in seen and (name, at) in stands_for:
            seen.add(at)
            told = max(_heads(stands_for[name, at], name, by_identity))
        return told

    return tuple(map(first_written, fold(operations).heads.get(name, ())))


def _undone(history: Sequence[Operation]) -> tuple[set[Place], dict[Place, set[str]]]:
    """Return the choices that were undone, and for each value put again whose it was."""
    by_identity = {str(one.identity): one for one in history}
    again: dict[tuple[str, str, str], list[Operation]] = defaultdict(list)
    for one in history:
        for name, entry in one.change.items():
            if isinstance(entry, list) and len(entry) == 2:  # noqa: PLR2004 - it replaced one
                again[name, str(entry[1]), one.device].append(one)
    undone: set[Place] = set()
    stands_for: dict[Place, set[str]] = {}
    for (name, chosen, _device), several in again.items():
        if len(several) < 2 or chosen not in by_identity:  # noqa: PLR2004 - nothing was put again
            continue
        whose: dict[str, set[str]] = defaultdict(set)
        for head in replaced_heads(by_identity[chosen], name, by_identity):
            whose[canonical(head.value)].add(str(head.identity))
        if all(canonical(value_of(one.change[name])) in whose for one in several):
            undone.add((name, chosen))
            for one in several:
                stands_for[name, str(one.identity)] = whose[canonical(value_of(one.change[name]))]
    return undone, stands_for


def _as_if_never(
    name: str, entry: Entry, undone: set[Place], stands_for: Mapping[Place, set[str]]
) -> Entry:
    """Return what an operation wrote, replacing what was there before choices were undone."""
    if not isinstance(entry, list):
        return entry
    replaced: set[str] = set()
    waiting, seen = [str(one) for one in entry[1:]], set[str]()
    while waiting:
        one = waiting.pop()
        if (name, one) in stands_for and one not in seen:  # a forged file may go in a circle
            seen.add(one)
            waiting += stands_for[name, one]
        elif (name, one) not in undone and (name, one) not in stands_for:
            replaced.add(one)
    return [entry[0], *sorted(replaced)]


def replaced_heads(operation: Operation, name: str, history: Mapping[str, Operation]) -> list[Head]:
    """Return the values of a field that an operation replaced, as far as they are known."""
    entry = operation.change.get(name)
    replaced = [str(one) for one in entry[1:]] if isinstance(entry, list) else []
    return _heads(replaced, name, history)


def _heads(identities: Iterable[str], name: str, history: Mapping[str, Operation]) -> list[Head]:
    return [
        Head(of.time, of.device, of.n, value_of(of.change[name]))
        for of in map(history.get, identities)
        if of is not None and name in of.change
    ]
