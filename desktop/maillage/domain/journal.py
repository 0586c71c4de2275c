"""Operations, and the whole rule of merging: ``fold``, over one record's operations.

A head of a field is an operation that no other operation replaced. One head: its value
is the value. Several heads with different values: a conflict. No clock decides anything
but which of several heads is shown until a person has chosen.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import Struct

from maillage.domain.records import fields_of
from maillage.domain.values import Stored, canonical

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCHEMA = 5
"""Version of the records' definitions; grows when a kind or a field is added. Files tell it."""
DELETED = "deleted"
"""The field that every kind of record has."""

Entry = Stored | list[Stored]
"""A first value, or ``[value, replaced...]`` with the identities of what was replaced."""


class Identity(NamedTuple):
    """Which operation: the ``n``-th of a device. Written ``device:n``."""

    device: str
    n: int

    def __str__(self) -> str:
        """Return the written form."""
        return f"{self.device}:{self.n}"


class Operation(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """One change of one record by one device; never altered, never sent twice as another.

    A structure that is read from a line of JSON, and written as one, in one step.
    """

    device: str
    n: int
    time: int
    """Milliseconds since 1970 by the device's own clock, for people to read."""
    record: str
    kind: str
    schema: int
    change: Mapping[str, Entry]

    @property
    def identity(self) -> Identity:
        """Who wrote it and as which number."""
        return Identity(self.device, self.n)


class Head(msgspec.Struct, frozen=True, order=True, gc=False):
    """A value that nothing replaced, and when and where it was written.

    No two heads of a field share device and number: values are never what orders them.
    """

    time: int
    device: str
    n: int
    value: Stored

    @property
    def identity(self) -> Identity:
        """The operation that wrote this value."""
        return Identity(self.device, self.n)


class Folded(Struct, frozen=True):
    """The state of one record: for each field its heads, the shown one first."""

    kind: str
    heads: Mapping[str, tuple[Head, ...]]

    def value(self, name: str) -> Stored:
        """Return the value to show: that of the greatest (time, device, n)."""
        heads = self.heads.get(name)
        return heads[0].value if heads else None

    @property
    def values(self) -> dict[str, Stored]:
        """Return the value to show of every field ever written."""
        return {name: heads[0].value for name, heads in self.heads.items()}

    @property
    def deleted(self) -> bool:
        """Whether the record is shown as deleted."""
        return bool(self.value(DELETED))

    @property
    def deletion(self) -> Head | None:
        """The deletion that is shown, and so who deleted the record; None if it is kept."""
        return self.heads[DELETED][0] if self.deleted else None

    @property
    def disputed(self) -> tuple[str, ...]:
        """Return the fields a person must decide, in alphabetical order."""
        several = [name for name, heads in self.heads.items() if len(heads) > 1]
        return tuple(name for name in sorted(several) if self.is_disputed(name))

    def is_disputed(self, name: str) -> bool:
        """Tell whether a person must decide a field, and can: this version knows it."""
        known = fields_of(self.kind)
        return self.is_open(name) and (name in known or (name == DELETED and bool(known)))

    def is_open(self, name: str) -> bool:
        """Tell whether a field has different values that do not decide themselves.

        Two arrivals of one person are as good as each other; whether there was one is not.
        """
        heads = self.heads.get(name, ())
        if not differ(heads):
            return False
        known = fields_of(self.kind).get(name)
        technical = known is not None and known.technical
        return not technical or any(head.value is None for head in heads)


def fold(operations: Iterable[Operation]) -> Folded:
    """Return the state that operations of one record make, in whatever order they come."""
    history = {f"{of.device}:{of.n}": of for of in operations}
    written: dict[str, list[tuple[str, Operation, Stored]]] = {}
    replaced: dict[str, set[str]] = {}
    for identity, operation in history.items():
        for name, entry in operation.change.items():
            value: Stored
            if isinstance(entry, list):
                value, *seen = entry
                if seen:
                    replaced.setdefault(name, set()).update(map(str, seen))
            else:
                value = entry
            writes = written.get(name)
            if writes is None:  # most fields were written once
                written[name] = [(identity, operation, value)]
            else:
                writes.append((identity, operation, value))
    heads: dict[str, tuple[Head, ...]] = {}
    for name in sorted(written):
        writes, gone = written[name], replaced.get(name)
        if gone:
            writes = [write for write in writes if write[0] not in gone]
        left = [Head(of.time, of.device, of.n, value) for _, of, value in writes]
        if len(left) > 1:
            left.sort(reverse=True)
        if left:  # operations that replace each other in a circle cannot be honest
            heads[name] = tuple(left)
    return Folded(min(operation.kind for operation in history.values()), heads)


def differ(heads: tuple[Head, ...]) -> bool:
    """Tell whether heads hold different values; nothing differs from any value."""
    # With its type: 1 and true are the same to Python, and not in JSON.
    return len(heads) > 1 and len({(type(head.value), head.value) for head in heads}) > 1


def base(operations: Iterable[Operation], name: str, heads: Sequence[Head] = ()) -> Head | None:
    """Return the latest value of a field that all ``heads`` have replaced, or None.

    They are the field's own by default.
    """
    history = list(operations)
    by_identity = {str(operation.identity): operation for operation in history}

    def before(identity: str) -> set[str]:
        found: set[str] = set()
        waiting = [identity]
        while waiting:
            operation = by_identity.get(waiting.pop())
            entry = operation.change.get(name) if operation else None
            for seen in map(str, entry[1:]) if isinstance(entry, list) else ():
                if seen not in found:
                    found.add(seen)
                    waiting.append(seen)
        return found

    heads = heads or fold(history).heads.get(name, ())
    if not heads:
        return None
    common = set.intersection(*(before(str(head.identity)) for head in heads))
    values = [
        Head(by_identity[i].time, by_identity[i].device, by_identity[i].n, value_of(entry))
        for i in common
        if i in by_identity and (entry := by_identity[i].change.get(name)) is not None
    ]
    # The latest is the one no other common ancestor comes after: it has the most ancestors.
    return max(values, key=lambda head: (len(before(str(head.identity))), head), default=None)


def written(values: Mapping[str, Stored]) -> dict[str, Entry]:
    """Return the change of a first write: nothing is not written."""
    return {name: value for name, value in values.items() if value is not None}


def edited(state: Folded, values: Mapping[str, Stored]) -> dict[str, Entry]:
    """Return the change that replaces all heads of each field whose value differs.

    A disputed field is replaced even by the value it shows: that is a decision.
    """
    change: dict[str, Entry] = {}
    for name, value in values.items():
        same = canonical(state.value(name)) == canonical(value)
        if not same or state.is_disputed(name):
            change[name] = _replacing(value, state.heads.get(name, ()))
    return change


def removed(state: Folded) -> dict[str, Entry]:
    """Return the change that deletes a record.

    It restates every field as its author saw it, the empty ones too, so that what
    somebody else wrote meanwhile surfaces as a conflict. What is already disputed stays.
    """
    change: dict[str, Entry] = {DELETED: _replacing(True, state.heads.get(DELETED, ()))}
    for name in sorted({*fields_of(state.kind), *state.heads} - {DELETED}):
        if not state.is_open(name):
            change[name] = _replacing(state.value(name), state.heads.get(name, ()))
    return change


def restored(state: Folded) -> dict[str, Entry]:
    """Return the change that brings a deleted record back, as it was."""
    return {DELETED: _replacing(False, state.heads.get(DELETED, ()))}


def _replacing(value: Stored, heads: tuple[Head, ...]) -> Entry:
    return [value, *sorted(str(head.identity) for head in heads)]


def value_of(entry: Entry) -> Stored:
    """Return the value of an entry, whatever it replaced."""
    return entry[0] if isinstance(entry, list) else entry
