"""Photos of the boards: taken in from files, kept in the encrypted store, shown and handed out."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from maillage.domain.errors import PhotoMissing
from maillage.domain.records import Attachment
from maillage.domain.vocabulary import AttachmentRole
from maillage.store.attachments import MOST_BYTES
from maillage.store.files import hand_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from maillage.exchange.store import Store
    from maillage.intake.photo import Photo

SUFFIXES = (
    ".jpg", ".jpeg", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff", ".heic", ".heif",
)  # fmt: skip
"""How the names of pictures end, for file dialogs; what a file is called decides nothing."""
SUFFIX = ".jpg"
"""Of the copy of a photo."""


class Taken(Struct, frozen=True):
    """A photo that was taken in, or that was there already."""

    photo: Attachment
    new: bool


def add(
    store: Store, path: Path, *, event: str, workshop: str = "", table: int | None = None
) -> Taken:
    """Take the photo in a file in, upright, reduced, and without what else the file says.

    The same photo in the same workshop is taken in once; one that was deleted comes back.
    Raises NotAPicture and CannotRead; the file itself stays as it is.
    """
    from maillage.intake import photo

    made = photo.prepared(path, most=MOST_BYTES)
    about = Attachment(
        event=event,
        workshop=workshop,
        role=AttachmentRole.BOARD,
        table=table,
        media_type=photo.MEDIA_TYPE,
        width=made.width,
        height=made.height,
        added=store.clock(),
    )
    with store.action():
        same = hashlib.sha256(made.content).hexdigest()
        there = store.all(Attachment, deleted=True, event=event, workshop=workshop, sha256=same)
        if not there:
            return Taken(store.attach(about, made.content), new=True)
        store.supply(made.content)  # known from another laptop, it may not have arrived
        known = min(there, key=lambda one: one.deleted)
        if known.deleted:
            store.restore(known.id)
        return Taken(store.get(Attachment, known.id), new=known.deleted)


def photos(store: Store, *, event: str, workshop: str | None = None) -> list[Attachment]:
    """Return the photos of an event, or of one workshop, in the order they were taken in."""
    found = store.all(Attachment, event=event, role=AttachmentRole.BOARD)
    kept = [one for one in found if workshop in {None, one.workshop}]
    return sorted(kept, key=lambda one: (one.added is None, one.added, one.id))


def shown(store: Store, *, photo: str, side: int) -> bytes:
    """Return a photo as a JPEG; as ``drawn``."""
    return drawn(store, store.get(Attachment, photo), side=side).content


def drawn(store: Store, about: Attachment, *, side: int) -> Photo:
    """Return a photo whose longest side is at most ``side`` pixels.

    It is drawn anew, whoever recorded it. Raises PhotoMissing if its content is not here,
    and NotAPicture.
    """
    from maillage.intake import photo as intake

    return intake.reduced(_content(store, about), side=side, name=about.caption or about.id)


def change(store: Store, *, photo: str, **values: object) -> Attachment:
    """Say what a photo shows: of ``caption`` and ``table`` what is new; return its record."""
    store.change(photo, **values)
    return store.get(Attachment, photo)


def delete(store: Store, *, photos: Iterable[str]) -> None:
    """Take photos away; taken in again they come back."""
    with store.action():
        for photo in photos:
            store.delete(photo)


def erase(store: Store, *, photo: str) -> None:
    """Erase a photo for ever, here and wherever this laptop's files arrive."""
    store.erase(photo)


def save(store: Store, path: Path, *, photo: str) -> None:
    """Write a photo to a file of its own, in clear; raises PhotoMissing, CannotWrite, DiskFull."""
    hand_out(_content(store, store.get(Attachment, photo)), path, store=store.path)


def _content(store: Store, about: Attachment) -> bytes:
    content = store.content(about.sha256)
    if content is None:
        raise PhotoMissing(about.sha256)
    return content
