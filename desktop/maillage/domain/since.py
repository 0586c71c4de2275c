"""What a store knew at one moment, to tell what has been recorded since; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain import ranges

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.domain.ranges import Range


class Known(Struct, frozen=True):
    """Which operations are accounted for, and how many records were erased.

    Two stores, or one at two moments, that know the same show the same.
    """

    held: Mapping[str, tuple[Range, ...]]
    """Numbers of each device."""
    erased: int

    def has(self, device: str, n: int) -> bool:
        """Tell whether an operation is accounted for, by its number and whose it is."""
        return ranges.holds(self.held.get(device, ()), n)

    def more_than(self, before: Known) -> dict[str, tuple[Range, ...]] | None:
        """Return the numbers of each device that are new; None if something went since.

        That is where a merge was taken back, or somebody erased.
        """
        if self.erased != before.erased or any(
            ranges.without(of, self.held.get(device, ())) for device, of in before.held.items()
        ):
            return None
        found = {
            device: ranges.without(of, before.held.get(device, ()))
            for device, of in self.held.items()
        }
        return {device: of for device, of in found.items() if of}


class Written(Struct, frozen=True):
    """What one operation was about."""

    kind: str
    fields: frozenset[str]
