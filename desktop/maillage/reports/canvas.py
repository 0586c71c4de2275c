"""A canvas of our own look, for papers that are drawn and not set as a story."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any, TypeAlias

from reportlab.lib.pagesizes import A4

from maillage.domain.fields import LINE
from maillage.reports import style
from maillage.reports.pages import dated_canvas
from maillage.reports.text import Typesetter

Canvas: TypeAlias = Any
"""ReportLab has no types."""


def new_canvas(
    file: io.BytesIO,
    made_at: datetime,
    title: str,
    type_: Typesetter,
    size: tuple[float, float] = A4,
) -> Canvas:
    """Return a canvas that says what it is and when it was made, in an embedded typeface."""
    canvas: Canvas = dated_canvas(
        file,
        made_at=made_at,
        pagesize=size,
        invariant=1,
        pageCompression=1,
        initialFontName=style.REGULAR,
        lang=type_.language.code,
    )
    canvas.setTitle(type_.short(title, LINE))
    canvas.setAuthor("Maillage")
    canvas.setCreator("Maillage")
    canvas.setProducer("Maillage")
    return canvas
