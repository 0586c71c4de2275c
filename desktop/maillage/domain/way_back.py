"""What takes back what one deed wrote of a record, unless somebody has built on it since; pure.

The last word on what would be written over has to be that of the device whose deed it was, and
has to say what the deed said: what the same person changed since and changed back is no matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.journal import DELETED, Head, edited, fold, removed
from maillage.domain.records import fields_of
from maillage.domain.values import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from maillage.domain.journal import Entry, Folded, Operation
    from maillage.domain.values import Stored


def is_first(operation: Operation) -> bool:
    """Tell whether an operation added its record: it replaces nothing, an edit always says what."""
    return not any(isinstance(entry, list) for entry in operation.change.values())


def goes(mine: Sequence[Operation]) -> bool:
    """Tell whether taking these operations of one record back deletes it.

    They have added it, or have brought it back.
    """
    return any(map(is_first, mine)) or _said(mine).get(DELETED) is False


def way_back(
    history: Sequence[Operation], mine: Sequence[Operation], emptied: Collection[str] = ()
) -> dict[str, Entry] | None:
    """Return the change that takes these operations of one record back; None if it is too late.

    ``history`` has every operation of the record. Nothing is to be written where all is as it
    was before. The ``emptied`` fields of what is deleted lose their value.
    """
    now, said, device = fold(history), _said(mine), mine[0].device
    if goes(mine):
        left = {**_restated(history, mine), **said}
        names = {*now.heads, *left}
        if now.deleted or not all(_stands(now, one, left.get(one), device) for one in names):
            return None
        lost = set(emptied).intersection(fields_of(now.kind))
        return {**removed(now), **edited(now, dict.fromkeys(lost))}
    if now.deleted and DELETED not in said:
        return None
    before = {name: _before(history, mine, name) for name in said}
    wanted = {
        name: before[name]
        for name, value in said.items()
        if not _same(name, value, before[name])
        and (now.is_open(name) or not _same(name, now.value(name), before[name]))
    }
    if not all(_stands(now, name, said[name], device) for name in wanted):
        return None
    return edited(now, wanted)


def _stands(now: Folded, name: str, value: Stored, device: str) -> bool:
    """Tell whether nobody but a device has the last word on a field, and it says this value."""
    return all(
        head.device == device and _same(name, head.value, value) for head in now.heads.get(name, ())
    )


def _said(mine: Iterable[Operation]) -> dict[str, Stored]:
    """Return what operations of one device have written last of each field."""
    return {
        name: _value(entry)
        for one in sorted(mine, key=lambda one: one.n)
        for name, entry in one.change.items()
    }


def _restated(history: Iterable[Operation], mine: Sequence[Operation]) -> Mapping[str, Stored]:
    """Return what the deletions say of a record that these operations have taken back."""
    replaced = _replaced(mine, DELETED)
    deletions = [one for one in history if str(one.identity) in replaced]
    return fold(deletions).values if deletions else {}


def _before(history: Iterable[Operation], mine: Sequence[Operation], name: str) -> Stored:
    """Return the value that these operations replaced; nothing where there was none."""
    replaced = _replaced(mine, name)
    heads = [
        Head(one.time, one.device, one.n, _value(one.change[name]))
        for one in history
        if str(one.identity) in replaced and name in one.change
    ]
    value = max(heads).value if heads else None
    return bool(value) if name == DELETED else value


def _replaced(mine: Sequence[Operation], name: str) -> set[str]:
    """Return which operations of others these have replaced in a field."""
    found = {
        str(seen)
        for one in mine
        for entry in (one.change.get(name),)
        if isinstance(entry, list)
        for seen in entry[1:]
    }
    return found.difference(str(one.identity) for one in mine)


def _same(name: str, one: Stored, other: Stored) -> bool:
    if name == DELETED:
        return bool(one) == bool(other)
    return canonical(one) == canonical(other)


def _value(entry: Entry) -> Stored:
    return entry[0] if isinstance(entry, list) else entry
