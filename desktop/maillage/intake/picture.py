"""Opens a picture that a person chose: whatever its kind, upright, within limits."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import pi_heif
from PIL import Image, ImageOps

from maillage.domain.errors import CannotRead, NotAPicture, PictureTooLarge

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 60_000_000
"""A picture file larger than that is no photo of a telephone."""
MOST_PIXELS = 170_000_000
"""Of a JPEG, which is decoded no larger than it is wanted; more is a bomb, not a photo."""
MOST_DECODED = 60_000_000
"""Of the other kinds, which are decoded whole."""
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF", "HEIF")
pi_heif.register_heif_opener()


def opened(path: Path, *, side: int, mode: str) -> Image.Image:
    """Return a picture upright, in a mode of Pillow's, at most ``side`` pixels long.

    Raises NotAPicture for what is no picture or is damaged, PictureTooLarge for what is more
    than a photo, and CannotRead.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureTooLarge(str(path), most_bytes=MOST_BYTES)
        return _upright(path, side, mode)
    except Image.DecompressionBombError as error:  # before anything else is known of it
        jpeg = path.suffix.lower() in {".jpg", ".jpeg"}
        most = MOST_PIXELS if jpeg else MOST_DECODED
        raise PictureTooLarge(str(path), most_pixels=most) from error
    except (SyntaxError, ValueError, EOFError) as error:
        raise NotAPicture(str(path)) from error
    except (MemoryError, RuntimeError) as error:  # what a decoder says of bytes it cannot take
        raise NotAPicture(str(path)) from error
    except OSError as error:
        if error.errno is None:  # Pillow's own: the bytes are no picture
            raise NotAPicture(str(path)) from error
        raise CannotRead(str(path)) from error


def _upright(path: Path, side: int, mode: str) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(path, formats=FORMATS) as picture:
            most = MOST_PIXELS if picture.format == "JPEG" else MOST_DECODED
            if picture.width * picture.height > most:
                raise PictureTooLarge(str(path), most_pixels=most)
            picture.draft(mode, (side, side))
            picture.thumbnail((side, side))
            return in_mode(ImageOps.exif_transpose(picture), mode)


def in_mode(picture: Image.Image, mode: str) -> Image.Image:
    """Return a picture in another mode, on white where it was transparent."""
    if not picture.has_transparency_data:
        return picture.convert(mode)
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    paper.alpha_composite(seen)
    return paper.convert(mode)
