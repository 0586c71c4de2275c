"""Which lists were taken in, and which operations that wrote: every laptop knows (``TakenList``).

A list that is taken in writes like anybody else. Only whoever knows which operations were a
list's can tell a value that a person has corrected from one that the next version of the list
may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.domain.records import TakenList
from maillage.domain.vocabulary import Source
from maillage.intake.remembered import ALIKE, Remembered, signature
from maillage.intake.said import Taken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.exchange.store import Store
    from maillage.intake.lists import ListRead


def takings(store: Store) -> list[Taken]:
    """Return every time that a list was taken in, those taken back too."""
    found = store.all(TakenList, deleted=True)
    devices = store.added_by(one.id for one in found)
    return [
        Taken(
            list=one.origin,
            device=devices.get(one.id, ""),
            first=one.first or 0,
            last=one.last or 0,
            is_back=one.deleted,
        )
        for one in found
    ]


def alike(store: Store, read: ListRead, event: str) -> frozenset[str]:
    """Return the lists of a meeting that a list may be a later version of, by kind and columns.

    A kind that is recognised has its columns, and questions come and go. What was taken in
    before this was kept is known by its kind alone.
    """
    same = Remembered(signature(read.table.headers), ())
    return frozenset(
        [
            read.source.value,
            *(
                one.origin
                for one in store.all(TakenList, deleted=True, event=event)
                if one.source is read.source
                if read.source is not Source.LIST or same.share(_columns(one)) >= ALIKE
            ),
        ]
    )


def is_known(store: Store, read: ListRead) -> bool:
    """Tell whether a list of these very columns was taken in, here or elsewhere, and not back."""
    mine = signature(read.table.headers)
    return any(mine) and any(_columns(one) == mine for one in store.all(TakenList))


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
    store.add(
        TakenList(
            event=event,
            source=read.source,
            columns="\n".join(signature(read.table.headers)),
            origin=min(versions, default=f"{store.device}:{first}"),
            first=first,
            last=last,
        )
    )


def _columns(one: TakenList) -> tuple[str, ...]:
    return tuple(one.columns.split("\n"))
