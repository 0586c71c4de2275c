"""What keeps a merge from being taken back: what would be lost, and by whom."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions.subjects import subjects_of
from maillage.domain.fields import FieldType
from maillage.domain.journal import DELETED
from maillage.domain.records import RECORDS, fields_of

if TYPE_CHECKING:
    from maillage.domain.errors import MergeBuiltOn
    from maillage.domain.fields import Field
    from maillage.domain.values import Stored
    from maillage.exchange.store import Store


class LostValue(Struct, frozen=True):
    """A value that was written over what the merge brought."""

    label: str
    """The field, in English: the catalogue has the French."""
    field: Field | None
    """None for the deletion, and for what this version does not know."""
    value: Stored
    name: str
    """What people call the record that a reference points to; empty for other values."""
    device: str
    """The name of the laptop that wrote it."""


class Resting(Struct, frozen=True):
    """A record that would be lost, or what was written into it since."""

    id: str
    kind_label: str
    """What kind of record, in English."""
    name: str
    values: tuple[LostValue, ...]
    """None if the whole record is new."""


def rests_on(store: Store, error: MergeBuiltOn) -> list[Resting]:
    """Return the records that keep a merge from being undone, with the values written since."""
    kinds = {id_: kind for kind, id_ in error.records}
    refers = {
        (field.refers, str(value))
        for record, name, value, _device in error.values
        if (field := _field(kinds[record], name)) and field.holds is FieldType.REFERENCE and value
    }
    named = subjects_of(store, {*error.records, *refers})
    values: dict[str, list[LostValue]] = defaultdict(list)
    for record, name, value, device in error.values:
        field = _field(kinds[record], name)
        label = field.label if field else name
        called = named.get((field.refers, str(value)), "") if field else ""
        values[record].append(LostValue(label, field, value, called, device))
    return [
        Resting(
            id_,
            RECORDS[kind].label if kind in RECORDS else kind,
            named[kind, id_],
            _told(values[id_]),
        )
        for kind, id_ in error.records
    ]


def _field(kind: str, name: str) -> Field | None:
    return fields_of(kind).get(name)


def _told(values: list[LostValue]) -> tuple[LostValue, ...]:
    """Return what is worth telling: who deleted a record restated every field of it."""
    deleted = [one for one in values if one.label == DELETED and one.value]
    return tuple(deleted or values)
