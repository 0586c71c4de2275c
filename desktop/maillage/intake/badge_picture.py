"""The QR codes in a picture: of a camera, a telephone or a screen."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import zxingcpp
from PIL import Image, ImageOps

from maillage.domain.errors import CannotRead, NotAPicture

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 60_000_000
"""A picture file larger than that is none of a badge."""
MOST_PIXELS = 200_000_000
"""Pixels of a picture as it is stored; more is a bomb, not a photo."""
SIDE = 2_400
"""Longest side in pixels that is looked at: a badge in a photo of a whole table is still read."""
MOST_CODES = 20
FORMATS = ("JPEG", "PNG", "WEBP", "BMP", "GIF", "TIFF")


def texts(path: Path) -> list[str]:
    """Return what the QR codes in a picture say, none if there is none.

    Raises NotAPicture for what is no picture, is damaged or too large, and CannotRead.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotAPicture(str(path))
        grey = _grey(path)
    except (Image.DecompressionBombError, SyntaxError, ValueError, EOFError) as error:
        raise NotAPicture(str(path)) from error
    except OSError as error:
        if error.errno is None:  # Pillow's own: the bytes are no picture
            raise NotAPicture(str(path)) from error
        raise CannotRead(str(path)) from error
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey, formats=formats)
    return [one.text for one in found[:MOST_CODES]]


def _grey(path: Path) -> Image.Image:
    """Return the picture upright, in shades of grey, no larger than it is worth looking at."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        with Image.open(path, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture(str(path))
            picture.draft("L", (SIDE, SIDE))  # a JPEG is not even decoded larger
            picture.thumbnail((SIDE, SIDE))
            return ImageOps.exif_transpose(picture).convert("L")
