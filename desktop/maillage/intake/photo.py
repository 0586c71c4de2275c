"""Makes a photo ready to be kept: upright, no larger than it need be, and nothing but a picture.

Where and when it was taken, by whom and with what, stays in the person's own file.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct
from PIL import Image, ImageCms

from maillage.domain.errors import NotAPicture
from maillage.intake import picture

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 2_000
"""Longest side in pixels: handwriting on a board of two metres is read with ease."""
STEPS = ((SIDE, 85), (SIDE, 75), (1_600, 75), (1_600, 60), (1_200, 60), (800, 60))
"""Longest side and JPEG quality, from the best to what any picture is small enough at."""
QUALITY = 80
"""JPEG quality of what is drawn anew to be shown or printed."""
MEDIA_TYPE = "image/jpeg"


class Photo(Struct, frozen=True):
    """A JPEG in sRGB without any metadata."""

    content: bytes
    width: int
    height: int


def prepared(path: Path, *, most: int) -> Photo:
    """Return the photo in a file, in at most ``most`` bytes.

    Raises NotAPicture for what is no picture, is damaged or too large, and CannotRead.
    """
    seen = _in_srgb(picture.opened(path, side=SIDE, mode="RGB"))
    for side, quality in STEPS:
        made = _written(seen, side, quality)
        if len(made.content) <= most:
            return made
    raise NotAPicture(str(path))


def reduced(content: bytes, *, side: int, name: str) -> Photo:
    """Return a photo that was kept, drawn anew with its longest side at most ``side`` pixels.

    Another laptop may have recorded it: what is no picture, or a bomb, raises NotAPicture
    with ``name``.
    """
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as seen:
            if seen.width * seen.height > picture.MOST_DECODED:
                raise NotAPicture(name)
            seen.draft("RGB", (side, side))
            seen.thumbnail((side, side))
            return _written(picture.in_mode(seen, "RGB"), side, QUALITY)
    except (Image.DecompressionBombError, SyntaxError, ValueError, EOFError, OSError) as error:
        raise NotAPicture(name) from error


def _in_srgb(seen: Image.Image) -> Image.Image:
    """Return the colours as every screen shows them; many telephones use more of their own."""
    profile = seen.info.get("icc_profile")
    if not profile:
        return seen
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        shown = ImageCms.profileToProfile(seen, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return seen  # an ill-made profile costs a shade, not the photo
    return shown or seen


def _written(seen: Image.Image, side: int, quality: int) -> Photo:
    smaller = seen.copy()
    smaller.thumbnail((side, side))
    bare = Image.new("RGB", smaller.size)  # what came with the pixels is left behind
    bare.paste(smaller)
    out = BytesIO()
    bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return Photo(out.getvalue(), *bare.size)
