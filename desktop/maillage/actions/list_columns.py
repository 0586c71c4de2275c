"""What people said of the columns of lists, kept so that nobody on any laptop says it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.records import ListMapping
from maillage.intake.meaning import ColumnMap, Meaning
from maillage.intake.remembered import Remembered, signature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.exchange.store import Store

_MEANINGS = {meaning.value: meaning for meaning in Meaning}


def remembered(store: Store) -> list[Remembered]:
    """Return what was said of every list, in the order it was said first."""
    return [found for one in store.all(ListMapping) if (found := _read(one))]


def remember(store: Store, headers: Sequence[str], columns: ColumnMap) -> None:
    """Keep what the columns of a list with these headers mean, in place of what was said before."""
    if not any(headers):
        return
    said = "\n".join(signature(headers))
    fields = "\n".join(meaning.value if meaning else "" for meaning in columns.fields)
    known = [one for one in store.all(ListMapping) if one.columns == said]
    if not known:
        store.add(ListMapping(columns=said, fields=fields))
    # Two laptops may have been told of one list before they met.
    for one in known:
        if one.fields != fields:
            store.change(one.id, fields=fields)


def _read(record: ListMapping) -> Remembered | None:
    """Return a record as a value; None if another version wrote what this one cannot read."""
    columns = tuple(record.columns.split("\n"))
    fields = tuple(map(_MEANINGS.get, record.fields.split("\n")))
    return Remembered(columns, fields) if len(columns) == len(fields) else None
