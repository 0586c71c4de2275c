"""The photos of the boards as the compte-rendu prints them, small enough to be sent by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from maillage.actions import photos, workshops
from maillage.domain.errors import NotAPicture, PhotoMissing
from maillage.reports import data

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from maillage.domain.records import Attachment
    from maillage.exchange.store import Store
    from maillage.intake.photo import Photo

SIDES: Final = (1_400, 1_100, 800, 600)
"""Longest side in pixels: 200 dots to the inch where a photo is printed largest, or fewer."""
ROOM: Final = 9_000_000
"""Bytes for all photos of a compte-rendu; many mail boxes refuse letters of more than ten million.

Only a meeting with so many photos that each is at its smallest takes more.
"""


def gathered(
    store: Store, found: Sequence[Attachment], *, room: int = ROOM
) -> Iterator[data.Photo]:
    """Yield the photos of one event by workshop, those of no workshop last.

    One that has not arrived or cannot be read is left out. The ``room`` is shared: what a
    photo does not need is for those after it.
    """
    titles: dict[str, str] = {}
    if found:
        every = workshops.workshops(store, event=found[0].event)
        titles = {workshop.id: workshop.title for workshop in every}
    order = {workshop: place for place, workshop in enumerate(titles)}
    last = len(order)
    for place, about in enumerate(sorted(found, key=lambda one: order.get(one.workshop, last))):
        made = _drawn(store, about, most=room // (len(found) - place))
        if made is None:
            continue
        room -= len(made.content)
        yield data.Photo(
            content=made.content,
            width=made.width,
            height=made.height,
            caption=about.caption,
            table=about.table,
            workshop=titles.get(about.workshop, ""),
        )


def _drawn(store: Store, about: Attachment, *, most: int) -> Photo | None:
    """Return a photo in at most so many bytes, or at its smallest; None if it cannot be shown."""
    try:
        for side in SIDES:
            made = photos.drawn(store, about, side=side)
            if len(made.content) <= most:
                break
    except (PhotoMissing, NotAPicture):
        return None
    return made
