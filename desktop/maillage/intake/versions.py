"""Of which earlier list another one is a later version, and who stood on that one only; pure.

Two lists of one kind may speak of one meeting: the association's own and a partner's. A list is
a later version of those that are of its kind, and of its columns where its kind is not
recognised, if it is about half of whom they brought, at least.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from maillage.intake.known import Known

_LEAST = 0.5
"""Share of an earlier list's people whom a later version is about at least."""


def versions(
    known: Sequence[Known], meant: Collection[str], alike: Collection[str]
) -> frozenset[str]:
    """Return which of some earlier lists, alike in form, this one is a later version of.

    ``meant`` are the registrations that lines are about. Whoever was cancelled meanwhile may
    have gone from it.
    """
    about: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for one in known:
        if one.brought in alike and one.is_there:
            if one.registration in meant:
                about[one.brought] += 1
            elif not one.is_cancelled:
                others[one.brought] += 1
    return frozenset(
        name for name, count in about.items() if count >= _LEAST * (count + others[name])
    )


def no_longer_listed(
    known: Sequence[Known], meant: Collection[str], lists: Collection[str]
) -> tuple[Known, ...]:
    """Return those that these lists brought once and that no line is about, each once.

    Whoever was cancelled, deleted or erased here, or came by the door, is not missed.
    """
    tickets = {one.ticket for one in known if one.registration in meant}
    missing: dict[str, Known] = {}
    for one in known:
        if one.brought in lists and one.is_there and not one.is_cancelled:
            key = one.ticket or one.registration
            if one.registration not in meant and one.ticket not in tickets:
                missing.setdefault(key, one)
    return tuple(missing.values())
