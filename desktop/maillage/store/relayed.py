"""Lines that files hand on for others: known at once, however many files of a merge have them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from maillage.domain import ranges
from maillage.domain.values import LARGEST
from maillage.store import journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from sqlalchemy import Connection

    from maillage.domain.ranges import Range

    Known = Callable[[AbstractSet[bytes]], Mapping[bytes, tuple[str, int]]]
    """Returns which of some lines the journal has, by device and number: they are sound."""

MOST = 20_000
"""Lines that are kept for the next file of a merge: ten megabytes or so."""
MOST_DIGITS = len(str(LARGEST))
BEFORE_DEVICE = len(b'["')
AFTER_DEVICE = len(b'["00000000-0000-0000-0000-000000000000')


class Relayed:
    """What files of one merge have that the journal has too, as far as little memory goes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._lines: dict[bytes, tuple[str, int]] = {}

    def known(
        self,
        connection: Connection,
        lines: AbstractSet[bytes],
        held: Mapping[str, Sequence[Range]],
    ) -> dict[bytes, tuple[str, int]]:
        """Return which of some lines the journal has; ``held`` says where to look."""
        known = {line: self._lines[line] for line in self._lines.keys() & lines}
        numbered: dict[str, list[int]] = defaultdict(list)
        for device, n in _numbers(lines - known.keys() if known else lines, set(held)):
            numbered[device].append(n)
        for device, ns in numbered.items():
            here = ranges.among(held[device], ns)
            if not here:
                continue
            found = {
                line.encode(): (device, n) for n, line in journal.lines_of(connection, device, here)
            }
            known |= {line: of for line, of in found.items() if line in lines}
            if len(self._lines) < MOST:
                self._lines |= found
        return known


def _numbers(lines: Iterable[bytes], devices: set[str]) -> Iterable[tuple[str, int]]:
    """Yield the numbers of operations whose lines begin as those of some devices do."""
    begin = {device.encode(): device for device in devices}
    for line in lines:
        device = begin.get(line[BEFORE_DEVICE:AFTER_DEVICE])
        if device:
            n = line[AFTER_DEVICE + 2 :].partition(b",")[0]
            # What it says is judged later: a line that is known is sound.
            if n.isdigit() and len(n) < MOST_DIGITS:
                yield device, int(n)
