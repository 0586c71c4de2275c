"""What takes back what one deed wrote of a record, unless somebody has built on it since; pure.

The last word on what would be written over has to be that of the device whose deed it was, and
has to say what the deed said: what the same person changed since and changed back is no matter.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from maillage.domain.journal import DELETED, Folded, Head, edited, fold, removed, value_of
from maillage.domain.records import fields_of
from maillage.domain.reopening import Choice, reopening, replaced_heads
from maillage.domain.values import canonical

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from maillage.domain.journal import Entry, Operation
    from maillage.domain.since import Known
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
    history: Sequence[Operation],
    mine: Sequence[Operation],
    emptied: Collection[str] = (),
    *,
    seen: Known | None = None,
) -> list[dict[str, Entry]] | None:
    """Return the changes that take these operations of one record back; None if it is too late.

    ``history`` has every operation of the record. Nothing is to be written where all is as it
    was before. The ``emptied`` fields of what is deleted lose their value. Where they chose
    between values that others had written, the question is put again. What was ``seen`` when
    they were written is nothing that somebody has written since, whoever wrote it.
    """
    now = fold(history)
    if now.deleted and (goes(mine) or DELETED not in _said(mine)):
        return None
    found = (
        _deleting(now, history, mine, emptied, seen) if goes(mine) else _editing(now, history, mine)
    )
    return None if found is None else [change for change in found if change]


def _deleting(
    now: Folded,
    history: Sequence[Operation],
    mine: Sequence[Operation],
    emptied: Collection[str],
    seen: Known | None,
) -> list[dict[str, Entry]] | None:
    device, deletions = mine[0].device, _replaced(mine, DELETED)
    left = {**_restated(history, mine), **_said(mine)}

    def stands(name: str, head: Head) -> bool:
        if seen is not None and seen.has(head.device, head.n):
            return True
        # Whoever deleted it has restated every field that laptops agreed about.
        if name != DELETED and str(head.identity) in deletions:
            return True
        return head.device == device and _same(name, head.value, left.get(name))

    if not all(stands(name, head) for name, heads in now.heads.items() for head in heads):
        return None
    lost = set(emptied).intersection(fields_of(now.kind))
    return [{**removed(now), **edited(now, dict.fromkeys(lost))}]


def _editing(
    now: Folded, history: Sequence[Operation], mine: Sequence[Operation]
) -> list[dict[str, Entry]] | None:
    said, chosen = _said(mine), _chosen(now, history, mine)
    if any(_is_lost(history, mine, name) for name in said):
        return None
    before = {name: _before(history, mine, name) for name in said.keys() - chosen.keys()}
    asked = {name for name in before if now.is_open(name) and _are_heads(now, name, mine)}
    wanted = {
        name: value
        for name, value in before.items()
        if name in asked
        or (
            not _same(name, said[name], value)
            and (now.is_open(name) or not _same(name, now.value(name), value))
        )
    }
    if not all(name in asked or _stands(now, name, said[name], mine[0].device) for name in wanted):
        return None
    again = [reopening(history, one) for one in chosen.values() if not now.is_open(one.field)]
    if not all(again):
        return None
    return [edited(now, wanted), *chain.from_iterable(again)]


def _are_heads(now: Folded, name: str, mine: Iterable[Operation]) -> bool:
    """Tell whether these operations have the last words on a field: they put a question again."""
    return {head.identity for head in now.heads[name]} <= {one.identity for one in mine}


def _chosen(
    now: Folded, history: Sequence[Operation], mine: Sequence[Operation]
) -> dict[str, Choice]:
    """Return for each field the choice that these operations made between several values."""
    by_identity = {str(one.identity): one for one in history}
    found = {}
    for one in mine:
        for name in one.change:
            heads = replaced_heads(one, name, by_identity)
            if Folded(now.kind, {name: tuple(heads)}).is_disputed(name):
                found[name] = Choice(one.record, name, one.identity)
    return {name: one for name, one in found.items() if name != DELETED}


def _stands(now: Folded, name: str, value: Stored, device: str) -> bool:
    """Tell whether nobody but a device has the last word on a field, and it says this value."""
    return all(
        head.device == device and _same(name, head.value, value) for head in now.heads.get(name, ())
    )


def _said(mine: Iterable[Operation]) -> dict[str, Stored]:
    """Return what operations of one device have written last of each field."""
    return {
        name: value_of(entry)
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
        Head(one.time, one.device, one.n, value_of(one.change[name]))
        for one in history
        if str(one.identity) in replaced and name in one.change
    ]
    value = max(heads).value if heads else None
    return bool(value) if name == DELETED else value


def _is_lost(history: Iterable[Operation], mine: Sequence[Operation], name: str) -> bool:
    """Tell whether what these operations replaced in a field counts no more, none of it.

    Its author is not believed any more; the field was not empty for that.
    """
    replaced = _replaced(mine, name)
    return bool(replaced) and not any(str(one.identity) in replaced for one in history)


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
