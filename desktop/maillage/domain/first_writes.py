"""First writes of records, many at a time: most of what a file brings is written once.

They are kept as columns, what all say first, what all say next, for that is how they are judged
and written: a step for a column costs less than one for every value. Where one takes care, it
becomes an ordinary operation again.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import compress
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from msgspec import Struct

from maillage.domain.fields import FieldType
from maillage.domain.journal import DELETED, Operation
from maillage.domain.records import fields_of
from maillage.domain.values import LARGEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

Whole = Annotated[int, msgspec.Meta(ge=-LARGEST, le=LARGEST)]

_change = msgspec.json.Decoder()


class FirstWrites(Struct, frozen=True):
    """First writes of one kind, each of another record: in every column one after the other."""

    kind: str
    devices: Sequence[str]
    ns: Sequence[int]
    times: Sequence[int]
    records: Sequence[str]
    schemas: Sequence[int]
    texts: Sequence[str]
    """The changes, as JSON."""
    values: Sequence[Sequence[Any]]
    """What the changes say: for each of ``columns`` of the kind, what all of them hold."""

    def of_field(self, name: str) -> Sequence[Any]:
        """Return what a field of all the records holds."""
        return self.values[columns(self.kind).index(name)]

    def apart(self, records: Collection[str]) -> tuple[FirstWrites, list[Operation]]:
        """Return these without those of some records, and those as operations."""
        if not records:
            return self, []
        taken = [record in records for record in self.records]
        operations = [
            Operation(device, n, time, record, self.kind, schema, _change.decode(change))
            for device, n, time, record, schema, change in compress(self._lines(), taken)
        ]
        return self._only([not is_taken for is_taken in taken]), operations

    def _lines(self) -> Iterator[tuple[str, int, int, str, int, str]]:
        return zip(
            self.devices,
            self.ns,
            self.times,
            self.records,
            self.schemas,
            self.texts,
            strict=True,
        )

    def _only(self, left: Sequence[bool]) -> FirstWrites:
        return FirstWrites(
            self.kind,
            devices=list(compress(self.devices, left)),
            ns=list(compress(self.ns, left)),
            times=list(compress(self.times, left)),
            records=list(compress(self.records, left)),
            schemas=list(compress(self.schemas, left)),
            texts=list(compress(self.texts, left)),
            values=[list(compress(column, left)) for column in self.values],
        )


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
