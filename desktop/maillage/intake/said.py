"""What lists have said of a record, and whether what stands there is still theirs; pure.

Taking a list in writes operations like anybody else's. Which they were is kept beside them
(``Taken``), so a value that a list wrote can be told from one that somebody typed, on every
laptop, whoever took the list in and whoever merged it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct, field

from maillage.domain.journal import Identity, Operation, value_of
from maillage.domain.values import Stored


class Taken(Struct, frozen=True, kw_only=True):
    """One time that a list was taken in: the operations that this wrote."""

    list: str
    """Which list; later versions of one list share it."""
    device: str
    first: int
    last: int
    """Numbers of that device, both ends included."""
    is_back: bool = False
    """Whether it was taken back since."""


class Said(Struct, frozen=True):
    """What lists have said of one field of a record."""

    by: Mapping[str, Stored] = field(default_factory=dict)
    """What each list said last; one that never said anything is not there."""
    standing: frozenset[str] = frozenset()
    """The lists whose word is what stands here; nobody once a person has written it."""


class Hands:
    """Tells by which hand an operation was written: a list's, or a person's."""

    def __init__(self, taken: Iterable[Taken] = ()) -> None:
        self._taken: dict[str, list[Taken]] = {}
        for one in sorted(taken, key=attrgetter("device", "first")):
            self._taken.setdefault(one.device, []).append(one)

    def list_of(self, operation: Operation) -> str:
        """Return the list that wrote an operation; empty for a person's, or one taken back."""
        found = self._of(operation.identity)
        return found.list if found and not found.is_back else ""

    def added(self, history: Iterable[Operation]) -> str:
        """Return the list that added a record with these operations; empty if none did."""
        first = min(history, key=attrgetter("time", "n"), default=None)
        return self.list_of(first) if first else ""

    def said(self, history: Sequence[Operation], name: str, *, brought: str = "") -> Said:
        """Return what lists have said of a field, from all operations of its record.

        ``brought`` is the list that the record came from, where nothing else tells.
        """
        writes = {one.identity: one for one in history if name in one.change}
        if len(writes) == 1:  # as most are
            (only,) = writes.values()
            return self._first(only, name, brought)
        before = {at: _replaced(one.change[name]) for at, one in writes.items()}
        heads = writes.keys() - {old for of in before.values() for old in of}
        hands: set[str] = set()
        by: dict[str, Stored] = {}
        waiting = [(at, True) for at in self._latest_first(heads, writes)]
        met: set[tuple[Identity, bool]] = set()
        while waiting:
            at, stands = waiting.pop(0)
            if (at, stands) in met or at not in writes:
                continue
            met.add((at, stands))
            operation = writes[at]
            is_back = self._is_back(operation, before[at])
            if not is_back:
                hand = self._hand(operation, name, brought)
                if stands:
                    hands.add(hand)
                if hand:
                    by.setdefault(hand, value_of(operation.change[name]))
            # What was taken back says nothing: what stands is what stood before it.
            later = self._latest_first(before[at], writes)
            waiting += [(old, stands and is_back) for old in later]
        return Said(by, frozenset() if "" in hands else frozenset(hands))

    def _first(self, operation: Operation, name: str, brought: str) -> Said:
        found = self._of(operation.identity)
        hand = self._hand(operation, name, brought)
        if not hand or (found and found.is_back):
            return Said()
        return Said({hand: value_of(operation.change[name])}, frozenset({hand}))

    def _hand(self, operation: Operation, name: str, brought: str) -> str:
        """Return the list that wrote an operation, or that brought the record; else nothing."""
        adds = not isinstance(operation.change[name], list)
        return self.list_of(operation) or (brought if adds else "")

    def _is_back(self, operation: Operation, replaced: Iterable[Identity]) -> bool:
        """Tell whether an operation was taken back, or is what took others back.

        Taking back is refused once somebody has changed what a list wrote, so whatever replaces
        that on the same device is the taking back itself.
        """
        mine = self._of(operation.identity)
        return bool(mine and mine.is_back) or any(
            found.is_back
            for old in replaced
            if old.device == operation.device and (found := self._of(old))
        )

    def _of(self, identity: Identity) -> Taken | None:
        """Return the taking in that an operation belongs to."""
        there = self._taken.get(identity.device, [])
        place = bisect_right(there, identity.n, key=attrgetter("first"))
        found = there[place - 1] if place else None
        return found if found and identity.n <= found.last else None

    @staticmethod
    def _latest_first(
        wanted: Iterable[Identity], writes: Mapping[Identity, Operation]
    ) -> list[Identity]:
        there = [at for at in wanted if at in writes]
        return sorted(there, key=lambda at: (writes[at].time, at), reverse=True)


def _replaced(entry: Stored | list[Stored]) -> list[Identity]:
    """Return the operations that an entry of a change names as those it replaces."""
    if not isinstance(entry, list):
        return []
    parts = (str(one).rpartition(":") for one in entry[1:])
    return [Identity(device, int(n)) for device, _, n in parts if n.isdecimal()]
