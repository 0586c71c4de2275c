"""What is typed over a record and not recorded yet, unless somebody has changed it since."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from maillage.actions.drafts import Values
from maillage.ui.drafts import Drafts


class TypedOver(Struct, frozen=True):
    """Fields as they stand on the screen, and as they stood in the record when one began."""

    record: str
    typed: Values
    was: Values = {}
    offered: dict[str, str] = {}
    """Words that were typed over a text that has changed, and wait to be taken back."""


class Back(Struct, frozen=True):
    """What comes back of that: what still holds, and what somebody else has changed since."""

    typed: Values
    late: Values
    offered: dict[str, str]
    """The texts among what is late, and those that had been so before."""


class TypedOvers:
    """The drafts of one kind, each of one record: of another one nothing is ever brought back."""

    def __init__(self, drafts: Drafts, what: str) -> None:
        self._drafts, self._what = drafts, what

    def keep(self, event: str, one: TypedOver) -> None:
        """Keep what is typed over a record, nothing where that is nothing."""
        if one.typed or one.offered:
            values = msgspec.to_builtins(one)
            self._drafts.keep(self._what, event, values, about=one.record)
        else:
            self.drop(event, one.record)

    def drop(self, event: str, record: str) -> None:
        """Keep nothing of a record: it is recorded, or was left."""
        self._drafts.drop(self._what, event, about=record)

    def has(self, event: str, record: str) -> bool:
        """Tell whether something is typed over a record."""
        return bool(self._drafts.of(self._what, event, about=record))

    def latest(self, event: str) -> str:
        """Return the record of a meeting over which something was typed last, or nothing."""
        return next(reversed(self._drafts.about(self._what, event)), "")

    def back(self, event: str, record: str, now: Mapping[str, object]) -> Back | None:
        """Return what was typed over a record, None if nothing was.

        ``now`` is the record as it stands. What somebody else has changed since must not be typed
        over it again.
        """
        try:
            kept = msgspec.convert(self._drafts.of(self._what, event, about=record), TypedOver)
        except msgspec.ValidationError:
            return None
        said: Values = msgspec.to_builtins({name: now[name] for name in kept.typed if name in now})
        late = too_late(kept.typed, kept.was, said)
        texts = {name: value for name, value in late.items() if isinstance(value, str)}
        still = {name: value for name, value in kept.typed.items() if name not in late}
        return Back(still, late, {**kept.offered, **texts})


def too_late(typed: Values, was: Values, now: Values) -> Values:
    """Return what was typed over something that somebody else has changed since.

    ``was`` are the same fields when one began to type, ``now`` as they stand in the record.
    """
    return {
        name: value
        for name, value in typed.items()
        if value != now.get(name) and (name not in was or was[name] != now.get(name))
    }
