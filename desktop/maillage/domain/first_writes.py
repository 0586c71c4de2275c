"""First writes of records, many at a time: most of what a file brings is written once.

Such a change is read as a structure with the kind's fields. Its values become a table's row
in one step; where that takes care, it becomes an ordinary operation again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from maillage.domain.fields import FieldType
from maillage.domain.journal import DELETED, Operation
from maillage.domain.records import fields_of
from maillage.domain.values import LARGEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Whole = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]

_change = msgspec.json.Decoder()


class Line(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """An operation of a file whose change is not read yet."""

    device: str
    n: int
    time: int
    record: str
    kind: str
    schema: int
    change: msgspec.Raw


@dataclass(frozen=True, slots=True)
class FirstWrites:
    """First writes of one kind, each of another record."""

    kind: str
    lines: Sequence[Line]
    changes: Sequence[msgspec.Struct]
    """What the lines say: ``change_type`` of the kind."""
    texts: Sequence[str]
    """The same, as JSON."""

    def values_of(self, names: Sequence[str]) -> Iterator[Any]:
        """Yield what fields of all records hold, one after the other."""
        for name in names:
            yield from map(attrgetter(name), self.changes)

    def apart(self, records: Collection[str]) -> tuple[FirstWrites, list[Operation]]:
        """Return these without those of some records, and those as operations."""
        if not records:
            return self, []
        left = [at for at, line in enumerate(self.lines) if line.record not in records]
        taken = [line for line in self.lines if line.record in records]
        lines, changes, texts = ([of[at] for at in left] for of in self._columns())
        return FirstWrites(self.kind, lines, changes, texts), list(map(_operation, taken))

    def _columns(self) -> tuple[Sequence[Any], ...]:
        return self.lines, self.changes, self.texts


def _operation(line: Line) -> Operation:
    change = _change.decode(line.change)
    return Operation(line.device, line.n, line.time, line.record, line.kind, line.schema, change)


@lru_cache(maxsize=1_000)
def change_type(kind: str) -> type[msgspec.Struct] | None:
    """Return what holds a first write of a kind; None for a kind this version does not know.

    Its fields are ``columns`` of the kind, and nothing is the value of those not written.
    """
    known = fields_of(kind)
    if not known:
        return None
    types: dict[FieldType, Any] = {FieldType.FLAG: bool, FieldType.WHOLE: Whole}
    fields: list[tuple[str, Any, Any]] = [(DELETED, bool, False)]
    fields += [(name, types.get(of.holds, str) | None, None) for name, of in known.items()]
    return msgspec.defstruct(
        kind,
        # In the order that the one JSON text of a change has them.
        sorted(fields),
        frozen=True,
        gc=False,
        omit_defaults=True,
        forbid_unknown_fields=True,
    )


@cache
def columns(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind in the order that ``change_type`` has them."""
    return tuple(sorted([DELETED, *fields_of(kind)]))
