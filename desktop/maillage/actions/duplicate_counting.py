"""How many people seem to be recorded twice, counted anew only once something of it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.actions import duplicate_review, outliving
from maillage.domain.duplicates import changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from maillage.domain.since import Known
    from maillage.exchange.store import Store

LOOKED_AT = 2_000
"""Operations since the last count that are looked at; after more it is counted anew."""


class Waiting(Struct, frozen=True):
    """What there is to decide about people."""

    pairs: int = 0
    """Who may be recorded twice."""
    outlived: int = 0
    """Who was erased elsewhere, and is here still under another record."""

    @property
    def all(self) -> int:
        """How much in all."""
        return self.pairs + self.outlived


class Counting:
    """Keeps the latest count of one store, and what it rests on."""

    def __init__(self) -> None:
        self._kept: tuple[Known, Waiting] | None = None

    @property
    def last(self) -> Waiting:
        """The latest count, which may be out of date; nothing before the first."""
        return self._kept[1] if self._kept else Waiting()

    def still_right(self, store: Store) -> bool:
        """Tell whether nothing that the latest count rests on has changed; quick."""
        if self._kept is None:
            return False
        since = store.written_since(self._kept[0], most=LOOKED_AT)
        return since is not None and not any(changes(one.kind, one.fields) for one in since)

    def review(
        self, store: Store, *, progress: Callable[[int, int], None] = duplicate_review.nothing
    ) -> duplicate_review.Review:
        """Return all there is to decide, and keep how much it is."""
        with store.moment():
            known = store.known()
            found = duplicate_review.review(store, progress=progress)
        self._kept = known, Waiting(found.waiting, len(found.outlived))
        return found

    def count(
        self, store: Store, *, progress: Callable[[int, int], None] = duplicate_review.nothing
    ) -> Waiting:
        """Return how much there is to decide: as counted last, if that is still right."""
        # What a colleague writes into a hub meanwhile is for the next count.
        with store.moment():
            known = store.known()
            if self.still_right(store):
                found = self.last
            else:
                pairs = duplicate_review.waiting(store, progress=progress)
                found = Waiting(pairs, len(outliving.read(store)))
        self._kept = known, found
        return found
