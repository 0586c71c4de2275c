"""The minutes of a meeting: a PDF one may hand to a ministry, or a text one goes on writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from maillage.language import Language
    from maillage.reports.data import Minutes


def minutes(data: Minutes, *, language: Language, names: bool = True) -> bytes:
    """Return the minutes as A4 PDF; the same data give the same bytes.

    With ``names``, people who pledged or agreed to be quoted are named, photos of the boards
    are shown and every page says it is internal; without, pledges show such categories and
    organisations as point at nobody.
    """
    # ReportLab takes a quarter of a second to load: only whoever prints waits for it.
    from maillage.reports.document import render

    return render(data, language=language, names=names)


def editable(data: Minutes, *, language: Language, names: bool = True) -> bytes:
    """Return the minutes as DOCX, for whatever word processor there is.

    With ``names``, people who pledged or agreed to be quoted are named, photos of the boards
    are shown and the header says it is internal.
    """
    from maillage.reports.editable import write

    return write(data, language=language, names=names)
