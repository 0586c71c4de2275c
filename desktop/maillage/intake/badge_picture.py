"""The QR codes in a picture: of a camera, a telephone or a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import zxingcpp

from maillage.intake import picture

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 2_400
"""Longest side in pixels that is looked at: a badge in a photo of a whole table is still read."""
MOST_CODES = 20


def texts(path: Path) -> list[str]:
    """Return what the QR codes in a picture say, none if there is none.

    Raises NotAPicture for what is no picture, is damaged or too large, and CannotRead.
    """
    grey = picture.opened(path, side=SIDE, mode="L")
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    found = zxingcpp.read_barcodes(grey, formats=formats)
    return [one.text for one in found[:MOST_CODES]]
