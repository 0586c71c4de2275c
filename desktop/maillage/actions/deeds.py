"""A deed and its way back: it is undone, and done again, while nobody has built on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from maillage.domain.errors import RedoTooLate, UsedSince
from maillage.domain.records import Notice, Organisation, Territory, Theme
from maillage.domain.values import canonical
from maillage.store.taking_back import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from maillage.domain.since import Known
    from maillage.exchange.store import Store

T = TypeVar("T")

SHARED = (Organisation.kind, Territory.kind, Theme.kind, Notice.kind)
"""Made on the way by whoever names them first: they stay once others name them, too."""


def done(
    store: Store,
    act: Callable[[], T],
    *,
    concerned: Collection[str] = (),
    fields: Collection[str] = (),
) -> tuple[T, WayBack]:
    """Do something in one transaction; return what comes of it, and its way back.

    The ``concerned`` records must be as it left them altogether when it is undone, or in some
    ``fields``, not only in what it wrote of them.
    """
    with store.action() as writer:
        before, turned = writer.number(), writer.turned
        made = act()
        span = _span(store, before, writer.number())
        # What laptops say differently of such a record was there, and is not written since.
        seen = store.known() if writer.turned > turned else None
        return made, WayBack(store, span, concerned=concerned, fields=fields, seen=seen)


def all_of(store: Store, jobs: Iterable[Callable[[], object]]) -> None:
    """Undo several deeds, or do them again, all of them or none."""
    with store.action():
        for job in jobs:
            job()


class WayBack:
    """Undoes a deed, and does it again: what it added goes, what it changed is as before.

    That is refused, and nothing written, once somebody else has changed one of its records, here
    or on another laptop, or once another record refers to what would go.
    """

    def __init__(
        self,
        store: Store,
        span: Span | None,
        *,
        concerned: Collection[str] = (),
        fields: Collection[str] = (),
        seen: Known | None = None,
    ) -> None:
        """Begin with what the deed has written; None for nothing.

        What was ``seen`` when it was done is nothing that somebody has built on it.
        """
        self._store, self._span = store, span
        self._concerned, self._fields = tuple(concerned), frozenset(fields)
        self._undone: Span | None = None
        self._seen = seen
        self._left = self._as_shown()

    def __bool__(self) -> bool:
        """Tell whether the deed has written anything."""
        return self._span is not None

    def undo(self) -> None:
        """Take the deed back; raises UsedSince."""
        self._undone = self._take_back(self._span)

    def redo(self) -> None:
        """Do it again, once it was undone; raises RedoTooLate."""
        try:
            self._span = self._take_back(self._undone)
        except UsedSince as error:
            raise RedoTooLate from error

    def _take_back(self, span: Span | None) -> Span | None:
        with self._store.action() as writer:
            now = self._as_shown()
            if changed := [one for one in self._concerned if now[one] != self._left[one]]:
                raise UsedSince(tuple(("", one) for one in changed))
            if span is None:
                return None
            before = writer.number()
            self._store.take_back(span, spared=SHARED, seen=self._seen)
            written = _span(self._store, before, writer.number())
            self._left = self._as_shown()
            return written

    def _as_shown(self) -> dict[str, frozenset[tuple[str, str]]]:
        return {one: _shown(self._store, one, self._fields) for one in self._concerned}


def _span(store: Store, before: int, last: int) -> Span | None:
    return Span(store.device, before + 1, last) if last > before else None


def _shown(store: Store, record: str, fields: Collection[str]) -> frozenset[tuple[str, str]]:
    """Return what is said of a record, field by field, whoever said it."""
    return frozenset(
        (name, canonical(head.value))
        for name, heads in store.heads(record).items()
        for head in heads
        if head.value and (not fields or name in fields)
    )
