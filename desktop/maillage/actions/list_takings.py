"""Which lists were taken in, and which operations that wrote, kept so that every laptop knows.

A list that is taken in writes like anybody else. Only whoever knows which operations were a
list's can tell a value that a person has corrected from one that the next version of the list
may change. So each taking in leaves a record behind: of which meeting, which kind and columns,
which list, and which numbers of this device. It says nothing of anybody.

It is kept as the columns of a list are (``ListMapping``), with this in place of what they mean.
Taking the list back deletes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.records import ListMapping
from maillage.domain.vocabulary import Source
from maillage.intake.remembered import ALIKE, Remembered, signature
from maillage.intake.said import Taken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.exchange.store import Store
    from maillage.intake.lists import ListRead

_SOURCES = {one.value: one for one in Source}
_MARK = "@taken-in"
"""What no meaning of a column is called."""


class Taking(Struct, frozen=True):
    """One time that a list was taken in."""

    event: str
    source: Source
    columns: tuple[str, ...]
    taken: Taken


def is_taking(record: ListMapping) -> bool:
    """Tell whether a record is not about what columns mean, but about a list taken in."""
    return record.fields.startswith(_MARK)


def takings(store: Store) -> list[Taking]:
    """Return every time that a list was taken in, those taken back too."""
    marks = [one for one in store.all(ListMapping, deleted=True) if is_taking(one)]
    devices = store.added_by(one.id for one in marks)
    return [found for one in marks if (found := _read(one, devices.get(one.id, "")))]


def alike(found: Iterable[Taking], read: ListRead, event: str) -> frozenset[str]:
    """Return the lists of a meeting that a list may be a later version of, by kind and columns.

    A kind that is recognised has its columns, and questions come and go. What was taken in
    before this was kept is known by its kind alone.
    """
    same = Remembered(signature(read.table.headers), ())
    lists = {
        one.taken.list
        for one in found
        if (one.event, one.source) == (event, read.source)
        if read.source is not Source.LIST or same.share(one.columns) >= ALIKE
    }
    return frozenset({read.source.value, *lists})


def keep(
    store: Store,
    read: ListRead,
    *,
    event: str,
    versions: Sequence[str],
    first: int,
    last: int,
) -> None:
    """Keep that a list wrote these operations here, as a later version of some, or a new one."""
    list_ = min(versions, default=f"{store.device}:{first}")
    said = f"{_MARK} {event or '-'} {read.source.value} {list_} {first} {last}"
    store.add(ListMapping(columns="\n".join(signature(read.table.headers)), fields=said))


def _read(record: ListMapping, device: str) -> Taking | None:
    """Return a record as a value; None if another version wrote what this one cannot read."""
    said = record.fields.split(" ")
    try:
        _mark, event, source, list_, first, last = said
        taken = Taken(
            list=list_,
            device=device,
            first=int(first),
            last=int(last),
            is_back=record.deleted,
        )
        columns = tuple(record.columns.split("\n"))
        return Taking("" if event == "-" else event, _SOURCES[source], columns, taken)
    except (ValueError, KeyError):
        return None
