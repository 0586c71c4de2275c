"""Who may be pointed at: nobody whom the room would recognise, however little is said of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from maillage.domain.vocabulary import Category, World
    from maillage.reports.data import Headcount, Note, Party

SMALLEST_GROUP: Final = 5
"""In a smaller group, a category is as good as a name, and so is an organisation."""


class Pointed(Struct, frozen=True):
    """What may be said of somebody who is not named; either may be nothing."""

    who: Category | World | None
    organisation: str


def speaker(
    said_by: Category | None, attendance: Mapping[Category | None, Headcount]
) -> Category | World | None:
    """Return what may be said of who spoke: the category, else the world, else nothing.

    The world stands for all of its categories where the small ones are no group by themselves:
    of five officers and one elected official, all are «local authority», or whoever is not
    called an officer would be the elected one.
    """
    if said_by is None:
        return None
    world = {
        category: count.present
        for category, count in attendance.items()
        if category and category.world is said_by.world
    }
    small = sum(count for count in world.values() if count < SMALLEST_GROUP)
    if world.get(said_by, 0) >= SMALLEST_GROUP and not 0 < small < SMALLEST_GROUP:
        return said_by
    return said_by.world if sum(world.values()) >= SMALLEST_GROUP else None


def table(note: Note, who: Category | World | None, *, pledged: bool) -> int | None:
    """Return at which table a note was written, in a version that names nobody; None is unsaid.

    At one table a category is as good as a name. The table is left out where ``who`` spoke is
    said beside it, and of what a pledge came from: the pledge says the categories of those who
    made it, and leads here by the number of the idea, or by the same words.
    """
    return None if who or pledged else note.table


def pointed(
    party: Party,
    attendance: Mapping[Category | None, Headcount],
    colleagues: Mapping[tuple[str, Category | None], int],
) -> Pointed:
    """Return what may be said of a party to a pledge in a version that names nobody.

    An organisation is said beside a category only if a whole group of its people who were
    there would be told by these very words: «social entrepreneur, La Ruche» is a name where
    La Ruche sent one entrepreneur. An organisation that pledged by itself has nobody to hide.
    ``colleagues`` counts who was there by organisation and category.
    """
    if not party.of_person:
        return Pointed(party.category, party.organisation)
    alike: Counter[Category | World | None] = Counter()
    for (organisation, category), count in colleagues.items():
        if organisation == party.organisation:
            alike[speaker(category, attendance)] += count
    who = speaker(party.category, attendance)
    shared = alike[who] >= SMALLEST_GROUP
    return Pointed(who, party.organisation if shared else "")
