"""Where a file belongs that was dropped where nobody takes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from maillage.actions import photos
from maillage.language import _
from maillage.ui.reception.list_opening import SUFFIXES

_TEXTS = frozenset({".pdf", ".doc", ".docx", ".odt", ".rtf", ".pages"})
"""What a list may have been sent in by somebody who does not know better."""


def belongs(paths: Sequence[str]) -> str:
    """Return one sentence on the first of these files, none of which is taken; empty for none."""
    if not paths:
        return ""
    path = Path(paths[0])
    suffix = path.suffix.lower()
    if path.is_dir():
        return _("“{file}” is a folder: open it, and drop the files in it.", file=path.name)
    if suffix == ".maillage":
        return _(
            "“{file}” comes from another laptop: drop it under “Exchanges”.",
            file=path.name,
        )
    if suffix in SUFFIXES:
        return _(
            "“{file}” is a list: drop it under “Prepare” or “Reception”.",
            file=path.name,
        )
    if suffix in photos.SUFFIXES:
        return _(
            "“{file}” is a picture: drop the photo of a board under “Workshops”, that of a badge"
            " under “Reception”.",
            file=path.name,
        )
    if suffix in _TEXTS:
        return _(
            "“{file}” is a text: a list is taken from a table (Excel, LibreOffice or CSV), a photo"
            " from a picture.",
            file=path.name,
        )
    return _("“{file}” is not a file that goes here. Nothing was changed.", file=path.name)


def no_meeting_line() -> str:
    """Return why a list cannot be taken in yet."""
    return _("There is no meeting yet that a list could belong to. Create it first.")
