"""Signatures given on the screen: they show who took part, and go when the person is erased."""

from __future__ import annotations

from collections import defaultdict
from itertools import permutations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions import events, same_people
from maillage.domain.meeting_days import box_of
from maillage.domain.records import Attachment
from maillage.domain.vocabulary import AttachmentRole

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from maillage.domain.meeting_days import Box
    from maillage.domain.same_people import SamePeople
    from maillage.exchange.store import Store

MEDIA_TYPE = "image/png"
PRINTED_SIDE = 700
"""Longest side in pixels of a signature on paper."""


def sign(
    store: Store, *, person: str, event: str, png: bytes, width: int, height: int
) -> Attachment:
    """Keep the signature of somebody for a meeting; return its record.

    It is kept for each record of theirs: should these be of two people after all, nobody knows
    which of them has signed, and it counts for neither. Raises Erased for somebody erased, and
    AttachmentTooLarge.
    """
    about = Attachment(
        event=event,
        person=person,
        role=AttachmentRole.SIGNATURE,
        media_type=MEDIA_TYPE,
        width=width,
        height=height,
        added=store.clock(),
    )
    with store.action():
        for other in same_people.others_here(store, person):
            store.attach(replace(about, person=other), png)
        return store.attach(about, png)


def take_back(store: Store, *, signature: str) -> None:
    """Take a signature back, as if it had not been given."""
    with store.action():
        given = store.get(Attachment, signature)
        theirs = {given.person, *same_people.once_joined(store).get(given.person, ())}
        for one in store.all(Attachment, event=given.event, sha256=given.sha256):
            if one.role is AttachmentRole.SIGNATURE and one.person in theirs:
                store.delete(one.id)


def signed_at(store: Store, *, person: str, event: str) -> datetime | None:
    """Return when somebody signed last for a meeting, in the zone of the place, or None."""
    records = same_people.read(store).records(person)
    found = [one for one in _of(store, event=event) if one.person in records]
    added = found[-1].added if found else None
    return events.local_time(added) if added else None


def printed(
    store: Store, *, event: str, boxes: Sequence[Box]
) -> dict[str, tuple[bytes | None, ...]]:
    """Return the signatures of a meeting by person, as JPEGs, one for each of one or more boxes.

    The latest counts. One whose content has not arrived, or is no picture, is left out.
    """
    found: dict[str, list[bytes | None]] = defaultdict(lambda: [None] * len(boxes))
    same = same_people.read(store)
    for one in _of(store, event=event):
        if one.added is None:
            continue
        at = box_of(events.local_time(one.added), boxes)
        if (drawn := _drawn(store, one)) is not None:
            found[same.of(one.person)][at] = drawn
    return {person: tuple(of) for person, of in found.items()}


def _of(store: Store, *, event: str) -> list[Attachment]:
    found = store.all(Attachment, event=event, role=AttachmentRole.SIGNATURE)
    if len({one.sha256 for one in found}) == len(found):
        unclear = set[str]()
    else:
        unclear = doubtful(found, same_people.read(store), same_people.once_joined(store))
    clear = [one for one in found if one.id not in unclear]
    return sorted(clear, key=lambda one: (one.added is not None, one.added, one.id))


def doubtful(
    found: Iterable[Attachment], same: SamePeople, once_joined: Mapping[str, Collection[str]]
) -> set[str]:
    """Return the ids of signatures that were given for two records at once, parted since."""
    signed: dict[str, list[Attachment]] = defaultdict(list)
    for one in found:
        signed[one.sha256].append(one)
    return {
        one.id
        for alike in signed.values()
        for one, other in permutations(alike, 2)
        if other.person in once_joined.get(one.person, ())
        and not same.are_one(one.person, other.person)
    }


def _drawn(store: Store, one: Attachment) -> bytes | None:
    from maillage.domain.errors import NotAPicture
    from maillage.intake import photo  # loads Pillow: only for whoever prints

    content = store.content(one.sha256)
    if content is None:
        return None
    try:
        return photo.reduced(content, side=PRINTED_SIDE, name=one.id).content
    except NotAPicture:
        return None
