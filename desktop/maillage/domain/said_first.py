"""Who said first what stands today: others have only restated it; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.journal import value_of
from maillage.domain.reopening import as_asked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from maillage.domain.journal import Entry, Operation
    from maillage.domain.values import Stored


def said_first(
    history: Iterable[Operation],
    field: str,
    holds: Callable[[Stored], bool],
    *,
    brief: Callable[[Operation, Operation], bool] = lambda _other, _again: False,
) -> list[Operation]:
    """Return the operations by which a value of a field that ``holds`` came to stand.

    What restates it, because it deletes the record, decides between two laptops or undoes such
    a choice, is not among them. Several laptops may have said it first, each by itself. Nor is
    what says it again after another value that was too ``brief`` to count.
    """
    by_identity = {str(one.identity): one for one in as_asked(history) if field in one.change}

    def says(identity: str) -> bool:
        entry = by_identity[identity].change[field]
        return holds(value_of(entry))

    replaced = {seen for one in by_identity.values() for seen in _seen(one.change[field])}
    found: dict[str, Operation] = {}
    looked_at: set[str] = set()
    waiting = [one for one in by_identity if one not in replaced]
    while waiting:
        identity = waiting.pop()
        if identity in looked_at:  # operations that replace each other cannot be honest
            continue
        looked_at.add(identity)
        if not says(identity):
            continue
        one = by_identity[identity]
        if before := _said_before(one, field, by_identity, says, brief):
            waiting += before
        else:
            found[identity] = one
    return list(found.values())


def _said_before(
    again: Operation,
    field: str,
    by_identity: Mapping[str, Operation],
    says: Callable[[str], bool],
    brief: Callable[[Operation, Operation], bool],
) -> list[str]:
    """Return what said before what an operation says ``again``, as far as it has replaced it."""
    found, met = list[str](), set[str]()
    waiting = _seen(again.change[field])
    while waiting:
        seen = waiting.pop()
        if seen in met or seen not in by_identity:
            continue
        met.add(seen)
        if says(seen):
            found.append(seen)
        elif brief(by_identity[seen], again):
            waiting += _seen(by_identity[seen].change[field])
    return found


def _seen(entry: Entry) -> list[str]:
    return [str(one) for one in entry[1:]] if isinstance(entry, list) else []
