"""Who outlived an erasure: records of somebody of whom another laptop knew one record only; pure.

Whoever erases somebody erases every record that their laptop knows to be of that person. One
that did not know yet of a join, or of the copy that another laptop made of the same list, leaves
a record behind. What is shown of it follows from what was decided, listed and erased alone,
whichever came first; it is for a person to erase the record as well, or to say that it is of
somebody else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from maillage.domain.same_people import SamePeople, Two


class Outliving(Struct, frozen=True):
    """Somebody who is here still, and what says that they have been erased elsewhere."""

    person: str
    """The record that is shown for them."""
    links: tuple[Two, ...]
    """A record of theirs and one that was erased, each: a join, or a ticket of both."""
    by_ticket: bool
    """Whether tickets alone say so: nobody has decided anything."""


def outliving(
    same: SamePeople,
    *,
    known: Collection[str],
    erased: Collection[str],
    of_one_ticket: Iterable[Two] = (),
) -> list[Outliving]:
    """Return who is known here and was joined to somebody erased, by the ids shown.

    ``known`` are the people whose record is here, deleted or not; ``of_one_ticket`` are records
    that bear the same ticket of the same list. Of records that everybody told apart nothing is
    asked; of those that laptops are at odds about, it is.
    """
    told_apart = (same.apart | same.contrary) - same.linked
    links = same.linked | (set(of_one_ticket) - told_apart)
    lost = frozenset(erased)
    found: dict[str, set[Two]] = defaultdict(set)
    for link in links:
        if len(gone := link & lost) == 1:
            (left,) = link - gone
            if left in known:
                found[same.of(left)].add(link)
    return [
        Outliving(person, tuple(sorted(by, key=sorted)), by_ticket=by.isdisjoint(same.linked))
        for person, by in sorted(found.items())
    ]
