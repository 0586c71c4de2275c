"""Whether somebody may be called back about one pledge, after all they have said; pure.

What somebody said last counts. Who agreed to be called back about a pledge, and said afterwards
that they do not want to be contacted again, has taken that back, for every pledge. Who agrees
to be called back about one pledge after they had said so agrees for that pledge, and for no
other.

Two answers of one laptop are in the order it numbered them in, whatever its clock said. Of two
laptops only the clocks tell, and where a clock cannot be right the answer is no: a yes dated
later than now, or a no from before there was anything to say it in.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from maillage.domain.said_first import said_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.domain.journal import Operation

FIELD = "may_call"
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
"""Maillage did not exist before: a clock that says so lost its battery."""


def may_call_after(
    no: Iterable[Operation], yes: Iterable[Operation], *, at: datetime | None, now: datetime
) -> bool:
    """Tell whether a yes for one pledge was given after a no to being contacted at all.

    ``no`` are the operations of that answer, given ``at`` a moment, and ``yes`` those of the
    part somebody has in the pledge. What nobody can date is no.
    """
    refusal = min(no, key=lambda one: (one.time, one.n), default=None)
    agreements = agreed_by(yes)
    if refusal is None or not agreements:
        return False
    return all(_is_after(one, refusal, at, now) for one in agreements)


def agreed_by(history: Iterable[Operation]) -> list[Operation]:
    """Return the operations by which the yes that stands was given, each the oldest that said it.

    What restates a yes, because it deletes the record, decides between two laptops or undoes such
    a choice, is no new answer. Several laptops may have given it, and a no may stand beside it.
    """
    return said_first(history, FIELD, bool)


def _is_after(yes: Operation, no: Operation, at: datetime | None, now: datetime) -> bool:
    if yes.device == no.device:
        return yes.n > no.n
    refused = max(no.time, _milliseconds(at) if at else no.time)
    return _milliseconds(FIRST) <= refused < yes.time <= _milliseconds(now)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)
