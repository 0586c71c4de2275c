"""The photos of the boards as every form of the minutes shows them: which, where, in what words."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maillage.reports.data import Photo
    from maillage.reports.telling import Telling

NARROW: Final = 1.1
"""Two photos no wider than this many times their height stand side by side."""


class Numbered(Struct, frozen=True):
    """A photo and its number through all workshops."""

    number: int
    photo: Photo


def by_workshop(told: Telling) -> list[tuple[str, list[Numbered]]]:
    """Return the photos to show below the title of each workshop; none without names.

    What is written on a board by hand may name people.
    """
    if not told.names:
        return []
    every = [Numbered(number, photo) for number, photo in enumerate(told.data.photos, 1)]
    return [
        (title, list(group)) for title, group in groupby(every, key=lambda one: one.photo.workshop)
    ]


def rows(photos: Iterable[Numbered]) -> list[tuple[Numbered, ...]]:
    """Return photos in rows: two that are upright side by side, any other by itself."""
    laid: list[tuple[Numbered, ...]] = []
    for one in photos:
        if laid and len(laid[-1]) == 1 and _narrow(one) and _narrow(laid[-1][0]):
            laid[-1] = (laid[-1][0], one)
        else:
            laid.append((one,))
    return laid


def fitted(photo: Photo, wide: float, high: float) -> tuple[float, float]:
    """Return the largest width and height of a photo that keep its shape, in the same unit."""
    scale = min(wide / photo.width, high / photo.height)
    return photo.width * scale, photo.height * scale


def where(told: Telling, photo: Photo) -> str:
    """Return the word for the table of a photo, empty if it has none."""
    _ = told.language.text
    return "" if photo.table is None else _("Table {n}", n=photo.table)


def described(told: Telling, photo: Photo) -> str:
    """Return what a screen reader says instead of a photo."""
    _ = told.language.text
    words = (_("Photo of the board"), photo.workshop, where(told, photo), photo.caption)
    return " · ".join(filter(None, words))


def _narrow(one: Numbered) -> bool:
    return one.photo.width <= NARROW * one.photo.height
